"""The way in: a file or its bytes → a `Paper`, or `Unreadable` with a sentence for the person who sent it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongkai.core.catalogue.dates import plausible_date, read_date
from gongkai.core.catalogue.doc_number import DocNumber, read_doc_number
from gongkai.core.catalogue.recognise import Part, Recognised, compare_with_body, recognise
from gongkai.gateways.paper.caged import parse_caged
from gongkai.gateways.paper.kind import decoded, kind_of
from gongkai.gateways.paper.limits import MEGABYTE, Limits
from gongkai.gateways.paper.markup import safe_html
from gongkai.gateways.paper.paper import Kind, Paper, Unreadable
from gongkai.gateways.paper.parsed import Block, Parsed
from gongkai.gateways.paper.record import read_record
from gongkai.gateways.paper.text import clean, lines_of, paragraph

_DEFAULT = Limits()


@dataclass(slots=True)
class _Given:
    """What the file declares about itself, beside what its text says."""

    text: dict[str, str] = field(default_factory=dict)
    dates: dict[str, date | None] = field(default_factory=dict)
    attachments: tuple[tuple[str, bytes], ...] = ()


def read_document(
    source: Path | bytes, filename: str = "", *, today: date | None = None, limits: Limits = _DEFAULT
) -> Paper:
    """Reads a DOCX, PDF, OFD, HTML, TXT or JSON document; `filename` may be left out for a path.

    `today` is what declared dates are held against (None: the future is not checked). DOCX, PDF, OFD and HTML are
    parsed in a process of their own. Raises Unreadable, and nothing else, whatever the file holds.
    """
    data = _bytes(source, limits)
    kind = kind_of(data, filename or (source.name if isinstance(source, Path) else ""))
    parsed, given = _parsed(kind, data, today, limits)
    if not parsed.blocks:
        raise Unreadable("文件里没有文字，读不出内容。")
    if sum(len(block.text) for block in parsed.blocks) > limits.characters:
        raise Unreadable(f"正文超过 {limits.characters // 10_000} 万字，请分册后再提交。")
    return _paper(kind, parsed, given)


def _bytes(source: Path | bytes, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        size, data = len(source), source
    else:
        try:
            size = source.stat().st_size
            # One byte more than allowed is enough to know; a huge file is never read whole.
            with source.open("rb") as file:
                data = file.read(limits.file_bytes + 1)
        except OSError as error:
            raise Unreadable(f"文件“{source.name}”打不开，请确认它存在并且可以读取。") from error
    if max(size, len(data)) > limits.file_bytes:
        most = limits.file_bytes / MEGABYTE
        raise Unreadable(
            f"文件有 {size / MEGABYTE:.0f} MB，超过 {most:g} MB 的上限；请压缩图片或分册后再提交。"
        )
    return data


def _parsed(kind: Kind, data: bytes, today: date | None, limits: Limits) -> tuple[Parsed, _Given]:
    if kind == "json":
        record = read_record(data, today)
        blocks = [paragraph(line) for line in lines_of(record.body)]
        return Parsed(blocks=blocks), _Given(record.text, record.dates, record.attachments)
    if kind == "txt":
        return Parsed(blocks=[paragraph(line) for line in lines_of(decoded(data))]), _Given()
    parsed = parse_caged(kind, data, limits)
    for block in parsed.blocks:
        block.text = clean(block.text).strip("\n ")
    parsed.blocks = [block for block in parsed.blocks if block.text.strip()]
    return parsed, _declared(parsed.fields, today)


def _declared(fields: dict[str, str], today: date | None) -> _Given:
    """Fields of a web page: its meta tags and its header table. What is implausible is as good as not said."""
    text = {
        "title": fields.get("title") or fields.get("标题", ""),
        "doc_number": fields.get("发文字号") or fields.get("文号", ""),
        "issuer": fields.get("发文机关") or fields.get("发布机构", ""),
        "subject": fields.get("主题分类", ""),
        "index_number": fields.get("索引号", ""),
        "url": fields.get("url", ""),
    }
    written = {
        "formed_on": fields.get("成文日期", ""),
        "published_on": fields.get("published_on") or fields.get("发布日期", ""),
    }
    dates = {name: read_date(value) for name, value in written.items()}
    plausible = {name: day if day and not plausible_date(day, today) else None for name, day in dates.items()}
    return _Given({name: clean(value)[:500] for name, value in text.items()}, plausible)


def _paper(kind: Kind, parsed: Parsed, given: _Given) -> Paper:
    lines, owner = _flat(parsed.blocks)
    titled = [parsed.blocks[at].titled for at in owner]
    found = recognise(lines, titled)
    if found.labels and not any(given.text.values()):
        given = _declared(dict(found.labels), None)
    number, notes = _number(given.text.get("doc_number", ""), found)
    formed_on = given.dates.get("formed_on")
    return Paper(
        kind=kind,
        title=given.text.get("title") or found.title,
        doc_number=number,
        issuer=given.text.get("issuer") or found.issuer,
        formed_on=formed_on or found.formed_on,
        published_on=given.dates.get("published_on"),
        subject=given.text.get("subject", ""),
        index_number=given.text.get("index_number", ""),
        url=given.text.get("url", ""),
        summary=found.summary,
        paragraphs=tuple(lines),
        html=_html(parsed.blocks, owner, found.parts),
        attachments=given.attachments,
        notes=(
            *parsed.notes,
            *notes,
            *_body_notes(found, given),
            *compare_with_body(number, formed_on, found),
        ),
    )


def _number(written: str, found: Recognised) -> tuple[DocNumber | None, tuple[str, ...]]:
    number = read_doc_number(written)
    if written and number is None:
        return found.doc_number, (
            f"登记的文号“{written[:60]}”读不懂，请按“机关代字〔年份〕序号号”的写法填写。",
        )
    return number or found.doc_number, ()


def _body_notes(found: Recognised, given: _Given) -> tuple[str, ...]:
    """Doubts about the body that the header settles need not be told."""
    settled = (given.text.get("title") and "标题，", given.dates.get("formed_on") and "成文日期")
    return tuple(note for note in found.notes if not any(word and word in note for word in settled))


def _flat(blocks: list[Block]) -> tuple[list[str], list[int]]:
    """Every line of every block, and which block it belongs to."""
    pairs = [(line, at) for at, block in enumerate(blocks) for line in block.text.split("\n") if line.strip()]
    return [line for line, _ in pairs], [at for _, at in pairs]


def _html(blocks: list[Block], owner: list[int], parts: tuple[Part, ...]) -> str:
    """The blocks with the class of the part they play, cleaned once more: what the cage says is not trusted."""
    part_of = dict(zip(reversed(owner), reversed(parts), strict=True))
    written = []
    for at, block in enumerate(blocks):
        part = part_of.get(at, "body")
        plain = part == "body" or not block.html.startswith("<p>")
        written.append(block.html if plain else re.sub("^<p>", f'<p class="doc-{part}">', block.html))
    return safe_html("\n".join(written))
