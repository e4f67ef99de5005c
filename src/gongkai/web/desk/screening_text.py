"""The text of a part with what was found in it marked in place: by a sign, a number and words, not by colour alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from gongkai.core.screening.finding import Severity
from gongkai.queries.screening_page import Found
from gongkai.queries.screening_texts import ShownPart, Spot

SHORT, FOLDED = 3000, 30_000
"""A text up to the first length is shown whole; up to the second, what lies between finds is folded; beyond, left out
until somebody asks for it."""
AROUND = 240
SIGNS = {Severity.BLOCK: "■", Severity.ANSWER: "▲", Severity.NOTE: "○"}
GOES, ANSWERED = "隐", "✓"
_GAP = '<details class="gap"><summary>这里有{}字没有查出内容，展开</summary><div class="plain">{}</div></details>'
_LEFT_OUT = '<p class="gap">这里有{}字没有查出内容。<a href="{}">展开全文</a></p>'
_TABLE = """<div class="scroll" tabindex="0" role="region" aria-label="表格{}（可左右滚动）">
<table class="grid-table">{}</table></div>"""
_BREAK = re.compile(r"([\n\t])")


@dataclass(frozen=True, slots=True)
class _Run:
    """Text between two places at which something begins or ends; `ends` are the findings that end with it."""

    text: str
    numbers: tuple[int, ...]
    marked: bool
    ends: tuple[int, ...]


@dataclass
class TextPage:
    """Renders the parts of a page. `address` tells where a finding is listed, `full` where a part is shown whole."""

    found: Mapping[int, Found]
    address: Callable[[int], str]
    full: Callable[[int], str]
    _tables: Iterator[int] = field(default_factory=lambda: count(1))
    _linked: set[int] = field(default_factory=set)

    def part(self, shown: ShownPart, number: int, *, whole: bool) -> SafeString:
        """A part; what is far from every find is folded or left out if the part is long and not asked for `whole`."""
        text = shown.text
        if whole or len(text) <= SHORT:
            return self._stretch(shown, 0, len(text))
        made, done = [], 0
        for start, end in windows(text, shown.spots):
            made += [self._between(text, done, start, number), self._stretch(shown, start, end)]
            done = end
        made.append(self._between(text, done, len(text), number))
        return mark_safe("".join(made))  # noqa: S308 - each piece was made by format_html

    def _between(self, text: str, start: int, end: int, number: int) -> SafeString:
        skipped = text[start:end]
        if not skipped.strip():
            return SafeString("")
        if len(text) <= FOLDED:
            return format_html(_GAP, len(skipped), skipped)
        return format_html(_LEFT_OUT, len(skipped), self.full(number))

    def _stretch(self, shown: ShownPart, start: int, end: int) -> SafeString:
        lines: list[list[list[SafeString]]] = [[[]]]
        for run in runs(shown.text, shown.spots, start, end):
            for piece in _BREAK.split(run.text):
                if piece == "\n":
                    lines.append([[]])
                elif piece == "\t":
                    lines[-1].append([])
                elif piece:
                    lines[-1][-1].append(self._marked(piece, run))
            lines[-1][-1].extend(self._link(number) for number in run.ends)
        return self._blocks(lines)

    def _blocks(self, lines: Sequence[Sequence[Sequence[SafeString]]]) -> SafeString:
        """Lines with cells become a table, others paragraphs."""
        made = []
        for tabbed, group in groupby(lines, key=lambda line: len(line) > 1):
            if not tabbed:
                made += [format_html("<p>{}</p>", _joined(line[0])) for line in group if line[0]]
                continue
            rows = [
                format_html(
                    "<tr>{}</tr>", _joined([format_html("<td>{}</td>", _joined(cell)) for cell in line])
                )
                for line in group
            ]
            made.append(format_html(_TABLE, next(self._tables), _joined(rows)))
        return _joined(made)

    def _marked(self, text: str, run: _Run) -> SafeString:
        if not run.numbers and not run.marked:
            return format_html("{}", text)
        here = [self.found[number] for number in run.numbers]
        worst = min((list(Severity).index(one.finding.severity) for one in here), default=None)
        looks = [] if worst is None else [list(Severity)[worst].value]
        if here and all(one.said for one in here):
            looks.append("answered")
        if run.marked or any(one.will_go for one in here):
            looks.append("goes")
        told = "；".join([*map(told_of, here), *(["已标记隐去"] if run.marked else [])])
        return format_html('<mark class="{}" title="{}">{}</mark>', " ".join(looks), told, text)

    def _link(self, number: int) -> SafeString:
        if number == 0:
            return format_html('<span class="found-no">{}</span>', GOES)
        found = self.found[number]
        # The anchor is given once, although a part may be shown in more than one stretch.
        anchor = "" if number in self._linked else format_html(' id="p-{}"', number)
        self._linked.add(number)
        return format_html(
            '<a class="found-no"{} href="{}" aria-label="{}" draggable="false">{}{}</a>',
            anchor,
            self.address(number),
            told_of(found),
            sign_of(found),
            number,
        )


def told_of(found: Found) -> str:
    """One finding in one line: number, severity, kind, and whether it was answered."""
    said = f"，已答：{found.said.answer.kind.title}" if found.said else ""
    return f"第{found.number}处，{found.finding.severity.title}：{found.finding.kind.title}{said}"


def sign_of(found: Found) -> str:
    """The sign that goes with a finding everywhere."""
    if found.will_go:
        return GOES
    return ANSWERED if found.said else SIGNS[found.finding.severity]


def windows(text: str, spots: Sequence[Spot]) -> list[tuple[int, int]]:
    """Stretches of whole lines around the spots, apart from each other and in order; the beginning where there is none.

    >>> windows("甲" * 1000, [Spot(500, 510, 1)])
    [(260, 750)]
    """
    wanted = [(spot.start, spot.end) for spot in spots] or [(0, 0)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(wanted):
        low, high = max(0, start - AROUND), min(len(text), end + AROUND)
        line, last = text.find("\n", low, start), text.rfind("\n", end, high)
        low = line + 1 if low and line >= 0 else low
        high = last if high < len(text) and last >= 0 else high
        if found and low <= found[-1][1] + AROUND:
            found[-1] = (found[-1][0], max(found[-1][1], high))
        else:
            found.append((low, high))
    return found


def runs(text: str, spots: Sequence[Spot], start: int, end: int) -> Iterator[_Run]:
    """The stretch from `start` to `end`, cut wherever a spot begins or ends."""
    here = [spot for spot in spots if spot.start < end and spot.end > start]
    cuts = {start, end}
    for spot in here:
        cuts |= {max(spot.start, start), min(spot.end, end)}
    marks = sorted(cuts)
    opened: list[Spot] = []
    waiting = sorted(here, key=lambda spot: spot.start, reverse=True)
    for low, high in zip(marks, marks[1:], strict=False):
        while waiting and waiting[-1].start <= low:
            opened.append(waiting.pop())
        opened = [spot for spot in opened if spot.end > low]
        numbers = tuple(sorted(spot.number for spot in opened if spot.number))
        ends = tuple(
            sorted({spot.number for spot in opened if spot.end == high}, key=lambda one: (one == 0, one))
        )
        yield _Run(text[low:high], numbers, any(spot.number == 0 for spot in opened), ends)


def _joined(pieces: Sequence[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308 - each piece was made by format_html
