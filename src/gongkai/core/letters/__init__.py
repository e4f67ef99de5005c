"""Letters: the wording of every step, filled in and laid out."""

from gongkai.core.letters.checking import check
from gongkai.core.letters.days import day_rows
from gongkai.core.letters.filling import Template, Value, fill
from gongkai.core.letters.kinds import LETTER_KINDS, LetterKind, letter_number
from gongkai.core.letters.letter import (
    Annex,
    Block,
    DayRow,
    DayTable,
    Heading,
    Letter,
    Listing,
    Paragraph,
    Table,
    letter_from_json,
    letter_text,
)
from gongkai.core.letters.places import Place

__all__ = [
    "LETTER_KINDS",
    "Annex",
    "Block",
    "DayRow",
    "DayTable",
    "Heading",
    "Letter",
    "LetterKind",
    "Listing",
    "Paragraph",
    "Place",
    "Table",
    "Template",
    "Value",
    "check",
    "day_rows",
    "fill",
    "letter_from_json",
    "letter_number",
    "letter_text",
]
