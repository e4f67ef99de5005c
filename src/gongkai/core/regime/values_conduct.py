"""Values of assessment, appraisal, complaints, accountability and major decisions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from gongkai.core.terms import Citation, Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: something the rule book names, with its clause."""

    id: str
    title: str
    clause: Citation


@dataclass(frozen=True, slots=True)
class Entries:
    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is assessed, the standard beside it, and its share of 100 points."""

    id: str
    title: str
    clause: Citation
    standard: str
    weight: Decimal


@dataclass(frozen=True, slots=True)
class Indicators:
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade by its name, for scores with at_least ≤ score < below; the best grade includes its upper end."""

    name: str
    at_least: Decimal
    below: Decimal


@dataclass(frozen=True, slots=True)
class Grades:
    """The grades, best first; the bands cover 0 to 100 without gap or overlap."""

    grades: tuple[Grade, ...]

    def of(self, score: Decimal) -> str:
        """The name of the grade of a score; ValueError outside 0 to 100."""
        best = self.grades[0]
        for grade in self.grades:
            if grade.at_least <= score < grade.below or (grade is best and score == grade.below):
                return grade.name
        raise ValueError(f"得分 {score} 不在 0 至 100 之间")


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, and the severity that allows it."""

    id: str
    title: str
    severity: str
    clause: Citation


@dataclass(frozen=True, slots=True)
class Measures:
    """The severities in rising order, and what may be done at each."""

    severities: tuple[Entry, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """Who bears how much."""

    role: Role
    part: Literal["full", "main", "secondary"]


@dataclass(frozen=True, slots=True)
class Apportionment:
    """How a wrong came to be decided, and how responsibility is then divided."""

    id: str
    title: str
    clause: Citation
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Apportionments:
    cases: tuple[Apportionment, ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """A level that takes complaints; the next one opens when this one has answered or run out of time."""

    id: str
    title: str
    clause: Citation
    to: str


@dataclass(frozen=True, slots=True)
class Tiers:
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of matter; one with a threshold is major from that amount on, the amount included."""

    id: str
    title: str
    clause: Citation
    at_least: Decimal | None = None

    def takes_in(self, amount: Decimal | None) -> bool:
        """Whether a matter of this kind is a major one (amount in yuan)."""
        return self.at_least is None or (amount is not None and amount >= self.at_least)


@dataclass(frozen=True, slots=True)
class Matters:
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A share of the members due, written as a fraction; `strictly` where it must be exceeded."""

    numerator: int
    denominator: int
    strictly: bool

    def __post_init__(self) -> None:
        if not 0 < self.numerator <= self.denominator:
            raise ValueError("份额要在 0 与 1 之间，例如 numerator: 1, denominator: 2")

    def reached(self, members: int, due: int) -> bool:
        """Whether so many of the members due are enough.

        >>> Part(1, 2, strictly=True).reached(3, 6), Part(1, 1, strictly=False).reached(6, 6)
        (False, True)
        """
        part, needed = Fraction(members, due), Fraction(self.numerator, self.denominator)
        return part > needed if self.strictly else part >= needed


@dataclass(frozen=True, slots=True)
class Method:
    """A way of voting; a secret one cannot be traced to a person."""

    id: str
    title: str
    clause: Citation
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Methods:
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True)
class Frequency:
    """At least so often in a year, and whether by lot."""

    per_year: int
    random: bool
