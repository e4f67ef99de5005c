"""What a document says about itself: title, number, issuer, date, summary, and the part each line plays.

Nothing here is certain: documents come from strangers. What is doubtful is left empty and told in `notes`, so
that a handler fills it in; a wrong date or number that looks right would go on into the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.core.catalogue.dates import chinese_date
from gongkai.core.catalogue.doc_number import DocNumber, read_doc_number
from gongkai.core.catalogue.document_head import Head, read_head
from gongkai.core.catalogue.organ_names import organ_before_verb, organs_in
from gongkai.core.catalogue.signature import Signature, own_signature, signatures

Part = Literal[
    "letterhead",
    "title",
    "number",
    "salutation",
    "heading",
    "subheading",
    "signature",
    "date",
    "remark",
    "body",
]

SUMMARY_LENGTH = 100
"""facts of the form: a summary has at most 100 characters."""

_HEADING = re.compile("^(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百]{1,4}章)")
_SUBHEADING = re.compile("^[（(][一二三四五六七八九十]{1,3}[)）]")
_REMARK = re.compile("^[（(][^（）()]{2,60}[)）]$")
_ENTITY = re.compile("&[A-Za-z]{2,6};")
"""Left behind by careless exports of web pages, right where the signature stands."""
_LONGEST_HEADING = 45
_SHORTEST_SENTENCE = 8


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was recognised; '' or None where the document is silent, `notes` (Chinese) where it is in doubt.

    `parts` has one entry per line given; `labels` is the header table of a saved web page (索引号 and so on).
    """

    title: str
    doc_number: DocNumber | None
    issuer: str
    formed_on: date | None
    summary: str
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    labels: Mapping[str, str] | None = None


def recognise(paragraphs: Sequence[str], titled: Sequence[bool] = ()) -> Recognised:
    """Reads a document from its paragraphs in order; `titled[i]`: paragraph i is set as a title."""
    lines = [_ENTITY.sub(" ", line).strip() for line in paragraphs]
    kept = [at for at, line in enumerate(lines) if line]
    full = [lines[at] for at in kept]
    head = read_head(full, [at < len(titled) and titled[at] for at in kept])
    found = signatures(full, head.body_at)
    issuer = organ_before_verb(head.title)
    ordered = head.number is not None and head.number.kind == "order"
    own, foreign = own_signature(found, issuer, len(full), ordered)
    parts: list[Part] = ["body"] * len(lines)
    played = _parts(full, head, own)
    for at, part in zip(kept, played, strict=True):
        parts[at] = part
    body = [
        line
        for line, part in zip(full[head.body_at :], played[head.body_at :], strict=True)
        if part == "body"
    ]
    return Recognised(
        title=head.title,
        doc_number=head.number,
        issuer=issuer or _issuer(full, head, own),
        formed_on=own.signed_on if own else None,
        summary=summarise(body),
        notes=tuple(_notes(head, own, foreign, issuer)),
        parts=tuple(parts),
        labels=dict(head.labels),
    )


def compare_with_body(
    doc_number: DocNumber | None, formed_on: date | None, body: Recognised
) -> tuple[str, ...]:
    """Notes where what a header says differs from what the body says; nothing where either is silent."""
    notes: list[str] = []
    if doc_number and body.doc_number and not doc_number.same_as(body.doc_number):
        notes.append(f"文头登记的文号是“{doc_number}”，正文写的是“{body.doc_number}”，两处不一致，请核对。")
    if formed_on and body.formed_on and formed_on != body.formed_on:
        given, written = chinese_date(formed_on), chinese_date(body.formed_on)
        notes.append(f"文头登记的成文日期是{given}，正文落款是{written}，两处不一致，请核对。")
    return tuple(notes)


def summarise(lines: Sequence[str], length: int = SUMMARY_LENGTH) -> str:
    """The first sentences of the body, whole ones while they fit into `length` characters.

    >>> summarise(["一、总体要求", "为了做好统计工作，现就有关事项通知如下。其余从略。"], 22)
    '为了做好统计工作，现就有关事项通知如下。'
    """
    text = next((line for line in lines if len(line) >= _SHORTEST_SENTENCE and not _is_heading(line)), "")
    text = re.sub(r"\s+", " ", text)
    if len(text) <= length:
        return text
    sentence = max(text.rfind(mark, 0, length) for mark in "。；！？")
    return text[: sentence + 1] if sentence > 0 else text[: length - 1] + "…"


def _issuer(lines: Sequence[str], head: Head, own: Signature | None) -> str:
    if head.number and head.number.kind != "document":
        return re.sub("(?:令|公告|通告)$", "", head.number.organ).replace("国令", "国务院")
    if own and own.signers:
        return "、".join(own.signers)
    for line in lines[: head.title_span[0]]:
        named = organs_in(re.sub(r"\s*文\s*件$", "", line))
        if named:
            return "、".join(named)
    return dict(head.labels).get("发文机关", "")


def _notes(head: Head, own: Signature | None, foreign: Signature | None, issuer: str) -> list[str]:
    notes = []
    if not head.title:
        notes.append("没有认出标题，请填写。")
    if foreign:
        who, when = "、".join(foreign.signers), chinese_date(foreign.signed_on)
        notes.append(f"正文里的落款是{who}（{when}），不是发文机关{issuer}，成文日期请据原件填写。")
    elif own is None:
        notes.append("正文里没有认出成文日期，请填写。")
    if own and head.number and head.number.year not in (None, own.signed_on.year):
        notes.append(f"文号的年份是{head.number.year}年，落款是{chinese_date(own.signed_on)}，请核对。")
    labelled = read_doc_number(dict(head.labels).get("发文字号") or dict(head.labels).get("文号") or "")
    if labelled and head.number and not labelled.same_as(head.number):
        notes.append(f"文头登记的文号是“{labelled}”，正文写的是“{head.number}”，两处不一致，请核对。")
    return notes


def _parts(lines: Sequence[str], head: Head, own: Signature | None) -> list[Part]:
    parts = [_plain_part(line) for line in lines]
    spans: list[tuple[tuple[int, int], Part]] = [(head.title_span, "title"), (head.number_span, "number")]
    first = min((start for (start, end), _ in spans if end > start), default=0)
    spans.insert(0, ((0, first), "letterhead"))
    if head.salutation_at is not None:
        spans.append(((head.salutation_at, head.salutation_at + 1), "salutation"))
    if own:
        spans += [((own.span[0], own.span[1] - 1), "signature"), ((own.span[1] - 1, own.span[1]), "date")]
    for (start, end), part in spans:
        parts[start:end] = [part] * (end - start)
    return parts


def _plain_part(line: str) -> Part:
    if _REMARK.match(line):
        return "remark"
    return _is_heading(line) or "body"


def _is_heading(line: str) -> Literal["heading", "subheading", ""]:
    if len(line) > _LONGEST_HEADING or line.endswith(("。", "；")) or "\t" in line:
        return ""
    if _HEADING.match(line):
        return "heading"
    return "subheading" if _SUBHEADING.match(line) else ""
