"""The marks of a plan set in type, one to a page, to be laid over the pictures of PDF pages."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.core.screening.plan import Cut
from gongkai.gateways.paper.typesetting import typeset

SHORT = "〔不予公开〕"
_SOURCE = r"""
#let marks = json(bytes(sys.inputs.data))
#let fonts = json(bytes(sys.inputs.fonts))
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: fonts.song, size: 20pt, lang: "zh", region: "cn", top-edge: 0.9em, bottom-edge: -0.15em)
#for (n, mark) in marks.enumerate() { if n > 0 { pagebreak() }; box(mark) }
"""


def shown_marks(marks: Iterable[str]) -> list[str]:
    """Page by page what `labels_of` sets: the short mark, every mark once, and lines that tell their grounds."""
    own = list(dict.fromkeys(" ".join(mark.split()) for mark in marks))
    return list(dict.fromkeys([SHORT, *own, *(legend for mark in own if (legend := legend_of(mark)))]))


def legend_of(mark: str) -> str:
    """What stands at the foot of a page on which a mark had to be short; "" where there is nothing more to say."""
    ground = mark.removeprefix(SHORT[:-1]).removeprefix("：").removesuffix("〕").strip()
    return f"{SHORT}的依据：{ground}" if mark.startswith(SHORT[:-1]) and ground else ""


def labels_of(cuts: Iterable[Cut]) -> bytes:
    """A PDF of the marks in 20 points, each page as large as its mark. NoChineseFont where they cannot be set."""
    return typeset(_SOURCE, shown_marks(cut.mark for cut in cuts))
