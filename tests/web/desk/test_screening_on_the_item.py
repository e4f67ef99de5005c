"""What screening found is told where the item is handled: a mark in force above all, and what is to be done first."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.desk import html, sit, words
from tests.support.redacted import NUMBER, TEXT, redacted
from tests.support.road import CHAINS, NO, case_of, registered, sign_as, slug, submitted

from gongkai.core.terms.states import stage_of
from gongkai.records.models import Edition
from gongkai.web.citing import cite

MARKED = "机密★长期\n关于某项工作的通知。"


def saying(text: str) -> dict[str, Any]:
    return {"body_text": text, "body_html": f"<p>{text}</p>"}


def item(bureau: Bureau, edition: Edition, key: str = "business_handler") -> Any:
    return sit(bureau, key).get(f"/desk/items/{edition.item_id}/")


@pytest.mark.clause("secrecy.6.1", "3.7.1")
def test_a_mark_in_force_is_told_at_the_top_with_clause_and_what_now(cast: Cast) -> None:
    for bureau in cast.bureaus:
        edition = registered(bureau, **saying(f"{MARKED}\n{TEXT}"))
        seen = item(bureau, edition)
        case = case_of(edition)
        (sentence,) = case.review.screening.blocked
        clause = cite(case.lawbook.gate("marked_secret"), case.lawbook, "").label
        told = words(seen)
        assert f"查出1处不能公开的内容，任何意见都不能准予公开 {sentence} 依据 {clause}" in told
        assert "现在怎么办：请按不予公开办理；拿不准的，报请有权确定的机关；" in told
        assert "电报" not in told
        assert html(seen).index('id="blocked"') < html(seen).index('class="case"')
        assert "查验（1处不能公开，1处须答复）" in told


def test_without_one_there_is_no_panel(cast: Cast) -> None:
    bureau = cast.naiman
    seen = item(bureau, registered(bureau, **saying(TEXT)))
    assert 'id="blocked"' not in html(seen)
    assert "查验（1处须答复）" in words(seen)
    assert "查验（" not in words(item(bureau, registered(bureau)))


def test_once_it_is_settled_that_it_stays_in_nobody_is_told_to_do_anything(cast: Cast) -> None:
    bureau = cast.hulunbuir
    settled = submitted(bureau, **saying(MARKED))
    for _, key in CHAINS[slug(bureau)]:
        if stage_of(settled.state):
            settled = sign_as(bureau, key, settled, NO, ground="stability")
    assert settled.state == "settled"
    assert 'id="blocked"' not in html(item(bureau, settled))


def test_of_a_telegram_it_is_told_that_an_answer_can_help(cast: Cast) -> None:
    bureau = cast.naiman
    edition = registered(bureau, **saying("密码电报\n" + TEXT))
    told = words(item(bureau, edition))
    assert "先经发电单位同意，再到查验里答复。" in told


@pytest.mark.clause("secrecy.6.2", "3.7")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT, "已登记，现在是草稿。先到查验答复1处。"),
        (MARKED, "已登记，现在是草稿。查出1处不能公开，请看这份信息上方的说明。"),
        ("各旗市区统计局：\n请遵照执行。", "已登记，现在是草稿。核对无误后请送审。"),
    ],
)
def test_after_registering_it_is_told_what_comes_first(cast: Cast, text: str, said: str) -> None:
    desk = sit(cast.hulunbuir, "business_handler")
    given = {
        "step": "save", "title": "关于做好年报工作的通知", "formed_on": "2025-02-24", "validity": "有效",
        "body_text": text, "proposed_class": "proactive", "class_reasons": "属于应当让公众知晓的事项。",
        "audience": "public", "category": "statistics", "matter": "data-analysis", "provenance": "made",
        "issuer": "呼伦贝尔市统计局", "summary": "年报工作。", "body_from": "typed",
        "responsible_unit": str(cast.hulunbuir.unit("business").pk),
    }  # fmt: skip
    done = desk.post("/desk/items/new/", given)
    assert done.status_code == 302, words(done)
    assert said in words(desk.get(done.headers["Location"]))


@pytest.mark.clause("secrecy.12", "3.14")
def test_the_redacted_edition_shows_what_it_rests_on(cast: Cast) -> None:
    bureau = cast.hulunbuir
    case = case_of(registered(bureau))
    ground = case.lawbook.withhold_grounds(case.on).value[0]
    edition = redacted(bureau, ground.id)
    told = words(sit(bureau, "office_handler").get(f"/desk/items/{edition.item_id}/screening/"))
    assert "隐去之前的查验 现在的文字是按这些答复和标记隐去之后制作的，这里只供查看。" in told
    assert "第1版（隐去之前）：查出1处，标记1处 1 须逐项答复 · 居民身份证号码 " + NUMBER in told
    person = bureau.business_handler.name
    assert f"删去（{ground.title}）。属于个人隐私。 {person}， 2025-03-03 10:00" in told
    earlier = sit(bureau, "office_handler").get(f"/desk/items/{edition.item_id}/screening/?edition=1")
    assert "隐去之前的查验" not in words(earlier)
