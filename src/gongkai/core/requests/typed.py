"""What people type, made fit to keep: nothing invisible, nothing that misleads the eye, no rare character lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_JOINERS = "\u200c\u200d"
_MONGOLIAN_SEPARATOR = "\u180e"
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by their category, blank to the eye: a name of nothing else would look empty."""

_SKIN = range(0x1F3FB, 0x1F400)
_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
# Not \u202f: in Mongolian it binds a suffix to its word and is no blank.
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u205f\u3000]+")


def clean_text(text: str) -> str:
    r"""Text of several lines in NFC, trimmed, lines parted by "\n".

    Control characters, bidi controls, zero-width and blank letters, lone surrogates and noncharacters are gone.
    Emoji, rare Han characters and Mongolian stay whole, with the joiners they are written with.

    >>> clean_text("请\u200b公开\x00\r\n𠮷镇  \u202e的名单 👨‍👩‍👧\n")
    '请公开\n𠮷镇  的名单 👨‍👩‍👧'
    """
    composed = unicodedata.normalize("NFC", "".join(_kept(_BREAKS.sub("\n", text))))
    return "\n".join(line.rstrip() for line in composed.split("\n")).strip()


def clean_line(text: str) -> str:
    r"""As `clean_text`, on one line: breaks, tabs and runs of blanks become one space.

    >>> clean_line("  张\t三\n")
    '张 三'
    """
    return _BLANKS.sub(" ", clean_text(text).replace("\n", " ")).strip()


def half_width(text: str) -> str:
    """A number as its check reads it: full-width forms narrow, letters upper-case, no blanks.

    >>> half_width(" １１０１０５１９４９１２３１００２ｘ ")
    '11010519491231002X'
    """
    return "".join(unicodedata.normalize("NFKC", clean_line(text)).split()).upper()


def _kept(text: str) -> Iterator[str]:
    for place, character in enumerate(text):
        before = text[place - 1] if place else ""
        after = text[place + 1 : place + 2]
        if _stays(character, before, after):
            yield " " if character == "\t" else character


def _stays(character: str, before: str, after: str) -> bool:
    if character in "\n\t":
        return True
    if character in _JOINERS:
        return (_mongolian(before) or _mongolian(after)) or (_picture(before) and _picture(after))
    if character == _MONGOLIAN_SEPARATOR:
        return _mongolian(before)
    if character in _BLANK_LETTERS or ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF:
        return False
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def _mongolian(character: str) -> bool:
    return "\u1800" <= character <= "\u18af"


def _picture(character: str) -> bool:
    """Whether the character can stand beside a joiner in an emoji."""
    if not character:
        return False
    return character == "\ufe0f" or ord(character) in _SKIN or unicodedata.category(character) == "So"
