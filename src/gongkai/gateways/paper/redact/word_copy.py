"""Copying a story of a Word document as a reader sees it: changes accepted, comments and hidden text left behind."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.word_looks import Looks
from gongkai.gateways.paper.extract.word_story import Story
from gongkai.gateways.paper.extract.xmltext import attribute, local
from gongkai.gateways.paper.redact.markup import Copyist, Relate
from gongkai.gateways.paper.redact.scribe import Scribe

_OFF = ("0", "false", "off", "none")
_GONE = frozenset({"del", "moveFrom"})
_VANISHING = ("vanish", "webHidden", "specVanish")
_FILLS = frozenset({"solidFill", "gradFill", "blipFill", "pattFill", "fill"})
_TEXT_PARTS = frozenset(
    {"t", "sym", "drawing", "pict", "object", "footnoteReference", "endnoteReference", "fldChar"}
)


class WordCopyist(Copyist):
    """Copies document, header, footer and notes."""

    drop = frozenset(
        {
            "del", "moveFrom", "delText", "delInstrText", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
            "tblPrExChange", "trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "cellDel", "cellIns",
            "cellMerge", "proofErr", "commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef",
            "permStart", "permEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
            "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
            "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart",
            "customXmlMoveToRangeEnd", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "altChunk", "subDoc",
            "control", "OLEObject", "lastRenderedPageBreak", "ffData", "rsid", "rsids", "dataBinding",
            "printerSettings", "divId", "webHidden", "specVanish",
        }
    )  # fmt: skip
    unwrap = frozenset({"ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent"})

    def __init__(self, relate: Relate, scribe: Scribe, hidden: frozenset[Element]) -> None:
        super().__init__(relate, scribe)
        self._hidden = hidden
        self._filled = False

    def copy(self, element: Element) -> list[Element]:
        name = local(element)
        if "wordprocessingml" not in element.tag:
            return self._drawn(element)
        if name == "r" and (_vanishes(element) or self._says_nothing_seen(element)):
            return []
        if name in ("t", "instrText") and element in self._hidden and not self._filled:
            return []
        if name == "p":
            return self._paragraph(element)
        if name == "tbl":
            return self._table(element)
        if name in ("tr", "tc"):
            return self._row_or_cell(element)
        if name == "txbxContent":
            return [_with_paragraph(self.plain(element))]
        return super().copy(element)

    def _drawn(self, element: Element) -> list[Element]:
        """White type is seen well enough in a box that is filled."""
        outer = self._filled
        if local(element) in ("wsp", "shape", "rect", "roundrect", "oval"):
            self._filled = any(local(one) in _FILLS for one in element.iter()) or bool(
                attribute(element, "fillcolor")
            )
        made = super().copy(element)
        self._filled = outer
        return made

    def _says_nothing_seen(self, run: Element) -> bool:
        """Whether all a run has is text that cannot be seen, or the anchor of a comment."""
        parts = [one for one in run if local(one) != "rPr"]
        if not parts or self._filled:
            return False
        seen = [one for one in parts if local(one) not in ("commentReference", "annotationRef")]
        texts = [one for one in seen if local(one) == "t"]
        return not seen or (
            bool(texts) and len(texts) == len(seen) and all(one in self._hidden for one in texts)
        )

    def _paragraph(self, element: Element) -> list[Element]:
        made = self.plain(element)
        mark = _properties(_properties(element, "pPr"), "rPr")
        said = any(local(one) in _TEXT_PARTS for one in made.iter())
        section = any(local(one) == "sectPr" for one in made.iter())
        if said or section:
            return [made]
        # Once nothing is left in it, a paragraph that was hidden or struck out as a whole takes no line of its own.
        unmarked = mark is not None and (_is_on(mark, _VANISHING) or bool(_names(mark) & _GONE))
        emptied = any(one in self._hidden for one in element.iter())
        return [] if unmarked or emptied else [made]

    def _table(self, element: Element) -> list[Element]:
        made = self.plain(element)
        return [made] if any(local(one) == "tr" for one in made) else []

    def _row_or_cell(self, element: Element) -> list[Element]:
        row = local(element) == "tr"
        properties = _properties(element, "trPr" if row else "tcPr")
        struck = properties is not None and bool(_names(properties) & {"del", "cellDel"})
        if struck or (row and properties is not None and _is_on(properties, ("hidden",))):
            return []
        made = self.plain(element)
        if row:
            return [made] if any(local(one) == "tc" for one in made) else []
        return [_with_paragraph(made)]


def copied_story(root: Element, looks: Looks, relate: Relate, scribe: Scribe) -> Element:
    """The story anew; struck-out ends of paragraphs join them to the next."""
    hidden = {
        piece.element
        for reading in Story(root, "", PartKind.BODY, looks).readings
        for piece in reading.pieces
        if piece.hidden and piece.element is not None
    }
    _join_paragraphs(root)
    return WordCopyist(relate, scribe, frozenset(hidden)).root(root)


def _join_paragraphs(root: Element) -> None:
    for parent in root.iter():
        children = list(parent)
        for at, child in enumerate(children[:-1]):
            following = children[at + 1]
            mark = _properties(_properties(child, "pPr"), "rPr") if _is_paragraph(child) else None
            if mark is not None and _names(mark) & _GONE and _is_paragraph(following):
                moved = [one for one in child if local(one) != "pPr"]
                first = 1 if _properties(following, "pPr") is not None else 0
                for number, one in enumerate(moved):
                    child.remove(one)
                    following.insert(first + number, one)


def _is_paragraph(element: Element) -> bool:
    return local(element) == "p" and "wordprocessingml" in element.tag


def _with_paragraph(made: Element) -> Element:
    """Cells and text boxes must end with a paragraph, or the file does not open."""
    last = made[-1] if len(made) else None
    if last is None or local(last) != "p":
        SubElement(made, made.tag.rpartition("}")[0] + "}p")
    return made


def _properties(element: Element | None, name: str) -> Element | None:
    return next((one for one in element if local(one) == name), None) if element is not None else None


def _names(element: Element) -> set[str]:
    return {local(one) for one in element}


def _is_on(properties: Element, names: tuple[str, ...]) -> bool:
    return any(local(one) in names and attribute(one, "val").lower() not in _OFF for one in properties)


def _vanishes(run: Element) -> bool:
    properties = _properties(run, "rPr")
    return properties is not None and _is_on(properties, _VANISHING)
