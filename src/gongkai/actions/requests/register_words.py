"""The words an old register may use: those of the rule book of its day, the bureau's and the statute's."""

from __future__ import annotations

from datetime import date

from gongkai.access.lawbooks import lawbook_of_organ
from gongkai.core.regime import Lawbook
from gongkai.core.requests.outcomes import OUTCOMES
from gongkai.core.requests.register_row import Choices
from gongkai.records.models import Organ, Unit


def choices_of(organ: Organ, day: date) -> Choices:
    """What a row received on a day may say; NoRuleBook where none was in force.

    How a request could end is told by the rules of today as well: one of 2010 may have been withdrawn, which the
    rules of 2010 had no word for.
    """
    units = frozenset(Unit.objects.filter(organ=organ).values_list("name", flat=True))
    book = lawbook_of_organ(organ, day)
    return Choices(
        ways={way.title: way.id for way in book.receipt_ways(day).value},
        outcomes=_outcomes(book, day),
        grounds=_grounds(book, day),
        units=units,
    )


def _outcomes(book: Lawbook, day: date) -> dict[str, str]:
    spoken = [*book.outcomes(day), *book.outcomes(date.max)]
    for on in (day, date.max):
        dated = book.law.value("requests.outcomes", on) if book.law else None
        spoken += dated.value.outcomes if dated else ()
    found: dict[str, str] = {}
    for each in spoken:
        if each.id in OUTCOMES:
            found.setdefault(each.title, each.id)
    return found


def _grounds(book: Lawbook, day: date) -> dict[str, str]:
    found: dict[str, str] = {}
    for on in (day, date.max):
        for ground in book.refusal_grounds(on).value:
            found.setdefault(ground.title, ground.id)
    return found
