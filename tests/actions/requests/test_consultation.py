"""Asking others: the reply clock rests, silence counts only after its limit, objections bind the reply."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import approve_all, assigned, consult, who
from tests.support.road import MOMENT, TODAY

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.records.models import Consultation, Request


@pytest.mark.clause("cn-foi:33")
def test_the_days_of_the_letter_do_not_count(cast: Cast) -> None:
    row = assigned(cast.naiman)
    letter = consult(cast.naiman, row.pk)
    later = MOMENT + timedelta(days=7)
    acts.record_opinion(
        who(cast.naiman, "business_handler", later),
        row.pk,
        consultation_id=letter,
        opinion="agree",
        text="",
        on=timezone.localdate(later),
        moment=later,
    )
    done = Request.objects.get(pk=row.pk)
    assert (row.due_on, done.due_on, done.state) == (date(2025, 3, 31), date(2025, 4, 8), states.WORKING)


@pytest.mark.clause("cn-foi:32")
def test_silence_counts_only_after_the_limit_of_the_other_side(cast: Cast) -> None:
    row = assigned(cast.naiman)
    letter = consult(cast.naiman, row.pk)
    handler = who(cast.naiman, "business_handler")
    silent = {"consultation_id": letter, "opinion": "silent", "text": "", "on": TODAY}
    with refused("arrival_unknown"):
        acts.record_opinion(handler, row.pk, moment=MOMENT, **silent)  # type: ignore[arg-type] # a bag of named values
    acts.record_arrival(handler, row.pk, consultation_id=letter, on=TODAY, moment=MOMENT)
    due = Consultation.objects.get(pk=letter).due_on
    assert due == date(2025, 3, 24)
    with refused("period_not_over"):
        acts.record_opinion(handler, row.pk, moment=MOMENT + timedelta(days=21), **silent)  # type: ignore[arg-type] # a bag of named values
    acts.record_opinion(handler, row.pk, moment=MOMENT + timedelta(days=22), **silent)  # type: ignore[arg-type] # a bag of named values
    assert Request.objects.get(pk=row.pk).state == states.WORKING


@pytest.mark.clause("cn-foi:32")
def test_a_well_founded_objection_is_overruled_only_for_the_public_interest(cast: Cast) -> None:
    row = assigned(cast.naiman)
    letter = consult(cast.naiman, row.pk)
    handler = who(cast.naiman, "business_handler")
    acts.record_opinion(
        handler, row.pk, consultation_id=letter, opinion="object", text="属于商业秘密。", well_founded=True,
        on=TODAY, moment=MOMENT,
    )  # fmt: skip
    plain = acts.ReplyGiven("granted", where="本局一楼查阅点")
    with refused("objection_stands") as no:
        acts.propose_reply(handler, row.pk, given=plain, moment=MOMENT)
    assert no.clause == "cn-foi:32"
    weighed = acts.ReplyGiven("granted", where="本局一楼查阅点", public_interest="涉及饮水安全。")
    acts.propose_reply(handler, row.pk, given=weighed, moment=MOMENT)
    approve_all(cast.naiman, row.pk)
    acts.send_reply(who(cast.naiman, "general_handler"), row.pk, how="邮寄", moment=MOMENT)
    letters = list(Request.objects.get(pk=row.pk).letters.values_list("kind", "to_applicant"))
    assert letters == [
        ("receipt", True),
        ("third-party", False),
        ("reply-granted", True),
        ("decision-to-third-party", False),
    ]


@pytest.mark.clause("cn-foi:32")
def test_nobody_is_refused_for_a_third_party_that_was_not_asked(cast: Cast) -> None:
    row = assigned(cast.naiman)
    given = acts.ReplyGiven("refused", ground="third-party", reasons="涉及商业秘密。")
    with refused("third_party_not_asked"):
        acts.propose_reply(who(cast.naiman, "business_handler"), row.pk, given=given, moment=MOMENT)
