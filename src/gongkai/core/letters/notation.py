"""How the wording of a letter is written: plain text that an official can edit.

    # 政府信息公开申请答复书
    @salutation {{申请人姓名或名称}}：
    本机关于{{收到申请日期}}收到您的申请{{#申请编号}}（编号{{申请编号}}）{{/申请编号}}。

    ## 一、答复内容
    - {{提供的信息清单}}

    | 项目 | 内容 |
    | --- | --- |
    | 申请内容 | {{申请内容}} |

    @remedies 对本答复不服的，可以……
    @signature
    {{#期限逐日表}}
    @annex 期限是怎样计算的
    {{期限逐日表}}
    {{/期限逐日表}}

- The first line is `# ` and the title.
- A blank line ends a paragraph; lines that follow each other are one paragraph.
- `## ` a heading; `- ` a point of a list; `| a | b |` a row of a table, and `| --- |` under the first row makes
  that row the names of the columns.
- `{{name}}` is a place, by its id or its Chinese title. Alone on its line it may become several paragraphs, a
  list of lines, rows of the table it stands in, or the day table.
- `{{#name}}…{{/name}}` is shown only where the place is not empty; it may go over many lines and hold others.
- `@salutation`, `@remedies`, `@signature`, `@annex` begin those parts, in this order; organ, number and date are
  printed by the layout.

Nothing else has a meaning: there is no code, and what is filled in is never read as notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.letters.kinds import LetterKind
from gongkai.core.letters.places import Place
from gongkai.core.terms import Refusal

LONGEST = 20_000
"""Characters a template may have; the longest built-in one has under 2,000."""


class Mark(StrEnum):
    """What a line is, by how it begins."""

    BLANK = ""
    TITLE = "# "
    HEADING = "## "
    POINT = "- "
    ROW = "|"
    RULE = "|-"
    TEXT = "text"
    SALUTATION = "@salutation"
    REMEDIES = "@remedies"
    SIGNATURE = "@signature"
    ANNEX = "@annex"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or a place; shown where every place of `under` is filled."""

    words: str = ""
    place: Place | None = None
    under: tuple[str, ...] = ()


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it is, and its pieces without the mark. A row has a run of pieces for each cell."""

    number: int
    mark: Mark
    pieces: Pieces = ()
    cells: tuple[Pieces, ...] = ()

    @property
    def alone(self) -> Place | None:
        """The place that is the whole line."""
        solid = [piece for piece in self.pieces if piece.place or piece.words.strip()]
        return solid[0].place if len(solid) == 1 else None

    @property
    def all_pieces(self) -> Iterator[Piece]:
        yield from self.pieces
        for cell in self.cells:
            yield from cell


@dataclass(frozen=True, slots=True)
class Reading:
    lines: tuple[Line, ...]
    problems: tuple[Refusal, ...]


_TAG = re.compile(r"\{\{(.*?)\}\}")
_DIRECTIVE = re.compile(r"@([A-Za-z]\w*)")
_RULE = re.compile(r"\|[\s|:-]*-[\s|:-]*$")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def read_template(text: str, kind: LetterKind) -> Reading:
    """The lines of a template and every mistake in how it is written; what is missing, `check` tells."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        reason = f"模板有{len(text)}个字符，最多{LONGEST}个。"
        return Reading((), (Refusal("too_long", reason, kind.clause, "请删减。"),))
    reader = _Reader(kind)
    lines = tuple(reader.lines(text))
    return Reading(lines, tuple(reader.problems))


