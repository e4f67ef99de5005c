"""A reply carries reviewed editions and nothing else; what changed after the approval does not go out."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.refusals import refused
from tests.support.request_road import approve_all, assigned, on_request_edition, who
from tests.support.road import MOMENT, at_state

from gongkai.actions import requests as acts
from gongkai.core.terms import states
from gongkai.records.models import Edition, Reply, Request


def _bureau(cast: Cast, name: str) -> Bureau:
    home: Bureau = getattr(cast, name)
    return home


@pytest.mark.clause("secrecy.2")
@pytest.mark.clause("3.1")
@pytest.mark.parametrize("bureau", ["naiman", "hulunbuir"])
@pytest.mark.parametrize(
    ("state", "code"),
    [
        (states.DRAFT, "not_reviewed"),
        ("in_review.leader", "not_reviewed"),
        (states.REFERRED, "referral_open"),
    ],
)
def test_an_edition_under_review_cannot_be_given(cast: Cast, bureau: str, state: str, code: str) -> None:
    home = _bureau(cast, bureau)
    edition, row = at_state(home, state), assigned(home)
    given = acts.ReplyGiven("granted", editions=(edition.pk,))
    with refused(code):
        acts.propose_reply(who(home, "business_handler"), row.pk, given=given, moment=MOMENT)
    with refused(code):
        acts.hand_in(
            who(home, "business_handler"), row.pk, note="可以提供。", editions=[edition.pk], moment=MOMENT
        )
    assert not Reply.objects.exists()


@pytest.mark.clause("secrecy.2")
def test_what_was_settled_as_withheld_cannot_be_given(cast: Cast) -> None:
    edition, row = at_state(cast.naiman, states.SETTLED), assigned(cast.naiman)
    given = acts.ReplyGiven("granted", editions=(edition.pk,))
    with refused("withheld"):
        acts.propose_reply(who(cast.naiman, "business_handler"), row.pk, given=given, moment=MOMENT)


def test_an_edition_of_another_organ_is_unknown(cast: Cast) -> None:
    edition, row = on_request_edition(cast.hulunbuir), assigned(cast.naiman)
    given = acts.ReplyGiven("granted", editions=(edition.pk,))
    with refused("unknown_edition"):
        acts.propose_reply(who(cast.naiman, "business_handler"), row.pk, given=given, moment=MOMENT)


@pytest.mark.clause("2.3.2")
def test_what_passed_review_goes_out_with_its_letter(cast: Cast) -> None:
    home = cast.hulunbuir
    edition, row = on_request_edition(home), assigned(home)
    given = acts.ReplyGiven("should-be-public", editions=(edition.pk,))
    acts.propose_reply(who(home, "business_handler"), row.pk, given=given, moment=MOMENT)
    approve_all(home, row.pk)
    reply = acts.send_reply(who(home, "general_handler"), row.pk, how="网上下载", moment=MOMENT)
    done = Request.objects.get(pk=row.pk)
    assert [file.edition_id for file in reply.files.all()] == [edition.pk]
    assert (done.state, done.outcome, done.report_row) == ("replied", "should-be-public", "granted")
    task = done.publication_tasks.get()
    assert (task.unit, task.why, task.done_on) == (home.unit("business"), "should_be", None)
    assert task.due_on is not None


def test_an_edition_altered_after_the_approval_stays_here(cast: Cast) -> None:
    home = cast.naiman
    edition, row = on_request_edition(home), assigned(home)
    given = acts.ReplyGiven("granted", editions=(edition.pk,))
    acts.propose_reply(who(home, "business_handler"), row.pk, given=given, moment=MOMENT)
    approve_all(home, row.pk)
    Edition.objects.filter(pk=edition.pk).update(body_text="改过的内容")
    with refused("signatures_void"):
        acts.send_reply(who(home, "general_handler"), row.pk, how="网上下载", moment=MOMENT)
    assert Request.objects.get(pk=row.pk).state == "approved"
