"""When an applicant's data have been kept long enough they go, whole; the case stays and can still be proved."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.support.cast import Bureau, Cast
from tests.support.refusals import refused
from tests.support.request_road import a_draft, consult, who
from tests.support.road import MOMENT

from gongkai.access.request_digests import SEALED
from gongkai.actions import requests as acts
from gongkai.actions.requests.keeping import anonymise, due_for_anonymising
from gongkai.actions.requests.people import look
from gongkai.actions.requests.tracking import open_by_code
from gongkai.core.requests.form import SentFile
from gongkai.jobs.keeping import keep_no_longer
from gongkai.queries.ledger import verify_organ
from gongkai.queries.public_request import public_view
from gongkai.records.models import Applicant, Consultation, LedgerEntry, Letter, Notice, Request, RequestFile

FIVE_YEARS = timedelta(days=5 * 366, seconds=1)


def _ended(bureau: Bureau, moment: datetime = MOMENT) -> tuple[Request, str]:
    """An applicant with a file, a third party asked, and an end; with the query code."""
    file = SentFile("身份证.jpg", b"the picture of a paper", "evidence")
    receipt = acts.apply_online(bureau.organ, a_draft(), (file,), moment=moment)
    number = receipt.request.pk
    unit = bureau.unit("business").pk
    acts.assign(who(bureau, "general_handler", moment), number, unit_id=unit, moment=moment)
    consult(bureau, number, moment)
    acts.withdraw_request(who(bureau, "general_handler", moment), number, evidence="来信", moment=moment)
    return Request.objects.get(pk=number), receipt.code


def _kept_files() -> list[Path]:
    return [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]


@pytest.mark.clause("cn-foi:45")
def test_before_its_time_it_is_refused_under_the_clause(cast: Cast) -> None:
    row, _ = _ended(cast.hulunbuir)
    with refused("retention_runs") as caught:
        anonymise(row.pk, moment=MOMENT + FIVE_YEARS - timedelta(seconds=1))
    assert caught.clause == "cn-foi:45"
    assert due_for_anonymising(MOMENT + FIVE_YEARS - timedelta(seconds=1)) == []
    assert Applicant.objects.get(request=row).name


def test_an_open_request_keeps_its_applicant_however_long_it_lies(cast: Cast) -> None:
    row = acts.apply_online(cast.hulunbuir.organ, a_draft(), (), moment=MOMENT).request
    with refused("retention_runs"):
        anonymise(row.pk, moment=MOMENT + timedelta(days=9000))
    assert due_for_anonymising(MOMENT + timedelta(days=9000)) == []


def test_afterwards_nothing_tells_who_it_was(cast: Cast) -> None:
    row, code = _ended(cast.hulunbuir)
    before = Applicant.objects.get(request=row)
    assert [bool(getattr(before, name)) for name in SEALED] == [True, True, True, True, True, False]
    assert len(_kept_files()) == 1
    later = MOMENT + FIVE_YEARS
    assert due_for_anonymising(later) == [row.pk]
    assert keep_no_longer(later) == 1

    person = Applicant.objects.get(request=row)
    gone = (*SEALED, "seal_key", "same_as", "identity_kind", "help_needed")
    assert {getattr(person, name) for name in gone} == {""}
    assert (person.kind, person.anonymised_at) == ("citizen", later)
    assert {(bytes(each.docx), bytes(each.pdf)) for each in Letter.objects.all()} == {(b"", b"")}
    assert all(each.docx_digest for each in Letter.objects.all())
    assert list(Consultation.objects.values_list("name", "address")) == [("", "")]
    assert not RequestFile.objects.exists()
    assert _kept_files() == []
    assert not Notice.objects.filter(person=None, sent_at=None).exists()
    assert Request.objects.get().code_digest == ""
    with refused("wrong_code"):
        open_by_code(cast.hulunbuir.organ, row.number, code, address="10.0.0.1", moment=later)


def test_the_case_can_still_be_read_and_the_ledger_holds(cast: Cast) -> None:
    row, _ = _ended(cast.hulunbuir)
    later = MOMENT + FIVE_YEARS
    keep_no_longer(later)
    view = public_view(row.pk, timezone.localdate(later))
    assert (view.request.number, view.request.outcome, len(view.letters)) == (row.number, "withdrawn", 2)
    entry = LedgerEntry.objects.latest("sequence")
    assert (entry.verb, entry.actor_key, entry.clauses) == ("anonymise", "system:keeper", ["cn-foi:45"])
    assert verify_organ(cast.hulunbuir.organ).holds


def test_a_look_says_that_there_is_nothing_left_to_see(cast: Cast) -> None:
    row, _ = _ended(cast.hulunbuir)
    later = MOMENT + FIVE_YEARS
    keep_no_longer(later)
    with refused("anonymised") as caught:
        look(who(cast.hulunbuir, "general_head", later), row.pk, why="核对", moment=later)
    assert caught.refusal is not None
    assert "已经去标识" in caught.refusal.reason


def test_a_second_night_finds_nothing_to_do(cast: Cast) -> None:
    _ended(cast.hulunbuir)
    later = MOMENT + FIVE_YEARS
    assert [keep_no_longer(later) for _ in range(2)] == [1, 0]


def test_one_that_cannot_be_done_does_not_keep_the_others(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, _ = _ended(cast.hulunbuir)
    _ended(cast.naiman)

    def failing(request_id: int, *, moment: datetime) -> Request:
        if request_id == first.pk:
            raise OSError("disk")
        return anonymise(request_id, moment=moment)

    monkeypatch.setattr("gongkai.jobs.keeping.anonymise", failing)
    assert keep_no_longer(MOMENT + FIVE_YEARS) == 1
    assert f"申请{first.pk}的申请人资料没有去标识" in caplog.text


def test_looking_for_what_is_over_takes_one_query_however_many_there_are(cast: Cast) -> None:
    for bureau in cast.bureaus:
        _ended(bureau)
    due_for_anonymising(MOMENT + FIVE_YEARS)
    with CaptureQueriesContext(connection) as seen:
        assert len(due_for_anonymising(MOMENT + FIVE_YEARS)) == 2
    assert len(seen) == 1


def test_a_leap_year_does_not_shorten_the_five_years(cast: Cast) -> None:
    row, _ = _ended(cast.hulunbuir)
    assert row.ended_at is not None
    five_years_on = timezone.localdate(row.ended_at).replace(year=2030)
    assert five_years_on == date(2030, 3, 3)
    assert due_for_anonymising(row.ended_at.replace(year=2030)) == []
