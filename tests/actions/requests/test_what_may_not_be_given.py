"""Ways around the review and around a third party's objection that are shut."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import assigned, consult, on_request_edition, who
from tests.support.road import MOMENT, TODAY, at_state

from gongkai.actions import requests as acts
from gongkai.core.terms import states


@pytest.mark.clause("secrecy.2")
@pytest.mark.parametrize("state", [states.WITHDRAWN, states.SUPERSEDED])
def test_what_was_withdrawn_or_replaced_is_not_given(cast: Cast, state: str) -> None:
    edition, row = at_state(cast.naiman, state), assigned(cast.naiman)
    given = acts.ReplyGiven("granted", editions=(edition.pk,))
    with refused("withdrawn"):
        acts.propose_reply(who(cast.naiman, "business_handler"), row.pk, given=given, moment=MOMENT)


@pytest.mark.clause("cn-foi:32")
def test_no_other_name_of_giving_it_all_gets_round_an_objection(cast: Cast) -> None:
    row = assigned(cast.naiman)
    letter, handler = consult(cast.naiman, row.pk), who(cast.naiman, "business_handler")
    acts.record_opinion(
        handler, row.pk, consultation_id=letter, opinion="object", text="属于商业秘密。", well_founded=True,
        on=TODAY, moment=MOMENT,
    )  # fmt: skip
    for outcome in ("granted", "should-be-public"):
        with refused("objection_stands"):
            given = acts.ReplyGiven(outcome, where="本局一楼查阅点")
            acts.propose_reply(handler, row.pk, given=given, moment=MOMENT)


@pytest.mark.clause("secrecy.12")
@pytest.mark.clause("3.14")
def test_the_whole_is_not_passed_off_as_the_redacted_version(cast: Cast) -> None:
    row, handler = assigned(cast.naiman), who(cast.naiman, "business_handler")
    public = at_state(cast.naiman, states.PUBLISHED)
    edition = on_request_edition(cast.naiman)
    for editions, redacted in (((), (public.pk,)), ((edition.pk,), (edition.pk,))):
        with refused("not_redacted"):
            given = acts.ReplyGiven(
                "partial", withheld="联系人", ground="in-process", reasons="属于过程性信息。",
                editions=editions, redacted=redacted,
            )  # fmt: skip
            acts.propose_reply(handler, row.pk, given=given, moment=MOMENT)
