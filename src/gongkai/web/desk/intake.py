"""From uploads and a filled form to a draft."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from gongkai.core.catalogue import AttachedFile, Draft, Involved
from gongkai.core.catalogue.doc_number import read_doc_number
from gongkai.core.catalogue.header import LIMITS
from gongkai.core.terms import Audience, DisclosureClass, Provenance
from gongkai.gateways.paper.paper import Paper, Unreadable
from gongkai.gateways.paper.reader import read_document
from gongkai.records.models import Edition
from gongkai.web.desk.files import keep_bytes, store
from gongkai.web.desk.item_form import TYPED
from gongkai.web.desk.staged import Staged, unseal
from gongkai.web.typed import Body, typed_body
from gongkai.web.uploads import dropped_files

EMPTY = "「{name}」是空文件，没有收下。请检查后重新选择。"


@dataclass(slots=True)
class Taken:
    """What came in with a request: the files as they now stand, and what is wrong with them, by field."""

    staged: Staged
    paper: Paper | None = None
    faults: list[tuple[str, str]] = field(default_factory=list)


def take_in(request: HttpRequest, person_id: int, today: date) -> Taken:
    """Keeps the files of a request beside those of its note; a document that cannot be read is not kept."""
    taken = Taken(unseal(request.POST.get("source", ""), person_id))
    for name in ("document", "attachments"):
        taken.faults += [(name, sentence) for sentence in dropped_files(request, name)]
    taken.staged = taken.staged.without(request.POST.getlist("drop"))
    _take_attachments(taken, request.FILES.getlist("attachments"))
    if isinstance(upload := request.FILES.get("document"), UploadedFile):
        _take_document(taken, upload, today)
    return taken


def _take_attachments(taken: Taken, uploads: list[UploadedFile[bytes]]) -> None:
    files = []
    for upload in uploads:
        name = upload.name or "附件"
        if not upload.size:
            taken.faults.append(("attachments", EMPTY.format(name=name)))
        else:
            files.append(keep_bytes(name, upload.read()))
    taken.staged = taken.staged.with_attachments(files)


def _take_document(taken: Taken, upload: UploadedFile[bytes], today: date) -> None:
    data, name = upload.read(), upload.name or "文件"
    try:
        taken.paper = read_document(data, name, today=today)
    except Unreadable as unreadable:
        taken.faults.append(("document", f"「{name}」没有收下：{unreadable.sentence}"))
        return
    kept = keep_bytes(name, data)
    inside = [keep_bytes(part, content) for part, content in taken.paper.attachments]
    taken.staged = replace(taken.staged, source=kept, notes=taken.paper.notes).with_attachments(inside)


def initial_of(paper: Paper, organ_name: str) -> dict[str, Any]:
    """What was recognised, as first values of the form for a person to confirm.

    What names another issuer was obtained from it, as when documents are imported.
    """
    obtained = bool(paper.issuer) and organ_name not in paper.issuer
    return {
        "title": paper.title,
        "doc_number": paper.doc_number.text if paper.doc_number else "",
        "issuer": paper.issuer,
        "provenance": (Provenance.OBTAINED if obtained else Provenance.MADE).value,
        "obtained_from": paper.issuer if obtained else "",
        "formed_on": paper.formed_on,
        "subject": paper.subject[: LIMITS["subject"]],
        "summary": paper.summary[: LIMITS["summary"]],
    }


def body_of(staged: Staged, how: str, typed: str, edition: Edition | None, today: date) -> Body:
    """The text of the item: typed, or read again from the kept file, so that a browser cannot slip in another.

    A text left as it was keeps its tables and headings, which the typed lines do not show. Raises Unreadable
    where the kept file no longer reads.
    """
    if staged.source is None or how == TYPED:
        fresh = typed_body(typed)
        if edition is not None and fresh.text == typed_body(edition.body_text).text:
            return Body(edition.body_html, edition.body_text)
        return fresh
    if edition is not None and edition.source_digest == staged.source.digest and edition.body_html:
        return Body(edition.body_html, edition.body_text)
    paper = read_document(store().read(staged.source.digest), staged.source.name, today=today)
    return Body(paper.html, paper.text)


def draft_from(given: dict[str, Any], staged: Staged, body: Body) -> Draft:
    """The draft of a form that is complete."""
    source: AttachedFile | None = staged.source
    joint = [Involved(name, joint_maker=True) for name in _lines(given["joint_makers"])]
    concerned = [
        Involved(name) for name in _lines(given["concerned"]) if name not in {one.name for one in joint}
    ]
    return Draft(
        title=given["title"],
        formed_on=given["formed_on"],
        proposed_class=DisclosureClass(given["proposed_class"]),
        class_reasons=given["class_reasons"],
        body_html=body.html,
        body_text=body.text,
        doc_number=_exact(given["doc_number"]),
        issuer=given["issuer"],
        subject=given["subject"],
        changed_on=given["changed_on"],
        summary=given["summary"],
        validity=given["validity"],
        audience=Audience(given["audience"]),
        category=given["category"],
        matter=given.get("matter", ""),
        provenance=Provenance(given["provenance"]),
        obtained_from=given["obtained_from"],
        secrecy_mark=given["secrecy_mark"],
        secrecy_until=given["secrecy_until"],
        compiled_by=given["compiled_by"],
        needs_law_approval=given.get("needs_law_approval", False),
        source_name=source.name if source else "",
        source_digest=source.digest if source else "",
        attachments=staged.attachments,
        involved=(*joint, *concerned),
    )


def _exact(number: str) -> str:
    """A document number in the one exact way to write it; as typed where it cannot be read."""
    read = read_doc_number(number)
    return read.text if read else number


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
