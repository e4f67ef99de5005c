"""Numbers and names as they are shown to those who need not know them whole: `1523**********1234`."""

from __future__ import annotations

import unicodedata

from gongkai.core.requests.identity import ApplicantKind
from gongkai.core.requests.typed import half_width

_SHOWN = ((15, 4, 4), (11, 3, 4), (7, 2, 2), (4, 1, 1))
"""From a length on, how many characters are shown at the beginning and at the end."""


def masked(text: str) -> str:
    """A number with its middle hidden; a short one is hidden whole.

    >>> masked("152301198001011234"), masked("13800001234"), masked("E12345678"), masked("123")
    ('1523**********1234', '138****1234', 'E1*****78', '***')
    """
    number = half_width(text)
    for length, first, last in _SHOWN:
        if len(number) >= length:
            return number[:first] + "*" * (len(number) - first - last) + number[-last:]
    return "*" * len(number)


def masked_name(name: str, kind: ApplicantKind = ApplicantKind.CITIZEN) -> str:
    """A citizen's name down to its first character; an organisation's name is public and stays whole.

    >>> masked_name("𠮷小明")
    '𠮷**'
    >>> masked_name("某某公司", ApplicantKind.COMPANY)
    '某某公司'
    """
    if kind is not ApplicantKind.CITIZEN:
        return name
    letters = _letters(name)
    return letters[0] + "*" * (len(letters) - 1) if len(letters) > 1 else "*" * len(letters)


def _letters(name: str) -> list[str]:
    """The name letter by letter: marks and variation selectors belong to the letter before them."""
    letters: list[str] = []
    for character in name.strip():
        if letters and unicodedata.category(character) in ("Mn", "Me", "Mc"):
            letters[-1] += character
        else:
            letters.append(character)
    return letters
