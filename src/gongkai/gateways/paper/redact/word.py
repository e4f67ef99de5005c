"""DOCX → DOCX: every part that is seen, copied and cut; everything else left behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.word_looks import Looks
from gongkai.gateways.paper.extract.word_story import Reading, Story
from gongkai.gateways.paper.extract.xmltext import local
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.drawing import drawing_parts
from gongkai.gateways.paper.redact.markup import Copyist, write
from gongkai.gateways.paper.redact.package import Leaf, Made, Source, note_crops, relater
from gongkai.gateways.paper.redact.scribe import Scribe, cut_pieces
from gongkai.gateways.paper.redact.word_copy import copied_story
from gongkai.gateways.paper.redact.word_fields import pointed_to, settle_bookmarks, settle_fields

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = f"{_WORD}.document.main+xml"
_STORIES = {
    "header": ("word/header", f"{_WORD}.header+xml"),
    "footer": ("word/footer", f"{_WORD}.footer+xml"),
    "footnotes": ("word/footnotes!", f"{_WORD}.footnotes+xml"),
    "endnotes": ("word/endnotes!", f"{_WORD}.endnotes+xml"),
}
_SHEETS = {
    "styles": ("word/styles!", f"{_WORD}.styles+xml"),
    "numbering": ("word/numbering!", f"{_WORD}.numbering+xml"),
    "settings": ("word/settings!", f"{_WORD}.settings+xml"),
    "fontTable": ("word/fontTable!", f"{_WORD}.fontTable+xml"),
    "theme": ("word/theme/theme", "application/vnd.openxmlformats-officedocument.theme+xml"),
}
_SETTINGS = frozenset(
    {
        "compat", "defaultTabStop", "evenAndOddHeaders", "mirrorMargins", "gutterAtTop", "footnotePr", "endnotePr",
        "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "characterSpacingControl", "printTwoOnOne",
        "noPunctuationKerning", "strictFirstAndLastChars", "noLineBreaksAfter", "noLineBreaksBefore", "themeFontLang",
        "clrSchemeMapping", "decimalSymbol", "listSeparator", "drawingGridHorizontalSpacing", "bookFoldPrinting",
        "drawingGridVerticalSpacing", "displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery",
        "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone", "defaultTableStyle", "mathPr", "shapeDefaults",
        "hdrShapeDefaults", "displayBackgroundShape", "alignBordersAndEdges", "doNotUseMarginsForDrawingGridOrigin",
    }
)  # fmt: skip


class _SheetCopyist(Copyist):
    """Styles, numbering, settings, fonts, theme."""

    drop = frozenset(
        {
            "rsid", "rsids", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
            "tblPrExChange", "nsid", "tmpl", "embedRegular", "embedBold", "embedItalic", "embedBoldItalic",
            "custClrLst", "personal", "personalCompose", "personalReply",
        }
    )  # fmt: skip


class _SettingsCopyist(_SheetCopyist):
    """Of the settings only those that change how the pages look."""

    def root(self, element: Element) -> Element:
        made = Element(element.tag)
        made.extend(one for child in element if local(child) in _SETTINGS for one in self.copy(child))
        return made


class _Document:
    """One DOCX on its way from the old package into the new."""

    def __init__(self, source: Source, scribe: Scribe) -> None:
        self._source, self._scribe = source, scribe
        self._made = Made(source, scribe)
        self._names: dict[str, str] = {}
        self._stories: dict[str, str] = {}
        self._roots: list[tuple[Leaf, Element]] = []

    def packed(self, today: date) -> bytes:
        relations = self._source.relations("").values()
        found = [one for one in relations if one.kind == "officeDocument" and not one.outside]
        main = found[0].target if found else "word/document.xml"
        if main not in self._source:
            raise Unreadable(DAMAGED)
        top = self._made.leaf("!", "", "")
        top.name = ""
        leaf = self._made.leaf("word/document!", "xml", _MAIN)
        kind = found[0].type if found else _OFFICE_DOCUMENT
        self._made.relate(top, kind, leaf.name)
        self._looks = Looks(self._styles(main))
        self._story(main, leaf, PartKind.BODY)
        self._sheets(main, leaf)
        self._finish()
        return self._made.packed(today)

    def _styles(self, main: str) -> Element | None:
        found = [one for one in self._source.relations(main).values() if one.kind == "styles"]
        return self._source.xml(found[0].target) if found and found[0].target in self._source else None

    def _sheets(self, main: str, leaf: Leaf) -> None:
        """Parts that no element of the document names: styles and their like, and the notes."""
        for relation in self._source.relations(main).values():
            if relation.kind in _SHEETS and relation.target in self._source and not relation.outside:
                stem, content_type = _SHEETS[relation.kind]
                sheet = self._made.leaf(stem, "xml", content_type)
                copyist = _SettingsCopyist if relation.kind == "settings" else _SheetCopyist
                relate = relater(self._made, sheet, relation.target, {})
                root = copyist(relate, self._scribe).root(self._source.xml(relation.target))
                sheet.content = write(root, self._scribe)
                self._made.relate(leaf, relation.type, f"/{sheet.name}")
            elif relation.kind in ("footnotes", "endnotes") and not relation.outside:
                name = self._other_story(relation.kind)(relation.target)
                if name:
                    self._made.relate(leaf, relation.type, f"/{name}")

    def _other_story(self, kind: str) -> Callable[[str], str | None]:
        def take(place: str) -> str | None:
            if place not in self._source:
                return None
            if place not in self._stories:
                stem, content_type = _STORIES[kind]
                leaf = self._made.leaf(stem, "xml", content_type)
                self._stories[place] = leaf.name
                part = {"header": PartKind.HEADER, "footer": PartKind.FOOTER}.get(kind, PartKind.NOTE)
                self._story(place, leaf, part)
            return self._stories[place]

        return take

    def _story(self, place: str, leaf: Leaf, kind: PartKind) -> None:
        root = self._source.xml(place)
        note_crops(root)
        # What is withheld at one place only is cut in the story as it was read, before anything in it moves.
        _cut(root, place, kind, self._looks, self._scribe, here=True)
        keep = {**drawing_parts(self._made, "word")}
        if kind is PartKind.BODY:
            keep |= {one: self._other_story(one) for one in ("header", "footer")}
        made = copied_story(root, self._looks, relater(self._made, leaf, place, keep), self._scribe)
        settle_fields(made, self._scribe)
        _cut(made, place, kind, self._looks, self._scribe, here=False)
        self._roots.append((leaf, made))

    def _finish(self) -> None:
        wanted = {word for _, root in self._roots for word in pointed_to(root)}
        for leaf, root in self._roots:
            settle_bookmarks(root, wanted, self._names)
            leaf.content = write(root, self._scribe)


def redact_word(data: bytes, scribe: Scribe, limits: Limits, today: date) -> bytes:
    """The document anew, cut by the scribe. Unreadable where it is damaged or holds what cannot be taken along."""
    return _Document(Source(data, limits), scribe).packed(today)


def _cut(root: Element, place: str, kind: PartKind, looks: Looks, scribe: Scribe, *, here: bool) -> None:
    """Cuts in every reading of a story; readings share elements, so those touched wait for the next round."""
    for _ in range(50):
        story = Story(root, place, kind, looks)
        touched: set[Element] = set()
        for reading in story.readings:
            elements = {piece.element for piece in reading.pieces if piece.element is not None}
            if elements & touched:
                continue
            found = scribe.places_here(reading.text, reading.name) if here else scribe.places(reading.text)
            if found:
                touched |= elements
                _cut_reading(
                    reading,
                    cut_pieces([(one.text, one.element is not None) for one in reading.pieces], found),
                )
        if not touched or here:
            break
    if not here:
        _cut_rest(root, Story(root, place, kind, looks).read, scribe)


def _cut_reading(reading: Reading, texts: list[str]) -> None:
    made: dict[Element, str] = {}
    for piece, text in zip(reading.pieces, texts, strict=True):
        if piece.element is not None:
            made[piece.element] = made.get(piece.element, "") + text
    for element, text in made.items():
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _cut_rest(root: Element, read: set[Element], scribe: Scribe) -> None:
    for element in root.iter():
        if element.text and element not in read and re.search(r"\S", element.text):
            element.text = scribe.whole(element.text)
