"""OFD → OFD (GB/T 33190): what the pages show, copied and cut; signatures, notes, files and properties left behind."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import Element

from gongkai.core.terms.digest import sm3_hex
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.ofd_document import Document, Numbered
from gongkai.gateways.paper.redact.ofd_markup import add, new, written
from gongkai.gateways.paper.redact.package import Source, put_entry
from gongkai.gateways.paper.redact.work import Work

_DOC_ID = re.compile(r"[0-9A-Za-z-]{1,64}", re.ASCII)
_VERSION = re.compile(r"\d\.\d", re.ASCII)
_TYPES = ("OFD", "OFD-A")
_SIGNED = "原件有电子签名；文件改动以后签名不再有效，已经去掉。"
_SEAL_LOST = "有 {count} 枚印章的图形取不出来，没有保留；需要印章的，请在改好的文件上重新盖章。"
_SEAL_KEPT = "印章只作为图形保留，不再具有签名的效力。"
_NOTES_LEFT = "原件上的批注（高亮、划线、附注等）没有保留。"
_FILES_LEFT = "原件里附带的文件没有保留；要公开的，请单独作为附件提交。"


def make_ofd(data: bytes, work: Work) -> bytes:
    """The document anew, cut by the scribe. Unreadable where it is damaged or holds what cannot be taken along.

    `work.notes` tells what readers could see and will miss: signatures, seals, notes, attached files.
    """
    source = Source(data, work.limits)
    root = source.xml("OFD.xml")
    bodies = [one for one in root if local(one) == "DocBody"]
    if not bodies:
        raise Unreadable(DAMAGED)
    numbered = Numbered()
    documents = [Document(source, body, numbered, work) for body in bodies]
    if not numbered.pages:
        raise Unreadable(DAMAGED)
    _tell(documents, work)
    entries: dict[str, bytes] = {"OFD.xml": b""}
    top = new("OFD", Version=_known(root, "Version", _VERSION.fullmatch, "1.0"))
    top.set("DocType", _known(root, "DocType", lambda said: said in _TYPES, "OFD"))
    for number, (document, body) in enumerate(zip(documents, bodies, strict=True)):
        place = f"Doc_{number}"
        made = add(top, "DocBody")
        add(add(made, "DocInfo"), "DocID", _doc_id(body, data, work))
        add(made, "DocRoot", f"{place}/Document.xml")
        entries |= {f"{place}/{name}": content for name, content in document.entries()}
    entries["OFD.xml"] = written(top)
    return _packed(entries, work.today)


def _known(root: Element, name: str, fits: Callable[[str], object], otherwise: str) -> str:
    said = attribute(root, name)
    return said if fits(said) else otherwise


def _doc_id(body: Element, data: bytes, work: Work) -> str:
    """The number of the document, by which others refer to it; one made of its bytes where what it has says more."""
    said = next(((one.text or "").strip() for one in body.iter() if local(one) == "DocID"), "")
    return said if _DOC_ID.fullmatch(said) and not work.scribe.holds(said) else sm3_hex(data)[:32]


def _tell(documents: list[Document], work: Work) -> None:
    if any(one.signed for one in documents):
        work.notes.append(_SIGNED)
    if any(one.seals_kept for one in documents):
        work.notes.append(_SEAL_KEPT)
    if lost := sum(one.seals_lost for one in documents):
        work.notes.append(_SEAL_LOST.format(count=lost))
    if any(one.notes_left for one in documents):
        work.notes.append(_NOTES_LEFT)
    if any(one.files_left for one in documents):
        work.notes.append(_FILES_LEFT)


def _packed(entries: dict[str, bytes], today: date) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            put_entry(archive, name, content, today)
    return held.getvalue()
