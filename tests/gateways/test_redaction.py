"""An edition made anew: what is withheld is gone from header, text and files, and the rest stays as it was."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.identifiers import CHINESE, FULL_WIDTH, apart, mobiles, resident_ids
from tests.support.kept_files import kept
from tests.support.papers import word
from tests.support.papers.pictures import drawn, png
from tests.support.plain_drafts import plain_draft
from tests.support.uncaged import uncage

from gongkai.core.catalogue import AttachedFile, Draft
from gongkai.core.screening.plan import Cut, Entry, PlanRefused
from gongkai.gateways import redaction
from gongkai.gateways.files import FileStore
from gongkai.gateways.inspection import BODY
from gongkai.gateways.leakcheck import Leak, LeakReport, leaks_in
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.redaction import MadeAnew, Wanted, cut_markup, redact_draft
from gongkai.gateways.search_in import texts_of

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
TODAY = date(2025, 3, 3)
NUMBER = "13847512346"
GROUND = "secrecy.6.2"
MARK = "〔不予公开：保密审查制度第六条（二）〕"
CUT = Entry("delete", GROUND, text=NUMBER)
TITLES = {GROUND: "保密审查制度第六条（二）"}


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def made_anew(draft: Draft, folder: Path, *entries: Entry, **places: tuple[Entry, ...]) -> MadeAnew:
    """Redacted by what is withheld everywhere and, by file, at places."""
    return redact_draft(draft, FileStore(folder), Wanted(entries, places), TODAY, TITLES.get)


def content(file: AttachedFile, folder: Path) -> bytes:
    return FileStore(folder).read(file.digest)


def test_text_page_and_header_lose_it_and_say_on_what_ground(tmp_path: Path) -> None:
    draft = plain_draft(
        f"电话{NUMBER}，完。",
        body_html="<p>电话<b>138</b>4751<i>2346</i>，完。</p>",
        title=f"关于{NUMBER}的通知",
        doc_number=NUMBER,
        issuer=f"机关{NUMBER}",
        subject=f"主题{NUMBER}",
        summary=f"概述{NUMBER}",
        compiled_by=f"编制{NUMBER}",
    )
    made = made_anew(draft, tmp_path, CUT)

    assert made.draft == plain_draft(
        f"电话{MARK}，完。",
        body_html=f"<p>电话<b>{MARK}</b><i></i>，完。</p>",
        title=f"关于{MARK}的通知",
        doc_number=MARK,
        issuer=f"机关{MARK}",
        subject=f"主题{MARK}",
        summary=f"概述{MARK}",
        compiled_by=f"编制{MARK}",
    )
    assert (made.withheld, made.missed) == ((NUMBER,), ())


@pytest.mark.parametrize(
    ("page", "cut"),
    [
        ("<p>电话<b>138</b>47512346，完</p>", "<p>电话<b>〔略〕</b>，完</p>"),
        ("<p>电话1384751</p><p>2346，完</p>", "<p>电话〔略〕</p><p>，完</p>"),
        (
            "<table><tr><td>138</td><td>47512346</td></tr></table>",
            "<table><tr><td>〔略〕</td><td></td></tr></table>",
        ),
        ("<p>&#49;3847512346 &amp; &lt;完&gt;</p>", "<p>〔略〕 &amp; &lt;完&gt;</p>"),
        ('<p>甲<a href="#x">乙</a></p>', '<p>甲<a href="#x">乙</a></p>'),
    ],
)
def test_a_page_keeps_its_elements_wherever_the_words_run_over_them(page: str, cut: str) -> None:
    assert cut_markup(page, [Cut(NUMBER, "〔略〕")]) == cut


def test_words_that_stand_instead(tmp_path: Path) -> None:
    made = made_anew(plain_draft(f"联系人{NUMBER}。"), tmp_path, Entry("substitute", "", "某某", NUMBER))
    assert (made.draft.body_text, made.draft.body_html, made.marks) == (
        "联系人某某。",
        "<p>联系人某某。</p>",
        1,
    )


def test_a_line_too_short_for_the_ground_gets_the_bare_mark(tmp_path: Path) -> None:
    made = made_anew(plain_draft(f"{NUMBER}。", subject=f"{'主' * 49}{NUMBER}"), tmp_path, CUT)
    assert (made.draft.subject, made.draft.body_text) == (f"{'主' * 49}〔不予公开〕", f"{MARK}。")
    longest = plain_draft("张三。", title=f"{'通' * 198}张三")
    assert len(made_anew(longest, tmp_path, Entry("delete", GROUND, text="张三")).draft.title) == 200


def test_the_document_it_was_read_from_stays_behind(tmp_path: Path) -> None:
    draft = plain_draft(f"{NUMBER}。", source_name="原件.docx", source_digest="a" * 64)
    made = made_anew(draft, tmp_path, CUT).draft
    assert (made.source_name, made.source_digest) == ("", "")


def test_only_the_files_that_hold_it_are_replaced(tmp_path: Path) -> None:
    clean, holds = (
        kept("甲.txt", "无关".encode(), tmp_path),
        kept("乙.txt", f"电话{NUMBER}".encode(), tmp_path),
    )
    made = made_anew(plain_draft("内容。", attachments=(clean, holds)), tmp_path, CUT)
    untouched, replaced = made.draft.attachments

    assert untouched == clean
    assert replaced.name == "乙.txt"
    assert content(replaced, tmp_path).decode("utf-8-sig").strip() == f"电话{MARK}"
    assert content(holds, tmp_path).decode() == f"电话{NUMBER}"
    assert (made.marks, made.withheld, made.missed) == (1, (NUMBER,), ())


def test_the_name_of_a_file_loses_it_too(tmp_path: Path) -> None:
    file = kept(f"{NUMBER}的材料.txt", "无关".encode(), tmp_path)
    (made,) = made_anew(plain_draft("内容。", attachments=(file,)), tmp_path, CUT).draft.attachments
    assert NUMBER not in made.name
    assert made.name.endswith(".txt")
    assert content(made, tmp_path).decode("utf-8-sig").strip() == "无关"


def test_a_figure_of_a_table_goes_only_where_it_was_found(tmp_path: Path) -> None:
    table = kept("表.csv", "旗县,户数,企业\n甲,2,30\n乙,30,2\n".encode(), tmp_path)
    draft = plain_draft("共2户。", attachments=(table,))
    found = next(text.part for text in texts_of(draft, FileStore(tmp_path)) if "旗县" in text.part.text)
    start = found.text.index("2")
    here = Entry("delete", GROUND, part=found.id, start=start, end=start + 1, only_here=True)
    made = made_anew(draft, tmp_path, **{table.digest: (here,)})

    (file,) = made.draft.attachments
    assert content(file, tmp_path).decode("utf-8-sig").split() == [
        "旗县,户数,企业",
        f"甲,{MARK},30",
        "乙,30,2",
    ]
    assert (made.draft.body_text, made.withheld, made.marks) == ("共2户。", (), 1)


def test_a_place_in_the_text_is_cut_in_text_and_page(tmp_path: Path) -> None:
    draft = plain_draft("甲12户，乙12户。")
    here = Entry("delete", "", part="正文", start=6, end=8, only_here=True)
    made = made_anew(draft, tmp_path, **{BODY: (here,)}).draft
    assert (made.body_text, made.body_html) == (
        "甲12户，乙〔不予公开〕户。",
        "<p>甲12户，乙〔不予公开〕户。</p>",
    )


def test_a_place_that_the_text_does_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanRefused, match="只有 3 个字符"):
        made_anew(
            plain_draft("内容。"), tmp_path, **{BODY: (Entry("delete", "", part="正文", start=2, end=9),)}
        )


def test_words_met_nowhere_are_told(tmp_path: Path) -> None:
    made = made_anew(plain_draft(f"{NUMBER}。"), tmp_path, CUT, Entry("delete", GROUND, text="张三丰"))
    assert (made.withheld, made.missed) == ((NUMBER, "张三丰"), ("张三丰",))


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("程序.txt", b"MZ", "这是程序，不是文书。"),
        ("名单.json", f'{{"a": "{NUMBER}"}}'.encode(), "JSON 文件不能直接处理；"),
        (f"{NUMBER}.png", png(drawn("1")), "图片里的文字不能由本软件隐去；"),
    ],
)
def test_a_file_that_cannot_be_made_anew_stops_it_with_a_sentence(
    tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    draft = plain_draft("内容。", attachments=(kept(name, data, tmp_path),))
    with pytest.raises(Unreadable) as raised:
        made_anew(draft, tmp_path, CUT)
    assert raised.value.sentence.startswith(sentence)


def test_a_file_that_is_not_there_stops_it(tmp_path: Path) -> None:
    draft = plain_draft("内容。", attachments=(AttachedFile("丢失.txt", "a" * 64, 1),))
    with pytest.raises(Unreadable) as raised:
        made_anew(draft, tmp_path, CUT)
    assert raised.value.sentence == "附件“丢失.txt”不在文件库中。"


def test_what_is_still_met_afterwards_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = plain_draft("内容。", attachments=(kept("乙.txt", NUMBER.encode(), tmp_path),))
    leak = LeakReport((Leak(NUMBER, "正文", "原样"),), (), 1)
    monkeypatch.setattr(redaction, "leaks", lambda *_: leak)
    with pytest.raises(Unreadable) as raised:
        made_anew(draft, tmp_path, CUT)
    assert raised.value.sentence.startswith("附件“乙.txt”里要隐去的文字没有除尽，不能这样公开；")


def test_words_instead_that_bring_back_what_is_withheld_stop_it(tmp_path: Path) -> None:
    wanted = (CUT, Entry("substitute", "", f"张三（{NUMBER}）", "张三"))
    with pytest.raises(Unreadable) as raised:
        made_anew(plain_draft("张三到会。"), tmp_path, *wanted)
    assert raised.value.sentence == "“正文”里要隐去的文字没有除尽，请到正文中改好再试。"


def bare(texts: Iterable[str]) -> str:
    """A second way of looking, that shares nothing with the first: digits alone, whatever they are written in."""
    back = {ord(new): old for old, new in zip("0123456789", "〇一二三四五六七八九", strict=True)}
    whole = unicodedata.normalize("NFKC", "\n".join(texts)).translate(back)
    return re.sub("[^0-9X]", "", whole)


@settings(max_examples=60)
@given(number=st.one_of(mobiles(), resident_ids()), data=st.data())
def test_after_redaction_nothing_withheld_is_left_in_any_part(number: str, data: st.DataObject) -> None:
    def dressed() -> str:
        shown = data.draw(apart(number)).translate(data.draw(st.sampled_from(({}, FULL_WIDTH, CHINESE))))
        return f"某某{shown}、完"

    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as held:
        uncage(patch, blind=True)
        folder = Path(held)
        text, page, line = dressed(), dressed(), dressed()
        draft = plain_draft(
            text,
            body_html=f"<p>{page[:9]}<b>{page[9:14]}</b>{page[14:]}</p>",
            title=" ".join(line.split()),
            attachments=(
                kept("甲.txt", dressed().encode(), folder),
                kept("乙.docx", word.docx(word.p(word.split(dressed()))), folder),
            ),
        )
        made = made_anew(draft, folder, Entry("delete", GROUND, text=number))
        texts = texts_of(made.draft, FileStore(folder))

        assert made.withheld == (number,)
        assert len(texts) >= 6
        assert list(leaks_in([each.part for each in texts], made.withheld)) == []
        assert number not in bare(each.part.text for each in texts)
        assert "某某" in made.draft.body_text
