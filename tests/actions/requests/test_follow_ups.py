"""What an applicant still has to say after the reply, and the answer she gets."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.cast import Cast
from tests.support.plain_letters import words_of
from tests.support.refusals import refused
from tests.support.request_road import assigned, on_day, replied, who, withdraw
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.actions.requests.afterwards import MOST_FOLLOW_UPS
from gongkai.records.models import FollowUp, LedgerEntry


@pytest.mark.clause("cn-foi:41")
@pytest.mark.parametrize(
    ("decision", "words"),
    [("correct", "予以更正"), ("forward", "转送有权更正的机关"), ("refuse", "不予更正")],
)
def test_a_record_that_is_wrong_about_her_is_answered_in_a_letter(
    cast: Cast, decision: str, words: str
) -> None:
    row = replied(cast.naiman)
    said = acts.follow_up_online(row.pk, kind="inaccurate", text="我的门牌号写错了。", moment=on_day(1))
    clerk = who(cast.naiman, "general_handler")
    done = acts.answer_followup(
        clerk, row.pk, followup_id=said.pk, decision=decision, answer="已与档案核对。", moment=on_day(2)
    )
    assert (done.decision, done.answered_at) == (decision, on_day(2))
    letter = words_of(row.letters.get(kind="followup"))
    assert all(each in letter for each in (words, "我的门牌号写错了", "已与档案核对。"))
    assert not row.publication_tasks.exists()


@pytest.mark.clause("cn-foi:44")
def test_a_suggestion_that_is_accepted_opens_a_task_of_the_unit(cast: Cast) -> None:
    row = replied(cast.naiman)
    said = acts.follow_up_online(row.pk, kind="suggest", text="很多人都需要。", moment=on_day(1))
    clerk = who(cast.naiman, "general_handler")
    acts.answer_followup(
        clerk, row.pk, followup_id=said.pk, decision="accept", answer="采纳。", moment=on_day(2)
    )
    task = row.publication_tasks.get()
    assert (task.unit, task.why) == (cast.naiman.unit("business"), "suggested")
    entry = LedgerEntry.objects.get(verb="answer_followup")
    assert "cn-foi:44" in entry.clauses


@pytest.mark.parametrize(
    ("kind", "decision"),
    [("inaccurate", "accept"), ("suggest", "correct"), ("suggest", "forward"), ("suggest", "")],
)
def test_each_kind_has_decisions_of_its_own(cast: Cast, kind: str, decision: str) -> None:
    row = replied(cast.naiman)
    said = acts.follow_up_online(row.pk, kind=kind, text="请核对。", moment=MOMENT)
    with refused("unknown_decision"):
        acts.answer_followup(
            who(cast.naiman, "general_handler"),
            row.pk,
            followup_id=said.pk,
            decision=decision,
            answer="已核对。",
            moment=MOMENT,
        )
    assert FollowUp.objects.get().answered_at is None


def test_it_is_answered_once_and_only_its_own(cast: Cast) -> None:
    row, other = replied(cast.naiman), replied(cast.naiman)
    said = acts.follow_up_online(row.pk, kind="inaccurate", text="写错了。", moment=MOMENT)
    clerk = who(cast.naiman, "general_handler")
    answer: dict[str, Any] = {"followup_id": said.pk, "decision": "correct", "answer": "已更正。"}
    with refused("no_follow_up"):
        acts.answer_followup(clerk, other.pk, moment=MOMENT, **answer)
    acts.answer_followup(clerk, row.pk, moment=MOMENT, **answer)
    with refused("no_follow_up"):
        acts.answer_followup(clerk, row.pk, moment=MOMENT, **answer)


def test_before_the_reply_and_without_words_there_is_nothing_to_follow_up(cast: Cast) -> None:
    early = assigned(cast.naiman)
    with refused("not_replied"):
        acts.follow_up_online(early.pk, kind="suggest", text="请公开。", moment=MOMENT)
    withdraw(cast.naiman, early.pk)
    with refused("not_replied"):
        acts.follow_up_online(early.pk, kind="suggest", text="请公开。", moment=MOMENT)
    row = replied(cast.naiman)
    with refused("no_text"):
        acts.follow_up_online(row.pk, kind="suggest", text=" \u200b", moment=MOMENT)
    with refused("unknown_kind"):
        acts.follow_up_online(row.pk, kind="complain", text="不满。", moment=MOMENT)


def test_nobody_fills_the_desk_with_them(cast: Cast) -> None:
    row = replied(cast.naiman)
    for _ in range(MOST_FOLLOW_UPS):
        acts.follow_up_online(row.pk, kind="suggest", text="请公开。", moment=MOMENT)
    with refused("too_many"):
        acts.follow_up_online(row.pk, kind="suggest", text="请公开。", moment=MOMENT)
