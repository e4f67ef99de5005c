"""XML read to the last word: texts, attributes that may hold words, comments and processing instructions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from gongkai.gateways.paper.archive import DAMAGED, check_depth
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable

_SCHEMA = re.compile(r"(?:https?://(?:schemas|purl|www\.w3|www\.ofdspec)[^\s]*|urn:schemas[^\s]*)\Z")
_GUID = re.compile(r"\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}?\Z")
_STRUCTURE = re.compile(
    r"(?:rsid\w*|paraId|textId|durableId|paraIdParent|Ignorable|Requires|panose1?|usb\d|csb\d)\Z"
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?\Z")
_PLAIN = re.compile(r"[-+.\w%#:;,!$]*\Z", re.ASCII)


def tree(content: bytes, limits: Limits) -> tuple[Element, list[str]]:
    """The tree of an XML part, and its comments and processing instructions. Unreadable as for documents."""
    notes: list[str] = []
    parser = DefusedXMLParser(
        target=_Builder(notes), forbid_dtd=True, forbid_entities=True, forbid_external=True
    )
    try:
        parser.feed(content)
        root = parser.close()
    except DefusedXmlException as error:
        raise Unreadable("文件里有不该有的实体定义（疑似恶意文件），不予打开。") from error
    except (ParseError, ValueError, LookupError, AssertionError) as error:
        raise Unreadable(DAMAGED) from error
    if root is None:
        raise Unreadable(DAMAGED)
    check_depth(root, limits.xml_depth)
    return root, notes


class _Builder(TreeBuilder):
    """A tree as usual; comments and instructions go aside, since `<!-- -->` is where people leave things."""

    def __init__(self, notes: list[str]) -> None:
        super().__init__()
        self._notes = notes

    def comment(self, data: str | None, /) -> Any:
        self._notes.append((data or "").strip())

    def pi(self, target: str, data: str | None = None, /) -> Any:
        if data and not target.lower().startswith("mso-application"):
            self._notes.append(f"{target} {data}".strip())


def local(element: Element) -> str:
    """The name of an element without its namespace: there are several for the same thing."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name, '' where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def wordy(name: str, value: str) -> bool:
    """Whether an attribute may say something to a person: not a measure, a name of the format, a colour or an id."""
    if (
        not value.strip()
        or _STRUCTURE.match(name)
        or _SCHEMA.match(value)
        or _GUID.match(value)
        or _MOMENT.match(value)
    ):
        return False
    if not value.isascii() or not _PLAIN.match(value):
        return True
    digits = sum(char.isdigit() for char in value)
    return digits >= 7 and (len(value) > 10 or not value.lstrip("-+").isdigit()) and not _is_hex(value)


def _is_hex(value: str) -> bool:
    return len(value) == 8 and all(char in "0123456789ABCDEF" for char in value)


def attributes(root: Element, skip: Callable[[Element, str], bool] | None = None) -> Iterator[str]:
    """The wordy attribute values of a tree, each once."""
    known: set[str] = set()
    for element in root.iter():
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2]
            if value not in known and wordy(name, value) and not (skip and skip(element, name)):
                known.add(value)
                yield value


def texts(root: Element, read: set[Element] | None = None) -> Iterator[str]:
    """Every text and tail of a tree in order, without the texts of elements already read."""
    done = read or set()
    for element in root.iter():
        if element.text and element.text.strip() and element not in done:
            yield element.text.strip()
    for element in root.iter():
        if element.tail and element.tail.strip():
            yield element.tail.strip()


def named_texts(root: Element) -> Iterator[str]:
    """`name：text` for each element that holds text: how properties are shown."""
    for element in root.iter():
        if element.text and element.text.strip():
            yield f"{attribute(element, 'name') or local(element)}：{element.text.strip()}"
