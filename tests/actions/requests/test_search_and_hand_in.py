"""The unit's work: a search on record, material handed in, stepping back."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.plain_letters import words_of
from tests.support.refusals import refused
from tests.support.request_road import (
    assigned,
    finish,
    fresh,
    on_request_edition,
    propose,
    search,
    who,
)
from tests.support.road import MOMENT, at_state

from gongkai.actions import requests as acts
from gongkai.records.models import HandIn, SearchRecord


@pytest.mark.clause("2.3.6", "cn-foi:36")
def test_that_something_does_not_exist_rests_on_a_search_that_found_nothing(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    given = acts.ReplyGiven("not-existing")
    with refused("lacks_search") as caught:
        propose(cast.hulunbuir, row.pk, given)
    assert caught.clause == "hulunbuir-statistics:2.3.6"
    search(cast.hulunbuir, row.pk, found=True)
    with refused("lacks_search"):
        propose(cast.hulunbuir, row.pk, given)
    search(cast.hulunbuir, row.pk, found=False)
    done = finish(cast.hulunbuir, row.pk, given)
    assert done.report_row == "impossible.1"
    assert "本局档案室、业务系统" in words_of(done.letters.get(kind="reply-not-existing"))


def test_a_search_says_who_looked_where_and_how(cast: Cast) -> None:
    row = assigned(cast.naiman)
    search(cast.naiman, row.pk)
    found = SearchRecord.objects.get()
    assert (found.unit, found.person, found.recorded_at) == (
        cast.naiman.unit("business"),
        cast.naiman.business_handler,
        MOMENT,
    )


@pytest.mark.parametrize(
    ("empty", "code"), [("where", "no_where"), ("how", "no_how"), ("result", "no_result")]
)
def test_a_search_without_its_facts_is_none(cast: Cast, empty: str, code: str) -> None:
    row = assigned(cast.naiman)
    said = {"where": "档案室", "how": "逐卷", "result": "没有"} | {empty: " "}
    with refused(code):
        acts.record_search(who(cast.naiman, "business_handler"), row.pk, found=False, moment=MOMENT, **said)
    assert not SearchRecord.objects.exists()


def test_material_is_handed_in_with_reviewed_editions_in_their_order(cast: Cast) -> None:
    row = assigned(cast.naiman)
    editions = [on_request_edition(cast.naiman, title=f"材料{n}").pk for n in range(3)]
    handler = who(cast.naiman, "business_handler")
    acts.hand_in(handler, row.pk, note="可以提供。", editions=[editions[2], editions[0]], moment=MOMENT)
    assert HandIn.objects.get().editions == [editions[2], editions[0]]
    assert fresh(row).handed_in_at == MOMENT


@pytest.mark.clause("secrecy.2")
def test_a_draft_cannot_be_handed_in_and_nothing_of_it_is_kept(cast: Cast) -> None:
    row, edition = assigned(cast.naiman), at_state(cast.naiman, "draft")
    with refused("not_reviewed"):
        acts.hand_in(
            who(cast.naiman, "business_handler"),
            row.pk,
            note="可以提供。",
            editions=[edition.pk],
            moment=MOMENT,
        )
    assert not HandIn.objects.exists()
    assert fresh(row).handed_in_at is None


@pytest.mark.clause("secrecy.7.4")
def test_who_steps_back_does_nothing_more_with_it(cast: Cast) -> None:
    row = assigned(cast.naiman)
    handler = who(cast.naiman, "business_handler")
    acts.recuse_request(handler, row.pk, reason="申请人是亲属", moment=MOMENT)
    with refused("recused") as caught:
        propose(cast.naiman, row.pk)
    assert caught.clause == "naiman-housing:secrecy.7.4"
    with refused("recused"):
        acts.recuse_request(handler, row.pk, reason="再说一遍", moment=MOMENT)
    other = who(cast.naiman, "business_handler_2")
    acts.hand_in(other, row.pk, note="可以提供。", editions=[], moment=MOMENT)
