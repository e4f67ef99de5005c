"""What is withdrawn leaves a dated notice; what is internal is read at the desk and nowhere else."""

from __future__ import annotations

import pytest
from tests.browser.conftest import Visits
from tests.support.cast import Cast
from tests.support.road import INTERNAL_CATEGORY, MOMENT, published

from gongkai.core.terms import Audience
from gongkai.jobs.bake import run_open_tasks
from gongkai.records.models import Edition

pytestmark = pytest.mark.browser


@pytest.mark.clause("6.1")
def test_a_withdrawn_item_leaves_a_dated_notice(visit: Visits, cast: Cast) -> None:
    bureau, office = cast.hulunbuir, visit()
    edition = published(bureau, body_html="<p>牲畜存栏数有误。</p>", body_text="牲畜存栏数有误。")
    run_open_tasks(MOMENT)
    page = f"/hulunbuir-statistics/items/{edition.item_id}/"
    office.goes_to(page)
    assert office.sees("牲畜存栏数有误。")

    office.logs_in(bureau, "office_handler")
    office.follows("政府信息")
    office.follows(edition.title)
    act = office.unfolds("撤回")
    office.fills("撤回的理由", "统计口径有误，核实后重新公布。", within=act)
    office.presses("撤回", within=act)
    assert office.news == "已撤回，理由写入发布台账。"
    run_open_tasks(MOMENT)

    office.goes_to(page)
    article = office.page.get_by_role("article").inner_text()
    for words in ("2025年3月3日", "撤回", "统计口径有误，核实后重新公布。"):
        assert words in article
    assert not office.sees("牲畜存栏数有误。")
    for words in (edition.title, "牲畜存栏"):
        office.goes_to(f"/hulunbuir-statistics/search/?q={words}")
        assert office.page.get_by_role("status").inner_text().startswith("没有找到")
    feed = office.page.request.get(f"{office.base}/hulunbuir-statistics/feed.xml").text()
    assert edition.title not in feed


@pytest.mark.clause("1.2", "1.3")
def test_an_internal_item_is_read_at_the_desk_and_nowhere_else(visit: Visits, cast: Cast) -> None:
    bureau, reader, public = cast.hulunbuir, visit(), visit()
    edition = published(
        bureau, audience=Audience.INTERNAL, category=INTERNAL_CATEGORY, title="本年经费决算情况"
    )
    run_open_tasks(MOMENT)

    reader.logs_in(bureau, "other_handler")
    reader.follows("内部公开")
    row = reader.page.get_by_role("row").filter(has_text="本年经费决算情况")
    assert "未读" in row.inner_text()
    reader.follows("本年经费决算情况")
    assert reader.sees("现将有关情况公布如下。")
    reader.presses("登记已读")
    assert reader.news == "已登记您读过这份信息。"
    reader.follows("内部公开")
    assert "已读" in reader.page.get_by_role("row").filter(has_text="本年经费决算情况").inner_text().split(
        "\t"
    )

    stranger = visit().logs_in(cast.naiman, "other_handler")
    stranger.follows("内部公开")
    assert not stranger.sees("本年经费决算情况")
    assert public.goes_to(f"/hulunbuir-statistics/items/{edition.item_id}/") == 404
    for path in ("/", "/catalogue/", "/log/", "/search/?q=经费决算", "/feed.xml", "/sitemap.xml"):
        answer = public.page.request.get(f"{public.base}/hulunbuir-statistics{path}")
        assert answer.status == 200
        assert "本年经费决算情况" not in answer.text()
    assert Edition.objects.get(pk=edition.pk).state == "published"
