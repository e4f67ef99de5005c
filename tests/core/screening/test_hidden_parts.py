"""Where a text stands is a finding of its own: parts out of sight, properties, parts nobody could read."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.screened import KNOWN, ON, plain_scan

from gongkai.core.screening.finding import Finding, FindingKind, Severity
from gongkai.core.screening.parts import Extraction, Part, PartKind, Unread
from gongkai.core.screening.screening import screen

OF_PROPERTIES = (PartKind.PROPERTIES, PartKind.METADATA)


def kinds(*parts: Part) -> list[tuple[FindingKind, Severity]]:
    return [(each.kind, each.severity) for each in screen(parts, KNOWN, ON, plain_scan())]


@pytest.mark.clause("secrecy.6.2")
@pytest.mark.parametrize(
    "kind", [kind for kind in PartKind if not kind.in_sight and kind not in OF_PROPERTIES]
)
def test_text_out_of_sight_asks_for_an_answer(kind: PartKind) -> None:
    assert kinds(Part("某处", kind, "预算另定")) == [(FindingKind.HIDDEN_CONTENT, Severity.ANSWER)]
    assert kinds(Part("某处", kind, " \n\t")) == []


@pytest.mark.parametrize("kind", [kind for kind in PartKind if kind.in_sight])
def test_text_in_sight_is_no_finding_by_itself(kind: PartKind) -> None:
    assert kinds(Part("某处", kind, "预算另定")) == []


@pytest.mark.clause("secrecy.6.1", "3.7.1")
@pytest.mark.parametrize("kind", list(PartKind))
def test_a_mark_is_found_in_every_kind_of_part(kind: PartKind) -> None:
    assert (FindingKind.SECRECY_MARK, Severity.BLOCK) in kinds(Part("某处", kind, "机密★10年"))


def test_what_programs_leave_in_custom_data_is_only_a_note() -> None:
    assert kinds(Part("customXml/item1.xml", PartKind.CUSTOM_XML, "/APA.XSL")) == [
        (FindingKind.HIDDEN_CONTENT, Severity.NOTE)
    ]


@pytest.mark.parametrize(
    ("codes", "is_found"),
    [
        ("PAGE", False),
        (" PAGE   \\* MERGEFORMAT \n\nNUMPAGES", False),
        ('TOC \\o "1-3" \\h \\z \\u\nPAGEREF _Toc123456789 \\h\nHYPERLINK \\l "_Toc123456789"', False),
        ("PAGE\nQUOTE 预算另定", True),
        ('HYPERLINK "http://oa.invalid/"', True),
        ("PAGE 13800001234", True),
        ("PAGEREF _Toc13800001234 \\h", True),
    ],
)
def test_codes_of_page_numbers_and_contents_are_no_finding(codes: str, is_found: bool) -> None:
    found = kinds(Part("word/footer1.xml!域代码", PartKind.HIDDEN_TEXT, codes))
    assert ((FindingKind.HIDDEN_CONTENT, Severity.ANSWER) in found) == is_found


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("creator：张三", "制作人、单位一类的信息"),
        ("lastModifiedBy：zhangsan", "制作人、单位一类的信息"),
        ("Company: 某某公司", "制作人、单位一类的信息"),
        ("作者：张三", "制作人、单位一类的信息"),
        ("C:\\Users\\zhangsan\\桌面\\稿.docx", "文件路径"),
        ("\\\\server\\共享\\稿.docx", "文件路径"),
        ("/home/zhangsan/稿.docx", "文件路径"),
        ("张三丰", "像是人名的文字"),
        ("creator：", ""),
        ("Application：Microsoft Word", ""),
        ("revision：3", ""),
        ("https://example.org/a.pdf", ""),
    ],
)
def test_properties_that_tell_who_and_where_are_notes(line: str, told: str) -> None:
    found = screen([Part("属性", PartKind.METADATA, f"created：2024\n{line}\n")], KNOWN, ON, plain_scan())
    message = f"文档属性里有{told}。公开的文件会重新制作，不带这些属性；直接转发原文件会泄露它们。"
    place = len("created：2024\n")
    expected = Finding(
        FindingKind.METADATA, Severity.NOTE, line, "属性", place, place + len(line), "metadata", message
    )
    assert found == ((expected,) if told else ())


@pytest.mark.clause("4.1")
def test_what_could_not_be_read_blocks() -> None:
    extraction = Extraction("docx", (), (Unread("图片1", "图片太大。"),))
    assert screen(extraction, KNOWN, ON, plain_scan()) == (
        Finding(
            FindingKind.HIDDEN_CONTENT,
            Severity.BLOCK,
            "",
            "图片1",
            0,
            0,
            "hidden_content.unread",
            "没有读出“图片1”：图片太大。没有读过的内容不能公开，请换成能读的文件或者去掉这一部分。",
        ),
    )


def test_findings_come_by_part_and_place_and_do_not_overlap_within_a_kind() -> None:
    parts = [
        Part("第 1 页", PartKind.BODY, "电话13800138000，住址：某某镇王府街12号，13900139000@example.cn"),
        Part("批注", PartKind.COMMENT, "机密★10年"),
    ]
    found = screen(parts, KNOWN, date(2026, 1, 1), plain_scan())
    assert [(each.part, each.rule, each.text) for each in found] == [
        ("第 1 页", "mobile", "13800138000"),
        ("第 1 页", "address.said", "某某镇王府街12号"),
        ("第 1 页", "email", "13900139000@example.cn"),
        ("批注", "secrecy_mark", "机密★10年"),
        ("批注", "hidden_content.comment", "机密★10年"),
    ]
    for each in found:
        for other in found:
            apart = each.part != other.part or each.end <= other.start or other.end <= each.start
            assert each is other or each.kind is not other.kind or apart
