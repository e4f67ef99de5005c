"""Whether a run of a Word document can be seen: hidden by its properties or style, white on white, or too small."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.extract.xmltext import attribute, local

_TINY_HALF_POINTS = 6
_OFF = ("0", "false", "off", "none")
_WHITE = 0.92


@dataclass(frozen=True, slots=True)
class Look:
    """What is said about a run so far, from the document's defaults down to the run itself; None: nothing is said."""

    vanishes: bool | None = None
    colour: str | None = None
    size: float | None = None
    shaded: bool | None = None

    def under(self, nearer: Look) -> Look:
        """This look with what stands nearer to the text laid over it."""
        return Look(
            self.vanishes if nearer.vanishes is None else nearer.vanishes,
            nearer.colour or self.colour,
            nearer.size or self.size,
            self.shaded if nearer.shaded is None else nearer.shaded,
        )

    @property
    def hidden(self) -> bool:
        white = self.colour is not None and is_light(self.colour) and not self.shaded
        return bool(self.vanishes) or white or (self.size is not None and self.size <= _TINY_HALF_POINTS)


class Looks:
    """The looks that the styles of a document give, each with those it is based on."""

    def __init__(self, styles: Element | None) -> None:
        self._styles = {
            attribute(style, "styleId"): style
            for style in (styles if styles is not None else ())
            if local(style) == "style"
        }
        self._known: dict[str, Look] = {}
        self.default = Look()
        for defaults in styles if styles is not None else ():
            if local(defaults) == "docDefaults":
                for run in defaults.iter():
                    if local(run) == "rPr":
                        self.default = look_of(run)

    def of_style(self, style_id: str) -> Look:
        """The look that a style gives to its text, that of its bases included."""
        if style_id not in self._known:
            look = Look()
            for style in reversed(list(self._chain(style_id))):
                for child in style:
                    if local(child) in ("rPr", "pPr", "tcPr", "tblPr"):
                        look = look.under(look_of(child))
                    elif local(child) == "tblStylePr":
                        # A table style shades its first row and sets its text in white: seen well enough.
                        look = look.under(Look(shaded=any(_shades(one) for one in child.iter()) or None))
            self._known[style_id] = look
        return self._known[style_id]

    def _chain(self, style_id: str) -> Iterator[Element]:
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = next((attribute(one, "val") for one in style if local(one) == "basedOn"), "")


def look_of(properties: Element) -> Look:
    """What rPr, pPr or tcPr say by themselves, styles apart."""
    vanishes: bool | None = None
    colour: str | None = None
    size: float | None = None
    shaded: bool | None = None
    for child in properties:
        name, value = local(child), attribute(child, "val")
        if name in ("vanish", "webHidden", "specVanish"):
            vanishes = value.lower() not in _OFF or bool(vanishes)
        elif name == "color":
            theme = attribute(child, "themeColor")
            colour = "FFFFFF" if theme in ("background1", "light1") and value in ("", "FFFFFF") else value
        elif name == "sz":
            size = float(value) if value.isdigit() else None
        elif name in ("shd", "highlight"):
            shaded = _shades(child) or shaded
    return Look(vanishes, colour, size, shaded)


def is_light(colour: str) -> bool:
    """Whether a colour written as RRGGBB is as good as white."""
    try:
        red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return False
    return len(colour) == 6 and 0.3 * red + 0.59 * green + 0.11 * blue > _WHITE


def _shades(element: Element) -> bool:
    if local(element) == "highlight":
        return attribute(element, "val") not in ("", "none", "white")
    if local(element) != "shd":
        return False
    fill = attribute(element, "fill")
    solid = attribute(element, "val") == "solid"
    dark = bool(fill) and fill.lower() != "auto" and not is_light(fill)
    return dark or solid or bool(attribute(element, "themeFill") not in ("", "background1", "light1"))
