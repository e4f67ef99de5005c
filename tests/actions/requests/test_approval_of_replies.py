"""A reply is approved stage by stage, by others than its writer, and binds to exactly what was read."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import (
    GRANTED,
    approve_all,
    approve_as,
    assigned,
    case_of,
    fresh,
    on_request_edition,
    propose,
    proposed,
    send,
    who,
)
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.records.models import Edition, LedgerEntry, Reply, ReplyApproval, ReplyFile


@pytest.mark.clause("1.4.2", "disclosure.7")
def test_the_office_gives_its_opinion_and_the_leader_in_charge_decides(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = proposed(bureau)
    assert row.state == states.in_approval("office")
    approve_as(bureau, "office_handler", row.pk)
    assert fresh(row).state == states.in_approval("leader")
    for key in ("second_leader", "principal", "business_head"):
        with refused("not_your_turn") as caught:
            approve_as(bureau, key, row.pk)
        assert caught.clause == "hulunbuir-statistics:1.4.2"
    approve_as(bureau, "leader", row.pk)
    assert fresh(row).state == states.APPROVED
    signed = ReplyApproval.objects.order_by("id").values_list("stage", "role", "signer__name", "fingerprint")
    seen = case_of(row.pk).fingerprint
    assert list(signed) == [
        ("office", "leading_group_office", bureau.office_handler.name, seen),
        ("leader", "leader_in_charge", bureau.leader.name, seen),
    ]


@pytest.mark.clause("secrecy.7.2", "secrecy.7.4")
def test_the_head_of_the_unit_checks_and_the_leader_in_charge_approves(cast: Cast) -> None:
    bureau = cast.naiman
    row = proposed(bureau)
    for key in ("leader", "general_head", "business_handler_2"):
        with refused("not_your_turn"):
            approve_as(bureau, key, row.pk)
    approve_as(bureau, "business_head", row.pk)
    approve_as(bureau, "leader", row.pk)
    assert fresh(row).state == states.APPROVED


@pytest.mark.clause("secrecy.7.4", "4.3")
def test_nobody_approves_her_own_reply(cast: Cast) -> None:
    """At this bureau the acceptance body is also the leading-group office, so that she would have the role."""
    bureau = cast.hulunbuir
    unit = bureau.unit("general")
    unit.functions = [*unit.functions, "leading_group_office"]
    unit.save()
    row = assigned(bureau)
    acts.propose_reply(who(bureau, "general_handler"), row.pk, given=GRANTED, moment=MOMENT)
    with refused("drafter_approves") as caught:
        approve_as(bureau, "general_handler", row.pk)
    assert caught.clause == "hulunbuir-statistics:4.3"


@pytest.mark.clause("secrecy.2", "3.1")
def test_what_was_changed_since_it_was_read_is_not_approved(cast: Cast) -> None:
    row = proposed(cast.naiman)
    seen = case_of(row.pk).fingerprint
    Reply.objects.update(reasons="另一个理由")
    with refused("changed_meanwhile") as caught:
        approve_as(cast.naiman, "business_head", row.pk, seen=seen)
    assert caught.clause == "naiman-housing:secrecy.2"
    assert not ReplyApproval.objects.exists()


def test_what_was_changed_after_the_approval_is_not_sent(cast: Cast) -> None:
    row = proposed(cast.naiman)
    approve_all(cast.naiman, row.pk)
    Reply.objects.update(where="另一个地方")
    with refused("not_approved") as caught:
        send(cast.naiman, row.pk)
    assert caught.clause == "naiman-housing:secrecy.7.4"
    assert fresh(row).state == states.APPROVED


@pytest.mark.parametrize("column", ["redacted", "fingerprint"])
def test_a_file_swapped_after_the_approval_is_not_sent(cast: Cast, column: str) -> None:
    bureau = cast.naiman
    row, edition = assigned(bureau), on_request_edition(bureau)
    propose(bureau, row.pk, acts.ReplyGiven("granted", editions=(edition.pk,)))
    approve_all(bureau, row.pk)
    ReplyFile.objects.update(**{column: {"redacted": True, "fingerprint": "0" * 64}[column]})
    with refused("not_approved"):
        send(bureau, row.pk)


@pytest.mark.clause("secrecy.2", "disclosure.10")
def test_an_edition_that_is_no_longer_reviewed_does_not_go_out(cast: Cast) -> None:
    bureau = cast.naiman
    row, edition = assigned(bureau), on_request_edition(bureau)
    propose(bureau, row.pk, acts.ReplyGiven("granted", editions=(edition.pk,)))
    approve_all(bureau, row.pk)
    Edition.objects.filter(pk=edition.pk).update(state="draft")
    with refused("not_reviewed"):
        send(bureau, row.pk)
    assert fresh(row).state == states.APPROVED


def test_sent_back_it_is_written_anew_and_signed_anew(cast: Cast) -> None:
    bureau = cast.naiman
    row = proposed(bureau)
    approve_as(bureau, "business_head", row.pk)
    acts.return_reply(who(bureau, "leader"), row.pk, reasons="请写明时间。", moment=MOMENT)
    assert fresh(row).state == states.WORKING
    with refused("not_in_this_state"):
        approve_as(bureau, "leader", row.pk)
    propose(bureau, row.pk)
    assert fresh(row).state == states.in_approval("unit_head")
    approve_all(bureau, row.pk)
    assert list(Reply.objects.values_list("round", "return_reasons")) == [(1, "请写明时间。"), (2, "")]
    assert [row.approvals.count() for row in Reply.objects.all()] == [1, 2]


def test_the_acceptance_body_sends_an_approved_reply_back_with_reasons(cast: Cast) -> None:
    row = proposed(cast.naiman)
    approve_all(cast.naiman, row.pk)
    clerk = who(cast.naiman, "general_handler")
    with refused("no_reasons"):
        acts.return_reply(clerk, row.pk, reasons=" ", moment=MOMENT)
    acts.return_reply(clerk, row.pk, reasons="信息另有更新。", moment=MOMENT)
    assert fresh(row).state == states.WORKING


@pytest.mark.clause("disclosure.7")
def test_only_the_acceptance_body_sends_and_the_ledger_names_the_clauses(cast: Cast) -> None:
    row = proposed(cast.naiman)
    with refused("not_in_this_state"):
        send(cast.naiman, row.pk)
    approve_all(cast.naiman, row.pk)
    for key in ("business_handler", "leader", "principal"):
        with refused("not_your_turn"):
            acts.send_reply(who(cast.naiman, key), row.pk, how="邮寄", moment=MOMENT)
    send(cast.naiman, row.pk)
    entry = LedgerEntry.objects.get(verb="send_reply")
    assert (entry.clauses[0], entry.actor_key) == (
        "naiman-housing:disclosure.7",
        f"person:{cast.naiman.general_handler.pk}",
    )


def test_a_reply_is_not_sent_in_no_way(cast: Cast) -> None:
    row = proposed(cast.naiman)
    approve_all(cast.naiman, row.pk)
    with refused("no_how"):
        acts.send_reply(who(cast.naiman, "general_handler"), row.pk, how=" ", moment=MOMENT)
    assert fresh(row).letters.count() == 1
