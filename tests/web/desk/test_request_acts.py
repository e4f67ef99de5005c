"""Acts on a request over the screens: the roads from the form to the filed reply, and what is refused on the way."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.desk import fields, html, sit, words
from tests.support.request_desk import act, case_page, offered, state_of
from tests.support.request_road import (
    SIGNERS,
    applied,
    assigned,
    at_request_state,
    on_request_edition,
    proposed,
    replied,
)
from tests.support.road import MOMENT, published, registered

from gongkai.actions.requests import follow_up_online
from gongkai.core.requests import states
from gongkai.records.models import FollowUp, PublicationTask, RefusalFiling, Reply, Request
from gongkai.web import clock

CONSENT = {"hulunbuir-statistics": "second_leader", "naiman-housing": "general_head"}
REASONS = "经查，属于还在讨论、研究的过程性信息。"


def approve(bureau: Bureau, row: Request) -> None:
    for key in SIGNERS[bureau.regime_version.regime_id].values():
        done = act(sit(bureau, key), row, "approve_reply", note="同意。")
        assert done.status_code == 302, words(done)


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    moment = MOMENT + timedelta(days=days)

    def now() -> datetime:
        return moment

    monkeypatch.setattr(clock, "now", now)


@pytest.mark.clause("2.3", "disclosure.10", "cn-foi:36")
def test_a_refusal_goes_from_the_web_form_to_its_filing(cast: Cast) -> None:
    for bureau in cast.bureaus:
        row = applied(bureau).request
        office, unit = sit(bureau, "general_handler"), sit(bureau, "business_handler")
        assert act(office, row, "assign", unit_id=bureau.unit("business").pk).status_code == 302
        found = act(
            unit, row, "record_search", where="文书档案", how="按年份", found="yes", result="有讨论稿。"
        )
        assert found.status_code == 302
        sent = act(unit, row, "propose_reply", "outcome=refused", ground="in-process", reasons=REASONS)
        assert sent.status_code == 302, words(sent)
        approve(bureau, row)
        done = act(office, row, "send_reply", how="邮寄")
        assert done.status_code == 302, words(done)
        told = words(office.get(done.headers["Location"]))
        assert "已答复：不予公开" in told
        assert "不予公开备案" in told
        delivered = act(office, row, "deliver_filing", on="2025-03-03", how="公文交换，第12号")
        assert delivered.status_code == 302, words(delivered)
        got = act(office, row, "acknowledge_filing", on="2025-03-03", by="上级机关")
        assert got.status_code == 302, words(got)
        assert RefusalFiling.objects.get(request=row).acknowledged_by == "上级机关"


@pytest.mark.clause("2.3", "cn-foi:33")
def test_on_the_spot_only_what_needs_nobodys_decision_is_offered(cast: Cast) -> None:
    row = applied(cast.hulunbuir).request
    desk = sit(cast.hulunbuir, "general_handler")
    page = html(case_page(desk, row, "act=answer_at_once"))
    assert 'id="answer_at_once-petition"' in page
    assert 'id="answer_at_once-refused"' not in page
    done = act(
        desk,
        row,
        "answer_at_once",
        "outcome=already-public",
        where="本局网站“统计公报”栏目",
        how="当面领取",
    )
    assert done.status_code == 302, words(done)
    assert state_of(row) == states.REPLIED


@pytest.mark.clause("cn-foi:30")
def test_a_correction_stops_the_clock_and_starts_it_anew(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    row = assigned(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "general_handler")
    asked = act(desk, row, "ask_correction", points="请写明年份。", period_days="10")
    assert asked.status_code == 302, words(asked)
    page = case_page(desk, row)
    assert "等申请人补正，期限到2025年3月17日" in words(page)
    assert "暂停计时" in words(page)
    assert "abandon" not in offered(page)
    later(monkeypatch, 4)
    done = act(desk, row, "take_correction", description="2024年的数据", on="2025年3月6日")
    assert done.status_code == 302, words(done)
    fresh = Request.objects.get(pk=row.pk)
    assert (fresh.state, fresh.due_on) == (states.WORKING, date(2025, 3, 27))


@pytest.mark.clause("cn-foi:30")
def test_when_the_period_is_over_the_acceptance_body_may_take_it_as_given_up(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = at_request_state(cast.hulunbuir, states.CORRECTING)
    desk = sit(cast.hulunbuir, "general_handler")
    later(monkeypatch, 21)
    assert "abandon" in offered(case_page(desk, row))
    assert act(desk, row, "abandon").status_code == 302
    assert state_of(row) == states.CLOSED


@pytest.mark.clause("cn-foi:32", "cn-foi:37")
def test_a_third_party_objects_and_the_rest_is_disclosed(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau)
    redacted = on_request_edition(bureau, title="分行业增加值（隐去企业名称）")
    unit = sit(bureau, "business_handler")
    asked = act(
        unit, row, "consult", kind="third_party", name="某煤业公司", matter="分月产量", why="可能涉及商业秘密"
    )
    assert asked.status_code == 302, words(asked)
    assert "某煤业公司" in words(case_page(unit, row))
    arrived = act(unit, row, "record_arrival", consultation_id=row.consultations.get().pk, on="2025-03-03")
    assert arrived.status_code == 302, words(arrived)
    told = act(
        unit,
        row,
        "record_opinion",
        consultation_id=row.consultations.get().pk,
        opinion="object",
        text="属于商业秘密。",
        well_founded="on",
        on="2025-03-03",
    )
    assert told.status_code == 302, words(told)
    given: dict[str, Any] = {"redacted": [str(redacted.pk)], "withheld": "企业名称", "reasons": REASONS}
    sent = act(unit, row, "propose_reply", "outcome=partial", ground="third-party", **given)
    assert sent.status_code == 302, words(sent)
    [file] = Reply.objects.get(request=row).files.all()
    assert (file.edition_id, file.redacted) == (redacted.pk, True)
    assert "（区分处理后的版本）" in words(case_page(unit, row))


@pytest.mark.clause("2.3", "cn-foi:33")
def test_an_extension_is_asked_for_and_agreed_to_by_somebody_else(cast: Cast) -> None:
    for bureau in cast.bureaus:
        row = assigned(bureau)
        unit = sit(bureau, "business_handler")
        asked = act(unit, row, "propose_extension", working_days="10", reasons="数据需要逐户核对。")
        assert asked.status_code == 302, words(asked)
        head = sit(bureau, CONSENT[bureau.organ.slug])
        assert "decide_extension" in offered(case_page(head, row))
        done = act(head, row, "decide_extension", agreed="yes")
        assert done.status_code == 302, words(done)
        assert "propose_extension" not in offered(case_page(unit, row))
        assert row.due_on is not None
        fresh = Request.objects.get(pk=row.pk)
        assert fresh.due_on is not None
        assert fresh.due_on > row.due_on


def test_more_than_the_cap_is_refused_where_the_button_was(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "business_handler")
    page = act(desk, row, "propose_extension", working_days="60", reasons="数据需要逐户核对。")
    assert page.status_code == 409
    assert "没有办理：提请延期 延长后到期日为" in words(page)
    assert fields(page, "propose_extension")["propose_extension-working_days"] == "60"


@pytest.mark.clause("2.1.1")
def test_a_form_with_several_matters_is_split_into_linked_requests(cast: Cast) -> None:
    row = applied(cast.hulunbuir, description="一、工业数据\n二、农业数据").request
    desk = sit(cast.hulunbuir, "general_handler")
    done = act(desk, row, "split", matters="工业数据\n\n农业数据\n\n人口数据")
    assert done.status_code == 302, words(done)
    others = Request.objects.filter(split_from=row).order_by("id")
    assert [one.description for one in others] == ["农业数据", "人口数据"]
    told = words(case_page(desk, row))
    assert all(f"{one.serial} {one.description}（已登记待分办）" in told for one in others)


def test_the_form_of_a_reply_asks_only_what_its_outcome_needs(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "business_handler")
    refused = set(fields(case_page(desk, row, "act=propose_reply&outcome=refused"), "propose_reply"))
    held = set(fields(case_page(desk, row, "act=propose_reply&outcome=not-held"), "propose_reply"))
    own = {"csrfmiddlewaretoken", "propose_reply-outcome"}
    assert refused - own == {"propose_reply-ground", "propose_reply-reasons"}
    assert held - own == {"propose_reply-reasons", "propose_reply-who", "propose_reply-contact"}
    unknown = html(case_page(desk, row, "act=propose_reply&outcome=withdrawn"))
    assert 'id="propose_reply-refused"' in unknown, "how a request ends without a reply is no way to answer"


@pytest.mark.clause("secrecy.2", "3.1")
def test_only_what_has_passed_review_can_be_chosen(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau, description="工业增加值")
    passed = on_request_edition(bureau, title="工业增加值汇总")
    draft = registered(bureau, title="工业增加值草稿")
    desk = sit(bureau, "business_handler")
    page = html(case_page(desk, row, "act=propose_reply&outcome=granted"))
    assert f'value="{passed.pk}"' in page
    assert "工业增加值草稿" not in page
    answer = act(desk, row, "propose_reply", "outcome=granted", editions=[str(draft.pk)])
    assert answer.status_code == 400
    assert not Reply.objects.exists()


def test_looking_for_more_to_give_keeps_what_was_typed(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = assigned(bureau, description="完全不相干")
    other = on_request_edition(bureau, title="畜牧业生产情况")
    desk = sit(bureau, "business_handler")
    given = fields(case_page(desk, row, "act=propose_reply&outcome=granted"), "propose_reply")
    sent = given | {"propose_reply-find": "畜牧业", "propose_reply-where": "档案室", "find_again": "1"}
    page = desk.post(f"/desk/requests/{row.pk}/propose_reply/", sent)
    assert page.status_code == 200
    assert f'value="{other.pk}"' in html(page)
    assert "档案室" in html(page)
    assert "没有收下" not in words(page)


def test_what_is_missing_is_told_under_its_field_and_typed_words_stay(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "business_handler")
    page = act(desk, row, "propose_reply", "outcome=refused", reasons=REASONS)
    assert page.status_code == 400
    assert 'href="#id_propose_reply-ground"' in html(page)
    assert REASONS in html(page)


def test_who_wrote_the_reply_finds_no_button_to_approve_it_and_is_refused(cast: Cast) -> None:
    row = proposed(cast.naiman)
    desk = sit(cast.naiman, "business_handler")
    assert "approve_reply" not in offered(case_page(desk, row))
    page = desk.post(f"/desk/requests/{row.pk}/approve_reply/", {})
    assert page.status_code == 409
    assert "没有办理：同意答复" in words(page)


def test_two_windows_one_wins_and_the_other_is_told(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.APPROVED)
    first, second = sit(bureau, "general_handler"), sit(bureau, "general_handler_2")
    typed = fields(case_page(second, row), "send_reply")
    assert act(first, row, "send_reply", how="邮寄").status_code == 302
    page = second.post(f"/desk/requests/{row.pk}/send_reply/", typed | {"send_reply-how": "邮寄"})
    assert page.status_code == 409
    assert "当前状态是「已答复」，不能发出答复" in words(page)
    assert Reply.objects.filter(request=row, sent_at__isnull=False).count() == 1


def test_what_changed_after_it_was_shown_cannot_be_approved(cast: Cast) -> None:
    row = proposed(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "office_handler")
    typed = fields(case_page(desk, row), "approve_reply")
    Reply.objects.filter(request=row).update(where="另一个地方")
    page = desk.post(f"/desk/requests/{row.pk}/approve_reply/", typed)
    assert page.status_code == 409
    assert "您看到的答复已经改动" in words(page)


@pytest.mark.clause("2.3.2", "cn-foi:44")
def test_what_should_have_been_public_becomes_a_task_closed_with_what_is_public(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = at_request_state(bureau, states.REPLIED)
    office = sit(bureau, "general_handler")
    done = act(office, row, "suggest_publication", unit_id=bureau.unit("business").pk)
    assert done.status_code == 302, words(done)
    live = published(bureau, title="2024年全市规模以上工业增加值分行业数据")
    unit = sit(bureau, "business_handler")
    assert "登记已主动公开" in words(unit.get("/desk/"))
    task = PublicationTask.objects.get(request=row)
    closed = act(unit, row, "fulfil_publication", task_id=task.pk, item_id=str(live.pk))
    assert closed.status_code == 302, words(closed)
    assert PublicationTask.objects.get(request=row).item_id == live.item_id


@pytest.mark.clause("cn-foi:41")
def test_what_an_applicant_still_says_is_answered(cast: Cast) -> None:
    row = at_request_state(cast.hulunbuir, states.REPLIED)
    follow_up_online(row.pk, kind="inaccurate", text="我的行业代码记错了。", moment=MOMENT)
    desk = sit(cast.hulunbuir, "general_handler")
    page = case_page(desk, row)
    assert "我的行业代码记错了。" in words(page)
    assert "纳入主动公开" not in html(page)
    done = act(desk, row, "answer_followup", decision="correct", answer="已经更正。")
    assert done.status_code == 302, words(done)
    assert FollowUp.objects.get(request=row).decision == "correct"


def test_going_back_to_an_act_by_its_address_shows_the_case(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    answer = sit(cast.hulunbuir, "general_handler").get(f"/desk/requests/{row.pk}/assign/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/requests/{row.pk}/")


@pytest.mark.parametrize("path", ["nothing", "sign", "apply"])
def test_there_is_no_act_of_another_name(cast: Cast, path: str) -> None:
    row = assigned(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "general_handler")
    assert desk.post(f"/desk/requests/{row.pk}/{path}/").status_code == 404


def test_strangers_may_try_nothing(cast: Cast) -> None:
    row = assigned(cast.hulunbuir)
    for bureau, key in ((cast.hulunbuir, "other_handler"), (cast.naiman, "general_handler")):
        assert sit(bureau, key).post(f"/desk/requests/{row.pk}/assign/").status_code == 404
    assert state_of(row) == states.WORKING


@pytest.mark.clause("2.2.2")
def test_suggestions_fill_the_reply_in_with_one_click(cast: Cast) -> None:
    bureau = cast.hulunbuir
    earlier = replied(bureau)
    live = published(bureau, title="2024年全市规模以上工业增加值分行业数据")

    row = assigned(bureau)
    desk = sit(bureau, "business_handler")
    page = html(case_page(desk, row))
    assert f"outcome=repeated&amp;earlier={earlier.pk}" in page
    assert f"/desk/items/{live.item_id}/" in page
    filled = fields(
        case_page(desk, row, f"act=propose_reply&outcome=repeated&earlier={earlier.pk}"), "propose_reply"
    )
    assert "propose_reply-earlier" in filled
