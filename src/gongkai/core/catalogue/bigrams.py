"""Text cut for searching: Han characters by overlapping pairs, other letters and figures by whole words.

A pair stands for each Han character that another follows; the last of a run stands alone. So `城乡建设局` is
`城乡 乡建 建设 设局 局`, every character begins exactly one token, and a phrase of pairs side by side is a
substring, no more and no less: the lone `设` of `建设,设局` keeps its pairs from passing for `建设局`.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

HAN, WORD, FIGURE, GAP = "han", "word", "figure", "gap"
LONGEST = 64

# Scripts written without spaces between words.
_UNSPACED = (
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),  # 々〆〇
    (0x3021, 0x3029),
    (0x3040, 0x30FF),  # kana
    (0x3105, 0x312F),
    (0x31A0, 0x31BF),
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3),  # hangul
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that must stand side by side.

    With `open_end` the last token is one Han character, and any token that begins with it will do.
    """

    tokens: tuple[str, ...]
    open_end: bool = False


def tokens(text: str) -> list[str]:
    """The tokens of a text in their order.

    >>> tokens("城乡建设局〔2018〕43号,ＧＤＰ")
    ['城乡', '乡建', '建设', '设局', '局', '2018', '43', '号', 'gdp']
    """
    return list(_cut(text))


def characters(text: str) -> set[str]:
    """Every Han character of a text: what a search for one character looks up.

    >>> sorted(characters("A局,局2"))
    ['局']
    """
    return {character for kind, run in _runs(text) if kind == HAN for character in run}


def phrases(query: str) -> tuple[Phrase, ...]:
    """What a person looks for: between spaces, each a phrase; all must be found, in any order.

    Punctuation parts a phrase as it parts a text. Nothing to look for gives ().

    >>> phrases("建设局  国发〔2018〕 局 %")
    (Phrase(tokens=('建设', '设局'), open_end=False), Phrase(tokens=('国发', '发', '2018'), open_end=False), \
Phrase(tokens=('局',), open_end=True))
    """
    return tuple(dict.fromkeys(phrase for part in query.split() if (phrase := _phrase(part)) is not None))


def folded(text: str) -> str:
    """The text as it is compared: full width as half width, capitals as small letters.

    >>> folded("ＧＤＰ Ⅱ期")
    'gdp ii期'
    """
    return "".join(map(_fold, unicodedata.normalize("NFC", text)))


def _cut(text: str) -> Iterator[str]:
    for kind, run in _runs(text):
        if kind == HAN:
            yield from map(operator.add, run, run[1:])
            yield run[-1]
        else:
            # An index takes no key of any length; pieces side by side are the same word.
            yield from (run[start : start + LONGEST] for start in range(0, len(run), LONGEST))


def _phrase(part: str) -> Phrase | None:
    found = list(_runs(part))
    if not found:
        return None
    cut = list(_cut(part))
    kind, run = found[-1]
    if kind != HAN:
        return Phrase(tuple(cut))
    # In the text, the run may go on after the last character: its lone token may not be there.
    return Phrase(tuple(cut[:-1])) if len(run) > 1 else Phrase(tuple(cut), open_end=True)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    for kind, characters in groupby(folded(text), _kind):
        if kind != GAP:
            yield kind, "".join(characters)


@lru_cache(maxsize=70_000)
def _fold(character: str) -> str:
    return unicodedata.normalize("NFKC", character).casefold()


@lru_cache(maxsize=70_000)
def _kind(character: str) -> str:
    code = ord(character)
    if code < 0x2E80:
        return (FIGURE if character.isnumeric() else WORD) if character.isalnum() else GAP
    # Radicals are no letters to Python, nor are characters newer than its tables; both are to those who read.
    letter = character.isalnum() or code < 0x3000 or code >= 0x20000
    if letter and any(first <= code <= last for first, last in _UNSPACED):
        return HAN
    return WORD if character.isalnum() else GAP


# Signs that differ only in width or case, one for one, so that places in the text stay where they are.
_SAME_LENGTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    code: code + 32 for code in range(ord("A"), ord("Z") + 1)
}
_SAME_LENGTH |= {code: code - 0xFEE0 + 32 for code in range(0xFF21, 0xFF3B)}


def places(text: str, wanted: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Where phrases stand in a text, as (start, end), in order and without overlap; for marking what was found.

    >>> places("关于印发《城乡规划》的通知", phrases("城乡规划"))
    [(5, 9)]
    """
    patterns = [_pattern(phrase) for phrase in wanted]
    if not patterns:
        return []
    found = re.finditer("|".join(patterns), text.translate(_SAME_LENGTH))
    return [match.span() for match in found if match.end() > match.start()]


def _pattern(phrase: Phrase) -> str:
    """The phrase as a regular expression over a text with signs of one width and case."""
    pattern, before, unfinished = "", GAP, False
    for token in phrase.tokens:
        kind = _kind(token[0])
        if kind == HAN and unfinished:
            pattern += re.escape(token[1:])  # a pair brings its second character; a lone one is there already
        else:
            gap = "" if before == GAP else (r"[\W_]+" if kind == before else r"[\W_]*")
            pattern += gap + _bounded(token, kind)
        before, unfinished = kind, kind == HAN and len(token) > 1
    return pattern


def _bounded(token: str, kind: str) -> str:
    letters = {WORD: "a-z", FIGURE: "0-9"}.get(kind)
    escaped = re.escape(token)
    return f"(?<![{letters}]){escaped}(?![{letters}])" if letters else escaped
