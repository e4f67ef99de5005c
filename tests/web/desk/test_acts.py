"""Acts over the screens: done and told, or refused where the button was, with what was typed kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.support.cast import Cast
from tests.support.desk import fields, html, sit, words
from tests.support.road import CHAINS, CHANNEL, NO, YES, at_state, case_of, slug, submitted

from gongkai.records.models import Edition, Publication, ReadReceipt, Referral, Signature

BASIS = "中华人民共和国保守国家秘密法"


def open_form(client: Client, edition: Edition, verb: str) -> dict[str, Any]:
    return fields(client.get(f"/desk/items/{edition.item_id}/"), verb)


def opinion(client: Client, edition: Edition, **changes: Any) -> dict[str, Any]:
    """The form to sign, filled in with an opinion that discloses."""
    given = open_form(client, edition, "sign")
    given |= {"sign-basis": [BASIS], "sign-reasons": "经核对，不涉及国家秘密、商业秘密和个人隐私。"}
    return given | {f"sign-{name}": value for name, value in changes.items()}


def post(client: Client, edition: Edition, verb: str, given: dict[str, Any]) -> Any:
    return client.post(f"/desk/editions/{edition.pk}/{verb}/", given)


def state_of(edition: Edition) -> str:
    return Edition.objects.get(pk=edition.pk).state


@pytest.mark.clause("3.9.1", "3.9.2", "secrecy.7.1", "secrecy.7.4", "1.4.1")
def test_the_whole_road_can_be_walked_on_the_screens(cast: Cast) -> None:
    for bureau in cast.bureaus:
        edition = at_state(bureau, "draft")
        post(sit(bureau, "business_handler"), edition, "submit", {})
        for _, key in CHAINS[slug(bureau)]:
            desk = sit(bureau, key)
            done = post(desk, edition, "sign", opinion(desk, edition, opinion=YES[slug(bureau)]))
            assert done.status_code == 302, words(done)
        if bureau is cast.hulunbuir:
            desk = sit(bureau, "principal")
            given = open_form(desk, edition, "approve") | {"approve-note": "同意。"}
            assert post(desk, edition, "approve", given).status_code == 302
        desk = sit(bureau, "office_handler")
        given = open_form(desk, edition, "publish") | {"publish-channels": CHANNEL[slug(bureau)]}
        done = post(desk, edition, "publish", given)
        assert done.status_code == 302, words(done)
        told = words(desk.get(done.headers["Location"]))
        assert "已发布，并登记入发布台账。" in told
        assert f"台账号{Publication.objects.get(edition=edition).number}" in told


@pytest.mark.clause("secrecy.10", "3.10")
def test_an_opinion_without_reasons_is_sent_back_with_what_was_typed(cast: Cast) -> None:
    edition = submitted(cast.naiman)
    desk = sit(cast.naiman, "business_handler")
    page = post(
        desk, edition, "sign", opinion(desk, edition, opinion="公开", reasons="", other_basis="局内规定第3条")
    )
    assert page.status_code == 400
    assert 'href="#id_sign-reasons"' in html(page)
    kept = fields(page, "sign")
    assert kept["sign-opinion"] == ["公开"]
    assert kept["sign-basis"] == [BASIS]
    assert kept["sign-other_basis"] == "局内规定第3条"
    assert not Signature.objects.exists()


@pytest.mark.clause("secrecy.10")
def test_the_opinions_are_those_of_the_rule_book(cast: Cast) -> None:
    for bureau, names in (
        (cast.naiman, ["公开", "不予公开", "需报审"]),
        (cast.hulunbuir, ["主动公开", "不予公开", "依申请公开"]),
    ):
        edition = at_state(bureau, "in_review." + CHAINS[slug(bureau)][0][0])
        page = html(sit(bureau, CHAINS[slug(bureau)][0][1]).get(f"/desk/items/{edition.item_id}/"))
        assert sorted(name for name in names if f'name="sign-opinion" value="{name}"' in page) == sorted(
            names
        )
        desk = sit(bureau, CHAINS[slug(bureau)][0][1])
        answer = post(desk, edition, "sign", opinion(desk, edition, opinion="同意"))
        assert answer.status_code == 400
        assert "「同意」不在可选的范围内" in words(answer)


def test_signing_twice_is_refused_where_the_button_was(cast: Cast) -> None:
    edition = submitted(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "office_handler")
    given = opinion(desk, edition, opinion="主动公开")
    assert post(desk, edition, "sign", given).status_code == 302
    page = post(desk, edition, "sign", given)
    assert page.status_code == 409
    said = words(page)
    assert "没有办理：签署意见 您在这一轮审查中已经签署过意见" in said
    assert "现在怎么办：" in said
    assert "看审查呈批单" in said
    assert Signature.objects.count() == 1


@pytest.mark.clause("3.1", "secrecy.2")
def test_what_changed_after_it_was_shown_cannot_be_signed(cast: Cast) -> None:
    edition = submitted(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "office_handler")
    given = opinion(desk, edition, opinion="主动公开")
    Edition.objects.filter(pk=edition.pk).update(body_html="<p>另一段话。</p>")
    page = post(desk, edition, "sign", given)
    assert page.status_code == 409
    assert "您看到的内容已经改动" in words(page)
    assert fields(page, "sign")["sign-opinion"] == ["主动公开"]
    assert not Signature.objects.exists()


@pytest.mark.clause("secrecy.3", "4.1")
def test_publishing_too_early_is_refused_with_the_clause(cast: Cast) -> None:
    edition = at_state(cast.naiman, "in_review.leader")
    given = {"publish-channels": ["column"], "publish-seen_fingerprint": case_of(edition).fingerprint}
    page = post(sit(cast.naiman, "office_handler"), edition, "publish", given)
    assert page.status_code == 409
    assert "没有办理：发布" in words(page)
    assert "依据 保密审查制度" in words(page)
    assert not Publication.objects.exists()


@pytest.mark.clause("secrecy.8", "secrecy.10")
def test_an_opinion_that_refers_upward_asks_for_the_question(cast: Cast) -> None:
    edition = submitted(cast.naiman)
    desk = sit(cast.naiman, "business_handler")
    page = post(desk, edition, "sign", opinion(desk, edition, opinion="需报审"))
    assert page.status_code == 409
    assert "没有选择报请确定的事项" in words(page)
    kind = case_of(edition).lawbook.referral_kinds(case_of(edition).on).value[0]
    given = opinion(desk, edition, opinion="需报审", question_kind=kind.id, question="是否属于工作秘密？")
    assert post(desk, edition, "sign", given).status_code == 302
    row = Referral.objects.get()
    assert (row.kind, row.question, row.referred_to) == (kind.id, "是否属于工作秘密？", kind.to)
    office = sit(cast.naiman, "office_handler")
    answer = {
        "answer": "disclose",
        "letter": "旗保函〔2025〕1号",
        "text": "可以公开。",
        "answered_on": "2025年3月3日",
    }
    done = post(
        office,
        edition,
        "answer_referral",
        {f"answer_referral-{name}": value for name, value in answer.items()},
    )
    assert done.status_code == 302, words(done)
    assert state_of(edition) != "referred"


@pytest.mark.clause("3.12")
def test_at_the_other_bureau_referring_is_an_act_of_its_own(cast: Cast) -> None:
    edition = submitted(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "office_handler")
    kind = case_of(edition).lawbook.referral_kinds(case_of(edition).on).value[0]
    given = {"refer-kind": kind.id, "refer-question": "能否公开分行业数据？", "refer-referred_to": ""}
    assert post(desk, edition, "refer", given).status_code == 302
    assert (state_of(edition), Referral.objects.get().referred_to) == ("referred", kind.to)


def test_withholding_asks_for_its_ground(cast: Cast) -> None:
    edition = at_state(cast.hulunbuir, "in_review.leader")
    desk = sit(cast.hulunbuir, "leader")
    page = post(desk, edition, "sign", opinion(desk, edition, opinion=NO))
    assert page.status_code == 409
    assert "没有选择不予公开的情形" in words(page)
    done = post(desk, edition, "sign", opinion(desk, edition, opinion=NO, ground="stability"))
    assert (done.status_code, state_of(edition)) == (302, "settled")


def test_withdrawing_says_before_that_it_cannot_be_undone_and_asks_why(cast: Cast) -> None:
    edition = at_state(cast.hulunbuir, "published")
    desk = sit(cast.hulunbuir, "office_handler")
    assert "撤回的理由和日期会公开。" in words(desk.get(f"/desk/items/{edition.item_id}/"))
    assert post(desk, edition, "withdraw", {"withdraw-reason": ""}).status_code == 400
    assert post(desk, edition, "withdraw", {"withdraw-reason": "数据有误。"}).status_code == 302
    assert "数据有误。" in words(desk.get(f"/desk/items/{edition.item_id}/"))


@pytest.mark.clause("1.3.internal")
def test_reading_an_internal_publication_is_confirmed_once(cast: Cast) -> None:
    edition = at_state(cast.hulunbuir, "published", audience="internal", category="internal-budget")
    row = Publication.objects.get(edition=edition)
    desk = sit(cast.hulunbuir, "supervision_handler")
    assert "未读" in words(desk.get("/desk/internal/"))
    assert post(desk, edition, "read", {}).status_code == 302
    assert [receipt.person.name for receipt in ReadReceipt.objects.filter(publication=row)] == ["韩梅"]
    assert post(desk, edition, "read", {}).status_code == 409
    assert "您已于2025-03-03 10:00登记已读" in words(desk.get(f"/desk/internal/{row.pk}/"))
    assert "谁读过" not in words(desk.get(f"/desk/internal/{row.pk}/"))
    office = words(sit(cast.hulunbuir, "office_head").get(f"/desk/internal/{row.pk}/"))
    assert "韩梅 2025-03-03 10:00" in office
    assert "白志远 还没有读" in office
    assert sit(cast.naiman, "office_head").get(f"/desk/internal/{row.pk}/").status_code == 404


def test_going_back_to_an_act_by_its_address_shows_the_item(cast: Cast) -> None:
    edition = at_state(cast.hulunbuir, "draft")
    answer = sit(cast.hulunbuir, "business_handler").get(f"/desk/editions/{edition.pk}/submit/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/desk/items/{edition.item_id}/")


def test_recusal_leaves_the_item_to_others(cast: Cast) -> None:
    edition = submitted(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "office_handler")
    assert post(desk, edition, "recuse", {"recuse-reason": "与当事人有亲属关系。"}).status_code == 302
    page = post(desk, edition, "sign", {})
    assert page.status_code == 409
    assert "您已对这份信息申请回避" in words(page)
