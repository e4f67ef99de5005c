"""The outbox: every mail goes once, is tried again when it did not, and says nothing of the matter."""

from __future__ import annotations

from datetime import timedelta
from typing import NoReturn

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from tests.support.cast import Cast
from tests.support.request_road import CITIZEN, applied
from tests.support.road import MOMENT

from gongkai.access.request_cases import load_request
from gongkai.actions.requests.letters import tell_applicant
from gongkai.core.requests.notices import AFTER
from gongkai.jobs.notices import send_notices
from gongkai.queries.reminders import Undelivered, undelivered
from gongkai.records.models import Notice, Request

DESCRIPTION = "2024年全市规模以上工业增加值分行业数据"


@pytest.fixture
def row(cast: Cast) -> Request:
    return applied(cast.hulunbuir, description=DESCRIPTION).request


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_mail: EmailMessage) -> NoReturn:
        raise ConnectionRefusedError(111, "lisi@example.cn")

    monkeypatch.setattr(EmailMessage, "send", refuse)


def test_the_applicant_is_told_at_the_address_she_gave_and_only_once(row: Request) -> None:
    assert [send_notices(MOMENT) for _ in range(2)] == [{"sent": 1, "failed": 0}, {"sent": 0, "failed": 0}]
    (sent,) = mail.outbox
    assert sent.to == ["lisi@example.cn"]
    assert row.number in sent.body
    notice = Notice.objects.get()
    assert (notice.sent_at, notice.attempts) == (MOMENT, 1)


def test_a_mail_names_neither_the_applicant_nor_the_matter(row: Request) -> None:
    send_notices(MOMENT)
    told = f"{mail.outbox[0].subject}{mail.outbox[0].body}"
    assert CITIZEN.name not in told
    assert CITIZEN.identity not in told
    assert DESCRIPTION not in told
    assert "工业" not in told


def test_the_address_lies_sealed_in_the_outbox(row: Request) -> None:
    notice = Notice.objects.get()
    assert "lisi@example.cn" not in notice.subject + notice.body + row.applicant.email


def test_without_an_address_there_is_no_mail(cast: Cast) -> None:
    applied(cast.hulunbuir, email="")
    assert send_notices(MOMENT) == {"sent": 0, "failed": 0}


def test_it_is_tried_eight_times_after_growing_waits_and_then_the_case_says_so(
    row: Request, no_server: None
) -> None:
    tries: list[timedelta] = []
    for minute in range(60 * 72):
        now = MOMENT + timedelta(minutes=minute)
        if minute in _minutes() or minute - 1 in _minutes():
            tries += [timedelta(minutes=minute)] * send_notices(now)["failed"]
    assert tuple(tries) == AFTER
    subject = Notice.objects.get().subject
    assert undelivered(row.pk) == (Undelivered("申请人", subject, MOMENT, 8, given_up=True),)


def _minutes() -> set[int]:
    return {int(wait.total_seconds() // 60) for wait in AFTER}


def test_it_goes_at_the_next_try_and_the_case_says_nothing_more(row: Request) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(EmailMessage, "send", lambda _mail: _refuse())
        send_notices(MOMENT)
    assert len(undelivered(row.pk)) == 1
    assert send_notices(MOMENT + timedelta(minutes=1)) == {"sent": 0, "failed": 0}
    assert send_notices(MOMENT + timedelta(minutes=2)) == {"sent": 1, "failed": 0}
    assert undelivered(row.pk) == ()


def _refuse() -> NoReturn:
    raise TimeoutError


def test_the_log_names_nobody(row: Request, no_server: None, caplog: pytest.LogCaptureFixture) -> None:
    send_notices(MOMENT)
    assert f"邮件没有发出（通知{Notice.objects.get().pk}，第1次）：ConnectionRefusedError" in caplog.text
    assert "lisi" not in caplog.text


def test_an_address_nobody_can_write_to_is_given_up_at_once(cast: Cast) -> None:
    row = applied(cast.hulunbuir).request
    case = load_request(row.pk, MOMENT.date())
    Notice.objects.all().delete()
    staff = cast.hulunbuir.person("general_head")
    Notice.objects.create(
        request=case.request,
        person=staff,
        kind="due-5",
        on=MOMENT.date(),
        subject="甲",
        body="乙",
        created_at=MOMENT,
    )
    staff.account.email = "nobody at home"
    staff.account.save()
    assert send_notices(MOMENT) == {"sent": 0, "failed": 1}
    assert undelivered(row.pk) == (Undelivered(staff.name, "甲", MOMENT, 8, given_up=True),)


def test_a_key_that_is_lost_is_no_reason_to_stop_the_rest(
    row: Request, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = row.applicant
    spoilt.email = spoilt.email[:-6] + "AAAAAA"
    spoilt.save()
    applied(cast.naiman)
    assert send_notices(MOMENT) == {"sent": 1, "failed": 1}


def test_a_server_that_is_away_uses_up_no_tries_of_the_rest(cast: Cast, no_server: None) -> None:
    for _ in range(5):
        applied(cast.hulunbuir)
    assert send_notices(MOMENT) == {"sent": 0, "failed": 3}
    assert sorted(Notice.objects.values_list("attempts", flat=True)) == [0, 0, 1, 1, 1]


def test_a_new_letter_is_a_new_mail(row: Request) -> None:
    case = load_request(row.pk, MOMENT.date())
    tell_applicant(case, "letter:99", "补正告知书", MOMENT)
    assert send_notices(MOMENT) == {"sent": 2, "failed": 0}
