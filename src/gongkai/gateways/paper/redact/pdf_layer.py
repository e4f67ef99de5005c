"""The text of a page over its picture: letters that draw nothing; the file knows none that may not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

_IN_FONT = 255
_NARROW = 0x2E80


@dataclass(slots=True)
class Written:
    """A letter for a page: where it begins, the way it runs (a unit vector), its size in points; `squeeze`d."""

    char: str
    x: float
    y: float
    along: tuple[float, float]
    size: float
    squeeze: float = 1.0


@dataclass(slots=True)
class Fonts:
    """Type 3 fonts whose letters are empty drawings; codes are given in the order in which letters are met."""

    pdf: pikepdf.Pdf
    _codes: dict[str, tuple[int, int]] = field(default_factory=dict)
    _fonts: list[Dictionary] = field(default_factory=list)

    def code(self, char: str) -> tuple[int, int]:
        """The font and code of a letter."""
        if char not in self._codes:
            at = len(self._codes)
            if at % _IN_FONT == 0:
                self._fonts.append(self.pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3)))
            self._codes[char] = (at // _IN_FONT, at % _IN_FONT + 1)
        return self._codes[char]

    def resources(self) -> Dictionary:
        """All fonts by name; they are filled in by `finish`."""
        return Dictionary({f"/F{at}": font for at, font in enumerate(self._fonts)})

    def finish(self) -> None:
        """Writes the fonts down once every letter is known."""
        for at, font in enumerate(self._fonts):
            chars = [char for char, (number, _) in self._codes.items() if number == at]
            names = [Name(f"/g{code}") for code in range(1, len(chars) + 1)]
            widths = [width_of(char) for char in chars]
            nothing = [
                self.pdf.make_stream(b"%d 0 0 -120 %d 880 d1" % (width, width))
                for width in sorted(set(widths))
            ]
            by_width = dict(zip(sorted(set(widths)), nothing, strict=True))
            font.FontBBox = Array([0, -120, 1000, 880])
            font.FontMatrix = Array([0.001, 0, 0, 0.001, 0, 0])
            font.FirstChar, font.LastChar = 1, len(chars)
            font.Widths = Array(widths)
            font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([1, *names]))
            font.CharProcs = Dictionary(
                {str(name): by_width[width] for name, width in zip(names, widths, strict=True)}
            )
            font.Resources = Dictionary()
            font.ToUnicode = self.pdf.make_stream(_to_unicode(chars))


def operators(letters: Iterable[Written], fonts: Fonts) -> bytes:
    """The operators that put the letters on a page; they are set as seen ones, since the picture shows them."""
    made = [b"BT 0 Tr 0 g"]
    for letter in letters:
        font, code = fonts.code(letter.char)
        a, b = letter.along
        made.append(
            b"/F%d %.2f Tf %.4f %.4f %.4f %.4f %.2f %.2f Tm <%02X> Tj"
            % (font, letter.size, a * letter.squeeze, b * letter.squeeze, -b, a, letter.x, letter.y, code)
        )
    return b"\n".join([*made, b"ET"])


def width_of(char: str) -> int:
    """How far a letter goes, in thousandths of its size."""
    return 1000 if ord(char) >= _NARROW else 500


def _to_unicode(chars: list[str]) -> bytes:
    """The map from codes to letters: these letters and no others."""
    lines = [f"<{at:02X}> <{char.encode('utf-16-be').hex().upper()}>" for at, char in enumerate(chars, 1)]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    maps = "".join("{} beginbfchar\n{}\nendbfchar\n".format(len(block), "\n".join(block)) for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CMapName /Readable def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{maps}"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")
