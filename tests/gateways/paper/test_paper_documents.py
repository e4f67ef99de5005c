"""Each kind of document, read from a file as a bureau would hand it in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gongkai.core.catalogue.doc_number import DocNumber
from gongkai.gateways.paper.paper import Paper
from gongkai.gateways.paper.reader import read_document

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"
NOTICE_TITLE = "呼伦贝尔市统计局关于开展2024年统计开放日活动的通知"
LETTER = (
    "奈曼旗住房和城乡建设局",
    "关于商请提供地下管网资料的函",
    "奈住建函〔2022〕8号",
    "旗自然资源局：",
    "为做好大沁他拉镇供热管网改造的前期工作，请贵局协助提供改造区域内现有地下管网的竣工图。",
    "资料仅用于本次改造的设计，不对外提供。",
    "奈曼旗住房和城乡建设局",
    "2022年3月7日",
)
LETTER_HTML = (
    '<p class="doc-title">奈曼旗住房和城乡建设局</p>\n<p class="doc-title">关于商请提供地下管网资料的函</p>\n'
    '<p class="doc-number">奈住建函〔2022〕8号</p>\n<p class="doc-salutation">旗自然资源局：</p>\n'
    f"<p>{LETTER[4]}</p>\n<p>{LETTER[5]}</p>\n"
    '<p class="doc-signature">奈曼旗住房和城乡建设局</p>\n<p class="doc-date">2022年3月7日</p>'
)


def head(paper: Paper) -> tuple[object, ...]:
    return (
        paper.kind,
        paper.title,
        str(paper.doc_number or ""),
        paper.issuer,
        paper.formed_on,
        paper.published_on,
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "statistics-notice.docx",
            ("docx", NOTICE_TITLE, "呼统字〔2024〕12号", "呼伦贝尔市统计局", date(2024, 9, 2), None),
        ),
        (
            "housing-rules.docx",
            (
                "docx",
                "奈曼旗住房和城乡建设局关于印发《老旧小区改造公示办法》的通知",
                "奈住建发〔2023〕31号",
                "奈曼旗住房和城乡建设局",
                date(2023, 6, 15),
                None,
            ),
        ),
        (
            "statistics-bulletin.pdf",
            (
                "pdf",
                "呼伦贝尔市统计局关于2023年粮食产量数据的公告",
                "",
                "呼伦贝尔市统计局",
                date(2024, 1, 10),
                None,
            ),
        ),
        (
            "statistics-notice.html",
            (
                "html",
                NOTICE_TITLE,
                "呼统字〔2024〕12号",
                "呼伦贝尔市统计局",
                date(2024, 9, 2),
                date(2024, 9, 5),
            ),
        ),
        (
            "statistics-notice.json",
            (
                "json",
                NOTICE_TITLE,
                "呼统字〔2024〕12号",
                "呼伦贝尔市统计局",
                date(2024, 9, 2),
                date(2024, 9, 5),
            ),
        ),
    ],
)
def test_the_head_of_a_document_is_recognised(name: str, expected: tuple[object, ...]) -> None:
    assert head(read_document(DOCUMENTS / name)) == expected


@pytest.mark.parametrize(("name", "kind"), [("housing-letter.ofd", "ofd"), ("housing-letter.txt", "txt")])
def test_a_letter_is_the_same_paper_from_ofd_and_from_text(name: str, kind: str) -> None:
    paper = read_document((DOCUMENTS / name).read_bytes(), name)
    assert (paper.kind, paper.doc_number) == (kind, DocNumber("奈住建函", 2022, 8))
    assert paper.paragraphs == LETTER
    assert paper.html == LETTER_HTML
    assert paper.text == "\n".join(LETTER)
    assert paper.summary == LETTER[4]


def test_docx_keeps_merged_cells_and_writes_out_numbers_made_by_word() -> None:
    paper = read_document(DOCUMENTS / "statistics-notice.docx")
    assert [line for line in paper.paragraphs if "、活动" in line] == ["一、活动时间", "二、活动内容"]
    assert '<td colspan="3"><p>活动安排</p></td>' in paper.html
    assert '<td rowspan="2"><p>9月20日</p></td>' in paper.html
    assert paper.paragraphs[-5:-3] == ("9月20日\t海拉尔区调查点\t综合科", "额尔古纳市调查点\t工业统计科")


def test_docx_revisions_are_accepted_hidden_text_shown_and_both_told() -> None:
    paper = read_document(DOCUMENTS / "housing-rules.docx")
    assert "送审稿" not in paper.text
    assert paper.paragraphs[5].endswith("请认真执行。执行中的问题请报局综合股。")
    assert "内部掌握：预算另定。" in paper.paragraphs
    assert paper.notes == (
        "文档里有修订痕迹，已按接受全部修订后的文字读取，请核对定稿。",
        "文档里有隐藏文字，已一并读出，请逐处核对。",
    )


def test_pdf_lines_become_paragraphs_across_pages_and_page_numbers_go() -> None:
    paper = read_document(DOCUMENTS / "statistics-bulletin.pdf")
    assert len(paper.paragraphs) == 10
    assert paper.paragraphs[4] == (
        "全市粮食播种面积比上年略有增加，其中玉米、大豆和小麦三种作物合计占九成以上；受夏季降水偏多的影响，"
        "部分旗市的单位面积产量低于常年，但全市总产量保持稳定，没有出现大面积减产。"
    )
    assert "—" not in paper.text
    assert paper.notes == ("PDF 只读出了文字，表格、图片和版式没有保留，请对照原件核对。",)


def test_html_yields_its_main_text_its_header_table_and_nothing_of_the_site() -> None:
    paper = read_document(DOCUMENTS / "statistics-notice.html")
    assert (paper.index_number, paper.subject) == ("11150700-2024-00012", "统计")
    for foreign in (
        "网站地图",
        "首页",
        "document.write",
        "onclick",
        "onerror",
        "javascript",
        "<img",
        "steal",
    ):
        assert foreign not in paper.html
    assert paper.paragraphs[0] == "呼伦贝尔市统计局关于开展"
    assert paper.notes == (
        "只读入了网页的正文部分，页头、栏目和页脚没有读入，请核对是否完整。",
        "网页里有图片，没有读入，请对照原件核对。",
    )
