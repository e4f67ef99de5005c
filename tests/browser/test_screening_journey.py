"""What must not get out, from the draft to the redacted edition: found, answered, marked, previewed, made, compared."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator
from tests.browser.acts import WHY_PUBLIC, signs
from tests.browser.conftest import Visits
from tests.browser.looking import faults_of
from tests.browser.person import Visitor
from tests.browser.test_keyboard_alone import enters, logs_in_by_keyboard, tabs_to
from tests.support.cast import Bureau, Cast
from tests.support.redacted import NUMBER, PERSON, TEXT, redacted
from tests.support.road import case_of, registered

from gongkai.records.models import Edition, FindingAnswer

pytestmark = pytest.mark.browser

PHONE = "13800001234"
TITLE = "关于公布统计表彰申请审核结果的公示"
WORDS = f"{TITLE}\n申请人{PERSON}，身份证号{NUMBER}，经审核符合条件。\n办事窗口手机{PHONE}，{PERSON}可来电询问。\n"
PRIVATE = "商业秘密和个人隐私"


def registers(visitor: Visitor) -> None:
    """A text file handed in as people do it."""
    visitor.goes_to("/desk/items/new/")
    visitor.uploads("选择文件", ("公示.txt", "text/plain", WORDS.encode()))
    visitor.presses("读取文件")
    visitor.fills("标题", TITLE)
    visitor.fills("内容概述", "申请审核结果。")
    visitor.page.get_by_label("成文日期").fill("2025-02-24")
    visitor.picks("拟定公开属性", "主动公开")
    visitor.fills("认定的理由", WHY_PUBLIC)
    visitor.selects("类别", "统计信息")
    visitor.selects("信息种类", "统计数据与统计分析")
    visitor.presses("登记")


def finding(visitor: Visitor, words: str) -> Locator:
    """One finding on the list, with its form unfolded."""
    line = visitor.page.locator("li.finding").filter(has_text=words)
    folded = line.locator("details.act")
    if folded.get_attribute("open") is None:
        folded.locator("summary").first.click()
    return line


def answers(visitor: Visitor, words: str, answer: str, reasons: str, ground: str = "") -> str:
    line = finding(visitor, words)
    visitor.picks("怎样答复", answer, within=line)
    if ground:
        line.get_by_label("不予公开的情形").select_option(label=ground)
    visitor.fills("理由", reasons, within=line)
    with visitor.page.expect_navigation():
        line.locator(".answer-form button").first.click()
    return visitor.news


def picks_with_the_mouse(visitor: Visitor, words: str) -> None:
    """Drags over words in the text and presses the button that appears."""
    visitor.page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf(words);
            if (at < 0) continue;
            document.getSelection().setBaseAndExtent(node, at, node, at + words.length);
            return;
          }
        }""",
        words,
    )
    visitor.presses("隐去选中的文字")


def looks_for(visitor: Visitor, words: str) -> None:
    visitor.fills("要找的文字", words)
    visitor.presses("查找")


def well(visitor: Visitor, name: str, *, scripts: bool) -> None:
    if scripts:
        assert faults_of(visitor, f"screening {name}") == []


@pytest.mark.clause("3.7", "3.14", "cn-foi:32")
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
def test_what_is_private_is_found_and_taken_out_before_anybody_signs(
    cast: Cast, visit: Visits, width: int, scripts: bool
) -> None:
    bureau = cast.hulunbuir
    desk = visit(width=width, scripts=scripts).logs_in(bureau, "business_handler")
    registers(desk)
    assert desk.sees("2处须答复：留在原文0处，隐去0处，未答2处")
    assert desk.news == "已登记，现在是草稿。先到查验答复2处。"
    desk.follows("打开查验")
    well(desk, "page", scripts=scripts)
    told = answers(desk, "手机号码", "不涉及不得公开的内容", "是窗口公布的号码。")
    assert told == "第2处已答复，还有1处须答复。"
    told = answers(desk, "居民身份证号码", "删去", "属于个人隐私。", PRIVATE)
    assert told == "第1处已答复，须答复的都已答复。"
    if scripts and width == 1280:
        picks_with_the_mouse(desk, PERSON)
    else:
        looks_for(desk, PERSON)
    assert f"“{PERSON}”有2处" in desk.text
    well(desk, "found words", scripts=scripts)
    box = desk.page.locator("#mark-form")
    box.get_by_label("不予公开的情形").select_option(label=PRIVATE)
    desk.presses("标记要隐去的2处", within=box)
    desk.page.get_by_role("link", name="预览隐去后的样子（3处）").click()
    desk.page.wait_for_url("**/preview/")
    assert desk.sees("一共隐去3处。")
    well(desk, "preview", scripts=scripts)
    desk.presses("制作隐去后的版本")
    assert desk.news == "已制作隐去后的版本，是第2版，还是草稿。"
    assert desk.page.locator("del").all_inner_texts() == [PERSON, NUMBER, PERSON]
    well(desk, "compare", scripts=scripts)
    desk.follows("回到这份信息，送审")
    assert NUMBER not in desk.text
    assert PHONE in desk.text
    desk.presses("送审")
    reviewer = visit(width=width, scripts=scripts).logs_in(bureau, "office_handler")
    reviewer.follows(TITLE)
    assert reviewer.sees("1处须答复：留在原文1处，隐去0处，未答0处")
    signs(reviewer, "主动公开")
    assert reviewer.news == "意见已签署，写入办理记录。"


