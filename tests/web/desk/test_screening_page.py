"""The page 「查验」: texts with what was found in place, the list with answers and forms, and every state of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.desk import acts_on, html, sit, words
from tests.support.redacted import NUMBER, PERSON, TEXT, findings, withholding
from tests.support.road import CHAINS, MOMENT, at_state, case_of, registered, sign_as, slug, submitted, who

from gongkai.actions.screening import answer_finding
from gongkai.core.catalogue import AttachedFile
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.gateways.files import FileStore
from gongkai.records.models import Edition
from gongkai.web.desk.screening_list import LEAF

PHONED = TEXT + "联系电话13800001234。"


def saying(text: str, **changes: Any) -> dict[str, Any]:
    return {"body_text": text, "body_html": f"<p>{text}</p>"} | changes


def page(bureau: Bureau, edition: Edition, key: str = "business_handler", query: str = "") -> Any:
    return sit(bureau, key).get(f"/desk/items/{edition.item_id}/screening/{query}")


def say(bureau: Bureau, key: str, edition: Edition, finding: str) -> None:
    answer_finding(
        who(bureau, key),
        edition.pk,
        key=finding,
        answer=Answer(AnswerKind.NOT_SENSITIVE, "是示例。"),
        seen_fingerprint=case_of(edition).fingerprint,
        moment=MOMENT,
    )


def file_of(settings: Any, name: str, text: str) -> AttachedFile:
    data = text.encode()
    return AttachedFile(name, FileStore(settings.FILES_DIR).put(data), len(data))


@pytest.mark.clause("secrecy.6.2", "3.7")
def test_the_item_tells_how_the_screening_stands_and_leads_to_it(cast: Cast) -> None:
    for bureau in cast.bureaus:
        edition = registered(bureau, **saying(PHONED))
        item = sit(bureau, "business_handler").get(f"/desk/items/{edition.item_id}/")
        assert "查验 ▲ 2处须答复：留在原文0处，隐去0处，未答2处 打开查验" in words(item)
        assert f'href="/desk/items/{edition.item_id}/screening/"' in html(item)


def test_each_finding_is_marked_in_place_by_sign_and_words(cast: Cast) -> None:
    shown = html(page(cast.hulunbuir, registered(cast.hulunbuir, **saying(PHONED))))
    told = "第1处，须逐项答复：居民身份证号码"
    assert f'<mark class="answer" title="{told}">{NUMBER}</mark>' in shown
    assert f'id="p-1" href="#f-1" aria-label="{told}" draggable="false">▲1</a>' in shown
    assert shown.count(NUMBER) == 2, "once in the text, once on the list"


def test_what_a_text_says_never_becomes_markup(cast: Cast) -> None:
    text = f"<b>粗</b>，身份证号{NUMBER}<script>alert(1)</script>"
    edition = registered(cast.hulunbuir, body_text=text, body_html="<p>另写</p>", title="<i>标题</i>")
    shown = html(page(cast.hulunbuir, edition))
    assert "<script>alert" not in shown
    assert "<i>标题" not in shown
    assert "身份证号</p>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


@pytest.mark.clause("secrecy.6.1", "3.7")
def test_a_mark_in_force_has_no_form_and_says_why(cast: Cast) -> None:
    edition = registered(cast.naiman, **saying("机密★长期\n关于某项工作的通知。"))
    seen = page(cast.naiman, edition)
    assert "任何人都不能放行。请按不予公开处理" in words(seen)
    assert "保密审查制度第六条（一）" in words(seen)
    assert acts_on(seen) == set()


def test_nothing_found_says_so_and_still_asks_to_read(cast: Cast) -> None:
    told = words(page(cast.hulunbuir, registered(cast.hulunbuir)))
    assert "没有查出不能公开或者须要答复的内容。请仍旧通读一遍全文" in told
    assert acts_on(page(cast.hulunbuir, registered(cast.hulunbuir))) == set()


def test_what_was_not_looked_at_says_what_to_do(cast: Cast) -> None:
    edition = registered(cast.hulunbuir)
    Edition.objects.filter(pk=edition.pk).update(body_text="另一段话。")
    told = words(page(cast.hulunbuir, edition))
    assert "还没有查验" in told
    assert "打开“修改草稿”保存一次" in told


def test_an_unread_file_is_told_with_its_reason(cast: Cast, settings: Any) -> None:
    edition = registered(cast.hulunbuir, attachments=(file_of(settings, "坏.docx", "PK\x03\x04"),))
    told = words(page(cast.hulunbuir, edition))
    assert "有1处读不出来，没有读过的内容不能公开" in told
    assert "附件：坏.docx" in told
    assert "读不出来：" in told


def test_only_what_is_open_and_only_one_kind_can_be_listed(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = registered(bureau, **saying(PHONED))
    everything = html(page(bureau, edition))
    mobile = html(page(bureau, edition, query="?kind=mobile&open=1"))
    assert re.findall(r'id="f-(\d)"', everything) == ["1", "2"]
    assert re.findall(r'id="f-(\d)"', mobile) == ["2"]
    # What the list leaves out can still be reached from the text.
    assert 'href="?#f-1"' in mobile
    assert "这里没有还要答复的了。" in words(page(bureau, registered(bureau, **saying(PHONED)), query="?kind=email"
                                         "&open=1"))  # fmt: skip


def test_choosing_one_kind_ticks_what_is_open_of_it(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = registered(bureau, **saying(PHONED + "王某的手机15947012345。"))
    assert len(re.findall('name="key"[^>]* checked', html(page(bureau, edition)))) == 0
    assert len(re.findall('name="key"[^>]* checked', html(page(bureau, edition, query="?kind=mobile")))) == 2


def test_a_long_list_is_leafed_through(cast: Cast) -> None:
    numbers = "\n".join(f"第{n}户手机138000{n:05d}。" for n in range(LEAF + 3))
    edition = registered(cast.hulunbuir, **saying(numbers))
    first, second = (html(page(cast.hulunbuir, edition, query=f"?page={n}")) for n in (1, 2))
    assert (first.count('class="finding '), second.count('class="finding ')) == (LEAF, 3)
    assert f'href="?page=2#f-{LEAF + 1}"' in first
    assert "第2页，共2页，43处" in words(page(cast.hulunbuir, edition, query="?page=9"))


def test_far_from_every_find_a_long_text_is_folded_and_a_very_long_one_left_out_until_asked_for(
    cast: Cast,
) -> None:
    filler = "老旧小区改造应当坚持居民自愿。\n" * 300
    folded = registered(cast.hulunbuir, **saying(filler + f"身份证号{NUMBER}。\n" + filler))
    shown = html(page(cast.hulunbuir, folded))
    assert shown.count('<details class="gap">') == 2
    assert f">{NUMBER}</mark>" in shown
    left_out = registered(cast.hulunbuir, body_text=f"身份证号{NUMBER}。\n" + filler * 8, body_html="")
    assert "这里有" in words(page(cast.hulunbuir, left_out))
    shown = html(page(cast.hulunbuir, left_out))
    assert 'href="?full=2#part-2">展开全文' in shown
    assert f">{NUMBER}</mark>" in shown
    assert shown.count("居民自愿") < html(page(cast.hulunbuir, left_out, query="?full=2")).count("居民自愿")


def test_tables_are_shown_as_tables_with_their_finds(cast: Cast, settings: Any) -> None:
    rows = file_of(settings, "名单.csv", f"姓名,号码\n甲,{NUMBER}\n")
    shown = html(page(cast.hulunbuir, registered(cast.hulunbuir, attachments=(rows,))))
    assert "<tr><td>甲</td><td><mark" in shown


@pytest.mark.clause("secrecy.2", "3.1")
def test_who_may_only_look_gets_no_forms_and_is_told_why(cast: Cast) -> None:
    bureau = cast.naiman
    edition = submitted(bureau, **saying(PHONED))
    seen = page(bureau, edition, "other_handler")
    assert acts_on(seen) == set()
    assert "您现在的职务不在其中" in words(seen)
    assert page(cast.hulunbuir, edition).status_code == 404
    assert page(bureau, edition, query="?edition=9").status_code == 404


@pytest.mark.clause("secrecy.10", "3.10")
def test_after_the_first_signature_answers_stand(cast: Cast) -> None:
    bureau = cast.naiman
    edition = withholding(bureau, str(case_of(registered(bureau)).lawbook.withhold_grounds(case_of(registered(bureau)).on).value[0].id))  # fmt: skip
    seen = page(bureau, edition)
    assert {"answer_finding", "drop_mark"} <= acts_on(seen)
    noted = submitted(bureau, **saying(PHONED))
    for row in findings(noted):
        say(bureau, CHAINS[slug(bureau)][0][1], noted, row.key)
    sign_as(bureau, CHAINS[slug(bureau)][0][1], noted)
    for key in (CHAINS[slug(bureau)][1][1], "business_handler"):
        later = page(bureau, noted, key)
        assert "answer_finding" not in acts_on(later)
        told = "已经有人按现在的查验结果签署了意见，答复不能再改。 现在怎么办：要改的话，请先退回，改好之后重新送审。"
        assert told in words(later)


def test_marks_are_listed_and_shown_in_the_text(cast: Cast) -> None:
    bureau = cast.hulunbuir
    case = case_of(registered(bureau))
    edition = withholding(bureau, str(case.lawbook.withhold_grounds(case.on).value[0].id))
    shown = html(page(bureau, edition))
    assert f'<mark class="goes" title="已标记隐去">{PERSON}</mark>' in shown
    assert (
        f'<mark class="answer answered goes" title="第1处，须逐项答复：居民身份证号码，已答：删去">{NUMBER}'
        in shown
    )
    assert "预览隐去后的样子（2处）" in words(page(bureau, edition))


def test_an_earlier_edition_says_that_it_is_one(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = at_state(bureau, "superseded")
    earlier = words(page(bureau, edition, query="?edition=1"))
    assert "这是第1版，不是最新版本。" in earlier