class _Reader:
    """Goes through the lines once, with the sections that are open."""

    def __init__(self, kind: LetterKind) -> None:
        self.kind = kind
        self.open: list[tuple[Place, int]] = []
        self.problems: list[Refusal] = []

    def lines(self, text: str) -> Iterator[Line]:
        for number, raw in enumerate(text.split("\n"), start=1):
            words = raw.strip()
            if _FORBIDDEN.search(words):
                self._problem("control_character", number, "有看不见的控制字符", "请删去后重新输入这一行。")
                words = _FORBIDDEN.sub("", words)
            if "｛｛" in words or "｝｝" in words:
                self._problem("broken_place", number, "位置用了全角花括号", "请改成半角的{{和}}。")
            pieces = tuple(self._pieces(words, number))
            if words and not any(piece.place or piece.words.strip() for piece in pieces):
                continue  # only {{#…}} or {{/…}}: such a line is not there at all
            yield self._line(number, pieces)
        for place, number in self.open:
            self._problem(
                "broken_section", number, f"「{{{{#{place.title}}}}}」没有结束",
                f"请在后面写上{{{{/{place.title}}}}}。",
            )  # fmt: skip

    def _pieces(self, words: str, number: int) -> Iterator[Piece]:
        end = 0
        for tag in _TAG.finditer(words):
            if tag.start() > end:
                yield self._words(words[end : tag.start()], number)
            end = tag.end()
            name = tag[1].strip()
            if name[:1] in ("#", "/"):
                self._section(name[0], name[1:].strip(), number)
            elif place := self._place(name, number):
                yield Piece(place=place, under=self._under())
        if words[end:]:
            yield self._words(words[end:], number)

    def _words(self, words: str, number: int) -> Piece:
        if "{{" in words or "}}" in words:
            self._problem("broken_place", number, "花括号不成对", "位置写作{{名称}}，两边各两个半角花括号。")
        return Piece(words=words, under=self._under())

    def _under(self) -> tuple[str, ...]:
        return tuple(place.id for place, _ in self.open)

    def _section(self, sign: str, name: str, number: int) -> None:
        place = self._place(name, number)
        if place is None:
            return
        if sign == "#":
            self.open.append((place, number))
        elif self.open and self.open[-1][0] == place:
            self.open.pop()
        else:
            innermost = f"现在应当结束的是「{self.open[-1][0].title}」" if self.open else "前面没有开始"
            self._problem(
                "broken_section", number, f"「{{{{/{name}}}}}」没有对应的开始",
                f"{innermost}；请改正或者删去。",
            )  # fmt: skip

    def _place(self, name: str, number: int) -> Place | None:
        place = self.kind.place(name)
        if place is None:
            known = "、".join(each.title for each in self.kind.places)
            self._problem(
                "unknown_place", number, f"《{self.kind.short}》没有「{name}」这个位置",
                f"可以写的有：{known}。",
            )  # fmt: skip
        return place

    def _line(self, number: int, pieces: Pieces) -> Line:
        if not pieces:
            return Line(number, Mark.BLANK)
        first = pieces[0].words.lstrip()
        if first.startswith("|"):
            if len(pieces) == 1 and _RULE.match(first):
                return Line(number, Mark.RULE)
            return Line(number, Mark.ROW, cells=_cells(pieces))
        if directive := _DIRECTIVE.match(first):
            if directive[0] in tuple(Mark):
                return Line(number, Mark(directive[0]), _without(pieces, len(directive[0])))
            known = "、".join(("@salutation", "@remedies", "@signature", "@annex"))
            self._problem("unknown_directive", number, f"不认识「{directive[0]}」", f"行首的@只能是{known}。")
        for mark in (Mark.HEADING, Mark.TITLE, Mark.POINT):
            if first.startswith(mark):
                return Line(number, mark, _without(pieces, len(mark)))
        return Line(number, Mark.TEXT, pieces)

    def _problem(self, code: str, number: int, what: str, remedy: str) -> None:
        self.problems.append(Refusal(code, f"第{number}行：{what}。", self.kind.clause, remedy))


def _without(pieces: Pieces, length: int) -> Pieces:
    """The pieces without the mark the first of them begins with."""
    first = pieces[0]
    rest = first.words.lstrip()[length:].lstrip()
    kept = (Piece(words=rest, under=first.under),) if rest else ()
    return (*kept, *pieces[1:])


def _cells(pieces: Pieces) -> tuple[Pieces, ...]:
    """The pieces of a row between its bars; the bars at both ends part nothing."""
    cells: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.place:
            cells[-1].append(piece)
            continue
        for order, part in enumerate(piece.words.split("|")):
            if order:
                cells.append([])
            cells[-1].append(Piece(words=part, under=piece.under))
    kept = [_trimmed(cell) for cell in cells]
    start = 1 if not kept[0] else 0
    end = len(kept) - (1 if len(kept) > 1 and not kept[-1] else 0)
    return tuple(kept[start:end])


def _trimmed(cell: list[Piece]) -> Pieces:
    solid = [piece for piece in cell if piece.place or piece.words.strip()]
    if not solid:
        return ()
    words = [Piece(piece.words, piece.place, piece.under) for piece in solid]
    if not words[0].place:
        words[0] = Piece(words[0].words.lstrip(), None, words[0].under)
    if not words[-1].place:
        words[-1] = Piece(words[-1].words.rstrip(), None, words[-1].under)
    return tuple(words)
