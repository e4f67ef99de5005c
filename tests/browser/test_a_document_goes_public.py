"""A document goes in, passes the bureau's own review, and stands on a public page: every step at a browser."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect
from tests.browser.acts import BASIS, REASONS, WHY_PUBLIC, hands_in, leaves, opens_from_work, signs
from tests.browser.conftest import Visits
from tests.browser.person import DOCUMENTS, Visitor
from tests.support.cast import Bureau, Cast
from tests.support.road import MOMENT

from gongkai.cli.ledger import ledger
from gongkai.jobs.bake import run_open_tasks
from gongkai.records.models import Edition

pytestmark = pytest.mark.browser


def ledger_holds() -> bool:
    found = CliRunner().invoke(ledger, ["verify", "--json"])
    return bool(json.loads(found.output)["holds"])


def signs_in_turn(visitor: Visitor, bureau: Bureau, title: str, opinion: str, *keys: str) -> None:
    """Each opens the item from her own list of work and signs it."""
    for key in keys:
        opens_from_work(visitor, bureau, key, title)
        # A stage may wait for two signatures: the sheet calls her to the one that is hers.
        assert visitor.page.get_by_role("link", name="您现在可以签署").count() == 1
        signs(visitor, opinion)
        assert visitor.news == "意见已签署，写入办理记录。"
        leaves(visitor)


def stands_on_the_portal(visitor: Visitor, slug: str, title: str, words: list[str]) -> None:
    """Newest on the front page, in the feed, and found by each of the words."""
    visitor.goes_to(f"/{slug}/")
    assert visitor.page.get_by_role("link", name=title, exact=True).count() == 1
    feed = visitor.page.request.get(f"{visitor.base}/{slug}/feed.xml").text()
    assert f"<title>{title}</title>" in feed
    for word in words:
        visitor.goes_to(f"/{slug}/")
        visitor.page.get_by_role("searchbox").fill(word)
        visitor.presses("查找")
        expect(visitor.page.get_by_role("link", name=title, exact=True)).to_have_count(1)


def acts_told(visitor: Visitor) -> list[tuple[str, str]]:
    """Who did what, oldest first, as the history of the open item names it."""
    lines = visitor.page.get_by_role("region", name="办理记录").get_by_role("listitem")
    found = []
    for line in reversed(lines.all()):
        who = line.locator("b").inner_text()
        assert line.get_by_role("link").count() >= 1, "every act names its clause"
        assert line.locator("time").inner_text().startswith("2025-03-03 10:00")
        found.append((who, line.inner_text()))
    return found


@pytest.mark.clause("3.9.1", "3.9.2", "5.1", "1.4.1", "6.2.5")
def test_the_statistics_bureau_publishes_a_notice(visit: Visits, cast: Cast) -> None:
    bureau, desk = cast.hulunbuir, visit()
    title = "呼伦贝尔市统计局关于开展2024年统计开放日活动的通知"

    desk.logs_in(bureau, "business_handler")
    hands_in(desk, DOCUMENTS / "statistics-notice.docx")
    assert (desk.value_of("标题"), desk.value_of("发文字号")) == (title, "呼统字〔2024〕12号")
    assert desk.page.get_by_label("成文日期").input_value() == "2024-09-02"
    assert desk.value_of("发文机关") == "呼伦贝尔市统计局"
    desk.picks("拟定公开属性", "主动公开")
    desk.fills("认定的理由", WHY_PUBLIC)
    desk.selects("类别", "统计信息")
    desk.selects("信息种类", "统计数据与统计分析")
    desk.presses("登记")
    assert desk.news == "已登记，现在是草稿。核对无误后请送审。"
    desk.presses("送审")
    assert desk.news == "已送审，等待第一个环节签署。"
    leaves(desk)

    # The route of data leads to 综合科, which signs beside the office.
    signs_in_turn(
        desk, bureau, title, "主动公开", "office_handler", "business_handler", "general_handler", "leader"
    )
    opens_from_work(desk, bureau, "principal", title)
    desk.presses("审定")
    assert desk.news == "已审定，可以发布。"
    leaves(desk)
    opens_from_work(desk, bureau, "office_handler_2", title)
    desk.presses("发布")
    assert desk.news == "已发布，并登记入发布台账。"
    run_open_tasks(MOMENT)

    people = [
        bureau.person(key).name
        for key in (
            "business_handler",
            "business_handler",
            "office_handler",
            "business_handler",
            "general_handler",
            "leader",
            "principal",
            "office_handler_2",
        )
    ]
    assert [who for who, _ in acts_told(desk)] == people
    desk.follows("看公开页面")
    assert desk.heading == title
    head = desk.page.locator("dl").first.inner_text()
    for fact in ("呼统字〔2024〕12号", "2024-09-02", "2025-03-03", "呼伦贝尔市统计局", "有效"):
        assert fact in head
    assert desk.page.get_by_role("cell", name="额尔古纳市调查点").count() == 1

    desk.follows("统计信息")
    assert desk.page.get_by_role("link", name=title, exact=True).count() == 1
    stands_on_the_portal(desk, "hulunbuir-statistics", title, [title, "呼统字〔2024〕12号", "居民收支调查"])

    desk.goes_to("/desk/register/")
    line = desk.page.get_by_role("row").filter(has=desk.page.get_by_role("link", name=title)).inner_text()
    for fact in (
        "2025-0001",
        "2025-03-03 10:00",
        "统计信息",
        bureau.person("office_handler_2").name,
        "部门网站",
    ):
        assert fact in line
    signed = Edition.objects.get().signatures.order_by("id")
    assert [(one.opinion, one.basis, one.reasons) for one in signed] == [("主动公开", [BASIS], REASONS)] * 4
    assert ledger_holds()


@pytest.mark.clause("secrecy.7.1", "secrecy.7.2", "secrecy.7.3", "secrecy.7.4")
def test_the_housing_bureau_publishes_after_four_stages(visit: Visits, cast: Cast) -> None:
    bureau, desk = cast.naiman, visit()
    title = "奈曼旗2024年公共租赁住房分配结果的公告"

    desk.logs_in(bureau, "business_handler")
    hands_in(desk, DOCUMENTS / "statistics-bulletin.pdf")
    # A PDF by another organ: what was recognised is only a first value, and she puts her own.
    assert desk.value_of("标题") == "呼伦贝尔市统计局关于2023年粮食产量数据的公告"
    desk.fills("标题", title)
    desk.fills("发文字号", "奈住建发[2025]7号")
    desk.fills("发文机关", "奈曼旗住房和城乡建设局")
    desk.picks("拟定公开属性", "主动公开")
    desk.fills("认定的理由", WHY_PUBLIC)
    assert desk.page.get_by_label("信息种类").count() == 0, "this bureau has no routes"
    desk.selects("类别", "行政许可事项")
    desk.presses("登记")
    desk.presses("送审")
    leaves(desk)

    opens_from_work(desk, bureau, "business_handler", title)
    assert desk.page.get_by_role("group", name="审查意见").get_by_role("radio").count() == 3
    for opinion in ("公开", "不予公开", "需报审"):
        assert desk.page.get_by_role("group", name="审查意见").get_by_label(opinion, exact=True).count() == 1
    leaves(desk)
    chain = ("business_handler", "business_head", "secrecy_handler", "leader")
    signs_in_turn(desk, bureau, title, "公开", *chain)
    opens_from_work(desk, bureau, "office_handler", title)
    desk.presses("发布")
    assert desk.news == "已发布，并登记入发布台账。"
    run_open_tasks(MOMENT)

    people = [
        bureau.person(key).name for key in ("business_handler", "business_handler", *chain, "office_handler")
    ]
    assert [who for who, _ in acts_told(desk)] == people
    desk.follows("看公开页面")
    assert desk.heading == title
    assert desk.page.locator("dl").first.get_by_text("奈住建发〔2025〕7号").count() == 1
    stands_on_the_portal(desk, "naiman-housing", title, [title, "奈住建发〔2025〕7号", "实地丈量"])
    desk.goes_to("/naiman-housing/catalogue/")
    desk.follows("行政许可事项", within=desk.page.get_by_role("main"))
    assert desk.page.get_by_role("link", name=title, exact=True).count() == 1
    desk.goes_to("/hulunbuir-statistics/search/?q=" + title)
    assert desk.page.get_by_role("link", name=title, exact=True).count() == 0
    assert ledger_holds()
