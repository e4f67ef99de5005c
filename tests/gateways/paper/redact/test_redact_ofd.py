"""OFD: what stays is drawn where it was, what is withheld is gone letter by letter, the rest of the package stays behind."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

import pytest
from tests.support.papers.ofds import SPACE, glyphs, letters, ofd, templated, text
from tests.support.papers.zips import xml
from tests.support.uncaged import uncage

from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.extract.xmltext import local
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import Redacted, clean, redact

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
DAY = date(2026, 11, 20)
MARK = "〔不予公开：secrecy.6.2〕"
PAGE = "Doc_0/Pages/Page_0/Content.xml"
FONT = b"\x00\x01\x00\x00" + bytes(60)
FONTS: dict[str, str | bytes] = {
    "Doc_0/PublicRes.xml": xml(
        f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="7" FontName="ABCDEF+SimSun"><ofd:FontFile>subset.ttf'
        "</ofd:FontFile></ofd:Font></ofd:Fonts></ofd:Res>"
    ),
    "Doc_0/Res/subset.ttf": FONT,
}


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def cut(data: bytes, *texts: str, instead: str = "") -> Redacted:
    entries = (
        Entry("substitute" if instead else "delete", "secrecy.6.2", instead, text=one) for one in texts
    )
    return redact(data, "通知.ofd", Plan(tuple(entries)), today=DAY)


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return sorted(archive.namelist())


def page(data: bytes, place: str = PAGE) -> Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return fromstring(archive.read(place))


def objects(data: bytes) -> list[tuple[str, str, str, str]]:
    """Boundary and size of each text object, with where its letters begin, their steps, and what they say."""
    found = []
    for one in page(data).iter():
        if local(one) == "TextObject":
            for code in (each for each in one if local(each) == "TextCode"):
                found.append(
                    (one.get("Size", ""), code.get("X", ""), code.get("DeltaX", ""), code.text or "")
                )
    return found


def test_the_letters_that_stay_keep_their_places_and_the_mark_fits_into_the_room() -> None:
    made = cut(ofd(text(30, 60, "联系人张三和李四，电话13847512346，请拨打。", size=4)), "13847512346")
    assert objects(made.data)[1:] == [
        ("4", "0", "4 4 4 4 4 4 4 4 4 4", "联系人张三和李四，电话"),
        ("4", "88", "4 4 4 4", "，请拨打。"),
        ("3.372", "44", " ".join(["3.372"] * 6 + ["1.854"] * 11), MARK),
    ]
    assert made.marks == 1


def test_a_mark_too_long_for_its_room_is_told_at_the_foot_of_the_page() -> None:
    made = cut(ofd(text(30, 60, "姓名张三丰，男", size=4)), "张三丰")
    assert [(size, said) for size, _, _, said in objects(made.data)[1:]] == [
        ("4", "姓名"), ("4", "，男"), ("2", "〔不予公开〕"), ("2.8", "〔不予公开〕的依据：secrecy.6.2"),
    ]  # fmt: skip


def test_a_substitute_of_the_same_length_looks_as_the_words_did() -> None:
    made = cut(ofd(text(30, 60, "姓名张三，男", size=4)), "张三", instead="张某")
    assert objects(made.data)[1:] == [
        ("4", "0", "4", "姓名"), ("4", "16", "4", "，男"), ("4", "8", "4", "张某"),
    ]  # fmt: skip


def test_words_set_letter_by_letter_leave_one_mark() -> None:
    made = cut(ofd(letters(30, 60, "电话13847512346完")), "13847512346")
    said = [one[3] for one in objects(made.data)[1:]]
    assert said == ["电", "话", MARK, "完"]
    assert made.marks == 1


def test_words_over_a_line_end_and_a_page_and_on_a_template() -> None:
    made = cut(ofd(text(30, 60, "经办人阿拉坦") + text(30, 70, "巴特尔同志")), "阿拉坦巴特尔", instead="某")
    assert [one[3] for one in objects(made.data)[1:]] == ["经办人", "某", "同志"]
    assert [part.text for part in extract(cut(templated("经办人张三"), "张三").data, "a.ofd").parts][1] == (
        "经办人〔不予公开〕\n〔不予公开〕的依据：secrecy.6.2"
    )


def test_shapes_go_with_the_letters_and_the_font_that_knows_them() -> None:
    data = ofd(
        glyphs(30, 60, "姓名张三").replace("Size=", 'Font="7" Size=')
        + glyphs(30, 80, "公示期七天").replace("Size=", 'Font="7" Size='),
        common="<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>",
        others=FONTS,
    )
    untouched = clean(data, "a.ofd", today=DAY).data
    assert "Doc_0/Res/font1.ttf" in names(untouched)
    assert len([one for one in page(untouched).iter() if local(one) == "CGTransform"]) == 2
    made = cut(data, "张三").data
    assert "Doc_0/Res/font1.ttf" not in names(made)
    assert [one for one in page(made).iter() if local(one) == "CGTransform"] == []
    assert '"SimSun"' in zipfile.ZipFile(BytesIO(made)).read("Doc_0/PublicRes.xml").decode()


def test_letters_without_names_cannot_be_searched_and_are_refused_only_where_something_is_cut() -> None:
    data = ofd(text(30, 60, "姓名\ue001\ue002"))
    assert [one[3] for one in objects(clean(data, "a.ofd", today=DAY).data)][1] == "姓名\ue001\ue002"
    with pytest.raises(Unreadable) as refused:
        cut(data, "姓名")
    assert refused.value.sentence.startswith("OFD 里有的文字只有字形，读不出是什么字")


def test_only_here_cuts_one_of_many() -> None:
    data = ofd(text(30, 60, "甲方张三，乙方张三"))
    part = next(one for one in extract(data, "a.ofd").parts if one.id == "第 1 页")
    start = part.text.rindex("张三")
    entry = Entry("substitute", "secrecy.6.2", "李某", "", part.id, start, start + 2, only_here=True)
    made = redact(data, "a.ofd", Plan((entry,)), today=DAY)
    assert [one[3] for one in objects(made.data)[1:]] == ["甲方张三，乙方", "李某"]
    assert (made.marks, made.withheld) == (1, ())


def test_the_package_holds_what_the_pages_need_under_new_names_and_one_date() -> None:
    data = ofd(
        information="<ofd:Author>王五</ofd:Author><ofd:CreationDate>2024-01-01</ofd:CreationDate>",
        document="<ofd:Permissions><ofd:Edit>false</ofd:Edit></ofd:Permissions>",
        others={"Doc_0/Res/王五.png": b"\x89PNG", "说明.txt": "王五"},
    )
    made = clean(data, "a.ofd", today=DAY).data
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 20, 0, 0, 0)}
        top = archive.read("OFD.xml").decode()
    assert names(made) == ["Doc_0/Document.xml", PAGE, "Doc_0/PublicRes.xml", "OFD.xml"]
    assert "<ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>" in top
    assert clean(data, "a.ofd", today=DAY).data == made


def test_headings_of_the_outline_stay_and_are_cut() -> None:
    outline = (
        '<ofd:Outlines><ofd:OutlineElem Title="张三的申请"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto>'
        '<ofd:Dest Type="XYZ" PageID="1" Left="0" Top="10"/></ofd:Goto></ofd:Action></ofd:Actions></ofd:OutlineElem></ofd:Outlines>'
    )
    root = page(cut(ofd(document=outline), "张三").data, "Doc_0/Document.xml")
    (heading,) = [one for one in root.iter() if local(one) == "OutlineElem"]
    (goal,) = [one for one in root.iter() if local(one) == "Dest"]
    (listed,) = [one for one in root.iter() if local(one) == "Page"]
    assert heading.get("Title") == f"{MARK}的申请"
    assert dict(goal.attrib) == {"Type": "XYZ", "PageID": listed.get("ID"), "Left": "0", "Top": "10"}


def test_words_in_patterns_are_refused() -> None:
    pattern = f'<ofd:FillColor><ofd:Pattern Width="9" Height="9"><ofd:CellContent>{text(0, 0, "密")}</ofd:CellContent></ofd:Pattern></ofd:FillColor>'
    with pytest.raises(Unreadable, match="填充或者裁剪的文字"):
        clean(
            ofd(f'<ofd:PathObject ID="5" Boundary="9 9 9 9" Fill="true">{pattern}</ofd:PathObject>'),
            "a.ofd",
            today=DAY,
        )
