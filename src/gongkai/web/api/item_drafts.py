"""From the header and files of a call to a draft; every fault at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings

from gongkai.access.header_rules import header_rules
from gongkai.core.catalogue import AttachedFile, Draft, Involved, faults_of
from gongkai.core.catalogue.doc_number import read_doc_number
from gongkai.core.regime import Lawbook
from gongkai.core.terms import Audience, DisclosureClass, Provenance, Refusal
from gongkai.gateways.files import FileStore
from gongkai.gateways.paper.paper import Paper, Unreadable
from gongkai.gateways.paper.reader import read_document
from gongkai.web.api.faults import Faulty
from gongkai.web.api.files import keep
from gongkai.web.api.given import SentPaper
from gongkai.web.api.item_bodies import Header
from gongkai.web.typed import Body, typed_body

_OWN_KINDS = {"proposed_class": DisclosureClass, "audience": Audience, "provenance": Provenance}
_NOT_PLAIN = {
    "body_text", "document", "attachments", "joint_makers", "concerned", "responsible_unit", "seen_fingerprint",
}  # fmt: skip


def drafted(given: Header, before: Draft | None, lawbook: Lawbook, today: date) -> Draft:
    """The draft a call makes of what was there before; Faulty where it may not be kept.

    Files are kept only once the header has been found in order.
    """
    said = {name: getattr(given, name) for name in given.model_fields_set}
    plain: dict[str, Any] = {
        name: _OWN_KINDS[name](value) if name in _OWN_KINDS else value
        for name, value in said.items()
        if name not in _NOT_PLAIN
    }
    if "formed_on" in plain and plain["formed_on"] is None:
        del plain["formed_on"]
    if "doc_number" in plain:
        read = read_doc_number(plain["doc_number"])
        plain["doc_number"] = read.text if read else plain["doc_number"]
    draft = replace(before, **plain) if before else Draft(**_begun(given) | plain)
    draft = _with_text(replace(draft, involved=_involved(given, before)), said)
    faults = faults_of(draft, header_rules(lawbook, today), today)
    if faults:
        raise Faulty([(fault.field, fault.refusal) for fault in faults])
    return _with_files(draft, given, said, today)


def _begun(given: Header) -> dict[str, Any]:
    """What a draft cannot be without."""
    return {
        "title": given.title,
        "formed_on": given.formed_on,
        "proposed_class": DisclosureClass(given.proposed_class),
        "class_reasons": given.class_reasons,
    }


def _involved(given: Header, before: Draft | None) -> tuple[Involved, ...]:
    known = before.involved if before else ()
    joint = [one.name for one in known if one.joint_maker]
    concerned = [one.name for one in known if not one.joint_maker]
    if "joint_makers" in given.model_fields_set:
        joint = list(dict.fromkeys(name for name in given.joint_makers if name))
    if "concerned" in given.model_fields_set:
        concerned = list(dict.fromkeys(name for name in given.concerned if name))
    return (
        *(Involved(name, joint_maker=True) for name in joint),
        *(Involved(name) for name in concerned if name not in set(joint)),
    )


def _with_text(draft: Draft, said: dict[str, Any]) -> Draft:
    if "body_text" not in said:
        return draft
    body = typed_body(said["body_text"])
    # Lines sent back as they were keep the tables and headings, which lines do not show.
    if body.text == typed_body(draft.body_text).text:
        return draft
    return replace(draft, body_html=body.html, body_text=body.text)


def _with_files(draft: Draft, given: Header, said: dict[str, Any], today: date) -> Draft:
    if "attachments" in said:
        kept = tuple(keep(paper, f"attachments.{place}") for place, paper in enumerate(given.attachments))
        draft = replace(draft, attachments=_once(kept))
    if given.document is None:
        return draft
    source, paper = _read(given.document, today)
    inside = tuple(_kept(name, data) for name, data in paper.attachments)
    body = Body(paper.html, paper.text)
    if "body_text" in said and said["body_text"]:
        body = Body(draft.body_html, draft.body_text)
    return replace(
        draft,
        body_html=body.html,
        body_text=body.text,
        source_name=source.name,
        source_digest=source.digest,
        attachments=_once((*draft.attachments, *inside)),
    )


def _read(document: SentPaper, today: date) -> tuple[AttachedFile, Paper]:
    try:
        paper = read_document(document.content, document.name or "文件", today=today)
    except Unreadable as unreadable:
        refusal = Refusal(
            "unreadable", unreadable.sentence, None, "请换一份文件，或者用 body_text 交来正文。"
        )
        raise Faulty([("document", refusal)]) from unreadable
    return keep(document, "document"), paper


def _kept(name: str, data: bytes) -> AttachedFile:
    return AttachedFile(name[-200:] or "文件", FileStore(settings.FILES_DIR).put(data), len(data))


def _once(files: tuple[AttachedFile, ...]) -> tuple[AttachedFile, ...]:
    """Each content once, under its first name."""
    return tuple({file.digest: file for file in reversed(files)}.values())[::-1]
