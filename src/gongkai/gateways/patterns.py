"""The pattern engine: many patterns over one text in one pass.

Hyperscan, where its package can be loaded; else Python's `re`, one pattern after the other: slower, with the same
findings, since both answer with every place a pattern touches.
"""

from __future__ import annotations

import re
import threading
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from gongkai.core.screening.finding import Scan
from gongkai.core.screening.screening import TRIGGERS

Hit = tuple[int, int, int]
_PAYS = 4_000_000
"""Characters `re` reads in about the time Hyperscan needs to compile the patterns of screening."""
_BLOCK = 4096
"""Characters encoded at a time, so that a place in bytes is found without reading the whole text again."""


class PlainScan:
    """Every pattern in turn by Python's `re`."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._patterns = [re.compile(pattern) for pattern in patterns]

    def __call__(self, text: str) -> list[Hit]:
        """(number of the pattern, start, end) in characters, pattern after pattern."""
        return [
            (number, match.start(), match.end())
            for number, pattern in enumerate(self._patterns)
            for match in pattern.finditer(text)
        ]


class FastScan:
    """All patterns at once by Hyperscan; safe to call from several threads. Compiling takes a while: keep it."""

    def __init__(self, patterns: Sequence[str]) -> None:
        import hyperscan

        self._engine = hyperscan
        self._database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        self._database.compile(
            expressions=[pattern.encode() for pattern in patterns],
            ids=list(range(len(patterns))),
            elements=len(patterns),
            flags=[hyperscan.HS_FLAG_UTF8] * len(patterns),
        )
        # The engine's working memory may serve one scan at a time.
        self._own = threading.local()

    def __call__(self, text: str) -> list[Hit]:
        """(number of the pattern, end - 1, end) in characters: Hyperscan tells every end, and no beginning."""
        # A lone surrogate has no UTF-8; Hyperscan's behaviour on bytes that are none is undefined.
        blocks = [text[at : at + _BLOCK].encode("utf-8", "replace") for at in range(0, len(text), _BLOCK)]
        found: list[tuple[int, int]] = []

        def note(number: int, start: int, end: int, flags: int, context: Any) -> None:
            found.append((end, number))

        self._database.scan(b"".join(blocks), match_event_handler=note, scratch=self._scratch())
        return list(_in_characters(blocks, found)) if found else []

    def pass_over(self, data: bytes) -> None:
        """One pass over UTF-8 that notes nothing: what the engine alone costs, to measure by."""
        self._database.scan(data, match_event_handler=_ignore, scratch=self._scratch())

    def _scratch(self) -> Any:
        if not hasattr(self._own, "scratch"):
            self._own.scratch = self._engine.Scratch(self._database)
        return self._own.scratch


def _ignore(number: int, start: int, end: int, flags: int, context: Any) -> None:
    return None


def _in_characters(blocks: list[bytes], found: list[tuple[int, int]]) -> Iterator[Hit]:
    """The ends in bytes as ends in characters; of a long text only the blocks with an end are read again."""
    ends = [0, *accumulate(map(len, blocks))]
    number_of_block, done, character = -1, 0, 0
    for end, number in sorted(set(found)):
        block = max(0, bisect_left(ends, end) - 1)
        if block != number_of_block:
            number_of_block, done, character = block, ends[block], block * _BLOCK
        begin = ends[block]
        character += len(blocks[block][done - begin : end - begin].decode("utf-8"))
        done = end
        yield number, max(0, character - 1), character


def has_hyperscan() -> bool:
    """Whether the fast engine can be loaded on this machine."""
    try:
        import hyperscan  # noqa: F401 - only whether it loads is asked
    except ImportError:
        return False
    return True


class ScreeningScan:
    """The engine for screening: by `re` until enough text has come that compiling for Hyperscan pays.

    A command that looks at one file answers at once; a process that goes on gets the fast engine, with the same
    findings.
    """

    def __init__(self, patterns: Sequence[str] = TRIGGERS) -> None:
        self._patterns = tuple(patterns)
        self._plain = PlainScan(patterns)
        self._fast: FastScan | None = None
        self._scanned = 0
        self._lock = threading.Lock()

    def __call__(self, text: str) -> list[Hit]:
        """(number of the pattern, start, end) in characters."""
        fast = self._fast or self._grown(len(text))
        return fast(text) if fast else self._plain(text)

    def _grown(self, characters: int) -> FastScan | None:
        with self._lock:
            self._scanned += characters
            if self._fast is None and self._scanned > _PAYS and has_hyperscan():
                self._fast = FastScan(self._patterns)
            return self._fast


@cache
def screening_scan() -> Scan:
    """The engine for screening, one per process."""
    return ScreeningScan()
