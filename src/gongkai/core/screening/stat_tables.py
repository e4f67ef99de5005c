"""Tables in a text that give respondents beside values: the cells that show a single respondent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from gongkai.core.screening.finding import Asked, FindingKind, Found, Severity
from gongkai.core.screening.page import Cell, Page, Table
from gongkai.core.screening.rules import Rule
from gongkai.core.screening.segments import squeeze
from gongkai.core.screening.signs import in_cell
from gongkai.core.screening.statistics import Figures, withhold
from gongkai.core.screening.table_sums import Place, sums

COUNT = in_cell(
    "单位数",
    "单位个数",
    "企业数",
    "企业个数",
    "家数",
    "户数",
    "法人数",
    "机构数",
    "对象数",
    "样本数",
    "厂数",
    "店数",
)
_COUNT = re.compile("(?:单位|企业|法人|对象|样本|机构)个?数|家数|户数|厂数|店数")
_NO_VALUE = re.compile(
    "比重|占比|增长|增速|增幅|增减|同比|环比|%|‰|位次|名次|排名|序号|代码|编号|年份|^年$|电话|日期|月份"
)
_TOTAL = re.compile("^(?:总计|合计|共计|总数|全市|全旗|全区|全县|全国|全省|地区合计|本市|本旗)$")
_NUMBER = re.compile("[-+]?[0-9][0-9,]*(?:[.][0-9]+)?")
_LARGEST = 400


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table turned so that each line is a group of respondents and each column a figure."""

    heads: tuple[str, ...]
    lines: tuple[tuple[Cell, ...], ...]


def find_cells(page: Page, asked: Asked) -> Iterator[Found]:
    """Primary and secondary cells of every table with a column or row of respondents."""
    for table in page.tables:
        grid = _grid(table)
        if grid is not None and len(grid.lines) <= _LARGEST:
            yield from _judge(grid)


def _grid(table: Table) -> _Grid | None:
    """The table with groups in lines, if it has a count of respondents; a row of counts turns it round."""
    rows = tuple(row for row in table.rows if len(row) > 1)
    for first, row in enumerate(rows[:4]):
        heads = tuple(squeeze(cell.text) for cell in row)
        if any(_COUNT.search(head) for head in heads[1:]):
            return _Grid(heads, rows[first + 1 :])
    if not any(_COUNT.search(squeeze(row[0].text)) for row in rows):
        return None
    width = max(len(row) for row in rows)
    square = [row + (Cell("", row[-1].end),) * (width - len(row)) for row in rows]
    turned = tuple(zip(*square, strict=True))
    return _Grid(tuple(squeeze(cell.text) for cell in turned[0]), turned[1:])


def _judge(grid: _Grid) -> Iterator[Found]:
    counts_in = [column for column, head in enumerate(grid.heads) if _COUNT.search(head)]
    values_in = {
        column: max((count for count in counts_in if count < column), default=counts_in[0])
        for column, head in enumerate(grid.heads)
        if column and column not in counts_in and not _NO_VALUE.search(head) and _figures_in(grid, column)
    }
    if not values_in:
        return
    lines = [line for line in grid.lines if _number(line, counts_in[0]) is not None]
    totals = [line for line in lines if _TOTAL.search(squeeze(line[0].text))]
    groups = [line for line in lines if line not in totals and not squeeze(line[0].text).startswith("其中")]
    for count in counts_in:
        columns = [column for column, its in values_in.items() if its == count]
        yield from _reasoned(grid, groups, totals[0] if totals else None, count, columns)


def _reasoned(
    grid: _Grid,
    groups: list[tuple[Cell, ...]],
    total: tuple[Cell, ...] | None,
    count: int,
    columns: list[int],
) -> Iterator[Found]:
    """The cells of the columns that share one count: the figures as one system, then what shows too much."""
    if not groups or not columns:
        return
    values = [[abs(_number(line, column) or Fraction(0)) for column in columns] for line in groups]
    table = sums(values)
    counts: dict[Place, int] = {}
    for i, line in enumerate([*groups, total] if total else groups):
        number = _number(line, count)
        for j, column in enumerate(columns):
            if number is not None and _number(line, column) is not None:
                counts[(i, j)] = int(number)
    figures = Figures(table, counts, {}, _absent(groups, total, columns, values))
    withheld = withhold(figures)
    lines = [*groups, total] if total else groups
    for i, j in sorted(withheld.places):
        if i < len(lines) and j < len(columns) and columns[j] < len(lines[i]):
            cell = lines[i][columns[j]]
            if cell.text.strip():
                name = f"“{squeeze(lines[i][0].text)}”的“{grid.heads[columns[j]]}”"
                yield _found(cell, name, withheld.primary.get((i, j), ""))


def _absent(
    groups: list[tuple[Cell, ...]],
    total: tuple[Cell, ...] | None,
    columns: list[int],
    values: list[list[Fraction]],
) -> frozenset[Place]:
    """Totals the table does not give: across unlike figures always; down, where the line of totals is no sum."""
    absent = {(i, len(columns)) for i in range(len(groups) + 1)}
    for j, column in enumerate(columns):
        given = _number(total, column) if total else None
        whole = sum((line[j] for line in values), Fraction(0))
        # Printed figures are rounded: each may be off by half its last digit, here taken as a thousandth of the sum.
        if given is None or abs(given - whole) > whole / 200:
            absent.add((len(groups), j))
    return frozenset(absent)


def _found(cell: Cell, name: str, reason: str) -> Found:
    told = (
        f"{name}{reason}，公布会让人认出单个统计调查对象。依照统计法应当不公布这个数，或者与其他类合并。"
        if reason
        else f"{name}应当一并不公布：用合计减去其余各数，就能推算出另一个不公布的数。也可以改为与其他类合并。"
    )
    return Found(cell.stripped.start, cell.stripped.end, message=told)


def _figures_in(grid: _Grid, column: int) -> bool:
    cells = [line[column].text.strip() for line in grid.lines if column < len(line)]
    return bool(cells) and any(_NUMBER.fullmatch(squeeze(cell)) for cell in cells)


def _number(line: tuple[Cell, ...], column: int) -> Fraction | None:
    if column >= len(line):
        return None
    text = squeeze(line[column].text).replace("，", ",")
    return Fraction(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


RULES = (
    Rule(
        "statistical_cell",
        FindingKind.STATISTICAL_CELL,
        Severity.ANSWER,
        (COUNT,),
        "能识别单个统计调查对象的数据，依照统计法不得对外公布。",
        find_on_page=find_cells,
    ),
)
