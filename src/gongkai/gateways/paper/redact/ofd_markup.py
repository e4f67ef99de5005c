"""What of OFD markup (GB/T 33190) is drawn: these elements and attributes come along, all others stay behind."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from gongkai.gateways.paper.extract.xmltext import local

SPACE = "http://www.ofdspec.org/2016"
register_namespace("ofd", SPACE)

_COLOURS = ("AxialShd", "RadialShd", "GouraudShd", "LaGourandShd", "LaGouraudShd", "Pattern")
CHILDREN: dict[str, frozenset[str]] = {
    name: frozenset(inside)
    for name, inside in {
        "TextObject": ("FillColor", "StrokeColor", "CGTransform", "TextCode", "Clips"),
        "PathObject": ("FillColor", "StrokeColor", "AbbreviatedData", "Clips"),
        "ImageObject": ("Border", "Clips"),
        "CompositeObject": ("Clips",),
        "Border": ("BorderColor",),
        "CGTransform": ("Glyphs",),
        "Clips": ("Clip",),
        "Clip": ("Area",),
        "Area": ("Path",),
        "Path": ("FillColor", "StrokeColor", "AbbreviatedData"),
        **dict.fromkeys(("FillColor", "StrokeColor", "BorderColor", "BackColor", "Color"), _COLOURS),
        **dict.fromkeys(("AxialShd", "RadialShd"), ("Segment",)),
        **dict.fromkeys(("GouraudShd", "LaGourandShd", "LaGouraudShd"), ("Point", "BackColor")),
        **dict.fromkeys(("Segment", "Point"), ("Color",)),
        "DrawParam": ("FillColor", "StrokeColor"),
        "ColorSpace": ("Palette",),
        "Palette": ("CV",),
    }.items()
}
"""What each element may hold; elements that hold objects are copied by those who know how."""
OBJECTS = ("TextObject", "PathObject", "ImageObject", "CompositeObject")
REFERENCES = {
    "DrawParam": "DrawParam",
    "Relative": "DrawParam",
    "ColorSpace": "ColorSpace",
    "Font": "Font",
    "ImageMask": "MultiMedia",
}
"""Attributes that name something kept as a resource, and what kind of thing it is."""
BOXES = ("PhysicalBox", "ApplicationBox", "ContentBox", "BleedBox")

_MEASURES = frozenset(
    {
        "Boundary", "CTM", "LineWidth", "MiterLimit", "DashOffset", "DashPattern", "Alpha", "Value", "Index",
        "StartPoint", "EndPoint", "StartRadius", "EndRadius", "Angle", "Eccentricity", "Extend", "Position", "X", "Y",
        "DeltaX", "DeltaY", "EdgeFlag", "VerticesPerRow", "Width", "Height", "XStep", "YStep", "Size", "HScale",
        "Weight", "ReadDirection", "CharDirection", "CodePosition", "CodeCount", "GlyphCount", "MapUnit",
        "HorizonalCornerRadius", "HorizontalCornerRadius", "VerticalCornerRadius", "BitsPerComponent",
    }
)  # fmt: skip
_WORDS = frozenset(
    {"Cap", "Join", "Rule", "Fill", "Stroke", "Italic", "Bold", "Serif", "FixedWidth", "MapType", "ReflectMethod",
     "RelativeTo", "Type", "ZOrder", "BlendMode", "TransFlag", "Charset"}
)  # fmt: skip
_NUMBER = re.compile(
    r"[-+]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})(?:[eE][-+]?\d{1,3})?|g|#[0-9A-Fa-f]{1,4}", re.ASCII
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,15}", re.ASCII)
_PATH = re.compile(r"[SMLQBAC]", re.ASCII)
_NUMBERED = frozenset({"Glyphs", "CV"})


def new(name: str, **attributes: str) -> Element:
    """An element of OFD."""
    return Element(f"{{{SPACE}}}{name}", attributes)


def add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """The same as the last child of another."""
    made = SubElement(parent, f"{{{SPACE}}}{name}", attributes)
    made.text = text or None
    return made


def measures(written: str) -> str | None:
    """Numbers as they are written, one space between them; None where anything else is written."""
    words = written.split()
    return " ".join(words) if words and all(_NUMBER.fullmatch(word) for word in words) else None


def drawn_attributes(element: Element) -> dict[str, str]:
    """The attributes that change how an element is drawn; those that name resources left out."""
    kept: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name in _MEASURES:
            numbers = measures(value)
            if numbers is not None:
                kept[name] = numbers
        elif name in _WORDS and _WORD.fullmatch(value):
            kept[name] = value
    return kept


def drawn_text(element: Element) -> str | None:
    """The text of an element that may have one: numbers, a path, or what a TextCode says."""
    name, text = local(element), element.text or ""
    if name == "TextCode":
        return text
    if name == "AbbreviatedData":
        words = text.split()
        return (
            " ".join(words) if all(_PATH.fullmatch(one) or _NUMBER.fullmatch(one) for one in words) else None
        )
    return measures(text) if name in _NUMBERED else None


def box_text(element: Element, name: str) -> str | None:
    """What the child of that name says as a box of four numbers; None where there is none."""
    said = next((one.text or "" for one in element if local(one) == name), "")
    numbers = measures(said)
    return numbers if numbers is not None and len(numbers.split()) == 4 else None


def number_text(value: float) -> str:
    """A measure with three decimals at most.

    >>> number_text(2.5), number_text(3.0), number_text(-0.0001)
    ('2.5', '3', '0')
    """
    shown = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown


def written(root: Element) -> bytes:
    """The part as bytes."""
    made: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return made
