"""Answering, marking, taking marks back and redacting on the page, one by one and several at once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.support.cast import Bureau, Cast
from tests.support.desk import acts_on, html, sit, words
from tests.support.redacted import NUMBER, PERSON, TEXT, findings, redacted, withholding
from tests.support.road import CHAINS, case_of, registered, sign_as, slug, submitted

from gongkai.records.models import Edition, FindingAnswer, LedgerEntry, Marking
from gongkai.web.desk.screening_list import LEAF

PHONED = TEXT + "联系电话13800001234，手机15947012345。"
VERBS = ("answer_finding", "mark_text", "drop_mark", "redact")


def drafted(bureau: Bureau, text: str = PHONED) -> tuple[Client, Edition]:
    edition = registered(bureau, body_text=text, body_html=f"<p>{text}</p>")
    return sit(bureau, "business_handler"), edition


def ground_of(edition: Edition) -> str:
    case = case_of(edition)
    return str(case.lawbook.withhold_grounds(case.on).value[0].id)


def post(desk: Client, edition: Edition, verb: str, query: str = "", **given: Any) -> Any:
    seen = {"seen_fingerprint": case_of(edition).fingerprint}
    return desk.post(f"/desk/editions/{edition.pk}/{verb}/{query}", seen | given)


def keys(edition: Edition) -> list[str]:
    return [row.key for row in findings(edition)]


def said(edition: Edition) -> list[tuple[str, str]]:
    return [(row.kind, row.reasons) for row in FindingAnswer.objects.filter(edition=edition).order_by("id")]


@pytest.mark.clause("secrecy.6.2", "3.7")
def test_an_answer_is_kept_and_leads_to_the_next_that_is_open(cast: Cast) -> None:
    desk, edition = drafted(cast.naiman)
    done = post(desk, edition, "answer_finding", "?open=1", key=keys(edition)[0], answer="not_sensitive",
                reasons="是示例号码。")  # fmt: skip
    assert (done.status_code, done.headers["Location"]) == (
        302,
        f"/desk/items/{edition.item_id}/screening/?open=1#f-2",
    )
    told = words(desk.get(f"/desk/items/{edition.item_id}/screening/"))
    assert "第1处已答复，还有2处须答复。" in told
    assert "不涉及不得公开的内容。是示例号码。 朱琳， 2025-03-03 10:00" in told


def test_what_is_missing_is_asked_for_under_its_field_and_what_was_typed_stays(cast: Cast) -> None:
    desk, edition = drafted(cast.naiman)
    back = post(desk, edition, "answer_finding", key=keys(edition)[1], answer="substitute", instead="某号")
    assert back.status_code == 400
    assert 'href="#id_2_reasons"' in html(back)
    assert 'value="某号"' in html(back)
    assert said(edition) == []


@pytest.mark.clause("secrecy.6.2", "3.7")
def test_a_refusal_stands_at_the_finding_with_clause_and_remedy(cast: Cast) -> None:
    desk, edition = drafted(cast.naiman)
    back = post(desk, edition, "answer_finding", key=keys(edition)[0], answer="withhold", reasons="隐私。")
    assert back.status_code == 409
    told = words(back)
    assert "没有办理：答复 删去要写明是哪一种不予公开的情形。 依据 保密审查制度第六条（二）" in told
    assert "现在怎么办：请选择情形。" in told
    assert html(back).index('id="f-1"') < html(back).index('id="refusal"') < html(back).index('id="f-2"')


@pytest.mark.clause("secrecy.6.2", "3.7")
def test_several_are_answered_at_once_by_one_act(cast: Cast) -> None:
    desk, edition = drafted(cast.hulunbuir)
    done = post(desk, edition, "answer_finding", several="1", key=keys(edition)[1:], answer="not_sensitive",
                reasons="窗口电话，已经公开。")  # fmt: skip
    assert done.status_code == 302, words(done)
    assert said(edition) == [("not_sensitive", "窗口电话，已经公开。")] * 2
    assert list(LedgerEntry.objects.values_list("verb", flat=True)).count("answer_finding") == 1, "one act"
    assert {row.key for row in FindingAnswer.objects.all()} == set(keys(edition)[1:])


@pytest.mark.clause("secrecy.6.2", "3.7")
def test_of_several_one_that_cannot_take_the_answer_keeps_all_unanswered_and_is_named(cast: Cast) -> None:
    desk, edition = drafted(cast.naiman, "电报编号：内电〔2024〕3号\n密码电报\n" + PHONED)
    faulty = [n for n, row in enumerate(findings(edition), 1) if row.kind == "telegram"]
    back = post(desk, edition, "answer_finding", several="1", key=keys(edition), answer="consent", reasons="本人同意。",
                proof="同意书，2025年3月1日")  # fmt: skip
    assert (back.status_code, said(edition)) == (409, [])
    told = words(back)
    assert "没有办理：一次答复几处，一处也没有答复" in told
    assert f"第{faulty[0]}处，" in told
    assert "不能答「权利人同意公开」。" in told
    assert f'href="?#f-{faulty[0]}">看这一处' in html(back)
    assert len(re.findall('name="key"[^>]* checked', html(back))) == len(keys(edition))


@pytest.mark.clause("secrecy.6.2", "3.7")
def test_everything_unanswered_of_one_kind_takes_one_act_from_either_form(cast: Cast) -> None:
    numbers = "\n".join(f"第{n}户手机138000{n:05d}。" for n in range(LEAF + 3))
    for more in ({}, {"several": "1"}):
        desk, edition = drafted(cast.hulunbuir, TEXT + numbers)
        mobiles = [row.key for row in findings(edition) if row.kind == "mobile"]
        post(desk, edition, "answer_finding", key=mobiles[0], answer="not_sensitive", reasons="先答的。")
        shown = desk.get(f"/desk/items/{edition.item_id}/screening/?kind=mobile")
        assert words(shown).count(f"答复这一种的全部{len(mobiles) - 1}处") > 1
        given = more if more else {"key": mobiles[1]}
        done = post(desk, edition, "answer_finding", all_of="mobile", answer="not_sensitive", reasons="都已经公开。",
                    **given)  # fmt: skip
        assert done.status_code == 302, words(done)
        answers = FindingAnswer.objects.filter(edition=edition).order_by("id")
        assert [row.key for row in answers] == mobiles, "the one answered before keeps its answer"
        assert [row.reasons for row in answers][:2] == ["先答的。", "都已经公开。"]
        told = words(desk.get(done.headers["Location"]))
        assert f"等{len(mobiles) - 1}处已答复，还有1处须答复。" in told


def test_nothing_ticked_is_told(cast: Cast) -> None:
    desk, edition = drafted(cast.hulunbuir)
    back = post(desk, edition, "answer_finding", several="1", answer="not_sensitive", reasons="公开。")
    assert back.status_code == 400
    assert "没有勾选要答复的内容" in words(back)


def test_what_changed_after_it_was_shown_is_not_answered(cast: Cast) -> None:
    desk, edition = drafted(cast.hulunbuir)
    stale = {"seen_fingerprint": "x"}
    for more in ({"key": keys(edition)[0]}, {"key": keys(edition), "several": "1"}, {"key": "0" * 32}):
        back = post(
            desk, edition, "answer_finding", answer="not_sensitive", reasons="公开。", **(stale | more)
        )
        assert back.status_code == 409
        assert "您看到的内容已经改动" in words(back)
    assert said(edition) == []


@pytest.mark.clause("secrecy.2", "3.1")
def test_only_whose_turn_it_is_may_and_a_plain_visit_leads_to_the_page(cast: Cast) -> None:
    bureau = cast.naiman
    _, edition = drafted(bureau)
    other = sit(bureau, "other_handler")
    for verb in VERBS:
        back = post(other, edition, verb, key=keys(edition)[0])
        assert (back.status_code, "您现在的职务不在其中" in words(back)) == (409, True), verb
        plain = other.get(f"/desk/editions/{edition.pk}/{verb}/")
        assert plain.headers["Location"] == f"/desk/items/{edition.item_id}/screening/"
        assert post(sit(cast.hulunbuir, "business_handler"), edition, verb).status_code == 404
    assert (said(edition), Marking.objects.count(), edition.item.editions.count()) == ([], 0, 1)


def test_after_a_signature_an_answer_is_refused(cast: Cast) -> None:
    bureau = cast.hulunbuir
    text = TEXT
    desk, edition = drafted(bureau, text)
    key = keys(edition)[0]
    post(desk, edition, "answer_finding", key=key, answer="not_sensitive", reasons="示例。")
    assert desk.post(f"/desk/editions/{edition.pk}/submit/").status_code == 302
    sign_as(bureau, CHAINS[slug(bureau)][0][1], edition)
    back = post(desk, edition, "answer_finding", key=key, answer="not_sensitive", reasons="再想想。")
    assert (back.status_code, "已经有人按现在的查验结果签署了意见" in words(back)) == (409, True)
    assert "您填写的内容没有收下，可从这里复制 理由 再想想。" in words(back)
    assert "answer_finding" not in acts_on(back)


@pytest.mark.clause("secrecy.12", "3.14")
def test_words_are_looked_for_and_marked_and_the_mark_taken_back(cast: Cast) -> None:
    desk, edition = drafted(cast.naiman)
    found = desk.post(f"/desk/items/{edition.item_id}/screening/find/", {"words": PERSON})
    assert found.status_code == 200
    assert f"“{PERSON}”有1处：" in words(found)
    assert f'<input type="hidden" name="text" value="{PERSON}"' in html(found)
    missing = post(desk, edition, "mark_text", text=PERSON)
    assert (missing.status_code, 'href="#id_mark_ground"' in html(missing)) == (400, True)
    done = post(desk, edition, "mark_text", text=PERSON, ground=ground_of(edition), instead="某某")
    assert done.status_code == 302
    shown = desk.get(f"/desk/items/{edition.item_id}/screening/")
    assert f"{PERSON} 替换为“某某”" in words(shown)
    again = post(desk, edition, "mark_text", text=PERSON, ground=ground_of(edition))
    assert (again.status_code, "这些字已经标过。" in words(again)) == (409, True)
    row = Marking.objects.get()
    assert post(desk, edition, "drop_mark", marking=row.pk).status_code == 302
    gone = post(desk, edition, "drop_mark", marking=row.pk)
    assert (gone.status_code, "这个标记已经取消" in words(gone)) == (409, True)


def test_one_letter_is_not_looked_for(cast: Cast) -> None:
    desk, edition = drafted(cast.hulunbuir)
    back = desk.post(f"/desk/items/{edition.item_id}/screening/find/", {"words": " 王 "})
    assert back.status_code == 400
    assert "这样短的字在别处也有，隐去会误删。请至少写2个字" in words(back)
    assert "mark_text" not in acts_on(back)


@pytest.mark.clause("secrecy.6.1", "3.7")
def test_a_mark_in_force_cannot_be_marked_away(cast: Cast) -> None:
    desk, edition = drafted(cast.naiman, "机密★长期\n关于某项工作的通知。")
    back = post(desk, edition, "mark_text", text="机密★长期", ground=ground_of(edition))
    assert (back.status_code, Marking.objects.count()) == (409, 0)
    told = words(back)
    assert "没有办理：标记" in told
    assert "带密级的文件不能靠隐去标志变成可以公开的。" in told
    assert "现在怎么办：请按不予公开处理" in told


def test_words_that_stand_nowhere_are_told_and_cannot_be_marked(cast: Cast) -> None:
    desk, edition = drafted(cast.hulunbuir)
    at = f"/desk/items/{edition.item_id}/screening/find/"
    nowhere = desk.post(at, {"words": "没有的字"})
    assert "正文和附件里都没有“没有的字”" in words(nowhere)
    assert "mark_text" not in acts_on(nowhere)
    assert desk.post(at, {"words": " "}).status_code == 400
    assert desk.get(at).headers["Location"] == f"/desk/items/{edition.item_id}/screening/"


@pytest.mark.clause("secrecy.12", "3.14")
def test_the_preview_makes_the_redacted_edition_which_is_then_compared(cast: Cast) -> None:
    bureau = cast.hulunbuir
    desk = sit(bureau, "business_handler")
    edition = withholding(bureau, ground_of(registered(bureau)))
    at = f"/desk/items/{edition.item_id}/screening"
    seen = desk.get(f"{at}/preview/")
    assert "一共隐去2处。" in words(seen)
    assert f"<del>{NUMBER}</del>" in html(seen)
    assert acts_on(seen) == {"redact"}
    done = post(desk, edition, "redact")
    assert (done.status_code, done.headers["Location"]) == (302, f"{at}/compare/")
    both = desk.get(f"{at}/compare/")
    assert "第1版原文和隐去之后的第2版并列" in words(both)
    assert f"<del>{PERSON}</del>" in html(both)
    assert "与隐去之前对照" in words(desk.get(f"/desk/items/{edition.item_id}/"))
    assert desk.get(f"{at}/compare/?edition=1").status_code == 404
    assert sit(cast.naiman, "business_handler").get(f"{at}/compare/").status_code == 404


def test_who_cannot_submit_is_led_back_to_the_item_only(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = redacted(bureau, ground_of(registered(bureau)))
    at = f"/desk/items/{edition.item_id}/screening/compare/"
    assert ">回到这份信息，送审</a>" in html(sit(bureau, "business_handler").get(at))
    assert ">回到这份信息</a>" in html(sit(bureau, "office_handler").get(at))


def test_with_nothing_to_cut_there_is_nothing_to_make(cast: Cast) -> None:
    desk, edition = drafted(cast.hulunbuir)
    seen = desk.get(f"/desk/items/{edition.item_id}/screening/preview/")
    assert "没有要隐去的内容。" in words(seen)
    assert acts_on(seen) == set()
    back = post(desk, edition, "redact")
    assert (back.status_code, "没有办理：制作隐去后的版本 没有要隐去的内容。" in words(back)) == (409, True)


def test_the_refusal_to_sign_leads_to_the_page(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = submitted(bureau, body_text=TEXT, body_html=f"<p>{TEXT}</p>")
    desk = sit(bureau, "office_handler")
    given = {
        "sign-opinion": "主动公开", "sign-basis": ["中华人民共和国保守国家秘密法"], "sign-reasons": "可以。",
        "sign-ground": "", "sign-seen_fingerprint": case_of(edition).fingerprint,
    }  # fmt: skip
    back = desk.post(f"/desk/editions/{edition.pk}/sign/", given)
    assert back.status_code == 409
    assert f'<a href="/desk/items/{edition.item_id}/screening/">打开查验</a>' in html(back)
