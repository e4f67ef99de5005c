"""What extraction says about ordinary files: order, rows, names of parts, and what is not hidden at all."""

from __future__ import annotations

import pikepdf
import pytest
from tests.support.extracting import answer, texts, unread
from tests.support.papers.ofds import ofd, text
from tests.support.papers.pdfs import Sheet, pdf, shown
from tests.support.papers.sheets import row, xlsx
from tests.support.papers.texts import html
from tests.support.papers.word import CLOSING, OPENING, docx, p, story, t, table
from tests.support.papers.zips import zipped

from gongkai.core.screening.parts import Extraction, Part, PartKind
from gongkai.gateways.paper.extract import extract


def kinds(data: bytes, name: str = "") -> set[str]:
    return {kind for _, kind, _ in answer(data, name)["parts"]}


def test_a_document_is_its_kind_its_parts_and_its_name() -> None:
    assert extract("通知\n请执行。".encode("gb18030"), "通知.txt") == Extraction(
        "txt",
        (Part("正文", PartKind.BODY, "通知\n请执行。"), Part("文件名", PartKind.FILE_NAME, "通知.txt")),
    )


def test_the_kind_is_what_stands_in_the_file_not_its_name() -> None:
    assert answer(docx(), "通知.pdf")["kind"] == "docx"
    assert answer(b"<!DOCTYPE html><p>x", "a")["kind"] == "html"
    assert answer(b"a,b\n1,2", "a.csv")["kind"] == "csv"
    assert answer(b"a,b\n1,2", "a.txt")["kind"] == "txt"


def test_paragraphs_tables_and_edits_of_a_document() -> None:
    edited = p(t("资金") + f'<w:del w:id="1" w:author="x">{t("五万", tag="delText")}</w:del>'
               + f'<w:ins w:id="2" w:author="x">{t("六万")}</w:ins>' + t("元。"))  # fmt: skip
    said = texts(docx(p(split_number()) + edited + table(("户主", "金额"), ("某某", "300"))))
    assert {
        place: said[place] for place in said if place.startswith("word/document.xml") and "属性" not in place
    } == {
        "word/document.xml": f"{OPENING}\n电话13812345678\n资金六万元。\n{CLOSING}",
        "word/document.xml!表格1": "户主\t金额\n某某\t300",
        "word/document.xml!修订插入": "六万",
        "word/document.xml!修订删除": "资金五万元。",
    }


def split_number() -> str:
    return t("电话138") + '<w:proofErr w:type="spellStart"/>' + t("1234") + t("5678", "<w:b/>")


def test_hidden_text_comes_with_its_paragraph() -> None:
    said = texts(docx(p(t("编号1523") + t("0119", "<w:vanish/>") + t("9001"))))
    assert said["word/document.xml"] == f"{OPENING}\n编号15239001\n{CLOSING}"
    assert said["word/document.xml!隐藏文字"] == "编号152301199001"


