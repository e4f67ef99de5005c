"""Check digits and the shapes of numbers; everything takes plain half-width characters."""

from __future__ import annotations

from datetime import date

from gongkai.core.terms.check_digits import (
    CREDIT_LETTERS,
    ISLANDS,
    MAINLAND,
    credit_code_check,
    day_of,
    luhn,
    organisation_check,
    resident_id_check,
)

_EARLIEST = 1900
_MAKERS = frozenset("1234569ANY")
"""First place of a unified social credit code: who registered the body (GB 32100)."""
_ISSUERS = {
    16: ("62", "4", "51", "52", "53", "54", "55", "35", "60"),
    17: ("62",),
    18: ("62",),
    19: ("62", "9558"),
}
"""How bank cards of a length begin (ISO/IEC 7812 and the numbers met in China)."""


def born(digits: str, on: date) -> bool:
    """Whether YYYYMMDD is a day somebody alive may be born on, `on` at the latest."""
    day = day_of(digits)
    return day is not None and day.year >= _EARLIEST and day <= on


def checked_id(number: str) -> bool:
    """Whether the last character of an 18-character number is the check character of GB 11643.

    >>> checked_id("11010519491231002X"), checked_id("110105194912310021")
    (True, False)
    """
    return resident_id_check(number[:17]) == number[17].upper()


def of_mainland(number: str) -> bool:
    """Whether a number begins with the code of a province."""
    return number[:2] in MAINLAND


def of_islands(number: str) -> bool:
    """Whether it begins like a residence permit of Hong Kong, Macao or Taiwan residents."""
    return number[:2] in ISLANDS


def old_id(number: str, on: date) -> bool:
    """Whether 15 digits have the shape of an old resident number: province, YYMMDD, order. It has no check digit."""
    return of_mainland(number) and born("19" + number[6:12], on) and number[2:6] != "0000"


def credit_code(code: str) -> bool:
    """Whether 18 characters are a unified social credit code with its check character (GB 32100).

    Places 9 to 17 are the organisation's code, which has a check character of its own (GB 11714).

    >>> credit_code("91350100M000100Y43"), credit_code("91350100M000100Y44")
    (True, False)
    """
    if (
        code[0] not in _MAKERS
        or not code[2:8].isdigit()
        or any(letter not in CREDIT_LETTERS for letter in code)
    ):
        return False
    return credit_code_check(code[:17]) == code[17] and organisation_check(code[8:16]) == code[16]


def bank_card(number: str) -> bool:
    """Whether digits begin and end like a bank card: known issuer, known length, Luhn.

    >>> bank_card("6222021234567890128"), bank_card("6222021234567890129")
    (True, False)
    """
    return number.startswith(_ISSUERS.get(len(number), ("?",))) and luhn(number)