def drafted(bureau: Bureau) -> Edition:
    text = f"{TEXT}联系电话{PHONE}，手机15947012345。"
    return registered(bureau, body_text=text, body_html=f"<p>{text}</p>")


@pytest.mark.clause("3.7")
def test_all_of_one_kind_are_answered_at_once(cast: Cast, visit: Visits) -> None:
    edition = drafted(cast.hulunbuir)
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    desk.goes_to(f"/desk/items/{edition.item_id}/screening/")
    desk.page.get_by_label("种类").select_option(index=2)
    desk.presses("筛选")
    several = desk.page.locator("#several")
    desk.picks("怎样答复", "不涉及不得公开的内容", within=several)
    assert not several.get_by_label("改成什么文字").is_visible(), "only what the answer needs is shown"
    desk.fills("理由", "是窗口公布的号码。", within=several)
    well(desk, "several", scripts=True)
    desk.presses("答复这一种的全部2处", within=several)
    assert desk.news == "第2、3处已答复，还有1处须答复。"
    assert FindingAnswer.objects.filter(edition=edition).count() == 2


@pytest.mark.clause("3.7.1", "3.14")
@pytest.mark.parametrize("width", [1280, 390])
def test_a_mark_in_force_and_what_an_edition_rests_on_are_well_shown(
    cast: Cast, visit: Visits, width: int
) -> None:
    bureau = cast.hulunbuir
    words = f"机密★长期\n{TEXT}"
    marked = registered(bureau, body_text=words, body_html=f"<p>{words}</p>")
    desk = visit(width=width).logs_in(bureau, "business_handler")
    desk.goes_to(f"/desk/items/{marked.item_id}/")
    assert desk.page.locator("#blocked").is_visible()
    well(desk, "mark in force", scripts=True)
    case = case_of(marked)
    made = redacted(bureau, str(case.lawbook.withhold_grounds(case.on).value[0].id))
    desk.goes_to(f"/desk/items/{made.item_id}/screening/")
    before = desk.page.locator("#before")
    assert not before.get_by_text(NUMBER).is_visible(), "folded until it is asked for"
    before.locator("summary").click()
    assert before.get_by_text(NUMBER).is_visible()
    well(desk, "screening before", scripts=True)


def test_with_the_keyboard_alone_a_finding_is_answered(cast: Cast, visit: Visits) -> None:
    edition = drafted(cast.hulunbuir)
    desk = visit()
    logs_in_by_keyboard(desk, cast.hulunbuir.login("business_handler"))
    desk.goes_to(f"/desk/items/{edition.item_id}/screening/")
    tabs_to(desk, "▲1")
    desk.page.keyboard.press("Enter")
    tabs_to(desk, "不涉及不得公开的内容")
    desk.page.keyboard.press("Space")
    tabs_to(desk, "理由")
    desk.page.keyboard.type("是示例号码。")
    tabs_to(desk, "答复")
    enters(desk)
    assert desk.news == "第1处已答复，还有2处须答复。"


def test_printed_the_page_shows_text_and_answers_without_forms(cast: Cast, visit: Visits) -> None:
    edition = drafted(cast.hulunbuir)
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    desk.goes_to(f"/desk/items/{edition.item_id}/screening/")
    desk.page.emulate_media(media="print")
    assert desk.page.locator("button:visible, select:visible, textarea:visible, input:visible").count() == 0
    assert desk.page.locator("#text").get_by_text(NUMBER).is_visible()
    assert desk.page.locator("li.finding").first.is_visible()
