"""One square of the day strip: a day, drawn so that black and white is enough."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from gongkai.core.workdays import DayKind, DayLine

CELL = 22
"""Pixels a square is wide and high."""

_FILLED = (DayKind.COUNTED, DayKind.WORKING_WEEKEND)
_HATCHED = (DayKind.PAUSED, DayKind.WAITING)


@dataclass(frozen=True, slots=True)
class Square:
    """A day at its place (`x`, `y` are its upper left corner)."""

    line: DayLine
    x: float
    y: float
    due: bool
    today: bool

    def svg(self) -> str:
        """The square with its title, which a pointer shows and a reader reads."""
        parts = [self._title(), self._ground()]
        if self.line.kind in _HATCHED:
            parts.append(self._hatching())
        if self.line.kind is DayKind.RESTART:
            parts.append(self._bar())
        parts.append(self._words())
        if self.due:
            parts.append(self._flag())
        if self.today:
            parts.append(self._ring())
        css = f"ds-day ds-{self.line.kind.value}" + (" ds-due" if self.due else "")
        return f'<g class="{css}">{"".join(parts)}</g>'

    def _title(self) -> str:
        day = self.line.date
        number = f"，第{self.line.number}个工作日" if self.line.number else ""
        doubt = "，暂定" if self.line.provisional else ""
        return f"<title>{day.month}月{day.day}日：{escape(self.line.why)}{number}{doubt}</title>"

    def _ground(self) -> str:
        """Filled: counted. Light with a heavy edge: extension. Hollow: not counted. Dashed: provisional."""
        kind = self.line.kind
        fill = "currentColor" if kind in _FILLED or kind is DayKind.EXTENSION else "none"
        opacity = ' fill-opacity=".18"' if kind is DayKind.EXTENSION else ""
        weight = "1.5" if kind in (*_FILLED, DayKind.EXTENSION, DayKind.START) else "1"
        faint = ' stroke-opacity=".45"' if kind is DayKind.OFF else ""
        dashes = ' stroke-dasharray="3 2"' if self.line.provisional else ""
        inset = 3 if self.line.provisional and kind in _FILLED else 0
        edge = self._rect(0.5, f'fill="none" stroke="currentColor" stroke-width="{weight}"{faint}{dashes}')
        if fill == "none":
            return edge
        return self._rect(inset, f'fill="{fill}"{opacity}') + edge

    def _rect(self, inset: float, look: str) -> str:
        size = CELL - 2 * inset
        x, y = self.x + inset, self.y + inset
        return f'<rect x="{x:g}" y="{y:g}" width="{size:g}" height="{size:g}" rx="2" {look}/>'

    def _hatching(self) -> str:
        strokes = "".join(
            f"M{self.x + a:g} {self.y + b:g}L{self.x + b:g} {self.y + a:g}"
            for a, b in ((1, 7), (1, 14), (1, 21), (8, 21), (15, 21))
        )
        return f'<path d="{strokes}" stroke="currentColor" stroke-width="1" stroke-opacity=".6"/>'

    def _bar(self) -> str:
        x = self.x + CELL / 2
        return f'<path d="M{x:g} {self.y - 2:g}v{CELL + 4}" stroke="currentColor" stroke-width="4"/>'

    def _words(self) -> str:
        kind, number = self.line.kind, self.line.number
        if kind is DayKind.START:
            return self._word("起", 15, 11, "currentColor")
        if number is None:
            return ""
        ink = "#fff" if kind in _FILLED else "currentColor"
        if not self.line.weekend_worked:
            return self._word(str(number), 15, 11, ink)
        return self._word(str(number), 10.5, 9, ink) + self._word("班", 19.5, 8.5, ink)

    def _word(self, word: str, down: float, size: float, ink: str) -> str:
        return (
            f'<text x="{self.x + CELL / 2:g}" y="{self.y + down:g}" text-anchor="middle" '
            f'font-size="{size:g}" fill="{ink}">{word}</text>'
        )

    def _flag(self) -> str:
        """A pole on the right edge with its flag above the square, clear of number and month."""
        x, y = self.x + CELL - 1, self.y
        pole = f'<path d="M{x:g} {y + CELL:g}V{y - 10:g}" stroke="currentColor" stroke-width="2"/>'
        return pole + f'<path class="ds-flag" d="M{x:g} {y - 10:g}l7 3.5l-7 3.5z" fill="currentColor"/>'

    def _ring(self) -> str:
        return (
            f'<rect class="ds-today" x="{self.x - 2:g}" y="{self.y - 2:g}" width="{CELL + 4}" '
            f'height="{CELL + 4}" rx="5" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        )
