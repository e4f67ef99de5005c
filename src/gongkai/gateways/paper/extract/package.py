"""What DOCX and XLSX have in common: properties, custom data, relations, pictures, files within, and all the rest."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract.box import Box
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.runs import runs
from gongkai.gateways.paper.extract.xmltext import attribute, attributes, local, named_texts, texts, wordy
from gongkai.gateways.paper.paper import Unreadable

_TYPES = "[Content_Types].xml"
_XML = re.compile(r"\.(?:xml|rels|vml)\Z", re.IGNORECASE)
_FONT = re.compile(r"\.(?:odttf|ttf|otf|fntdata)\Z", re.IGNORECASE)
_PRINTER = re.compile(r"printerSettings\d*\.bin\Z", re.IGNORECASE)
_MACROS = re.compile(r"vba(?:Project|Data)|macrosheets|activeX|ctrlProps", re.IGNORECASE)
_PLACES = frozenset(
    {
        "col",
        "row",
        "colOff",
        "rowOff",
        "Anchor",
        "Row",
        "Column",
        "AutoFill",
        "MoveWithCells",
        "SizeWithCells",
        "Visible",
    }
)
"""Elements that say where a shape stands."""
_DRAWN = ("t", "v", "f")
"""Elements of drawings, charts and diagrams that hold text, cached values and the formulas they come from."""


def read_common(box: Box, gathering: Gathering) -> None:
    """Everything of a package that its own reader has left: nothing is passed over in silence."""
    gathering.add(
        "部件名", PartKind.PROPERTIES, [name for name in box.names if name != _TYPES and _telling(name)]
    )
    for name in tuple(box.left()):
        try:
            _read_one(name, box, gathering)
        except Unreadable as error:
            gathering.cannot(name, error.sentence)


def read_properties(root: Element, name: str, gathering: Gathering) -> None:
    """docProps and the like: each property as `name：value`."""
    gathering.add(name, PartKind.PROPERTIES, [*named_texts(root), *attributes(root, _is_name)])


def read_attributes(root: Element, name: str, gathering: Gathering) -> None:
    """Authors, names of bookmarks, styles, targets …: attributes that say something."""
    gathering.add(f"{name}!属性", PartKind.PROPERTIES, attributes(root))


def _read_one(name: str, box: Box, gathering: Gathering) -> None:
    if not _XML.search(name) and name != _TYPES:
        _read_binary(name, box, gathering)
        return
    root = box.xml(name)
    if name.endswith(".rels"):
        _read_relations(root, name, gathering)
    elif name == _TYPES:
        names = attributes(root, lambda _, key: key == "ContentType")
        gathering.add(name, PartKind.PROPERTIES, [one for one in names if _telling(one)])
    elif name.startswith("docProps/") or name.endswith(("people.xml", "/persons/person.xml")):
        read_properties(root, name, gathering)
    elif name.startswith("customXml/") or "/customXml/" in name:
        gathering.add(name, PartKind.CUSTOM_XML, [*texts(root), *attributes(root)])
    elif re.search(r"/(?:drawings|charts|diagrams|embeddings)/", name):
        read_drawing(root, name, gathering)
    else:
        gathering.add(name, PartKind.PROPERTIES, [*texts(root), *attributes(root)])


def read_drawing(root: Element, name: str, gathering: Gathering) -> None:
    """Text in shapes, charts (their cached figures too) and diagrams; what readers of the page do not see apart."""
    hidden = [value for element in root.iter() for value in alternative_texts(element)]
    gathering.add(f"{name}!替代文字", PartKind.HIDDEN_TEXT, hidden)
    paragraphs: list[str] = []
    read = {element for element in root.iter() if local(element) in _PLACES and len(element.text or "") < 40}
    for element in root.iter():
        if local(element) == "p":
            inside = [one for one in element.iter() if local(one) in _DRAWN and one.text]
            read.update(inside)
            paragraphs.append("".join(one.text or "" for one in inside))
    paragraphs += texts(root, read)
    gathering.add(name, PartKind.TEXT_BOX, [line for line in paragraphs if line.strip()])
    read_attributes(root, name, gathering)


def alternative_texts(element: Element) -> list[str]:
    """What is said about a picture or shape to those who cannot see it."""
    keys = ("descr", "title", "alt", "tooltip")
    if local(element) not in ("docPr", "cNvPr", "hlinkClick", "hlinkHover", "hyperlink") and (
        "vml" not in element.tag
    ):
        return []
    return [value for key in keys if (value := attribute(element, key)).strip()]


def _read_relations(root: Element, name: str, gathering: Gathering) -> None:
    targets = [
        attribute(relation, "Target")
        for relation in root
        if attribute(relation, "TargetMode") == "External" or not attribute(relation, "Target").isascii()
    ]
    others = attributes(root, lambda _, key: key in ("Target", "Type"))
    gathering.add(name, PartKind.PROPERTIES, [*targets, *others, *texts(root)])


def _read_binary(name: str, box: Box, gathering: Gathering) -> None:
    if _MACROS.search(name):
        box.read(name)
        gathering.cannot(name, "文件里有宏或控件，读不了；请删去后再提交。")
    elif _FONT.search(name):
        box.read(name)
    elif _PRINTER.search(name):
        gathering.add(name, PartKind.PROPERTIES, runs(box.read(name)))
    elif name.startswith("docProps/"):
        gathering.inner(name, box.read(name), PartKind.METADATA, _telling(name))
    else:
        drawn = re.search(r"/media/", name) is not None
        gathering.inner(name, box.read(name), None if drawn else PartKind.EMBEDDED, _telling(name))


def _telling(name: str) -> bool:
    return not name.isascii() or wordy("name", name.rpartition("/")[2])


def _is_name(_: Element, key: str) -> bool:
    return key in ("fmtid", "pid", "name", "type", "baseType")
