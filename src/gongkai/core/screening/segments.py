"""Marks stand apart from running text: the segment of a line or cell that a word stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.core.screening.signs import IGNORABLE, SPACES, UNSEEN

_ENDS = re.compile("[\t\n\r\x0b\x0c\u2028\u2029]")
_LOOSE = re.compile(f"[{SPACES}{IGNORABLE}]")
_GAP = re.compile(f"{_LOOSE.pattern}+")
_WIDE = "\u3000\u2003"
_OPEN, _CLOSE = "（(〔[【「『<〈", "）)〕]】」』>〉"
QUOTES = "“‘\"'「『《", "”’\"'」』》"
_FOLD = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B)},
        **dict.fromkeys("☆✩✪✫✬✭✮✯⭐", "★"),
        **dict.fromkeys("＊﹡∗✱✲✳", "*"),
        "：": ":",
        "絕": "绝",
        "機": "机",
        "內": "内",
        "級": "级",
        "﹣": "-",
        "－": "-",
    }
)


@dataclass(frozen=True, slots=True)
class Segment:
    """What stands before and after a word on its line or in its cell, spaces taken out, star variants made one."""

    before: str
    after: str
    raw_before: str
    raw_after: str
    in_cell: bool

    @property
    def quoted(self) -> bool:
        """Whether the word (with what may follow it) stands in quotation marks: it is spoken of, not set."""
        return (
            bool(self.before)
            and self.before[-1] in QUOTES[0]
            and any(sign in self.after for sign in QUOTES[1])
        )

    def in_brackets(self, after: str) -> bool:
        """Whether brackets enclose the word, `after` being what follows it."""
        place = _OPEN.find(self.before[-1:]) if self.before else -1
        return place >= 0 and after[:1] == _CLOSE[place]

    @property
    def outer_before(self) -> str:
        """What stands before the bracket."""
        return self.before[:-1]


def squeeze(text: str) -> str:
    """Without spaces and unseen characters, full-width digits and letters made plain."""
    return _LOOSE.sub("", text).translate(_FOLD)


def bare(text: str) -> str:
    """Without the brackets and dashes that frame a word on a line of its own.

    >>> bare("【"), bare("）。"), bare("密级:")
    ('', '', '密级:')
    """
    return text.strip(_OPEN + _CLOSE + "-—－_=。.·、,，!！ ")


def segment(text: str, start: int, end: int) -> Segment:
    """The segment around `text[start:end]`: bounded by line, cell, and spaces wider than those inside the word."""
    line = max(
        (match.end() for match in _ENDS.finditer(text, max(0, start - 400), start)),
        default=max(0, start - 400),
    )
    close = _ENDS.search(text, end)
    stop = close.start() if close else len(text)
    inner = max((_width(gap) for gap in _GAP.findall(text[start:end])), default=0)
    limit = max(inner, 1)
    before, after = text[line:start], text[end : min(stop, end + 400)]
    gaps = [gap for gap in _GAP.finditer(before) if _width(gap[0]) > limit]
    before = before[gaps[-1].end() :] if gaps else before
    wide = next((gap for gap in _GAP.finditer(after) if _width(gap[0]) > limit), None)
    after = after[: wide.start()] if wide else after
    in_cell = "\t" in text[max(0, line - 1) : line] or text[stop : stop + 1] == "\t"
    return Segment(
        squeeze(before), squeeze(after), text[line:start], text[end : min(stop, end + 400)], in_cell
    )


def _width(gap: str) -> int:
    return sum(2 if letter in _WIDE else 0 if letter == UNSEEN else 1 for letter in gap)
