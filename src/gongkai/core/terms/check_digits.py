"""Check characters of numbers that people and bodies bear: pure arithmetic, on half-width characters."""

from __future__ import annotations

from datetime import date

MAINLAND = frozenset(
    map(
        str,
        (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71),
    )
)
"""The first two digits of a resident's number: codes of provinces (GB/T 2260)."""
ISLANDS = frozenset(("81", "82", "83"))
"""The same for residence permits of people from Hong Kong, Macao and Taiwan."""
CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""What a unified social credit code is written in, each letter at the place of its value (GB 32100)."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CREDIT_VALUES = {letter: value for value, letter in enumerate(CREDIT_LETTERS)}
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CHECKS = "0123456789X"


def resident_id_check(digits: str) -> str:
    """The check character that 17 digits ask for (GB 11643, by ISO 7064 MOD 11-2).

    >>> resident_id_check("11010519491231002")
    'X'
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits, _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11]


def credit_code_check(letters: str) -> str:
    """The check character that 17 letters of CREDIT_LETTERS ask for (GB 32100); KeyError for other letters.

    >>> credit_code_check("91350100M000100Y4")
    '3'
    """
    total = sum(
        _CREDIT_VALUES[letter] * weight for letter, weight in zip(letters, _CREDIT_WEIGHTS, strict=True)
    )
    return CREDIT_LETTERS[-total % 31]


def organisation_check(letters: str) -> str:
    """The check character that the 8 digits and capitals of an organisation's code ask for (GB 11714).

    >>> organisation_check("D2143569")
    'X'
    """
    total = sum(
        int(letter, 36) * weight for letter, weight in zip(letters, _ORGANISATION_WEIGHTS, strict=True)
    )
    return _ORGANISATION_CHECKS[-total % 11]


def luhn(digits: str) -> bool:
    """Whether digits end in their check digit as those of bank cards do (ISO/IEC 7812).

    >>> luhn("6222021234567890128"), luhn("6222021234567890129")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def day_of(digits: str) -> date | None:
    """The day that YYYYMMDD names; None where the calendar has none.

    >>> day_of("19491231"), day_of("19490231")
    (datetime.date(1949, 12, 31), None)
    """
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
