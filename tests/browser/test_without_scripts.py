"""The key steps without JavaScript: upload, register, send, sign, publish, read, find."""

from __future__ import annotations

import pytest
from tests.browser.acts import WHY_PUBLIC, hands_in, leaves, opens_from_work, signs
from tests.browser.conftest import Visits
from tests.browser.person import DOCUMENTS, Visitor
from tests.browser.test_screening_journey import answers
from tests.support.cast import Cast
from tests.support.road import MOMENT

from gongkai.jobs.bake import run_open_tasks

pytestmark = pytest.mark.browser
HIDDEN = "内部掌握：预算另定。"


def takes_out_what_nobody_saw(desk: Visitor) -> None:
    """The document holds a hidden line, which came along with its text."""
    desk.follows("打开查验")
    told = answers(
        desk, HIDDEN, "删去", "原文件里没有显示，是内部掌握的。", "未标识但涉及国家秘密、商业秘密或个人隐私"
    )
    assert told == "第1处已答复，须答复的都已答复。"
    desk.page.get_by_role("link", name="预览隐去后的样子（1处）").click()
    desk.presses("制作隐去后的版本")
    desk.follows("回到这份信息，送审")


def test_a_document_goes_public_without_scripts(visit: Visits, cast: Cast) -> None:
    bureau, desk = cast.naiman, visit(scripts=False, width=390)
    title = "奈曼旗住房和城乡建设局关于印发《老旧小区改造公示办法》的通知"
    desk.logs_in(bureau, "business_handler")
    # At this width the menu is folded away; it opens without scripts.
    desk.page.get_by_text("菜单", exact=True).click()
    hands_in(desk, DOCUMENTS / "housing-rules.docx")
    assert desk.value_of("标题") == title
    desk.picks("拟定公开属性", "主动公开")
    desk.fills("认定的理由", WHY_PUBLIC)
    desk.selects("类别", "政策法规")
    desk.presses("登记")
    takes_out_what_nobody_saw(desk)
    desk.presses("送审")
    leaves(desk)
    for key in ("business_handler", "business_head", "secrecy_handler", "leader"):
        opens_from_work(desk, bureau, key, title)
        signs(desk, "公开")
        leaves(desk)
    opens_from_work(desk, bureau, "office_handler", title)
    desk.presses("发布")
    assert desk.news == "已发布，并登记入发布台账。"
    run_open_tasks(MOMENT)
    desk.goes_to("/naiman-housing/")
    desk.page.get_by_role("searchbox").fill("老旧小区改造")
    desk.presses("查找")
    desk.follows(title)
    assert desk.heading == title
    assert desk.page.get_by_role("heading", name="核验本页").count() == 1
    assert "内部掌握" not in desk.text
