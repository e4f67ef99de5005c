"""What is asked for is public already: the acceptance body answers the same day, and the applicant has the letter."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import Visits
from tests.browser.days import Days
from tests.browser.journey import Journey, form_of, kept
from tests.support.cast import Cast
from tests.support.printed import docx_text
from tests.support.road import published

from gongkai.records.models import Request

pytestmark = pytest.mark.browser
TITLE = "奈曼旗2024年老旧小区改造项目清单"


@pytest.mark.clause("disclosure.7", "cn-foi:33", "cn-foi:36")
@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (390, True), (390, False)])
def test_the_acceptance_body_answers_at_once(
    visit: Visits, days: Days, cast: Cast, width: int, scripts: bool
) -> None:
    published(cast.naiman, title=TITLE)
    way = Journey(visit, days, cast.naiman, width=width, scripts=scripts)
    citizen = way.applicant
    citizen.applies("奈曼旗2024年老旧小区改造项目清单，要有每个小区的名称。")
    assert citizen.looks_up() == "已收到，正在安排承办的科室；最迟在2025年3月31日前答复您。"

    # What may answer it stands beside the case, with the words for the applicant ready.
    clerk = way.turn("general_handler", "2024年老旧小区改造", "分办")
    clerk.follows("按已主动公开当场答复")
    box = form_of(clerk, "当场答复")
    place = box.get_by_label("到哪里获取或者办理").input_value()
    assert place.startswith(f"《{TITLE}》已在本机关网站公开：")
    way.looks(clerk, "answering at once")
    clerk.presses("当场答复", within=box)
    assert clerk.news == "已当场答复，答复书已经制作。"
    assert clerk.sees("已答复：")
    way.looks(clerk, "answered at once")

    assert citizen.looks_up() == "已于2025年3月3日答复您，答复类型：已主动公开。"
    assert citizen.letters()[1:] == ["登记回执"]
    if scripts:
        way.looks(citizen.visitor, "tracking, answered")
    letter = citizen.letter(citizen.letters()[0])
    told = docx_text(letter)
    assert "𠮷小明" in told
    assert "".join(place.split()) in told
    assert kept(clerk, citizen.letters()[0]) == letter
    citizen.visitor.goes_to(urlsplit(place[place.index("http") :]).path)
    assert citizen.visitor.heading == TITLE

    row = Request.objects.get()
    assert (row.state, row.outcome, row.report_row, row.late_unit) == (
        "replied",
        "already-public",
        "granted",
        None,
    )
    way.ends()
