"""Each way to answer, from the proposal to the letter, and the one row of the annual report it counts in."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.plain_letters import words_of
from tests.support.refusals import refused
from tests.support.request_road import (
    GRANTED,
    REFUSED,
    applied,
    arrived,
    ask_correction,
    assigned,
    consult,
    finish,
    fresh,
    on_day,
    on_request_edition,
    opined,
    propose,
    replied,
)

from gongkai.actions import requests as acts
from gongkai.core.requests import states
from gongkai.core.requests.identity import IdentityKind
from gongkai.records.models import Reply, Request

Given = acts.ReplyGiven

PLAIN: dict[str, tuple[acts.ReplyGiven, str, str]] = {
    "already-public": (Given("already-public", where="门户网站统计数据栏"), "granted", "门户网站统计数据栏"),
    "granted": (GRANTED, "granted", "本局一楼查阅点"),
    "should-be-public": (Given("should-be-public", where="本局一楼"), "granted", "本局一楼"),
    "refused": (REFUSED, "refused.6", "属于还在讨论中的内部方案"),
    "not-held": (
        Given("not-held", who="市财政局", contact="0470-8210000", reasons="由市财政局制作。"),
        "impossible.1",
        "0470-8210000",
    ),
    "special-query": (
        Given("special-query", where="不动产登记中心", law="《不动产登记暂行条例》"),
        "refused.8",
        "《不动产登记暂行条例》",
    ),
    "needs-making": (
        Given("needs-making", reasons="没有按街道汇总的数据。"),
        "impossible.2",
        "没有按街道汇总",
    ),
    "petition": (Given("petition", where="市信访局"), "not_handled.1", "市信访局"),
    "publication": (Given("publication", where="《统计年鉴》各书店有售"), "not_handled.3", "《统计年鉴》"),
    "excessive": (Given("excessive", reasons="一月内同类申请三百件。"), "not_handled.4", "同类申请三百件"),
    "confirm-again": (Given("confirm-again", reasons="已经取得同一信息。"), "not_handled.5", "已经取得同一"),
}


@pytest.mark.clause("2.3.1", "2.3.2", "2.3.4", "2.3.5")
@pytest.mark.clause("cn-foi:35", "cn-foi:36", "cn-foi:38", "cn-foi:39")
@pytest.mark.parametrize("outcome", PLAIN)
def test_the_reply_goes_out_with_its_letter_and_counts_in_one_row(cast: Cast, outcome: str) -> None:
    given, row, said = PLAIN[outcome]
    done = replied(cast.hulunbuir, given)
    assert (done.state, done.outcome, done.report_row) == (states.REPLIED, outcome, row)
    kind = "reply-granted" if outcome == "should-be-public" else f"reply-{outcome}"
    letter = done.letters.get(kind=kind)
    words = words_of(letter)
    assert (letter.to_applicant, said in words, done.number in words) == (True, True, True)
    # Of the remedies, whichever answer it is.
    assert "呼伦贝尔市人民政府" in words
    assert "呼伦贝尔市海拉尔区人民法院" in words


@pytest.mark.clause("2.3.3", "cn-foi:37", "cn-foi:32")
def test_what_can_be_given_is_given_and_the_letter_says_what_is_not_and_why(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row, edition = assigned(bureau), on_request_edition(bureau, title="分企业产量表（删节）")
    letter = consult(bureau, row.pk)
    arrived(bureau, row.pk, letter)
    opined(bureau, row.pk, letter, "partly", on_day(3), well_founded=True)
    given = Given(
        "partial",
        redacted=(edition.pk,),
        withheld="甲公司分月产量",
        ground="third-party",
        reasons="属于该公司商业秘密。",
    )
    done = finish(bureau, row.pk, given, on_day(4))
    words = words_of(done.letters.get(kind="reply-partial"))
    assert done.report_row == "partial"
    assert all(each in words for each in ("甲公司分月产量", "属于该公司商业秘密", "分企业产量表（删节）"))


@pytest.mark.clause("cn-foi:30")
def test_still_unclear_only_after_a_correction_was_asked(cast: Cast) -> None:
    row = assigned(cast.naiman)
    given = Given("unclear-still", reasons="补正后仍没有写明年份。")
    with refused("correction_not_asked"):
        propose(cast.naiman, row.pk, given)
    ask_correction(cast.naiman, row.pk)
    acts.correct_online(row.pk, description="还是那些数据", moment=on_day(1))
    assert finish(cast.naiman, row.pk, given, on_day(2)).report_row == "impossible.3"


@pytest.mark.clause("cn-foi:36")
def test_a_repeat_names_the_earlier_reply_to_the_same_applicant(cast: Cast) -> None:
    first, second = replied(cast.naiman), assigned(cast.naiman)
    done = finish(cast.naiman, second.pk, Given("repeated", earlier=first.pk), on_day(1))
    number = first.letters.get(kind="reply-granted").number
    assert (done.report_row, number in words_of(done.letters.get(kind="reply-repeated"))) == (
        "not_handled.2",
        True,
    )


@pytest.mark.clause("cn-foi:36")
def test_what_was_answered_to_another_or_not_at_all_is_no_repeat(cast: Cast) -> None:
    row = assigned(cast.naiman)
    other = replied_to_another(cast.naiman)
    open_one = applied(cast.naiman).request
    elsewhere = replied(cast.hulunbuir)
    for earlier in (other.pk, open_one.pk, elsewhere.pk, row.pk, 999_999):
        with refused("not_a_repeat"):
            propose(cast.naiman, row.pk, Given("repeated", earlier=earlier))


def replied_to_another(bureau: Bureau) -> Request:
    row = assigned(bureau, identity="E12345678", identity_kind=IdentityKind.PASSPORT, name="王五")
    return finish(bureau, row.pk)


def test_letters_out_hold_the_reply_back(cast: Cast) -> None:
    row = assigned(cast.naiman)
    first = consult(cast.naiman, row.pk)
    consult(cast.naiman, row.pk, kind="organ", name="市某局")
    opined(cast.naiman, row.pk, first)
    assert fresh(row).state == states.CONSULTING
    with refused("not_in_this_state"):
        propose(cast.naiman, row.pk)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Given("refused", ground="bad-mood", reasons="不想给。"), "unknown_ground"),
        (Given("granted", where="一楼", public_interest="很重要"), "no_objection"),
        (Given("granted", where="长" * 1001), "too_long"),
        (Given("", where="一楼"), "unknown_outcome"),
        (Given("withdrawn"), "unknown_outcome"),
        (Given("granted", where=" "), "lacks_one"),
    ],
)
def test_what_cannot_be_a_reply(cast: Cast, given: acts.ReplyGiven, code: str) -> None:
    row = assigned(cast.naiman)
    with refused(code):
        propose(cast.naiman, row.pk, given)
    assert not Reply.objects.exists()
    assert fresh(row).state == states.WORKING
