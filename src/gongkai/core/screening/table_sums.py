"""A table of figures with its totals, as one system of equations: which hidden cells can be worked out again.

Rows and columns are extended by a total: every row of cells sums to its total, every column likewise. The corner is
the grand total. A hidden cell can be worked out exactly when the equations leave it one value only.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction

Place = tuple[int, int]
Node = tuple[int, int]
"""A row (0, number) or a column (1, number)."""
Capacity = dict[Node, dict[Node, Fraction | None]]
"""How far values can be moved from line to line; None: without bound."""


@dataclass(frozen=True, slots=True)
class Sums:
    """An additive table: `values[row][column]`, the last row and column being totals. Nothing is negative."""

    values: tuple[tuple[Fraction, ...], ...]

    @property
    def rows(self) -> int:
        """Rows with the row of totals."""
        return len(self.values)

    @property
    def columns(self) -> int:
        """Columns with the column of totals."""
        return len(self.values[0])

    def sign(self, place: Place) -> int:
        """1 for a cell and the corner, -1 for a total, so that every full line sums to nought."""
        return -1 if (place[0] == self.rows - 1) != (place[1] == self.columns - 1) else 1

    def adds_up(self) -> bool:
        """Whether every row and column comes to its total."""
        rows = [
            [self.sign((i, j)) * self.values[i][j] for j in range(self.columns)] for i in range(self.rows)
        ]
        return not any(sum(row) for row in rows) and not any(
            sum(column) for column in zip(*rows, strict=True)
        )


def sums(cells: list[list[Fraction]]) -> Sums:
    """The table of the cells with its totals worked out.

    >>> sums([[Fraction(1), Fraction(2)]]).values[-1][-1]
    Fraction(3, 1)
    """
    rows = [(*row, sum(row, Fraction(0))) for row in cells]
    return Sums((*rows, tuple(sum(column, Fraction(0)) for column in zip(*rows, strict=True))))


def determined(table: Sums, hidden: frozenset[Place]) -> frozenset[Place]:
    """The hidden cells that the equations alone determine, by elimination with exact fractions.

    >>> table = sums([[Fraction(1), Fraction(2)], [Fraction(3), Fraction(4)]])
    >>> sorted(determined(table, frozenset({(0, 0)})))
    [(0, 0)]
    >>> sorted(determined(table, frozenset({(0, 0), (0, 1), (1, 0), (1, 1)})))
    []
    """
    order = sorted(hidden)
    lines = [[place for place in order if place[0] == row] for row in range(table.rows)]
    lines += [[place for place in order if place[1] == column] for column in range(table.columns)]
    number = {place: index for index, place in enumerate(order)}
    equations = [{number[place]: Fraction(table.sign(place)) for place in line} for line in lines if line]
    reduced: dict[int, dict[int, Fraction]] = {}
    for equation in equations:
        left = _less(equation, reduced)
        if not left:
            continue
        pivot = min(left)
        left = {index: value / left[pivot] for index, value in left.items()}
        for other, row in reduced.items():
            if pivot in row:
                reduced[other] = _minus(row, left, row[pivot])
        reduced[pivot] = left
    return frozenset(order[pivot] for pivot, row in reduced.items() if len(row) == 1)


def _less(equation: dict[int, Fraction], reduced: dict[int, dict[int, Fraction]]) -> dict[int, Fraction]:
    """The equation with every solved unknown replaced; in reduced rows no pivot occurs but their own."""
    left = dict(equation)
    for pivot in [index for index in equation if index in reduced]:
        left = _minus(left, reduced[pivot], left[pivot])
    return left


def _minus(row: dict[int, Fraction], other: dict[int, Fraction], times: Fraction) -> dict[int, Fraction]:
    result = dict(row)
    for index, value in other.items():
        result[index] = result.get(index, Fraction(0)) - times * value
        if not result[index]:
            del result[index]
    return result


def bounds(table: Sums, hidden: frozenset[Place], place: Place) -> tuple[Fraction, Fraction | None]:
    """Between what values a hidden cell must lie, given that nothing is negative; None: no upper bound.

    Moving one hidden cell moves others in a circle through rows and columns; how far is a flow through the hidden
    cells, bounded where a cell would fall below nought (transportation polytope).
    """
    value = table.values[place[0]][place[1]]
    up = _room(table, hidden, place, 1)
    down = _room(table, hidden, place, -1)
    low = Fraction(0) if down is None else max(Fraction(0), value - down)
    return low, None if up is None else value + up


def movable(table: Sums, hidden: frozenset[Place], place: Place) -> bool:
    """Whether a hidden cell can have another value at all, given that nothing is negative.

    The same as bounds that differ, found without the flow: one way round the circle that is open is enough.
    """
    return any(_way(*_network(table, hidden, place, way)) for way in (1, -1))


def _room(table: Sums, hidden: frozenset[Place], place: Place, way: int) -> Fraction | None:
    """How far a cell can move up (1) or down (-1): the greatest flow that closes the circle; None: any distance."""
    return _flow(*_network(table, hidden, place, way))


def _network(table: Sums, hidden: frozenset[Place], place: Place, way: int) -> tuple[Capacity, Node, Node]:
    """The hidden cells as ways between rows (0, …) and columns (1, …), and between which two the circle closes."""
    capacity: Capacity = {}
    for row, column in hidden:
        there = capacity.setdefault((0, row), {})
        back = capacity.setdefault((1, column), {})
        if (row, column) == place:
            continue
        value = table.values[row][column]
        # The signed value rises along row → column and falls along column → row; a total's sign is the other way.
        there[(1, column)], back[(0, row)] = (None, value) if table.sign((row, column)) > 0 else (value, None)
    row_node, column_node = (0, place[0]), (1, place[1])
    forward = way * table.sign(place) > 0
    return capacity, *((column_node, row_node) if forward else (row_node, column_node))


def _flow(capacity: Capacity, source: Node, sink: Node) -> Fraction | None:
    """The greatest flow by shortest ways; None where it has no bound."""
    total = Fraction(0)
    while way := _way(capacity, source, sink):
        steps = list(zip(way, way[1:], strict=False))
        least = min((room for a, b in steps if (room := capacity[a][b]) is not None), default=None)
        if least is None:
            return None
        for a, b in steps:
            there, back = capacity[a][b], capacity[b][a]
            capacity[a][b] = None if there is None else there - least
            capacity[b][a] = None if back is None else back + least
        total += least
    return total


def _way(capacity: Capacity, source: Node, sink: Node) -> list[Node]:
    came: dict[Node, Node] = {source: source}
    queue = deque([source])
    while queue and sink not in came:
        here = queue.popleft()
        for there, room in capacity.get(here, {}).items():
            if there not in came and (room is None or room > 0):
                came[there] = here
                queue.append(there)
    if sink not in came:
        return []
    way = [sink]
    while way[-1] != source:
        way.append(came[way[-1]])
    return way[::-1]
