"""A letter as it is sent: its parts in order, plain text in every one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level inside the body: `一、…`."""

    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Points, numbered where there is more than one."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equally many cells; `header`: the first row names the columns, else the first column the rows."""

    rows: tuple[tuple[str, ...], ...]
    header: bool = False


class DayRow(NamedTuple):
    """One day of the explanation: `2025年1月26日 星期日`, `2` or nothing, `调休上班`."""

    day: str
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class DayTable:
    """How a due date was counted, one row a day."""

    rows: tuple[DayRow, ...]


Block = Paragraph | Heading | Listing | Table | DayTable


@dataclass(frozen=True, slots=True)
class Annex:
    """Begins on a page of its own."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What is laid out, and what is kept of a letter once it is issued.

    `kind` is an id of LETTER_KINDS; `number` the document number (`奈建公开答〔2025〕3号`), `date` as it is
    printed (`2025年3月3日`). `salutation` and `remedies` may be empty.
    """

    kind: str
    title: str
    organ: str
    number: str
    date: str
    salutation: str = ""
    body: tuple[Block, ...] = ()
    remedies: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The letter as JSON values; `letter_from_json` gives an equal letter back."""
        return {
            "kind": self.kind,
            "title": self.title,
            "organ": self.organ,
            "number": self.number,
            "date": self.date,
            "salutation": self.salutation,
            "body": [_block_json(block) for block in self.body],
            "remedies": [_block_json(block) for block in self.remedies],
            "annexes": [
                {"title": annex.title, "blocks": [_block_json(block) for block in annex.blocks]}
                for annex in self.annexes
            ],
        }


def letter_from_json(kept: Mapping[str, Any]) -> Letter:
    """The letter that `as_json` wrote; KeyError or ValueError for anything else."""
    words = {name: str(kept[name]) for name in ("kind", "title", "organ", "number", "date", "salutation")}
    return Letter(
        **words,
        body=_blocks(kept["body"]),
        remedies=_blocks(kept["remedies"]),
        annexes=tuple(Annex(str(annex["title"]), _blocks(annex["blocks"])) for annex in kept["annexes"]),
    )


def letter_text(letter: Letter) -> str:
    """The whole letter as plain text, for e-mail and the tracking page; paragraphs are parted by a line end."""
    return "\n".join(_lines(letter))


def _lines(letter: Letter) -> Iterator[str]:
    yield from (letter.organ, letter.title, letter.number, "")
    if letter.salutation:
        yield letter.salutation
    for block in (*letter.body, *letter.remedies):
        yield from _block_lines(block)
    yield from ("", letter.organ, letter.date)
    for annex in letter.annexes:
        yield from ("", f"附件：{annex.title}")
        for block in annex.blocks:
            yield from _block_lines(block)


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text) | Heading(text):
            yield text
        case Listing(lines) if len(lines) == 1:
            yield lines[0]
        case Listing(lines):
            yield from (f"{number}．{line}" for number, line in enumerate(lines, start=1))
        case Table(rows):
            yield from ("　".join(cell for cell in row if cell) for row in rows)
        case DayTable(rows):
            yield from ("　".join(cell for cell in row if cell) for row in rows)


def _block_json(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(text):
            return {"paragraph": text}
        case Heading(text):
            return {"heading": text}
        case Listing(lines):
            return {"listing": list(lines)}
        case Table(rows, header):
            return {"table": [list(row) for row in rows], "header": header}
        case DayTable(rows):
            return {"days": [list(row) for row in rows]}


def _blocks(kept: list[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(_block(each) for each in kept)


def _block(kept: Mapping[str, Any]) -> Block:
    match kept:
        case {"paragraph": str(text)}:
            return Paragraph(text)
        case {"heading": str(text)}:
            return Heading(text)
        case {"listing": list(lines)}:
            return Listing(tuple(lines))
        case {"table": list(rows), "header": bool(header)}:
            return Table(tuple(tuple(row) for row in rows), header)
        case {"days": list(rows)}:
            return DayTable(tuple(DayRow(*row) for row in rows))
    raise ValueError(f"no block of a letter: {kept!r}")
