"""Which streams the pages of a PDF paint, and a page of its own for each that none of them does."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2 as pdfium

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.pdf_page import read_page
from gongkai.gateways.paper.extract.pdf_strings import Number
from gongkai.gateways.paper.paper import Unreadable

_MOST_LOOSE = 2_000
_MOST_RESOURCES = 5
_SIDE = 800.0
_REPLACING = re.compile(
    rb"/(?:A|#41)(?:c|#63)(?:t|#74)(?:u|#75)(?:a|#61)(?:l|#6[cC])(?:T|#54)(?:e|#65)(?:x|#78)(?:t|#74)(?![A-Za-z])"
)
_FAILS = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, IndexError)


def painted_by_pages(pdf: pikepdf.Pdf) -> set[Number]:
    """The content streams, forms and pictures that are painted when all pages are shown."""
    painted: set[Number] = set()
    for page in pdf.pages:
        resources = page.obj.get("/Resources") or _inherited(page.obj, "/Resources")
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        painted.update(one.objgen for one in streams if isinstance(one, pikepdf.Object) and one.is_indirect)
        _follow(page, resources, painted, 0)
    return painted


def as_painted(data: bytes) -> bytes | None:
    """The file without the texts that are put in place of what is painted; None where it has none.

    Readers believe such a text (ActualText) and pass over the signs that people see: a way to hide in plain sight.
    """
    if not _REPLACING.search(data) and b"/ObjStm" not in data and b"FlateDecode" not in data:
        return None
    changed = False
    with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
        for one in pdf.objects:
            if _is_content(one):
                try:
                    content = one.read_bytes()
                except _FAILS:
                    continue
                if _REPLACING.search(content) and b"BDC" in content:
                    one.write(_REPLACING.sub(b"/Unspoken", content))
                    changed = True
            changed = _without_key(one) or changed
        if not changed:
            return None
        held = BytesIO()
        pdf.save(held)
        return held.getvalue()


def _is_content(one: Any) -> bool:
    return isinstance(one, pikepdf.Stream) and one.get("/Subtype", "/Form") == "/Form"


def _without_key(one: Any) -> bool:
    """Lists of properties that marks in the content refer to may hold such texts too."""
    if not isinstance(one, pikepdf.Dictionary) or isinstance(one, pikepdf.Stream):
        return False
    held = [
        one,
        *(value for value in one.values() if isinstance(value, pikepdf.Dictionary) and not value.is_indirect),
    ]
    named = [value for value in held if "/ActualText" in value]
    for value in named:
        del value["/ActualText"]
    return bool(named)


def _follow(thing: Any, resources: Any, painted: set[Number], depth: int) -> None:
    if not isinstance(resources, pikepdf.Dictionary) or depth > 20:
        return
    known = resources.get("/XObject")
    if not isinstance(known, pikepdf.Dictionary):
        return
    try:
        steps = pikepdf.parse_content_stream(thing, "Do")
        calls = [str(step.operands[0]) for step in steps if len(step.operands)]
    except _FAILS:
        return
    for name in dict.fromkeys(calls):
        one = known.get(name) if name.startswith("/") else None
        if not isinstance(one, pikepdf.Stream) or one.objgen in painted:
            continue
        painted.add(one.objgen)
        if one.get("/Subtype") == "/Form":
            _follow(one, one.get("/Resources", resources), painted, depth + 1)


def _inherited(page: Any, key: str) -> Any:
    """A value that the page has from the tree above it."""
    for _ in range(50):
        if not isinstance(page, pikepdf.Dictionary):
            return None
        if key in page:
            return page[key]
        page = page.get("/Parent")
    return None


class Wall:
    """A document of our own on which loose forms, pictures and content streams are hung up, one to a page."""

    def __init__(self, source: pikepdf.Pdf) -> None:
        self._source = source
        self._made = pikepdf.new()
        self._labels: list[tuple[str, PartKind]] = []
        self._resources = _all_resources(source)

    def hang(
        self, stream: Any, label: str, kind: PartKind, gathering: Gathering, *, as_content: bool
    ) -> None:
        """Puts a stream on a page; content streams are tried with the fonts of several pages."""
        if len(self._labels) >= _MOST_LOOSE:
            gathering.cannot(label, "不在页面上的对象多得不合常理，没有读完。")
            return
        try:
            if as_content:
                content = stream.read_bytes()
                for resources in self._resources:
                    self._page(self._made.copy_foreign(resources), content, label, kind)
            else:
                self._hang_object(stream, label, kind)
        except _FAILS:
            gathering.cannot(label, "这个对象画不出来，没有读。")

    def _hang_object(self, stream: Any, label: str, kind: PartKind) -> None:
        copied = self._made.copy_foreign(stream)
        across = b"q 1 0 0 1 0 0 cm"
        if stream.get("/Subtype") == "/Image":
            across = b"q 400 0 0 400 100 100 cm"
        else:
            if "/PatternType" in copied:
                copied["/Type"], copied["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            # Off its own page a form may stand anywhere; its own frame and place must not hide it.
            copied["/Matrix"] = pikepdf.Array([1, 0, 0, 1, 0, 0])
        things = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=copied))
        self._page(self._made.make_indirect(things), across + b" /X Do Q", label, kind)

    def read(self, gathering: Gathering) -> None:
        """Reads all pages hung so far."""
        if not self._labels:
            return
        held = BytesIO()
        try:
            pdf = self._made
            pdf.save(held)
            document = pdfium.PdfDocument(held.getvalue())
        except (*_FAILS, pdfium.PdfiumError):
            gathering.cannot("不在页面上的对象", "画不出来，没有读。")
            return
        for number, (label, kind) in enumerate(self._labels):
            try:
                read_page(document, number, label, gathering, base=kind)
            except Unreadable as error:
                gathering.cannot(label, error.sentence)
        document.close()

    def _page(self, resources: Any, content: bytes, label: str, kind: PartKind) -> None:
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[-_SIDE * 10, -_SIDE * 10, _SIDE * 10, _SIDE * 10],
            Resources=resources,
            Contents=self._made.make_stream(content),
        )
        self._made.pages.append(pikepdf.Page(self._made.make_indirect(page)))
        self._labels.append((label, kind))


def _all_resources(source: pikepdf.Pdf) -> list[Any]:
    found: dict[bytes, Any] = {}
    for page in source.pages:
        resources = page.obj.get("/Resources") or _inherited(page.obj, "/Resources")
        if isinstance(resources, pikepdf.Dictionary):
            shared = resources if resources.is_indirect else source.make_indirect(resources)
            found.setdefault(resources.unparse(), shared)
        if len(found) >= _MOST_RESOURCES:
            break
    return list(found.values()) or [source.make_indirect(pikepdf.Dictionary())]
