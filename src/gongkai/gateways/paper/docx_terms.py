"""The few words of WordprocessingML that the reader speaks."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE_STYLE = "gongkaiTitle"
_TITLE_HALF_POINTS = 40
"""GB/T 9704 sets titles in 22 pt and the body in 16 pt; 20 pt and more counts as a title."""


def find_main_part(parts: dict[str, Element]) -> Element | None:
    """The part that the package names as its document."""
    root = parts.get("_rels/.rels")
    for relation in root if root is not None else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return parts.get(relation.get("Target", "").lstrip("/"))
    return parts.get("word/document.xml")


def value_of(parent: Element | None, path: str) -> str:
    """`w:val` of the element at `path` (bare tag names); '' where there is none."""
    found = parent
    for tag in path.split("/"):
        found = found.find(f"{W}{tag}") if found is not None else None
    return found.get(f"{W}val", "") if found is not None else ""


def styles_by_id(styles: Element | None) -> dict[str, Element]:
    return (
        {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        if styles is not None
        else {}
    )


def style_chain(styles: dict[str, Element], style_id: str) -> Iterator[Element]:
    """The style and those it is based on; a circle ends it."""
    seen: set[str] = set()
    while style_id in styles and style_id not in seen:
        seen.add(style_id)
        yield styles[style_id]
        style_id = value_of(styles[style_id], "basedOn")


def mark_titles(main: Element, styles: Element | None) -> None:
    """Gives every centred paragraph of large type a style of our own, as bureaus format titles by hand."""
    known = styles_by_id(styles)
    for paragraph in main.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        style_id = value_of(properties, "pStyle")
        chain = list(style_chain(known, style_id))
        centred = value_of(properties, "jc") or next((jc for s in chain if (jc := value_of(s, "pPr/jc"))), "")
        sizes = [value_of(run, "rPr/sz") for run in paragraph.iter(f"{W}r") if run.find(f"{W}t") is not None]
        inherited = next((size for s in chain if (size := value_of(s, "rPr/sz"))), "")
        large = [size or inherited for size in sizes]
        if centred == "center" and large and all(s.isdigit() and int(s) >= _TITLE_HALF_POINTS for s in large):
            if properties is None:
                properties = paragraph.makeelement(f"{W}pPr", {})
                paragraph.insert(0, properties)
            style = properties.find(f"{W}pStyle")
            if style is None:
                style = properties.makeelement(f"{W}pStyle", {})
                properties.append(style)
            style.set(f"{W}val", TITLE_STYLE)
