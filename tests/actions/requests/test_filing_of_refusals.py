"""备案: created with the refusal, delivered, chased, acknowledged."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.plain_letters import words_of
from tests.support.refusals import refused
from tests.support.request_road import GRANTED, REFUSED, day_of, on_day, replied, who
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.records.models import LedgerEntry, RefusalFiling


@pytest.mark.clause("disclosure.10")
def test_it_is_created_with_the_refusal_and_tells_who_decided(cast: Cast) -> None:
    row = replied(cast.naiman, REFUSED)
    filing = row.filing
    assert (filing.to, filing.opened_on, filing.delivered_on) == (
        cast.naiman.organ.superior_name,
        day_of(),
        None,
    )
    letter = row.letters.get(kind="filing")
    words = words_of(letter)
    assert letter.to_applicant is False
    assert all(
        each in words
        for each in (REFUSED.reasons, cast.naiman.leader.name, row.letters.get(kind="reply-refused").number)
    )
    assert "李四光" not in words


def test_what_is_given_is_not_filed(cast: Cast) -> None:
    row = replied(cast.naiman, GRANTED)
    assert not RefusalFiling.objects.exists()
    with refused("no_filing"):
        acts.deliver_filing(
            who(cast.naiman, "general_handler"), row.pk, on=day_of(), how="机要", moment=MOMENT
        )


@pytest.mark.clause("disclosure.10")
def test_it_is_delivered_chased_and_acknowledged(cast: Cast) -> None:
    row = replied(cast.naiman, REFUSED)
    office = who(cast.naiman, "general_handler")
    acts.deliver_filing(office, row.pk, on=day_of(), how="机要1号", moment=MOMENT)
    for days in (20, 25):
        acts.chase_filing(office, row.pk, on=day_of(on_day(days)), how="电话", moment=on_day(days))
    done = acts.acknowledge_filing(
        office, row.pk, on=day_of(on_day(26)), by="旗政务公开办", moment=on_day(26)
    )
    assert (done.delivered_how, done.chased_times, done.chased_on) == ("机要1号", 2, day_of(on_day(25)))
    assert (done.acknowledged_on, done.acknowledged_by) == (day_of(on_day(26)), "旗政务公开办")
    verbs = ("deliver_filing", "chase_filing", "chase_filing", "acknowledge_filing")
    entries = LedgerEntry.objects.filter(verb__contains="filing").order_by("sequence")
    assert tuple(entries.values_list("verb", flat=True)) == verbs
    assert {entry.clauses[0] for entry in entries} == {"naiman-housing:disclosure.10"}


def test_nothing_is_chased_or_acknowledged_before_it_was_delivered_nor_after_the_receipt(cast: Cast) -> None:
    row = replied(cast.naiman, REFUSED)
    office = who(cast.naiman, "general_handler")
    with refused("filing_not_delivered"):
        acts.chase_filing(office, row.pk, on=day_of(), how="电话", moment=MOMENT)
    with refused("filing_not_delivered"):
        acts.acknowledge_filing(office, row.pk, on=day_of(), by="旗政府", moment=MOMENT)
    with refused("implausible_date"):
        acts.deliver_filing(office, row.pk, on=day_of(on_day(1)), how="机要", moment=MOMENT)
    acts.deliver_filing(office, row.pk, on=day_of(), how="机要", moment=MOMENT)
    with refused("filing_delivered"):
        acts.deliver_filing(office, row.pk, on=day_of(), how="机要", moment=MOMENT)
    acts.acknowledge_filing(office, row.pk, on=day_of(), by="旗政府", moment=MOMENT)
    with refused("filing_closed"):
        acts.chase_filing(office, row.pk, on=day_of(), how="电话", moment=MOMENT)


@pytest.mark.clause("disclosure.10")
def test_the_leading_group_office_may_file_and_units_may_not(cast: Cast) -> None:
    row = replied(cast.hulunbuir, REFUSED)
    with refused("not_your_turn"):
        acts.deliver_filing(
            who(cast.hulunbuir, "business_handler"), row.pk, on=day_of(), how="机要", moment=MOMENT
        )
    office = who(cast.hulunbuir, "office_handler")
    assert acts.deliver_filing(office, row.pk, on=day_of(), how="机要", moment=MOMENT).delivered_on
