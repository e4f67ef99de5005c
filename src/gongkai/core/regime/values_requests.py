"""Values of disclosure on request: clocks, outcomes, forms, letters, fees."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from gongkai.core.regime.values_review import RecordField, Stage
from gongkai.core.terms import Citation, Role, UnitFunction
from gongkai.core.workdays.limits import Limit


@dataclass(frozen=True, slots=True)
class Pause:
    """Days between two events that are not counted."""

    starts: str
    ends: str
    title: str
    clause: Citation
    at_most: Limit | None = None
    at_most_clause: Citation | None = None


@dataclass(frozen=True, slots=True)
class Restart:
    """The clock stands still from one event and begins anew at the other."""

    restarts: str
    title: str
    clause: Citation
    stops: str | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """How far, how often and with whose consent a due date may be put off."""

    within: Limit
    clause: Citation
    consent: tuple[Role, ...] = ()
    event: str = "extended"
    times: int = 1

    def __post_init__(self) -> None:
        if self.times < 1:
            raise ValueError("times 至少为 1")


@dataclass(frozen=True, slots=True)
class Clock:
    """A limit as one rule book states it; the other rule book may state another."""

    within: Limit
    of: tuple[str, ...] = ()
    title: str = ""
    on_the_spot: bool = False
    pauses: tuple[Pause, ...] = ()
    restarts: tuple[Restart, ...] = ()
    extension: Extension | None = None
    when_late: str = ""


Result = Literal["granted", "partial", "refused", "impossible", "not_handled", "other", "correction"]
"""The column of the annual report an outcome is counted in."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way to answer; `needs` are the fields its letter cannot do without."""

    id: str
    title: str
    clause: Citation
    result: Result
    needs: tuple[str, ...] = ()
    follow_up: Literal["", "publish", "redact", "file_refusal", "restart"] = ""


@dataclass(frozen=True, slots=True)
class Outcomes:
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Where every request lands first."""

    unit_name: str
    function: UnitFunction = UnitFunction.ACCEPTANCE_BODY


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What a form must and may tell; one matter per form where the rule book says so."""

    fields: tuple[RecordField, ...]
    one_matter: bool


@dataclass(frozen=True, slots=True)
class ReceiptDay:
    """Which day counts as the day of receipt for a way of sending."""

    id: str
    title: str
    counted_from: Literal["handed_in", "signed_for", "confirmed"]
    clause: Citation


@dataclass(frozen=True, slots=True)
class ReceiptDays:
    ways: tuple[ReceiptDay, ...]


@dataclass(frozen=True, slots=True)
class TariffStep:
    """From the `first` piece on, `each` yuan a piece; then each further `every` pieces cost `rise` more."""

    first: int
    each: Decimal
    every: int | None = None
    rise: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tariff:
    """One tariff, progressive: every step applies only to the pieces within it."""

    id: Literal["requests", "pages"]
    title: str
    steps: tuple[TariffStep, ...]


@dataclass(frozen=True, slots=True)
class Tariffs:
    """One of the tariffs for a request, never both."""

    tariffs: tuple[Tariff, ...]


@dataclass(frozen=True, slots=True)
class LetterKind:
    """A letter the procedure sends."""

    id: str
    title: str
    clause: Citation


@dataclass(frozen=True, slots=True)
class Letters:
    letters: tuple[LetterKind, ...]


@dataclass(frozen=True, slots=True)
class FeePayment:
    """How long a fee may stay unpaid, and whether the reply clock starts anew."""

    within: Limit
    restarts: bool


@dataclass(frozen=True, slots=True)
class ReplyChain:
    """The stages that approve a reply before it goes out, in the order they are signed."""

    stages: tuple[Stage, ...]

    def stage(self, stage_id: str) -> Stage:
        """KeyError where the chain has no such stage."""
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)


@dataclass(frozen=True, slots=True)
class Remedies:
    """Where an applicant who does not agree can turn, and until when."""

    review_body: str
    court: str
    review_days: int = 60
    court_months: int = 6


@dataclass(frozen=True, slots=True)
class Retention:
    """How long after the end of a request the applicant's data is kept before it is made anonymous."""

    years: int

    def __post_init__(self) -> None:
        if self.years < 1:
            raise ValueError("years 至少为 1")
