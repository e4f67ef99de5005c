"""What was given to one and should be open to all becomes a task of the unit, with the clock of publication."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import GRANTED, on_request_edition, replied, who
from tests.support.road import MOMENT, published

from gongkai.actions import requests as acts

SHOULD_BE = acts.ReplyGiven("should-be-public", where="本局一楼")


@pytest.mark.clause("2.3.2")
def test_the_unit_that_worked_on_it_publishes_within_the_days_of_publication(cast: Cast) -> None:
    row = replied(cast.hulunbuir, SHOULD_BE)
    task = row.publication_tasks.get()
    assert (task.unit, task.why, task.opened_on) == (
        cast.hulunbuir.unit("business"),
        "should_be",
        date(2025, 3, 3),
    )
    assert task.due_on == date(2025, 3, 17)


@pytest.mark.clause("2.3.2")
def test_it_is_closed_only_by_what_is_public(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = replied(bureau, SHOULD_BE)
    handler, task = who(bureau, "business_handler"), row.publication_tasks.get()
    hidden = on_request_edition(bureau)
    elsewhere = published(cast.naiman)
    for item in (hidden.item_id, elsewhere.item_id, 0):
        with refused("not_public"):
            acts.fulfil_publication(handler, row.pk, task_id=task.pk, item_id=item, moment=MOMENT)
    public = published(bureau)
    done = acts.fulfil_publication(handler, row.pk, task_id=task.pk, item_id=public.item_id, moment=MOMENT)
    assert (done.item_id, done.done_on) == (public.item_id, date(2025, 3, 3))
    with refused("no_task"):
        acts.fulfil_publication(handler, row.pk, task_id=task.pk, item_id=public.item_id, moment=MOMENT)


@pytest.mark.clause("cn-foi:44")
def test_what_many_ask_for_is_given_to_a_unit_to_publish(cast: Cast) -> None:
    bureau = cast.naiman
    row = replied(bureau, GRANTED)
    clerk = who(bureau, "general_handler")
    with refused("unknown_unit"):
        acts.suggest_publication(clerk, row.pk, unit_id=cast.hulunbuir.unit("business").pk, moment=MOMENT)
    task = acts.suggest_publication(clerk, row.pk, unit_id=bureau.unit("other").pk, moment=MOMENT)
    assert (task.unit, task.why) == (bureau.unit("other"), "many")
    with refused("task_open") as caught:
        acts.suggest_publication(clerk, row.pk, unit_id=bureau.unit("other").pk, moment=MOMENT)
    assert caught.clause == "cn-foi:44"


def test_a_unit_does_not_give_itself_the_task(cast: Cast) -> None:
    row = replied(cast.naiman, GRANTED)
    with refused("not_your_turn"):
        acts.suggest_publication(
            who(cast.naiman, "business_handler"),
            row.pk,
            unit_id=cast.naiman.unit("business").pk,
            moment=MOMENT,
        )
