"""DOCX: what stays looks the same, what is withheld is gone from every run, the rest of the package stays behind."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm
from tests.support.papers import word
from tests.support.papers.pictures import png_with_text
from tests.support.uncaged import uncage

from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.redact import clean, redact

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
DAY = date(2026, 11, 20)
MARK = "〔不予公开：secrecy.6.2〕"
PLAN = Plan(
    (Entry("delete", "secrecy.6.2", text="13847512346"), Entry("substitute", "3.14", "张某", text="张三"))
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def made_of(data: bytes, plan: Plan = PLAN) -> docx.document.Document:
    return docx.Document(BytesIO(redact(data, "名单.docx", plan, today=DAY).data))


def rich() -> bytes:
    """A document as Word makes them: styles, a table, a picture, a header, a page number, lists."""
    document = docx.Document()
    document.core_properties.author = "王五"
    document.add_heading("关于补贴名单的公示", 0)
    paragraph = document.add_paragraph("经审核，")
    paragraph.add_run("张三").bold = True
    paragraph.add_run("符合条件，电话138")
    paragraph.add_run("4751").italic = True
    paragraph.add_run("2346。")
    table = document.add_table(rows=2, cols=2, style="Light Grid Accent 1")
    for at, text in enumerate(("姓名", "备注", "张三", "联系13847512346")):
        table.cell(at // 2, at % 2).text = text
    document.add_picture(BytesIO(png_with_text("张三拍摄")), width=Cm(3))
    document.sections[0].header.paragraphs[0].text = "承办人 张 三"
    run = document.sections[0].footer.paragraphs[0].add_run()
    for kind in ("begin", "end"):
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        run._r.append(mark)
        if kind == "begin":
            code = OxmlElement("w:instrText")
            code.text = " PAGE "
            run._r.append(code)
    document.add_paragraph("其一", style="List Bullet")
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def test_words_are_cut_in_runs_and_cells_and_headers_and_their_looks_stay() -> None:
    document = made_of(rich())
    said = [
        (paragraph.style.name if paragraph.style else "", paragraph.text) for paragraph in document.paragraphs
    ]
    assert said == [
        ("Title", "关于补贴名单的公示"),
        ("Normal", f"经审核，张某符合条件，电话{MARK}。"),
        ("Normal", ""),
        ("List Bullet", "其一"),
    ]
    runs = [(run.text, run.bold, run.italic) for run in document.paragraphs[1].runs]
    assert runs == [
        ("经审核，", None, None), ("张某", True, None), (f"符合条件，电话{MARK}", None, None), ("", None, True), ("。", None, None),
    ]  # fmt: skip
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["姓名", "备注"],
        ["张某", f"联系{MARK}"],
    ]
    assert table.style is not None
    assert table.style.name == "Light Grid Accent 1"
    assert [one.text for one in document.sections[0].header.paragraphs] == ["承办人 张某"]
    assert b" PAGE " in document.sections[0].footer.part.blob
    assert len(document.inline_shapes) == 1


def test_the_package_holds_what_the_pages_need_and_nothing_else() -> None:
    with zipfile.ZipFile(BytesIO(clean(rich(), "名单.docx", today=DAY).data)) as archive:
        names = sorted(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 20, 0, 0, 0)}
    assert names == [
        "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/fontTable.xml",
        "word/footer1.xml", "word/header1.xml", "word/media/image1.png", "word/numbering.xml", "word/settings.xml",
        "word/styles.xml", "word/theme/theme1.xml",
    ]  # fmt: skip


def test_the_same_file_plan_and_day_give_the_same_bytes() -> None:
    source = rich()
    assert redact(source, "a.docx", PLAN, today=DAY).data == redact(source, "a.docx", PLAN, today=DAY).data


def test_changes_are_accepted_and_paragraphs_struck_together_are_joined() -> None:
    struck = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    body = (
        word.p(struck + word.t("上半句，"))
        + word.p(f'<w:del w:author="x" w:id="2">{word.t("旧", tag="delText")}</w:del><w:ins w:author="x" w:id="3">{word.t("新")}</w:ins>')
        + word.p(word.t("内部掌握", "<w:vanish/>"))
    )  # fmt: skip
    document = docx.Document(BytesIO(clean(word.docx(body), "a.docx", today=DAY).data))
    assert [paragraph.text for paragraph in document.paragraphs] == [word.OPENING, "上半句，新", word.CLOSING]


def test_fields_that_tell_where_something_came_from_become_text_and_contents_stay_alive() -> None:
    def field(code: str, shown: str) -> str:
        def mark(kind: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

        return mark("begin") + word.t(code, tag="instrText") + mark("separate") + word.t(shown) + mark("end")

    body = word.p(
        '<w:bookmarkStart w:id="0" w:name="张三的条款"/><w:bookmarkEnd w:id="0"/><w:bookmarkStart w:id="1" w:name="无用"/><w:bookmarkEnd w:id="1"/>'
        + field(' INCLUDETEXT "C:\\\\张三\\\\a.docx" ', "正文")
        + field(" REF 张三的条款 \\h ", "第一条")
        + field(' HYPERLINK "https://www.gov.cn/" \\o "张三看过" ', "链接")
    )
    made = clean(word.docx(body), "a.docx", today=DAY).data
    document = docx.Document(BytesIO(made))
    assert document.paragraphs[1].text == "正文第一条链接"
    codes = [one.text for one in document.element.body.iter(qn("w:instrText"))]
    assert codes == [" REF _Ref9000001 \\h ", ' HYPERLINK "https://www.gov.cn/" ']
    assert [one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))] == [
        "_Ref9000001"
    ]


def test_what_a_picture_is_cropped_by_does_not_come_along() -> None:
    document = docx.Document()
    document.add_picture(BytesIO(png_with_text("x")))
    fill = next(one for one in document.element.body.iter() if one.tag.endswith("}blipFill"))
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    fill.insert(1, parse_xml(f'<a:srcRect {space} l="50000" r="25000"/>'))
    held = BytesIO()
    document.save(held)
    source = docx.Document(BytesIO(held.getvalue())).part.package.image_parts
    made = docx.Document(BytesIO(clean(held.getvalue(), "a.docx", today=DAY).data))
    (before,), (after,) = list(source), list(made.part.package.image_parts)
    assert after.image.px_width == max(1, round(before.image.px_width * 0.25))
    assert not [one for one in made.element.body.iter() if one.tag.endswith("}srcRect")]


def test_only_here_cuts_one_of_many() -> None:
    data = word.docx(word.p(word.t("甲方张三，乙方张三")))
    part = next(one for one in extract(data, "a.docx").parts if "甲方" in one.text)
    start = part.text.rindex("张三")
    entry = Entry("delete", "secrecy.6.2", part=part.id, start=start, end=start + 2, only_here=True)
    made = redact(data, "a.docx", Plan((entry,)), today=DAY)
    document = docx.Document(BytesIO(made.data))
    assert [one.text for one in document.paragraphs][1] == f"甲方张三，乙方{MARK}"
    assert (made.marks, made.withheld) == (1, ())


def test_the_name_of_the_file_is_cut_and_fits_what_it_is() -> None:
    made = redact(word.docx(), "张三的处理决定.docm", PLAN, today=DAY)
    assert (made.name, made.kind) == ("（略）的处理决定.docx", "docx")
    assert made.missed == ("13847512346",)
