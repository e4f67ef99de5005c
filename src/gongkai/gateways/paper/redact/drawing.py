"""Drawings, charts and diagrams: their shapes and words come along, the workbooks and formulas behind them do not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, SubElement

from gongkai.gateways.paper.extract.xmltext import local
from gongkai.gateways.paper.redact.markup import Copyist, write
from gongkai.gateways.paper.redact.package import Leaf, Made, note_crops, relater
from gongkai.gateways.paper.redact.scribe import Scribe, cut_pieces

_OFFICE = "application/vnd.openxmlformats-officedocument"
_DIAGRAM = {
    "diagramData": ("data", f"{_OFFICE}.drawingml.diagramData+xml"),
    "diagramLayout": ("layout", f"{_OFFICE}.drawingml.diagramLayout+xml"),
    "diagramQuickStyle": ("quickStyle", f"{_OFFICE}.drawingml.diagramStyle+xml"),
    "diagramColors": ("colors", f"{_OFFICE}.drawingml.diagramColors+xml"),
}
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = f"{_OFFICE}.drawingml.chart+xml"
_CACHES = ("numCache", "strCache", "multiLvlStrCache")
_LITERAL = {
    "numRef": ("numCache", "numLit"),
    "strRef": ("strCache", "strLit"),
    "multiLvlStrRef": ("", "strLit"),
}


class ChartCopyist(Copyist):
    """A chart with the figures it shows written into it, and no way back to where they came from."""

    drop = frozenset(
        {
            "externalData",
            "userShapes",
            "pivotSource",
            "pivotFmts",
            "printSettings",
            "autoUpdate",
            "protection",
            "f",
        }
    )

    def copy(self, element: Element) -> list[Element]:
        name = local(element)
        if name not in _LITERAL:
            return super().copy(element)
        return [_literal(element, name)]

    def children(self, element: Element) -> list[Element]:
        made: list[Element] = []
        for child in element:
            referred = local(child) == "tx" and any(local(one) == "strRef" for one in child)
            made += [_words(child, local(element))] if referred else self.copy(child)
        return made


def lacks_figures(chart: Element) -> bool:
    """Whether a series of a chart refers to cells without having kept their figures: nothing of it can be shown."""
    return any(
        local(one) in ("numRef", "multiLvlStrRef") and not any(local(each) in _CACHES for each in one)
        for one in chart.iter()
    )


def _words(element: Element, within: str) -> Element:
    """A title that came from a cell, as words of the chart's own: a series has a value, a title has a paragraph."""
    space = element.tag.rpartition("}")[0] + "}"
    caches = [one for one in element.iter() if local(one) == "strCache"]
    words = "".join(one.text or "" for one in caches[0].iter() if local(one) == "v") if caches else ""
    made = Element(element.tag)
    if within != "title":
        SubElement(made, f"{space}v").text = words
        return made
    rich = SubElement(made, f"{space}rich")
    SubElement(rich, f"{_DRAWING}bodyPr")
    run = SubElement(SubElement(rich, f"{_DRAWING}p"), f"{_DRAWING}r")
    SubElement(run, f"{_DRAWING}t").text = words
    return made


def _literal(element: Element, name: str) -> Element:
    cache_name, literal = _LITERAL[name]
    space = element.tag.rpartition("}")[0] + "}"
    made = Element(space + literal)
    levels = [one for one in element.iter() if local(one) == (cache_name or "lvl")]
    counts = [one for one in element.iter() if local(one) == "ptCount"]
    if not levels or (counts and not cache_name):
        SubElement(made, f"{space}ptCount", dict(counts[0].attrib) if counts else {"val": "0"})
    for child in levels[0] if levels else ():
        if local(child) in ("formatCode", "ptCount", "pt"):
            made.append(_copied(child))
    return made


def _copied(element: Element) -> Element:
    made = Element(element.tag, dict(element.attrib))
    made.text = element.text
    made.extend(_copied(child) for child in element)
    return made


def drawing_parts(made: Made, folder: str) -> Mapping[str, Callable[[str], str | None]]:
    """What becomes of the charts and diagrams of a document, by the last word of the relation's type."""

    def chart(place: str) -> str | None:
        if place in made.source and lacks_figures(made.source.xml(place)):
            made.charts_without_figures += 1
        return _part(made, place, f"{folder}/charts/chart", _CHART, ChartCopyist)

    def diagram(kind: str) -> Callable[[str], str | None]:
        stem, content_type = _DIAGRAM[kind]
        return lambda place: _part(made, place, f"{folder}/diagrams/{stem}", content_type, Copyist)

    return {"chart": chart, **{kind: diagram(kind) for kind in _DIAGRAM}}


def _part(made: Made, place: str, stem: str, content_type: str, copyist: type[Copyist]) -> str | None:
    if place not in made.source:
        return None
    leaf = made.leaf(stem, "xml", content_type)
    copy_part(made, leaf, place, copyist, {})
    return leaf.name


def copy_part(
    made: Made,
    leaf: Leaf,
    place: str,
    copyist: type[Copyist],
    keep: Mapping[str, Callable[[str], str | None]],
) -> None:
    """Copies a part that holds drawings, cuts what is withheld, and writes it."""
    root = made.source.xml(place)
    note_crops(root)
    copied = copyist(relater(made, leaf, place, keep), made.scribe).root(root)
    cut_paragraphs(copied, made.scribe)
    leaf.content = write(copied, made.scribe)


def cut_paragraphs(root: Element, scribe: Scribe) -> None:
    """Cuts within each paragraph of DrawingML, whatever runs it is in, and in every text outside of paragraphs."""
    done: set[Element] = set()
    for paragraph in root.iter():
        if local(paragraph) == "p":
            inside = [one for one in paragraph.iter() if local(one) == "t" and one.text]
            done.update(inside)
            cut_elements(inside, scribe)
    for one in root.iter():
        if one not in done and one.text and one.text.strip():
            one.text = scribe.whole(one.text)


def cut_elements(elements: list[Element], scribe: Scribe) -> None:
    """Cuts in a text that is spread over elements."""
    pieces = [(one.text or "", True) for one in elements]
    places = scribe.places("".join(text for text, _ in pieces))
    for one, text in zip(elements, cut_pieces(pieces, places), strict=True) if places else ():
        one.text = text
