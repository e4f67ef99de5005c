"""What is wrong with a template, told to whoever edits it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from gongkai.core.letters.kinds import LETTER_KINDS, LetterKind
from gongkai.core.letters.notation import Mark, Reading, read_template
from gongkai.core.letters.places import LAYOUT
from gongkai.core.terms import Refusal


def check(template_text: str, kind: str) -> list[Refusal]:
    """Every mistake of a template, in the order of its lines; empty where it may be used.

    Codes: unknown_kind, too_long, control_character, broken_place, broken_section, unknown_place,
    unknown_directive, no_title, out_of_order, after_signature, ragged_table, place_not_alone, missing_place,
    missing_part.
    """
    known = LETTER_KINDS.get(kind)
    if known is None:
        return [Refusal("unknown_kind", f"没有「{kind}」这种文书。", None, "请从文书列表中选择。")]
    reading = reading_of(template_text, known)
    if any(problem.code == "too_long" for problem in reading.problems):
        return list(reading.problems)
    found = [*reading.problems, *_order(reading, known), *_tables(reading, known), *_alone(reading, known)]
    return [*found, *_missing(reading, known)]


@lru_cache(maxsize=256)
def reading_of(text: str, kind: LetterKind) -> Reading:
    """The template as read; the same text is read once."""
    return read_template(text, kind)


_PLACE_IN_ORDER = {Mark.TITLE: 0, Mark.SALUTATION: 1, Mark.REMEDIES: 3, Mark.SIGNATURE: 4, Mark.ANNEX: 5}
_IN_WORDS = "标题、@salutation、正文、@remedies、@signature、@annex"


def _order(reading: Reading, kind: LetterKind) -> Iterator[Refusal]:
    lines = [line for line in reading.lines if line.mark is not Mark.BLANK]
    if not lines or lines[0].mark is not Mark.TITLE:
        yield _at(
            lines[0].number if lines else 1, "no_title", "没有标题", kind, "第一行写「# 」和文书的标题。"
        )
    reached = -1
    for line in lines:
        place = _PLACE_IN_ORDER.get(line.mark)
        if place is None:
            if reached == _PLACE_IN_ORDER[Mark.SIGNATURE]:
                remedy = "请移到@signature前面，或者写进附件（@annex）。"
                yield _at(line.number, "after_signature", "落款后面不能再有正文", kind, remedy)
                reached += 1
            reached = max(reached, 2)
        elif place < reached or (place == reached and line.mark is not Mark.ANNEX):
            what = f"「{line.mark.strip()}」的位置不对，或者写了两次"
            yield _at(line.number, "out_of_order", what, kind, f"各部分的次序是{_IN_WORDS}。")
        else:
            reached = max(reached, place)


def _tables(reading: Reading, kind: LetterKind) -> Iterator[Refusal]:
    for tabular, run in groupby(reading.lines, key=lambda line: line.mark in (Mark.ROW, Mark.RULE)):
        lines = list(run)
        if not tabular:
            continue
        widths = {len(line.cells) for line in lines if line.mark is Mark.ROW}
        if len(widths) > 1 or 0 in widths:
            yield _at(
                lines[0].number, "ragged_table", "表格各行的格数不同", kind, "每一行用同样多的「|」分格。"
            )
        if any(line.mark is Mark.RULE for place, line in enumerate(lines) if place != 1):
            yield _at(
                lines[0].number, "ragged_table", "「| --- |」只能在表格第二行", kind, "请移到栏名下面。"
            )


def _alone(reading: Reading, kind: LetterKind) -> Iterator[Refusal]:
    for line in reading.lines:
        for piece in line.all_pieces:
            place = piece.place
            if place is None or place.shape not in ("rows", "days"):
                continue
            if line.mark is not Mark.TEXT or line.alone is not place:
                what = f"「{place.title}」是一张表，不能写在句子里"
                yield _at(line.number, "place_not_alone", what, kind, "请让它单独占一行。")


def _missing(reading: Reading, kind: LetterKind) -> Iterator[Refusal]:
    named = {
        piece.place.id
        for line in reading.lines
        for piece in line.all_pieces
        # Inside a section of a place that may be empty, it would not be there when that one is empty.
        if piece.place and set(piece.under) <= set(kind.required)
    }
    for name in kind.required:
        place = kind.place(name)
        if place and name not in named and name not in LAYOUT:
            reason = f"《{kind.short}》的模板里没有「{place.title}」，这种文书不能缺少它。"
            remedy = f"请在合适的地方写上{{{{{place.title}}}}}，不要放在可有可无的段落里。"
            yield Refusal("missing_place", reason, kind.clause, remedy)
    marks = {line.mark for line in reading.lines}
    parts = [(Mark.SIGNATURE, "落款")] + ([(Mark.REMEDIES, "救济途径")] if kind.remedies else [])
    for mark, title in parts:
        if mark not in marks:
            reason = f"《{kind.short}》的模板里没有{title}（{mark}）。"
            yield Refusal("missing_part", reason, kind.clause, f"请另起一行写上{mark}。")


def _at(number: int, code: str, what: str, kind: LetterKind, remedy: str) -> Refusal:
    return Refusal(code, f"第{number}行：{what}。", kind.clause, remedy)
