"""What staff write for the public or for an applicant tells nothing that was withheld, and no number of a person."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.found import NUMBER as MOBILE
from tests.support.found import marks, publishes, ready, redacts
from tests.support.plain_drafts import worded
from tests.support.redacted import NUMBER, PERSON
from tests.support.refusals import refused
from tests.support.request_road import CITIZEN, approve_all, assigned, finish, fresh, propose, proposed
from tests.support.road import MOMENT, draft, registered, who

from gongkai.actions import catalogue, release
from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.core.terms import DisclosureClass
from gongkai.records.models import Edition, Publication, Reply

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
Given = acts.ReplyGiven


def withdraws(bureau: Bureau, row: Publication, reason: str) -> Publication:
    clerk = who(bureau, "office_handler")
    return release.withdraw(clerk, row.edition_id, reason=reason, moment=MOMENT)


def without_person(bureau: Bureau, last_opinion: str = "", **changes: Any) -> Edition:
    """Reviewed information from which a name was taken."""
    edition = registered(bureau, **worded(f"给予{PERSON}补助。"), **changes)
    marks(bureau, edition, PERSON, instead="某人")
    return ready(bureau, redacts(bureau, edition), last_opinion)


@pytest.fixture
def given(cast: Cast) -> Edition:
    """The same, open on request."""
    return without_person(cast.hulunbuir, "依申请公开", proposed_class=DisclosureClass.ON_REQUEST)


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        (f"身份证号{NUMBER}写错。", "unfit_words"),
        (f"手机{MOBILE}写错。", "unfit_words"),
        ("误把机密★10年的文件发布了。", "unfit_words"),
        (f"{PERSON}提出异议。", "withheld_words"),
        (f"{PERSON[:2]} {PERSON[2:]}提出异议。", "withheld_words"),
    ],
)
def test_the_reason_of_a_withdrawal_is_looked_at_and_the_refusal_does_not_repeat_the_words(
    cast: Cast, reason: str, code: str
) -> None:
    row = publishes(cast.hulunbuir, without_person(cast.hulunbuir))
    with refused(code) as caught:
        withdraws(cast.hulunbuir, row, reason)
    assert caught.refusal is not None
    told = caught.refusal.reason + caught.refusal.remedy
    assert [word for word in (NUMBER, MOBILE, PERSON, "机密") if word in told] == []
    assert Publication.objects.get(pk=row.pk).ended_at is None


def test_a_plain_reason_stands(cast: Cast) -> None:
    row = publishes(cast.hulunbuir, without_person(cast.hulunbuir))
    assert withdraws(cast.hulunbuir, row, "申请人的姓名没有隐去完全。").ended_how == "withdrawn"


def test_words_withheld_from_a_draft_of_the_item_stay_out_of_the_reason(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = publishes(bureau, ready(bureau, registered(bureau)))
    handler = who(bureau, "business_handler")
    anew = draft(bureau, **worded(f"给予{PERSON}补助。"))
    edition = catalogue.renew_item(handler, row.item_id, anew, moment=MOMENT)
    marks(bureau, edition, PERSON)
    redacts(bureau, edition)
    with refused("withheld_words"):
        withdraws(bureau, row, f"{PERSON}提出异议。")


@pytest.mark.parametrize("field", ["where", "when", "withheld", "reasons", "who", "contact", "law"])
def test_no_field_of_a_reply_tells_what_is_withheld_from_what_is_given(
    cast: Cast, given: Edition, field: str
) -> None:
    row = assigned(cast.hulunbuir)
    said: dict[str, Any] = {"where": "本局一楼"} | {field: f"隐去的是{PERSON}。"}
    with refused("withheld_words"):
        propose(cast.hulunbuir, row.pk, Given("granted", editions=(given.pk,), **said))
    assert not Reply.objects.filter(request=row).exists()


@pytest.mark.parametrize("words", [NUMBER, MOBILE, "护照号码E12345678", "机密★10年"])
def test_a_number_of_another_or_a_mark_does_not_go_out_with_a_reply(cast: Cast, words: str) -> None:
    row = assigned(cast.hulunbuir)
    with refused("unfit_words"):
        propose(cast.hulunbuir, row.pk, Given("refused", ground="in-process", reasons=f"涉及{words}。"))


@pytest.mark.parametrize(
    "words", [CITIZEN.phone, CITIZEN.identity, NUMBER, "0470-8210000", "市财政局内部讨论稿"]
)
def test_her_own_data_what_she_wrote_and_an_office_telephone_may_be_told_her(cast: Cast, words: str) -> None:
    row = assigned(cast.hulunbuir, description=f"请提供身份证号{NUMBER}的登记信息")
    finish(cast.hulunbuir, row.pk, Given("granted", where=f"凭{words}到本局一楼领取", when="工作日"))
    assert (Reply.objects.get(request=row).where, fresh(row).state) == (
        f"凭{words}到本局一楼领取",
        states.REPLIED,
    )


def test_the_name_of_the_organ_may_be_told_whatever_is_withheld(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = registered(bureau, **worded("统计局认定。"), proposed_class=DisclosureClass.ON_REQUEST)
    marks(bureau, edition, "统计局", instead="某局")
    edition = ready(bureau, redacts(bureau, edition), "依申请公开")
    row = assigned(bureau)
    reply = Given("granted", editions=(edition.pk,), where="呼伦贝尔市统计局一楼", when="工作日")
    assert propose(bureau, row.pk, reply).state == states.in_approval("office")


def test_how_it_is_handed_over_is_looked_at_when_the_reply_is_sent(cast: Cast, given: Edition) -> None:
    bureau = cast.hulunbuir
    row = proposed(bureau, Given("granted", editions=(given.pk,), where="本局一楼", when="工作日"))
    approve_all(bureau, row.pk)
    clerk = who(bureau, "general_handler")
    with refused("withheld_words"):
        acts.send_reply(clerk, row.pk, how=f"交给{PERSON}", moment=MOMENT)


def test_the_search_that_an_applicant_is_told_of_names_no_other_person(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    clerk = who(cast.hulunbuir, "business_handler")
    said = {"where": "档案室", "how": f"按{NUMBER}查找", "result": "没有查到。"}
    with refused("unfit_words"):
        acts.record_search(clerk, row.pk, found=False, moment=MOMENT, **said)
    acts.record_search(clerk, row.pk, found=True, moment=MOMENT, **said)
