"""The page of an item: what it is, whose turn it is, what she can do now, and why not."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.desk import acts_on, fields, html, sit, words
from tests.support.road import (
    MOMENT,
    TODAY,
    at_state,
    case_of,
    draft,
    registered,
    reviewed_until,
    sign_as,
    who,
)

from gongkai.actions import catalogue
from gongkai.core.catalogue import Involved
from gongkai.records.models import Edition, Signature


def shown(bureau: Bureau, key: str, edition: Edition) -> str:
    return words(sit(bureau, key).get(f"/desk/items/{edition.item_id}/"))


def test_it_shows_the_document_with_its_head_as_the_public_will_see_it(cast: Cast) -> None:
    edition = registered(cast.hulunbuir, doc_number="呼统发〔2025〕3号", issuer="呼伦贝尔市统计局")
    page = shown(cast.hulunbuir, "business_handler", edition)
    number = edition.item.index_number
    assert f"索引号 {number} 主题分类 — 发文机关 呼伦贝尔市统计局 成文日期 2025-02-24" in page
    assert "发文字号 呼统发〔2025〕3号 发布日期 尚未发布 有效性 有效" in page
    assert "现将有关情况公布如下。" in page


@pytest.mark.parametrize(
    ("state", "key", "offered"),
    [
        ("draft", "business_handler", {"submit", "recuse"}),
        ("draft", "other_handler", {"recuse"}),
        ("in_review.office", "office_handler", {"sign", "return", "refer", "recuse"}),
        ("in_review.office", "supervision_handler", {"recuse"}),
        ("in_review.leader", "leader", {"sign", "return", "refer", "recuse"}),
        ("cleared", "principal", {"approve", "recuse"}),
        ("approved", "office_head", {"publish", "recuse"}),
        ("published", "office_handler", {"use_channel", "withdraw"}),
        ("published", "business_handler", set()),
    ],
)
def test_only_the_acts_that_are_hers_now_are_offered(
    cast: Cast, state: str, key: str, offered: set[str]
) -> None:
    edition = at_state(cast.hulunbuir, state)
    assert acts_on(sit(cast.hulunbuir, key).get(f"/desk/items/{edition.item_id}/")) == offered


@pytest.mark.clause("3.9.1", "secrecy.7.2")
def test_the_sheet_tells_who_has_signed_and_who_will(cast: Cast) -> None:
    edition = reviewed_until(cast.hulunbuir, "leader")
    page = shown(cast.hulunbuir, "business_handler", edition)
    assert "审查呈批单" in page
    assert "张雪梅 办公室科员 2025-03-03 10:00" in page
    assert "分管领导决定 分管领导 制度 三（九）2 正等待签署。 巴特尔" in page
    housing = reviewed_until(cast.naiman, "secrecy_body")
    page = shown(cast.naiman, "business_handler", housing)
    assert "朱琳" in page
    assert "郑凯" in page
    assert "等保密工作机构签署：程远、罗敏、杜鹃" in page


@pytest.mark.clause("4.1")
def test_what_is_still_in_the_way_is_listed_with_clause_and_remedy(cast: Cast) -> None:
    edition = reviewed_until(cast.hulunbuir, None, involved=(Involved("呼伦贝尔市财政局", joint_maker=True),))
    page = shown(cast.hulunbuir, "office_handler", edition)
    assert "发布前还差什么" in page
    assert "共同制作的机关（呼伦贝尔市财政局）还没有书面同意。 请取得同意函并登记。 制度 三（十一）" in page


def test_a_signature_that_no_longer_counts_stays_on_record(cast: Cast) -> None:
    edition = reviewed_until(cast.hulunbuir, "leader")
    desk = sit(cast.hulunbuir, "leader")
    given = {"return-reasons": "数据口径要写清楚。"}
    assert desk.post(f"/desk/editions/{edition.pk}/return/", given).status_code == 302
    page = words(desk.get(f"/desk/items/{edition.item_id}/"))
    assert "已作废的签署（2个）" in page
    assert "退回修改" in page


def test_an_earlier_edition_can_be_read_and_says_that_it_is_one(cast: Cast) -> None:
    edition = at_state(cast.hulunbuir, "published", title="第一版的标题")
    catalogue.renew_item(
        who(cast.hulunbuir, "business_handler"),
        edition.item_id,
        draft(cast.hulunbuir, title="第二版的标题"),
        moment=MOMENT,
    )
    desk = sit(cast.hulunbuir, "business_handler")
    assert "第二版的标题" in words(desk.get(f"/desk/items/{edition.item_id}/"))
    earlier = words(desk.get(f"/desk/items/{edition.item_id}/?edition=1"))
    assert "第一版的标题" in earlier
    assert "这是第1版，不是最新版本。" in earlier
    assert desk.get(f"/desk/items/{edition.item_id}/?edition=9").status_code == 404


@pytest.mark.clause("secrecy.11")
def test_both_clocks_are_pictured_with_a_twin_in_words(cast: Cast) -> None:
    edition = reviewed_until(cast.naiman, "secrecy_body", formed_on=date(2025, 2, 24))
    page = sit(cast.naiman, "secrecy_handler").get(f"/desk/items/{edition.item_id}/")
    assert html(page).count('<svg class="day-strip"') == 2
    assert "2025年3月24日" in words(page)


def test_the_history_tells_every_act_newest_first(cast: Cast) -> None:
    edition = reviewed_until(cast.hulunbuir, "leader")
    page = shown(cast.hulunbuir, "leader", edition)
    history = page[page.index("办理记录") :]
    assert history.index("签署审查意见") < history.index("提交审查") < history.index("登记信息")
    assert "2025-03-03 10:00 阿拉坦（工业统计科科员） 登记信息 制度 三（六） 第1号" in history


def test_the_history_names_things_as_the_rule_book_does(cast: Cast) -> None:
    edition = at_state(cast.hulunbuir, "settled")
    page = shown(cast.hulunbuir, "leader", edition)
    title = next(
        one.title for one in case_of(edition).lawbook.withhold_grounds(TODAY).value if one.id == "stability"
    )
    assert f"情形 {title}" in page
    published = at_state(cast.hulunbuir, "published")
    assert "公开渠道 部门网站" in shown(cast.hulunbuir, "leader", published)


def test_the_form_to_sign_holds_what_was_seen(cast: Cast) -> None:
    edition = at_state(cast.hulunbuir, "in_review.office")
    page = sit(cast.hulunbuir, "office_handler").get(f"/desk/items/{edition.item_id}/")
    assert fields(page, "sign")["sign-seen_fingerprint"] == case_of(edition).fingerprint


def test_the_other_bureau_finds_nothing_here(cast: Cast) -> None:
    edition = registered(cast.hulunbuir)
    assert sit(cast.naiman, "principal").get(f"/desk/items/{edition.item_id}/").status_code == 404


def test_the_name_of_a_signer_is_only_there_once_she_signed(cast: Cast) -> None:
    edition = at_state(cast.hulunbuir, "in_review.office")
    sign_as(cast.hulunbuir, "office_handler", edition)
    assert [row.signer.name for row in Signature.objects.filter(edition=edition)] == ["张雪梅"]
    assert shown(cast.hulunbuir, "leader", edition).count("李东升") == 0
