"""How cells of a workbook show: which formats are dates, which show nothing, which type is white."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element

from gongkai.gateways.paper.extract.word_looks import is_light
from gongkai.gateways.paper.extract.xmltext import attribute, local

_DATES = frozenset({14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58})
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a serial day knows no zone
_LAST_DAY = 2_958_465


class Styles:
    """The cell styles of a workbook by their number; a broken or missing sheet of styles shows everything."""

    def __init__(self, root: Element | None) -> None:
        self._dates: set[int] = set()
        self._invisible: set[int] = set()
        if root is None:
            return
        formats = {
            _number(attribute(one, "numFmtId")): attribute(one, "formatCode")
            for one in root.iter()
            if local(one) == "numFmt"
        }
        fonts = [_is_white(font) for font in _listed(root, "fonts")]
        fills = [_is_filled(fill) for fill in _listed(root, "fills")]
        for at, style in enumerate(_listed(root, "cellXfs")):
            code = _number(attribute(style, "numFmtId"))
            written = formats.get(code, "")
            if code in _DATES or (written and re.search("[ymd]", _QUOTED.sub("", written.lower()))):
                self._dates.add(at)
            white = _at(fonts, attribute(style, "fontId")) and not _at(fills, attribute(style, "fillId"))
            if white or (written.count(";") >= 2 and not written.replace(";", "").strip()):
                self._invisible.add(at)

    def shows(self, style: str) -> bool:
        """Whether what stands in a cell of this style can be seen."""
        return _number(style) not in self._invisible

    def shown(self, style: str, value: str, since_1904: bool) -> str:
        """A number as the cell shows it, where it is a day; else as it is kept, to the last digit."""
        if _number(style) not in self._dates:
            return value
        try:
            days = float(value)
        except ValueError:
            return value
        if not 1 <= days <= _LAST_DAY:
            return value
        moment = (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(days=days)
        return f"{moment:%Y-%m-%d}" if days == int(days) else f"{moment:%Y-%m-%d %H:%M:%S}"


def _listed(root: Element, name: str) -> list[Element]:
    return next((list(one) for one in root if local(one) == name), [])


def _is_white(font: Element) -> bool:
    for child in font:
        if local(child) == "color":
            rgb = attribute(child, "rgb")
            return (len(rgb) == 8 and is_light(rgb[2:])) or attribute(child, "theme") == "0"
    return False


def _is_filled(fill: Element) -> bool:
    """Whether the ground is anything but white: white type on it is meant to be read."""
    for pattern in fill:
        if attribute(pattern, "patternType") in ("", "none"):
            return local(pattern) == "gradientFill"
        for colour in pattern:
            if local(colour) == "fgColor":
                rgb = attribute(colour, "rgb")
                return not (len(rgb) == 8 and is_light(rgb[2:])) and attribute(colour, "theme") != "0"
        return True
    return False


def _at(values: list[bool], index: str) -> bool:
    place = _number(index)
    return values[place] if 0 <= place < len(values) else False


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
