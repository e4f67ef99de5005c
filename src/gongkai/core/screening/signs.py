"""The characters numbers and marks are written with, as classes for patterns (without the brackets)."""

from __future__ import annotations

import re
import unicodedata

CHINESE_ZEROS = "〇零○◯"
CHINESE_DIGITS = "一二三四五六七八九壹贰叁肆伍陆柒捌玖弌弍弎"
_CHINESE_VALUES = "123456789123456789123"
ARABIC = "0-9０-９"
DIGITS = ARABIC + CHINESE_ZEROS + CHINESE_DIGITS
LETTERS = "A-Za-zＡ-Ｚａ-ｚ"

SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u3164"
"""Blanks, the empty pattern of Braille and the Hangul filler among them."""
IGNORABLE = (
    "\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\U000110bd"
    "\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What nobody sees and everybody can put between two letters: Default_Ignorable_Code_Point, everything of the category
Cf, controls. Not NUL: the engine is given one after the text."""
UNSEEN = "\u200b"
"""What is left of IGNORABLE in a text made sound for the rules."""
ODD_DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x100, 0x20000)
    if not 0xFF10 <= code <= 0xFF19 and unicodedata.category(chr(code)) == "Nd"
}
"""Decimal digits of other scripts (᠐ to ᠙ are the Mongolian ones); the wide ones are common and known to all."""
HYPHENS = "\\-\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d"
BREAKS = "\t\r\n\x0b\x0c\u2028\u2029"
GAPS = SPACES + UNSEEN + HYPHENS + BREAKS
"""Everything that may stand between two digits of one number: spaces, hyphens, table cells, line ends."""

STARS = "★☆✩✪✫✬✭✮✯⭐*＊﹡∗✱✲✳"
MASKS = "*＊﹡∗×✕✖●○◯•□■▇█◆xXＸｘ"
"""What people put in place of the digits they hide."""

PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
"""First character of a vehicle plate."""

CHINESE_TO_ARABIC = {
    **{ord(zero): "0" for zero in CHINESE_ZEROS},
    **{ord(digit): value for digit, value in zip(CHINESE_DIGITS, _CHINESE_VALUES, strict=True)},
}


def members(ranges: str) -> str:
    """Every character of a class that is given without its brackets.

    >>> members("a-c5")
    '5abc'
    """
    # No class here has members in between.
    written = "".join(map(chr, (*range(0x20000), *range(0xE0000, 0xE1000))))
    return "".join(re.findall(f"[{ranges}]", written))


def spread(word: str) -> str:
    """The pattern of a word with spaces or unseen characters between its letters.

    >>> import re
    >>> bool(re.search(spread("注意保存"), "注 意　保 存"))
    True
    """
    return f"[{SPACES}{UNSEEN}]{{0,4}}".join(word)


def any_of(*words: str) -> str:
    """The pattern of any of the words, however spaced."""
    return "(?:" + "|".join(spread(word) for word in words) + ")"


def in_cell(*words: str) -> str:
    """The pattern of any of the words, however spaced, in a cell of a table: a tab stands near it.

    >>> import re
    >>> bool(re.search(in_cell("电话"), "姓名\\t联系电话")), bool(re.search(in_cell("电话"), "打电话"))
    (True, False)
    """
    found = any_of(*words)
    return f"\\t[^\\t\\n]{{0,12}}{found}|{found}[^\\t\\n]{{0,12}}\\t"
