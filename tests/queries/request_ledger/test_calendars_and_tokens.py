"""What moves due dates and what opens the door to programs is watched as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.request_road import applied, who
from tests.support.road import MOMENT
from tests.support.years import year_file

from gongkai.actions.calendars import install_calendar
from gongkai.actions.tokens import issue_token, revoke_token
from gongkai.jobs.demo.install import install_cast
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Account, ApiToken, InstalledCalendar, LedgerEntry, Organ, Request

SEPTEMBER = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)


def installed(cast: Cast) -> int:
    """A request whose date a new year file has moved; answers with the number of the entry of the installation."""
    applied(cast.hulunbuir, SEPTEMBER)
    office = who(cast.hulunbuir, "office_handler", LATER)
    assert install_calendar(office, year_file(off=("2026-10-08",)), moment=LATER)
    verdict = verify_organ(cast.hulunbuir.organ)
    assert (verdict.holds, verdict.why) == (True, "")
    return LedgerEntry.objects.get(organ=cast.hulunbuir.organ, verb="install_calendar").sequence


def _shorter() -> object:
    row = InstalledCalendar.objects.get()
    row.source["holidays"].pop()
    row.save()
    return row


BY_HAND: dict[str, Callable[[], object]] = {
    "the days off": _shorter,
    "the year": lambda: InstalledCalendar.objects.update(year=2025),
    "the moment": lambda: InstalledCalendar.objects.update(installed_at=MOMENT),
    "the year gone": lambda: InstalledCalendar.objects.all().delete(),
    "a date moved back": lambda: Request.objects.update(due_on=date(2026, 10, 9)),
}


@pytest.mark.parametrize("what", BY_HAND)
def test_a_year_altered_behind_the_door(cast: Cast, what: str) -> None:
    sequence = installed(cast)
    assert BY_HAND[what]()
    assert verify_organ(cast.hulunbuir.organ).first_bad == sequence


def test_a_year_nobody_installed(cast: Cast) -> None:
    sequence = installed(cast)
    row = InstalledCalendar.objects.get()
    row.pk = None
    row.save()
    verdict = verify_organ(cast.hulunbuir.organ)
    assert (verdict.first_bad, verdict.why) == (
        sequence + 1,
        "数据库中有一条放假安排，记录链中没有写入它的记录。",
    )


@pytest.fixture
def founded(db: None, settings: Settings) -> Organ:
    """A bureau opened through the door, with one token in use and one revoked."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    organ = install_cast(MOMENT)[0]
    person = Account.objects.filter(person__organ=organ)[0].person
    issue_token(person, name="办公系统", moment=MOMENT)
    revoke_token(issue_token(person, moment=MOMENT).token.pk, moment=MOMENT)
    return organ


def test_tokens_issued_and_revoked_hold(founded: Organ) -> None:
    verdict = verify_organ(founded)
    assert (verdict.holds, verdict.why) == (True, "")


def _another() -> object:
    row = ApiToken.objects.all()[0]
    row.pk, row.digest = None, "0" * 64
    row.save()
    return row


def _anothers() -> object:
    holder = ApiToken.objects.all()[0].person
    other = Account.objects.filter(person__organ=holder.organ).exclude(person=holder)[0].person
    return ApiToken.objects.update(person=other)


TOKENS: dict[str, Callable[[], object]] = {
    "a token nobody issued": _another,
    "whose it is": _anothers,
    "a revoked one that works again": lambda: ApiToken.objects.update(revoked_at=None),
    "another secret": lambda: ApiToken.objects.filter(revoked_at=None).update(digest="0" * 64),
    "a token gone": lambda: ApiToken.objects.all().delete(),
}


@pytest.mark.parametrize("what", TOKENS)
def test_tokens_altered_behind_the_door(founded: Organ, what: str) -> None:
    assert TOKENS[what]()
    verdict = verify_organ(founded)
    assert not verdict.holds
    assert "接口令牌" in verdict.why
