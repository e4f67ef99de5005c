"""Two programs at once: one wins, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.support.calling import FILLED, Answered, calling, stranger
from tests.support.cast import Cast, install
from tests.support.databases import together
from tests.support.request_road import at_request_state, who
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.records.models import LedgerEntry, Request

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return install()


def posting(program: Any, path: str, **body: Any) -> Callable[[], Answered]:
    def act() -> Answered:
        answer: Answered = program.post(path, **body)
        return answer

    return act


def test_one_reply_is_sent_once(transactional_db: None, cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.APPROVED)
    programs = [calling(bureau, key) for key in ("general_handler", "general_handler_2")]
    answers = together(*(posting(each, f"requests/{row.pk}/send_reply", how="网上下载") for each in programs))
    statuses = sorted(answer.status for answer in answers if isinstance(answer, Answered))
    assert statuses == [200, 409]
    assert LedgerEntry.objects.filter(verb="send_reply").count() == 1


def test_the_same_sending_twice_is_one_request(transactional_db: None, cast: Cast) -> None:
    program = stranger(cast.naiman)
    sent = posting(program, "apply", **FILLED, nonce="b0f1a7c2d94e4b6f8a35")
    answers = [answer for answer in together(sent, sent, sent) if isinstance(answer, Answered)]
    assert sorted(answer.status for answer in answers) == [201, 409, 409]
    assert {answer.code for answer in answers if answer.status == 409} == {"already_sent"}
    assert Request.objects.count() == 1


def test_what_changed_meanwhile_is_not_approved(transactional_db: None, cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.in_approval("office"))
    program = calling(bureau, "office_handler")
    seen = program.get(f"requests/{row.pk}").json["reply"]["fingerprint"]
    acts.return_reply(who(bureau, "office_handler"), row.pk, reasons="写清楚些", moment=MOMENT)
    again = acts.ReplyGiven("granted", where="本局二楼")
    acts.propose_reply(who(bureau, "business_handler"), row.pk, given=again, moment=MOMENT)
    answer = program.post(f"requests/{row.pk}/approve_reply", seen_fingerprint=seen)
    assert (answer.status, answer.code) == (409, "changed_meanwhile")
