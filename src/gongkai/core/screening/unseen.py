"""Words that nobody saw in the paper, and that are in the text that was taken from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.core.screening.answers import UNSEEN_IN_TEXT
from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.core.screening.needles import Haystack, Needle
from gongkai.core.screening.parts import Part, PartKind

_NOT_OF_THE_PAGE = (PartKind.PROPERTIES, PartKind.METADATA, PartKind.CUSTOM_XML, PartKind.INSERTION)
_SHORTEST, _MOST = 4, 200


def unseen_in_text(paper: Iterable[Part], text: Part) -> Iterator[Finding]:
    """Each line that is hidden, covered, deleted or commented in the paper, at its first place in the text.

    What stands in sight in the paper as well gives nothing away; inserted words are the text itself.
    """
    parts = list(paper)
    shown = Haystack("\n".join(part.text for part in parts if part.kind.in_sight))
    haystack, told = Haystack(text.text), set[str]()
    for part in parts:
        if part.kind.in_sight or part.kind in _NOT_OF_THE_PAGE:
            continue
        for line in part.text.splitlines()[:_MOST]:
            needle = Needle(line.strip())
            if len(needle.key) < _SHORTEST or needle.key in told or next(needle.find(shown), None):
                continue
            place = next(needle.find(haystack), None)
            if place is not None:
                told.add(needle.key)
                yield _found(part, text, *place)


def _found(part: Part, text: Part, start: int, end: int) -> Finding:
    message = (
        f"原文件里这段文字看不见（{part.kind.title}），却随正文读了进来。请核对它该不该公开，不该公开的删去。"
    )
    words = text.text[start:end]
    return Finding(
        FindingKind.HIDDEN_CONTENT, Severity.ANSWER, words, text.id, start, end, UNSEEN_IN_TEXT, message
    )
