"""What the applicant sees of her request in every state: one sentence, what is asked of her, what she may do."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.support.cast import Cast
from tests.support.kept_files import kept, released
from tests.support.papers.sheets import row, xlsx
from tests.support.request_road import (
    REFUSED,
    applied,
    at_request_state,
    on_request_edition,
    proposed,
    replied,
    who,
)
from tests.support.road import MOMENT, TODAY
from tests.support.uncaged import uncage

from gongkai.actions import requests as acts
from gongkai.actions.requests import ReplyGiven
from gongkai.core.regime.values_requests import Remedies
from gongkai.core.terms import Citation, sm3_hex
from gongkai.queries.public_request import GivenFile, PublicView, given_editions, letter_of, public_view
from gongkai.records.models import Letter, Request

SENTENCES = {
    "unconfirmed": "已收到，等待与您确认；从确认之日起计算答复期限。",
    "received": "已收到，正在安排承办的科室；最迟在2025年3月24日前答复您。",
    "working": "已收到，承办中；最迟在2025年3月24日前答复您。",
    "correcting": "需要您补正，请在2025年3月17日前补正；收到补正后重新计算答复期限。",
    "consulting": "正在征求其他方面的意见，其间不计入答复期限；对方一直不答复的，最迟在2025年4月15日前答复您。",
    "awaiting_fee": "等待您缴纳信息处理费，请在2025年3月31日前缴纳；缴费后重新计算答复期限。",
    "in_approval.office": "已收到，答复正在审批；最迟在2025年3月24日前答复您。",
    "approved": "答复已经批准，即将发出；最迟在2025年3月24日前答复您。",
    "replied": "已于2025年3月3日答复您，答复类型：不予公开。",
    "closed": "已按您的要求于2025年3月3日撤回，不再办理。",
}
OPEN = ("withdraw",)
MAY = {
    "unconfirmed": OPEN,
    "received": OPEN,
    "working": OPEN,
    "correcting": ("correct", "withdraw"),
    "consulting": OPEN,
    "awaiting_fee": OPEN,
    "in_approval.office": OPEN,
    "approved": OPEN,
    "replied": ("follow-up",),
    "closed": (),
}


def view_of(request: Request, today: date = TODAY) -> PublicView:
    return public_view(request.pk, today)


@pytest.mark.parametrize("state", sorted(SENTENCES))
def test_one_sentence_and_the_open_acts_in_each_state(cast: Cast, state: str) -> None:
    view = view_of(at_request_state(cast.hulunbuir, state))

    assert (view.sentence, view.may) == (SENTENCES[state], MAY[state])


def test_a_late_reply_is_called_late(cast: Cast) -> None:
    request = at_request_state(cast.hulunbuir, "working")
    days = [date(2025, 3, 24), date(2025, 3, 25)]

    assert [(view.sentence, view.late) for view in (view_of(request, day) for day in days)] == [
        ("已收到，承办中；最迟在2025年3月24日前答复您。", False),
        ("已收到，承办中；应当在2025年3月24日前答复，现在已经超过期限。", True),
    ]


@pytest.mark.clause("2.3")
@pytest.mark.clause("cn-foi:33")
def test_an_extension_is_told_with_the_day_before_it(cast: Cast) -> None:
    bureau, request = cast.hulunbuir, at_request_state(cast.hulunbuir, "working")
    unit, group = who(bureau, "business_handler"), who(bureau, "second_leader")
    acts.propose_extension(unit, request.pk, working_days=10, reasons="档案还在整理。", moment=MOMENT)
    asked = view_of(request).sentence
    acts.decide_extension(group, request.pk, agreed=True, moment=MOMENT)

    assert (asked, view_of(request).sentence) == (
        "已收到，承办中；最迟在2025年3月24日前答复您。",
        "已收到，承办中；原定2025年3月24日前答复，已经延期，最迟在2025年4月8日前答复您。",
    )


def test_a_date_that_leans_on_an_unknown_year_says_so(cast: Cast) -> None:
    late_in_2026 = MOMENT.replace(year=2026, month=12, day=21)
    request = applied(cast.hulunbuir, late_in_2026).request

    sentence = view_of(request, late_in_2026.date()).sentence
    assert "（暂定，所涉年份的放假安排尚未公布）前答复您。" in sentence


@pytest.mark.clause("cn-foi:30")
@pytest.mark.clause("2.3.7")
def test_what_is_expected_of_her_is_told_with_its_end(cast: Cast) -> None:
    correcting = view_of(at_request_state(cast.hulunbuir, "correcting")).expected
    fee = view_of(at_request_state(cast.naiman, "awaiting_fee")).expected

    assert correcting is not None
    assert fee is not None
    assert (correcting.kind, correcting.until, correcting.points) == (
        "correction",
        date(2025, 3, 17),
        ("请写明年份。",),
    )
    assert (fee.kind, fee.until, fee.amount, str(fee.clause)) == (
        "fee",
        date(2025, 3, 31),
        Decimal("700.00"),
        "cn-foi:42",
    )
    assert view_of(at_request_state(cast.naiman, "working")).expected is None


@pytest.mark.clause("secrecy.12", "3.14")
def test_files_are_given_only_with_the_reply(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    bureau = cast.hulunbuir
    uncage(monkeypatch)
    files = (kept("名录.xlsx", xlsx(row(2, "海拉尔区", "12"))),)
    edition = on_request_edition(bureau, title="规模以上工业企业名录", attachments=files)
    given = ReplyGiven("granted", editions=(edition.pk,))

    before = view_of(proposed(bureau, given)).given
    after = view_of(replied(bureau, given)).given

    ((name, data),) = released(edition).items()
    out = GivenFile(name, sm3_hex(data), len(data))

    assert before == ()
    assert [(each.title, each.files) for each in after] == [("规模以上工业企业名录", (out,))]
    assert (name, out.digest != files[0].digest) == ("名录.xlsx", True)


def test_nothing_of_another_request_is_given(cast: Cast) -> None:
    edition = on_request_edition(cast.hulunbuir, title="规模以上工业企业名录")
    replied(cast.hulunbuir, ReplyGiven("granted", editions=(edition.pk,)))
    other = replied(cast.hulunbuir, REFUSED)

    assert given_editions(other.pk) == ()


@pytest.mark.clause("cn-foi:51")
def test_remedies_are_told_with_body_and_court_after_the_reply(cast: Cast) -> None:
    told = Remedies("呼伦贝尔市人民政府", "呼伦贝尔市海拉尔区人民法院", 60, 6)
    states = ("working", "replied", "closed")
    seen = [view_of(at_request_state(cast.hulunbuir, state)).remedies for state in states]

    assert seen == [None, (told, Citation("cn-foi", "51")), None]


def test_her_letters_are_hers_and_those_to_others_are_not(cast: Cast) -> None:
    request = at_request_state(cast.hulunbuir, "consulting")
    other = at_request_state(cast.hulunbuir, "received")
    sent = Letter.objects.get(request=request, to_applicant=False)
    receipt = Letter.objects.get(request=request, to_applicant=True)

    assert [line.title for line in view_of(request).letters] == ["登记回执"]
    assert letter_of(request.pk, sent.pk) is None
    assert letter_of(other.pk, receipt.pk) is None
    assert letter_of(request.pk, receipt.pk) == receipt


@pytest.mark.clause("2.1.1")
def test_the_parts_of_a_form_lead_to_each_other(cast: Cast) -> None:
    first = at_request_state(cast.hulunbuir, "received")
    head = who(cast.hulunbuir, "general_handler")
    rows = acts.split(head, first.pk, matters=["甲", "乙", "丙"], moment=MOMENT)
    seen = [[part.matter for part in view_of(row).parts] for row in rows]

    assert seen == [["乙", "丙"], ["甲", "丙"], ["甲", "乙"]]


def test_follow_ups_show_their_answers(cast: Cast) -> None:
    request = at_request_state(cast.hulunbuir, "replied")
    acts.follow_up_online(request.pk, kind="suggest", text="请主动公开。", moment=MOMENT)
    said = view_of(request, TODAY + timedelta(days=1)).said

    assert [(each.title, each.text, each.raised_on, each.answer) for each in said] == [
        ("建议主动公开", "请主动公开。", TODAY, "")
    ]


def test_costs_the_same_for_few_and_for_many(cast: Cast) -> None:
    bureau = cast.hulunbuir

    def cost(count: int) -> int:
        editions = [on_request_edition(bureau, title=f"名录{count}{n}").pk for n in range(count)]
        request = replied(bureau, ReplyGiven("granted", editions=tuple(editions)))
        for _ in range(count):
            acts.follow_up_online(request.pk, kind="suggest", text="请主动公开。", moment=MOMENT)
        with CaptureQueriesContext(connection) as queries:
            view_of(request)
        return len(queries)

    assert cost(1) == cost(3)