@pytest.mark.parametrize(
    "body",
    [
        p(t("看得见", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F4E79"/>')),
        p(t("看得见", '<w:vanish w:val="0"/>')),
        p(t("看得见", '<w:color w:val="FF0000"/><w:highlight w:val="yellow"/>')),
        "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val='clear' w:fill='C00000'/></w:tcPr>"
        + p(t("看得见", "<w:color w:val='FFFFFF'/>"))
        + "</w:tc></w:tr></w:tbl>",
    ],
)
def test_what_can_be_seen_is_not_called_hidden(body: str) -> None:
    assert PartKind.HIDDEN_TEXT.value not in kinds(docx(body))


def test_a_run_shown_again_inside_a_hidden_style() -> None:
    style = '<w:style w:type="paragraph" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown_again = t("乙", "<w:vanish w:val='0'/>")
    body = f"<w:p><w:pPr><w:pStyle w:val='h'/></w:pPr>{t('甲')}{shown_again}</w:p>"
    said = texts(docx(body, {"word/styles.xml": story("styles", style)}))
    assert said["word/document.xml"] == f"{OPENING}\n乙\n{CLOSING}"
    assert said["word/document.xml!隐藏文字"] == "甲乙"


def test_rows_of_a_sheet_keep_their_columns_and_days_are_days() -> None:
    day = '<row r="3"><c r="A3" s="3"><v>45555</v></c><c r="B3"><v>152301199001011234</v></c></row>'
    said = texts(xlsx(row(2, "某某", "", "", "备注") + day))
    assert said["Sheet1"] == "单位\t户数\n某某\t\t备注\n2024-09-20\t152301199001011234"


def test_files_in_archives_are_named_by_their_way() -> None:
    inner = zipped({"表.xlsx": xlsx(row(2, "某某"))})
    said = texts(zipped({"附件.zip": inner, "通知.txt": "请执行。"}), "材料.zip")
    assert said["附件.zip/表.xlsx:Sheet1"] == "单位\t户数\n某某"
    assert said["附件.zip/表.xlsx:文件名"] == "表.xlsx"
    assert said["通知.txt:正文"] == "请执行。"


def test_names_that_windows_packed_are_read_as_written() -> None:
    entry = "名单.txt".encode("gb18030")
    data = zipped({"x" * len(entry): "字"}).replace(b"x" * len(entry), entry)
    assert "名单.txt:正文" in texts(data)


def test_in_embedded_files_everything_in_sight_counts_as_embedded() -> None:
    said = answer(docx(others={"word/embeddings/a.docx": docx(p(t("甲")) + p(t("乙", "<w:vanish/>")))}))
    found = {
        kind
        for place, kind, _ in said["parts"]
        if place.startswith("word/embeddings/a.docx:word/document.xml")
    }
    assert found == {"embedded", "hidden_text"}


def test_white_type_on_a_dark_bar_and_marked_text_are_seen() -> None:
    bar = b"0 0 0.5 rg 40 590 400 40 re f\n"
    marker = b"q /G0 gs 1 1 0 rg 40 490 400 40 re f Q\n"
    sheet = Sheet()
    sheet.page.obj.Resources.ExtGState = pikepdf.Dictionary(G0=pikepdf.Dictionary(BM=pikepdf.Name.Multiply))
    data = sheet.add(bar + shown(50, 600, "反白标题", b"1 g") + shown(50, 500, "划了重点") + marker).saved()
    assert texts(data) == {"第 1 页": "关于做好老旧小区改造公示工作的通知\n反白标题\n划了重点"}


def test_half_a_number_under_a_bar_is_kept_whole_beside() -> None:
    data = pdf(shown(50, 600, "号码152301199001011234"), b"0 g 100 590 60 30 re f\n")
    said = texts(data)
    assert said["第 1 页!被遮盖的文字"] == "号码152301199001011234"
    assert "152301199001011234" not in said["第 1 页"]


def test_a_bar_beneath_the_text_covers_nothing() -> None:
    assert set(texts(pdf(b"0.9 g 40 590 400 40 re f\n", shown(50, 600, "表头", b"0 g")))) == {"第 1 页"}


def test_a_sentence_of_an_ofd_in_the_order_it_is_read() -> None:
    said = texts(ofd(text(80, 60, "后半句") + text(30, 60, "前半句，") + text(30, 70, "第二行")))
    assert said["第 1 页"] == "关于公示工作的通知\n前半句，\t后半句\n第二行"


def test_pages_of_the_web_line_by_line() -> None:
    page = html(
        "<div>甲<br>乙<span>丙</span></div><table><tr><th>户主<th>金额<tr><td>某某<td>300</table><p>丁<p>戊"
    )
    said = texts(page, "a.html")
    assert said["正文"] == "通知\n甲\n乙丙\n丁\n戊\n请执行。"
    assert said["表格"] == "户主\t金额\n某某\t300"
    assert PartKind.HIDDEN_TEXT.value not in kinds(page, "a.html")


def test_rows_of_a_csv_whatever_parts_them() -> None:
    assert (
        texts('姓名;"备注;说明"\n某某;"两\n行"\n'.encode(), "a.csv")["表格"] == "姓名\t备注;说明\n某某\t两 行"
    )


def test_escapes_of_json_are_undone() -> None:
    assert texts(rb'{"body": "\u7edf\u8ba1", "n": [1, null, true]}')["正文"] == "body：统计\nn\n1\nTrue"


def test_characters_left_in_a_font_table_are_told() -> None:
    table_ = b"1 beginbfchar <01> <5F20> endbfchar 1 beginbfrange <02> <03> <4E09> endbfrange begincmap"
    sheet = Sheet()
    sheet.font.ToUnicode = pikepdf.Stream(sheet.pdf, table_)
    said = texts(sheet.saved())
    assert [text for place, text in said.items() if place.endswith("字符表")] == ["张 三 上"]


def test_objects_deleted_from_a_pdf_but_still_in_its_bytes() -> None:
    data = pdf()
    lost = b"99 0 obj\n<< /Length 60 >>\nstream\nBT (Zhang San 13812345678) Tj ET\nendstream\nendobj\n"
    at = data.rfind(b"xref\n")
    moved = data[:at] + lost + data[at:]
    moved = moved.replace(b"startxref\n%d" % at, b"startxref\n%d" % (at + len(lost)))
    assert any("13812345678" in text for text in texts(moved).values())


def test_names_of_fonts_in_gb18030_are_no_damage() -> None:
    data = pdf().replace(b"/BaseFont /STSong-Light", b"/BaseFont /#CB#CE#CC#E5")
    assert unread(data) == {}
    assert texts(data)["元数据"] == "宋体"


def test_what_is_put_behind_a_pdf() -> None:
    assert kinds(pdf() + "名单：某某某某某某某某".encode()) == {"body", "embedded"}


def test_nothing_unread_in_ordinary_files() -> None:
    for data in (docx(), xlsx(), pdf(), ofd(), html()):
        assert unread(data) == {}
