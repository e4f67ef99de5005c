"""DOCX, from Word or WPS: every XML part of the package, by our own walk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.box import Box
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.package import alternative_texts, read_attributes, read_common
from gongkai.gateways.paper.extract.word_looks import Looks
from gongkai.gateways.paper.extract.word_story import Story
from gongkai.gateways.paper.extract.xmltext import attribute, local, texts
from gongkai.gateways.paper.paper import Unreadable

_STORIES = (
    (re.compile(r"word/header\d*\.xml"), PartKind.HEADER),
    (re.compile(r"word/footer\d*\.xml"), PartKind.FOOTER),
    (re.compile(r"word/(?:footnotes|endnotes)\d*\.xml"), PartKind.NOTE),
    (re.compile(r"word/comments\w*\.xml"), PartKind.COMMENT),
    (
        re.compile(r"word/glossary/(?:document|comments|\w+notes|header\d*|footer\d*)\.xml"),
        PartKind.HIDDEN_TEXT,
    ),
)
_PLAIN = re.compile(r"word/(?:styles|settings|numbering|fontTable|webSettings|theme/)|docProps/|customXml/")
_FORM = frozenset({"sdtPr", "ffData"})
_HINTS = ("alias", "tag", "listItem", "listEntry", "default", "statusText", "helpText", "name", "placeholder")


def read_word(data: bytes, name: str, gathering: Gathering) -> str:
    """Gathers all parts of a DOCX. Unreadable when its package or its main document cannot be read."""
    box = Box(data, gathering)
    looks = Looks(_tree(box, "word/styles.xml", gathering))
    main = main_part(box)
    if main not in box:
        raise Unreadable(DAMAGED)
    _read_story(box.xml(main), main, PartKind.BODY, looks, gathering)
    for part in tuple(box.left()):
        kind = next((kind for pattern, kind in _STORIES if pattern.fullmatch(part)), None)
        root = _tree(box, part, gathering) if kind is not None else None
        if kind is not None and root is not None:
            _read_story(root, part, kind, looks, gathering)
    for part in tuple(box.left()):
        root = _loose_story(box, part)
        if root is not None:
            _read_story(box.xml(part), part, PartKind.HIDDEN_TEXT, looks, gathering)
    read_common(box, gathering)
    return "docx"


def _loose_story(box: Box, part: str) -> Element | None:
    """A part with paragraphs in it that goes by none of the usual names, and that Word may never show."""
    if not part.endswith(".xml") or _PLAIN.match(part):
        return None
    try:
        root = box.peek(part)
    except Unreadable:
        return None
    return (
        root
        if any(local(one) in ("t", "delText") and "wordprocessingml" in one.tag for one in root.iter())
        else None
    )


def main_part(box: Box) -> str:
    """The part that the package names as its document."""
    if "_rels/.rels" in box:
        for relation in box.peek("_rels/.rels"):
            if attribute(relation, "Type").endswith("/officeDocument"):
                return attribute(relation, "Target").lstrip("/")
    return "word/document.xml"


def _tree(box: Box, part: str, gathering: Gathering) -> Element | None:
    if part not in box:
        return None
    try:
        return box.xml(part)
    except Unreadable as error:
        gathering.cannot(part, error.sentence)
        return None


def _read_story(root: Element, part: str, kind: PartKind, looks: Looks, gathering: Gathering) -> None:
    story = Story(root, part, kind, looks)
    for reading in story.readings:
        gathering.add(reading.name, reading.kind, reading.text)
    alternatives = (value for element in root.iter() for value in alternative_texts(element))
    gathering.add(f"{part}!替代文字", PartKind.HIDDEN_TEXT, dict.fromkeys(alternatives))
    gathering.add(f"{part}!表单", PartKind.FORM_VALUE, dict.fromkeys(_form_words(root)))
    word_art = (attribute(one, "string") for one in root.iter() if local(one) == "textpath")
    gathering.add(f"{part}!艺术字", PartKind.TEXT_BOX, list(word_art))
    gathering.add(f"{part}!其他文字", PartKind.CUSTOM_XML, texts(root, story.read))
    read_attributes(root, part, gathering)


def _form_words(root: Element) -> Iterator[str]:
    """Names, hints and choices of form fields: seen only while the form is filled in."""
    for element in root.iter():
        if local(element) in _FORM:
            for hint in element.iter():
                if local(hint) in _HINTS:
                    yield from (value for value in hint.attrib.values() if value.strip())
