"""Lines on pages put together into paragraphs, page furniture dropped: what PDF and OFD have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from gongkai.gateways.paper.parsed import Block
from gongkai.gateways.paper.text import clean, gaps_closed, paragraph, radicals_undone

_PAGE_NUMBER = re.compile(
    r"[—\-–―－─]{1,3}\s*[0-9IVXivx]{1,5}\s*[—\-–―－─]{1,3}|第\s*[0-9]+\s*页(?:\s*[,，/共]*\s*共?\s*[0-9]+\s*页)?|[0-9]{1,4}(?:\s*/\s*[0-9]{1,4})?"
)
_REPEATED = 3
_TITLE_SCALE = 1.2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type: page from 0, edges in any one unit with `top` growing downwards, `size` of the type."""

    page: int
    text: str
    left: float
    right: float
    top: float
    size: float


def blocks_from(lines: Sequence[Line]) -> list[Block]:
    """The paragraphs that the lines make up, in the order given; `titled` where large type stands on page one."""
    kept = [line for line in without_furniture(lines) if line.text.strip()]
    if not kept:
        return []
    long = [line for line in kept if len(line.text) >= 12] or kept
    size = median(line.size for line in long)
    left = _commonest([line.left for line in long], size)
    right = max(line.right for line in long)
    blocks: list[Block] = []
    text, titled, previous = "", False, None
    for line in kept:
        large = line.page == 0 and line.size >= size * _TITLE_SCALE
        if previous is None:
            text, titled = line.text, large
        elif _same_row(previous, line):
            text += "\t" + line.text
        elif _goes_on(previous, line, left, right, size):
            text = joined(text, line.text)
        else:
            blocks.append(_block(text, titled))
            text, titled = line.text, large
        previous = line
    return [block for block in [*blocks, _block(text, titled)] if block.text]


def joined(first: str, second: str) -> str:
    """Two parts of one paragraph; a space only where Latin words would run together.

    >>> joined("现就有关", "事项通知"), joined("open", "data")
    ('现就有关事项通知', 'open data')
    """
    first, second = first.rstrip(), second.lstrip()
    latin = first[-1:].isascii() and second[:1].isascii() and first[-1:].isalnum() and second[:1].isalpha()
    return f"{first} {second}" if latin else first + second


def without_furniture(lines: Sequence[Line]) -> list[Line]:
    """Without page numbers, and without running heads and feet (the same edge line on three pages and more)."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges: dict[int, set[int]] = {}
    counted: Counter[str] = Counter()
    for page, its in pages.items():
        tops = [line.top for line in its]
        edges[page] = {tops.index(min(tops)), tops.index(max(tops))}
        counted.update({_shape(its[at].text) for at in edges[page]})
    kept = []
    for page, its in pages.items():
        for at, line in enumerate(its):
            furniture = at in edges[page] and (
                _PAGE_NUMBER.fullmatch(line.text.strip()) or counted[_shape(line.text)] >= _REPEATED
            )
            if not furniture:
                kept.append(line)
    return kept


def _block(text: str, titled: bool) -> Block:
    cells = (
        gaps_closed(radicals_undone(clean(cell)).replace("\n", " ")).strip() for cell in text.split("\t")
    )
    return paragraph("\t".join(cells).strip("\t"), titled)


def _shape(text: str) -> str:
    return re.sub(r"[0-9]+", "0", re.sub(r"\s+", "", text))


def _commonest(edges: Sequence[float], size: float) -> float:
    """The left margin: the leftmost edge that many lines share, as first lines stand two characters in."""
    step = max(size / 2, 0.1)
    counts = Counter(round(edge / step) for edge in edges)
    often = max(counts.values())
    return min(edge for edge, count in counts.items() if count * 4 >= often) * step


def _same_row(previous: Line, line: Line) -> bool:
    height = max(min(previous.size, line.size), 0.1)
    return (
        previous.page == line.page
        and abs(previous.top - line.top) < height * 0.5
        and line.left >= previous.right
    )


def _goes_on(previous: Line, line: Line, left: float, right: float, size: float) -> bool:
    if "\t" in previous.text + line.text:
        return False
    full = previous.right >= right - size * 1.8
    indented = line.left > left + size * 1.1
    same_type = abs(line.size - previous.size) <= size * 0.15
    near = line.page != previous.page or 0 <= line.top - previous.top <= size * 3.2
    return full and not indented and same_type and near
