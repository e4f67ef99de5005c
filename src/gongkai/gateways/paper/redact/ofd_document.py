"""One document of an OFD made anew: its pages and templates, its outline, and the resources these use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.extract.ofd_page import OfdPage
from gongkai.gateways.paper.extract.ofd_places import DRAWN, place_of, resource_files
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.ofd_copy import Copier, moved
from gongkai.gateways.paper.redact.ofd_marks import Marks
from gongkai.gateways.paper.redact.ofd_markup import BOXES, add, box_text, drawn_attributes, new, written
from gongkai.gateways.paper.redact.ofd_sealing import Sealer
from gongkai.gateways.paper.redact.ofd_seals import has_other_notes, seals, signatures, stamps
from gongkai.gateways.paper.redact.ofd_stock import Scope, Stock
from gongkai.gateways.paper.redact.ofd_text import Content, Cutter
from gongkai.gateways.paper.redact.package import Source
from gongkai.gateways.paper.redact.work import Work

_SHAPES_ONLY = (
    "OFD 里有的文字只有字形，读不出是什么字，不能保证隐去干净；请导出为 PDF，或者用原稿（.docx）重新做。"
)
_HERE_IN_DRAWINGS = "图形里的文字不能只隐去一处；请改为处处隐去，或者用原稿（.docx）重新做。"
_UNNAMED = frozenset({"Co", "Cn", "Cs", "Cc"})
_ZORDERS = ("Background", "Foreground")
_DESTINATION = ("Left", "Right", "Top", "Bottom", "Zoom")
_DEFAULT_BOX = "0 0 210 297"


@dataclass(slots=True)
class Numbered:
    """How many pages the documents before had."""

    pages: int = 0


@dataclass(slots=True)
class _Page:
    """A page or template anew: its old and new id, what stands on it, its templates with their order."""

    old: str
    number: str
    content: Content
    body: Element
    templates: list[tuple[str, str]] = field(default_factory=list)


class Document:
    """Reads, copies and cuts one document; `entries` gives what goes into the package."""

    def __init__(self, source: Source, body: Element, numbered: Numbered, work: Work) -> None:
        self._source, self._work = source, work
        place = next(((one.text or "").strip() for one in body.iter() if local(one) == "DocRoot"), "").lstrip(
            "/"
        )
        self._root, self._folder = source.xml(place), place.rpartition("/")[0]
        self._stock = Stock(source, work.scribe)
        self._scope = Scope(source, list(resource_files(self._root, self._folder)))
        area = next((one for one in self._root.iter() if local(one) == "PageArea"), None)
        self._paper = (box_text(area, "PhysicalBox") if area is not None else None) or ""
        self._area = area
        self._templates: dict[str, _Page] = {}
        self._pages: list[_Page] = []
        self._read_pages(numbered)
        self.signed = any(True for _ in signatures(source, body))
        self.notes_left = has_other_notes(source, self._root, self._folder)
        self.files_left = any(local(one) == "Attachments" for one in self._root)
        self.seals_kept = self.seals_lost = 0
        self._cut(body)
        self._outline = self._outlines()

    def entries(self) -> Iterator[tuple[str, bytes]]:
        """The parts of the document by their names within its folder."""
        listings = [
            (name, root)
            for name, root in zip(("PublicRes", "DocumentRes"), self._stock.listings(), strict=True)
            if root is not None
        ]
        yield "Document.xml", self._written(self._document([name for name, _ in listings]))
        for name, root in listings:
            yield f"{name}.xml", self._written(root)
        for number, template in enumerate(self._templates.values()):
            yield f"Tpls/Tpl_{number}/Content.xml", self._written(template.content.root)
        for number, page in enumerate(self._pages):
            yield f"Pages/Page_{number}/Content.xml", self._written(page.content.root)
        for name, content in self._stock.files.items():
            yield f"Res/{name}", content

    def _read_pages(self, numbered: Numbered) -> None:
        listed = [one for one in self._root.iter() if local(one) == "TemplatePage"]
        names = {attribute(one, "ID"): f"模板页 {at}" for at, one in enumerate(listed, 1)}
        places = {attribute(one, "ID"): (one, attribute(one, "BaseLoc")) for one in listed}
        for page in (
            one for holder in self._root if local(holder) == "Pages" for one in holder if local(one) == "Page"
        ):
            numbered.pages += 1
            if numbered.pages > self._work.limits.pages:
                raise Unreadable(f"文件超过 {self._work.limits.pages} 页的上限；请分册后再做。")
            root, made = self._copied(page, attribute(page, "BaseLoc"), f"第 {numbered.pages} 页")
            self._pages.append(made)
            for use in (one for one in root if local(one) == "Template"):
                old = attribute(use, "TemplateID")
                if old in places and place_of(self._folder, places[old][1]) in self._source:
                    if old not in self._templates:
                        self._templates[old] = self._copied(*places[old], names[old])[1]
                    order = attribute(use, "ZOrder") or attribute(places[old][0], "ZOrder")
                    made.templates.append((old, order if order in _ZORDERS else _ZORDERS[0]))

    def _copied(self, listed: Element, location: str, part: str) -> tuple[Element, _Page]:
        place = place_of(self._folder, location)
        root = self._source.xml(place)
        own = list(resource_files(root, place.rpartition("/")[0]))
        scope = Scope(self._source, own, self._scope) if own else self._scope
        copier = Copier(root, self._paper, scope, self._stock)
        made = new("Page")
        area = next((one for one in root if local(one) == "Area"), None)
        if area is not None:
            _boxes(area, add(made, "Area"))
        body = add(made, "Content")
        for content in (one for one in root if local(one) == "Content"):
            body.extend(list(copier.layers(content)))
        return root, _Page(
            attribute(listed, "ID"), self._stock.number(), Content(part, made, self._paper), body
        )

    def _cut(self, body: Element) -> None:
        sheets = [*self._templates.values(), *self._pages]
        contents = [one.content for one in sheets]
        marks = Marks(self._work.scribe, self._stock)
        if any(DRAWN in part for part in self._work.scribe.parts):
            raise Unreadable(_HERE_IN_DRAWINGS)
        Cutter(contents, self._work.scribe, marks).cut_here()
        self._seal(body)
        contents += [Content("", one) for one in self._stock.drawings]
        if self._work.scribe.cuts_anything:
            Cutter(contents, self._work.scribe, marks).cut_everywhere()
        self._settle_fonts([one.root for one in contents])
        marks.finish()
        for sheet in sheets:
            said = [self._work.scribe.finish(one) for one in sheet.content.legends]
            lines = marks.legend(said, OfdPage(sheet.content.root, self._paper).paper)
            if lines:
                add(sheet.body, "Layer", ID=self._stock.number(), Type="Foreground").extend(lines)

    def _seal(self, body: Element) -> None:
        """Draws stamps and seals onto their pages, over everything else."""
        sealer = Sealer(self._stock, self._work.limits)
        pages = {one.old: one for one in self._pages}
        for old, drawn in stamps(self._source, self._root, self._folder):
            if old not in pages:
                continue
            paper = " ".join(map(str, OfdPage(pages[old].content.root, self._paper).paper))
            copier = Copier(drawn, paper, self._scope, self._stock)
            left, top, _, _ = (float(one) for one in _numbers(attribute(drawn, "Boundary")))
            made = [moved(one, left, top) for one in copier.objects(drawn)]
            if made:
                layer = add(pages[old].body, "Layer", ID=self._stock.number(), Type="Foreground")
                layer.extend(made)
        for seal in seals(self._source, body):
            drawn_seal = sealer.drawn(seal)
            if drawn_seal is None or seal.page not in pages:
                self.seals_lost += 1
                continue
            self.seals_kept += 1
            layer = add(pages[seal.page].body, "Layer", ID=self._stock.number(), Type="Foreground")
            layer.append(drawn_seal)

    def _settle_fonts(self, roots: list[Element]) -> None:
        """A font kept in the file knows the letters that were cut, often in their order: it stays by name only."""
        texts = [one for root in roots for one in root.iter() if local(one) == "TextObject"]
        if self._work.scribe.cuts_anything and not all(map(_is_honest, texts)):
            raise Unreadable(_SHAPES_ONLY)
        for font in self._stock.tainted:
            drawn = [one for one in texts if one.get("Font") == font]
            # Without the letters' shapes nothing but what the text says can be shown.
            if self._stock.has_file(font) and all(map(_is_honest, drawn)):
                self._stock.strip(font)
                for one in drawn:
                    for inside in [inside for inside in one if local(inside) == "CGTransform"]:
                        one.remove(inside)

    def _document(self, listings: list[str]) -> Element:
        root = new("Document")
        common = add(root, "CommonData")
        numbers = {old: one.number for old, one in self._templates.items()}
        pages = add(root, "Pages")
        for at, page in enumerate(self._pages):
            add(pages, "Page", ID=page.number, BaseLoc=f"Pages/Page_{at}/Content.xml")
            for number, (old, order) in enumerate(page.templates):
                page.content.root.insert(number, new("Template", TemplateID=numbers[old], ZOrder=order))
        if self._outline is not None:
            root.append(self._outline)
        add(common, "MaxUnitID", self._stock.number())
        area = add(common, "PageArea")
        if self._area is not None:
            _boxes(self._area, area)
        if not len(area):
            add(area, "PhysicalBox", _DEFAULT_BOX)
        for name in listings:
            add(common, name, f"{name}.xml")
        for at, template in enumerate(self._templates.values()):
            add(common, "TemplatePage", ID=template.number, BaseLoc=f"Tpls/Tpl_{at}/Content.xml")
        return root

    def _outlines(self) -> Element | None:
        root = new("Outlines")
        for holder in (one for one in self._root if local(one) == "Outlines"):
            self._headings(holder, root)
        return root if len(root) else None

    def _headings(self, parent: Element, made: Element) -> None:
        """The headings of the outline with the pages they lead to."""
        numbers = {one.old: one.number for one in self._pages}
        for element in (one for one in parent if local(one) == "OutlineElem"):
            heading = add(made, "OutlineElem", Title=self._work.scribe.whole(attribute(element, "Title")))
            actions = [one for one in element if local(one) == "Actions"]
            goal = next((one for each in actions for one in each.iter() if local(one) == "Dest"), None)
            if goal is not None and attribute(goal, "PageID") in numbers:
                action = add(add(heading, "Actions"), "Action", Event="CLICK")
                dest = add(add(action, "Goto"), "Dest", Type=drawn_attributes(goal).get("Type", "XYZ"))
                dest.set("PageID", numbers[attribute(goal, "PageID")])
                for key in _DESTINATION:
                    value = _numbers(attribute(goal, key), 1)
                    if attribute(goal, key):
                        dest.set(key, value[0])
            self._headings(element, heading)

    def _written(self, root: Element) -> bytes:
        for element in root.iter():
            for key, value in element.attrib.items():
                if not value.isascii():
                    element.set(key, self._work.scribe.finish(value))
        return written(root)


def _boxes(area: Element, made: Element) -> None:
    for name in BOXES:
        said = box_text(area, name)
        if said is not None:
            add(made, name, said)


def _numbers(said: str, count: int = 4) -> list[str]:
    """That many numbers as written; nought for each where something else is written."""
    words = said.split()
    try:
        fit = len(words) == count and all(abs(float(word)) < 1e6 for word in words)
    except ValueError:
        fit = False
    return words if fit else ["0"] * count


def _is_honest(text: Element) -> bool:
    """Whether the letters of a text have names; one sign that has none may be a bullet."""
    said = "".join(one.text or "" for one in text if local(one) == "TextCode")
    unnamed = [letter for letter in said if unicodedata.category(letter) in _UNNAMED or letter == "\ufffd"]
    return len(unnamed) < 2
