"""The wording of letters: who may change it, what is wrong with it in sentences, versions, and what it looks like."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast
from tests.support.desk import fields, html, sit, words

from gongkai.core.letters import LETTER_KINDS
from gongkai.records.models import LetterTemplate

KIND = "reply-refused"
PLACE = "/desk/letters/reply-refused/"


def wording(page: object) -> str:
    text = html(page)  # type: ignore[arg-type] # a response of the test client
    return text.partition('id="id_wording"')[2].partition(">")[2].partition("</textarea>")[0].lstrip("\n")


def test_every_kind_of_letter_is_listed_and_opens_with_a_preview(cast: Cast) -> None:
    for bureau in cast.bureaus:
        desk = sit(bureau, "general_handler")
        listed = html(desk.get("/desk/letters/"))
        for kind in LETTER_KINDS:
            assert f"/desk/letters/{kind}/" in listed
            page = desk.get(f"/desk/letters/{kind}/")
            assert (kind, page.status_code) == (kind, 200)
            assert "改正以后，这里显示文书的样子。" not in words(page)
            assert "〔申请编号〕" in words(page) or kind in (
                "third-party",
                "consultation",
                "decision-to-third-party",
                "followup",
            )


@pytest.mark.clause("cn-foi:36")
def test_a_new_wording_is_used_from_now_on_and_old_versions_stay(cast: Cast) -> None:
    desk = sit(cast.hulunbuir, "general_head")
    first = wording(desk.get(PLACE)).replace("&quot;", '"').replace("&amp;", "&")
    changed = first.replace("经审查", "经依法审查")
    assert changed != first
    done = desk.post(PLACE, {"wording": changed})
    assert (done.status_code, done.headers["Location"]) == (302, PLACE)
    assert "经依法审查" in LetterTemplate.objects.get(kind=KIND).text
    page = desk.get(PLACE)
    assert "现在使用本机关第1版" in words(page)
    assert "经依法审查" in wording(page)
    assert "经依法审查" not in wording(desk.get(f"{PLACE}?version=0"))
    assert "本机关第1版，2025-03-03 王建国" in words(desk.get("/desk/letters/"))


def test_mistakes_are_told_in_sentences_and_nothing_is_lost(cast: Cast) -> None:
    desk = sit(cast.hulunbuir, "general_head")
    page = desk.post(PLACE, {"wording": "# 答复书\n\n{{没有这个位置}}\n\n@signature"})
    said = words(page)
    assert page.status_code == 400
    assert "没有收下，请改正下面" in said
    assert "第3行：" in said
    assert "{{没有这个位置}}" in html(page)
    assert not LetterTemplate.objects.exists()


def test_a_preview_changes_nothing(cast: Cast) -> None:
    desk = sit(cast.hulunbuir, "general_head")
    changed = wording(desk.get(PLACE)).replace("经审查", "经依法审查")
    page = desk.post(PLACE, {"wording": changed, "preview": "1"})
    assert page.status_code == 200
    assert "经依法审查" in words(page)
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize("key", ["business_handler", "leader", "secrecy_handler"])
def test_others_read_it_and_are_refused(cast: Cast, key: str) -> None:
    desk = sit(cast.hulunbuir, key)
    page = desk.get(PLACE)
    with pytest.raises(KeyError):
        fields(page, KIND)
    text = wording(sit(cast.hulunbuir, "general_head").get(PLACE))
    answer = desk.post(PLACE, {"wording": text})
    assert answer.status_code == 409
    assert "没有办理：使用新文字 文书的文字由受理机构、领导小组办公室修改" in words(answer)


def test_there_is_no_letter_of_another_name(cast: Cast) -> None:
    assert sit(cast.hulunbuir, "general_head").get("/desk/letters/love/").status_code == 404
