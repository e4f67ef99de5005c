"""Each morning those are reminded who can act; who is late is reported to those above."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Cast, install
from tests.support.databases import together
from tests.support.reminded import morning, told, working_day
from tests.support.request_road import (
    REFUSED,
    applied,
    approve_all,
    assigned,
    at_request_state,
    consult,
    proposed,
    replied,
    who,
)
from tests.support.road import MOMENT, TODAY

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.jobs.reminders import remind_staff
from gongkai.queries.reminders import ReminderLine, calls_of, my_notices
from gongkai.records.models import Deputation, Notice, Request

ACCEPTANCE = {"general_head", "general_handler", "general_handler_2"}


def _due(row: Request) -> date:
    row.refresh_from_db()
    assert row.due_on is not None
    return row.due_on


def _each(step: str, keys: set[str]) -> set[tuple[str, str]]:
    return {(step, key) for key in keys}


def test_the_acceptance_body_is_reminded_of_what_nobody_works_on(cast: Cast) -> None:
    row = applied(cast.hulunbuir).request
    assert told(cast.hulunbuir, working_day(_due(row), -5)) == _each("due-5", ACCEPTANCE)


def test_then_the_unit_that_has_it(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    both = {"business_handler", "business_handler_2"}
    assert told(cast.hulunbuir, working_day(_due(row), -6)) == set()
    assert told(cast.hulunbuir, working_day(_due(row), -5)) == _each("due-5", both)
    assert told(cast.hulunbuir, working_day(_due(row), -4)) == set()
    assert told(cast.hulunbuir, working_day(_due(row), -2)) == _each("due-2", both)
    assert told(cast.hulunbuir, _due(row)) == _each("due-0", both)


def test_when_the_unit_has_handed_in_the_acceptance_body_writes_the_reply(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    acts.hand_in(
        who(cast.hulunbuir, "business_handler"), row.pk, note="材料已备齐。", editions=[], moment=MOMENT
    )
    assert told(cast.hulunbuir, working_day(_due(row), -2)) == _each("due-2", ACCEPTANCE)


def test_a_morning_that_was_missed_is_made_up_for(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    assert told(cast.hulunbuir, working_day(_due(row), -4)) == {
        ("due-5", "business_handler"),
        ("due-5", "business_handler_2"),
    }


def test_who_gets_it_later_is_reminded_then(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    told(cast.hulunbuir, working_day(_due(row), -5))
    acts.assign(
        who(cast.hulunbuir, "general_handler"), row.pk, unit_id=cast.hulunbuir.unit("other").pk, moment=MOMENT
    )
    assert told(cast.hulunbuir, working_day(_due(row), -4)) == {("due-5", "other_handler")}


def test_in_the_approval_the_one_who_approves(cast: Cast) -> None:
    row = proposed(cast.naiman)
    assert told(cast.naiman, working_day(_due(row), -2)) == {("due-2", "business_head")}


def test_an_approved_reply_waits_for_the_acceptance_body(cast: Cast) -> None:
    row = proposed(cast.hulunbuir)
    approve_all(cast.hulunbuir, row.pk)
    assert told(cast.hulunbuir, _due(row)) == _each("due-0", ACCEPTANCE)


def test_who_deputises_is_reminded_too(cast: Cast) -> None:
    row = proposed(cast.naiman)
    day = working_day(_due(row), -2)
    post = cast.naiman.person("business_head").posts.get()
    Deputation.objects.create(
        post=post, deputy=cast.naiman.person("other_head"), held_from=day, held_until=day, reason="出差"
    )
    assert told(cast.naiman, day) == {("due-2", "business_head"), ("due-2", "other_head")}


def test_who_stepped_back_is_left_in_peace(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    acts.recuse_request(
        who(cast.hulunbuir, "business_handler"), row.pk, reason="与申请人是亲属", moment=MOMENT
    )
    assert told(cast.hulunbuir, _due(row)) == {("due-0", "business_handler_2")}


def test_where_nobody_can_act_the_acceptance_body_hears_of_it(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    for key in ("business_handler", "business_handler_2"):
        acts.recuse_request(who(cast.hulunbuir, key), row.pk, reason="与申请人是亲属", moment=MOMENT)
    assert told(cast.hulunbuir, _due(row)) == _each("due-0", ACCEPTANCE)


def test_what_is_late_goes_to_the_unit_head_and_the_leader_and_then_to_the_offices(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    unit = _each("late", {"business_handler", "business_handler_2"})
    above = _each("late-heads", {"business_head", "leader"})
    offices = {"office_head", "office_handler", "office_handler_2", "supervision_head", "supervision_handler"}
    by_day = [told(cast.hulunbuir, working_day(_due(row), day)) for day in (1, 2, 3, 4)]
    assert by_day == [unit | above, unit, unit | _each("late-offices", offices), unit]
    assert told(cast.hulunbuir, working_day(_due(row), 6)) == unit | above


@pytest.mark.clause("cn-foi:30")
def test_a_correction_that_does_not_come(cast: Cast) -> None:
    row = at_request_state(cast.hulunbuir, states.CORRECTING)
    end = row.correction.period_end
    assert told(cast.hulunbuir, end) == set()
    assert told(cast.hulunbuir, working_day(end, 1)) == _each("uncorrected", ACCEPTANCE)


def test_a_fee_that_is_not_paid(cast: Cast) -> None:
    row = at_request_state(cast.naiman, states.AWAITING_FEE)
    people = {"general_head", "general_handler", "general_handler_2"}
    assert told(cast.naiman, working_day(row.fee.pay_by, 1)) == _each("unpaid", people)


@pytest.mark.clause("cn-foi:32")
def test_a_third_party_that_is_silent(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    letter = consult(cast.hulunbuir, row.pk)
    handler = who(cast.hulunbuir, "business_handler")
    sent = acts.record_arrival(handler, row.pk, consultation_id=letter, on=TODAY, moment=MOMENT)
    assert sent.due_on is not None
    silent = {one for one in told(cast.hulunbuir, working_day(sent.due_on, 1)) if one[0] == "unanswered"}
    assert silent == _each("unanswered", ACCEPTANCE)


@pytest.mark.clause("cn-foi:31")
def test_a_letter_nobody_has_confirmed(cast: Cast) -> None:
    row = at_request_state(cast.hulunbuir, states.UNCONFIRMED)
    assert told(cast.hulunbuir, working_day(row.arrived_on, 2)) == _each("unconfirmed", ACCEPTANCE)


@pytest.mark.clause("disclosure.10")
def test_a_filing_that_is_not_delivered_and_one_without_a_receipt(cast: Cast) -> None:
    row = replied(cast.naiman, REFUSED)
    opened = row.filing.opened_on
    assert told(cast.naiman, working_day(opened, 4)) == set()
    assert told(cast.naiman, working_day(opened, 5)) == _each("unfiled", ACCEPTANCE)
    acts.deliver_filing(who(cast.naiman, "general_handler"), row.pk, on=opened, how="专人", moment=MOMENT)
    assert told(cast.naiman, working_day(opened, 14)) == set()
    assert told(cast.naiman, working_day(opened, 15)) == _each("unacknowledged", ACCEPTANCE)
    acts.acknowledge_filing(
        who(cast.naiman, "general_handler"), row.pk, on=opened, by="旗政府办公室", moment=MOMENT
    )
    assert told(cast.naiman, working_day(opened, 25)) == set()


@pytest.mark.clause("2.3.2")
def test_what_should_be_public_is_the_unit_s_to_publish(cast: Cast) -> None:
    given = acts.ReplyGiven("should-be-public", where="本局一楼查阅点")
    row = replied(cast.hulunbuir, given)
    due = row.publication_tasks.get().due_on
    assert due is not None
    both = {"business_handler", "business_handler_2"}
    assert told(cast.hulunbuir, working_day(due, -5)) == _each("task-5", both)
    late = _each("task-late", both) | _each("task-late-heads", {"business_head", "leader"})
    assert told(cast.hulunbuir, working_day(due, 1)) == late


def test_an_answered_request_is_nobody_s_business_any_more(cast: Cast) -> None:
    row = replied(cast.hulunbuir)
    assert told(cast.hulunbuir, working_day(_due(row), 1)) == set()


def test_whose_account_is_closed_is_not_reminded(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    account = cast.hulunbuir.person("business_handler").account
    account.is_active = False
    account.save()
    assert told(cast.hulunbuir, _due(row)) == {("due-0", "business_handler_2")}


def test_a_mail_goes_to_those_who_have_an_address_and_the_desk_shows_all(cast: Cast) -> None:
    row = assigned(cast.hulunbuir, description="工业增加值")
    account = cast.hulunbuir.person("business_handler").account
    account.email = "alatan@example.cn"
    account.save()
    Notice.objects.all().delete()
    day = _due(row)
    told(cast.hulunbuir, day)
    (mailed,) = Notice.objects.filter(sent_at=None)
    assert mailed.person == account.person
    assert f"/desk/requests/{row.pk}/" in mailed.body
    assert "工业" not in mailed.subject + mailed.body
    line = ReminderLine(row.pk, row.serial, "答复期限今天到期，现在轮到您办理")
    for key in ("business_handler", "business_handler_2"):
        assert my_notices(cast.hulunbuir.standing(key, day), day) == (line,)
    assert my_notices(cast.hulunbuir.standing("leader", day), day) == ()
    assert my_notices(cast.hulunbuir.standing("business_handler", day), working_day(day, 1)) == ()


def test_what_was_done_since_the_morning_is_no_longer_shown(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    day = _due(row)
    told(cast.hulunbuir, day)
    head = who(cast.hulunbuir, "general_handler", morning(day))
    acts.withdraw_request(head, row.pk, evidence="当面签字", moment=morning(day))
    assert my_notices(cast.hulunbuir.standing("business_handler", day), day) == ()


@pytest.mark.django_db(transaction=True)
def test_two_workers_say_everything_once() -> None:
    row = assigned(install().hulunbuir)
    day = morning(_due(row))
    counts = together(lambda: remind_staff(day), lambda: remind_staff(day))
    assert [isinstance(count, int) for count in counts] == [True, True]
    assert Notice.objects.exclude(person=None).count() == 2


def test_the_morning_takes_as_many_queries_for_many_requests_as_for_one(
    cast: Cast,
) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            calls_of(cast.hulunbuir.organ, day)
        return len(seen)

    day = working_day(_due(assigned(cast.hulunbuir)), 0)
    calls_of(cast.hulunbuir.organ, day)
    one = count()
    for _ in range(2):
        assigned(cast.hulunbuir)
    assert count() == one
