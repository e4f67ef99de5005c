"""The empty application form is one page with a box for everything the rule book asks."""

from __future__ import annotations

import pytest
from tests.support.printed import docx_document, docx_text, pdf_about, pdf_pages, pdf_sizes

from gongkai.gateways.paper.application_form import FormField, FormSheet, form_docx, form_pdf

FORM = FormSheet(
    organ="呼伦贝尔市统计局",
    fields=(
        FormField("申请人类别", choices=("公民", "商业企业", "科研机构", "其他组织")),
        FormField("姓名或名称", hint="单位写全称"),
        FormField("身份证明", hint="公民写证件名称和号码"),
        FormField("联系方式", hint="电话、地址、电子邮箱", lines=2),
        FormField("内容描述", hint="一张表只写一件事", lines=6),
        FormField("文件名称", required=False),
        FormField("文号", required=False),
        FormField("用途", required=False, lines=2),
    ),
    provision=("纸质", "电子邮件", "查阅"),
    delivery=("自行领取", "邮寄"),
    notes=("写不下的，可以另附纸。", "书写有困难的，可以口头提出。"),
)
WORDS = (
    "政府信息公开申请表",
    "受理机关：呼伦贝尔市统计局",
    "申请人类别*",
    "公民",
    "联系方式*",
    "一张表只写一件事",
    "提供信息的形式",
    "电子邮件",
    "获取信息的途径",
    "签名或者盖章*",
    "以下由受理机构填写",
    "申请编号",
    "2．书写有困难的，可以口头提出。",
)


@pytest.mark.clause("cn-foi:29", "2.1.2")
def test_the_form_asks_for_everything_on_one_page() -> None:
    pdf = form_pdf(FORM)
    (page,) = pdf_pages(pdf)
    assert [word for word in WORDS if word not in page] == []
    assert pdf_sizes(pdf) == [(210, 297)]
    assert "文号*" not in page


@pytest.mark.clause("cn-foi:29", "2.1.2")
def test_the_form_can_be_filled_in_with_a_word_processor() -> None:
    document = form_docx(FORM)
    text = docx_text(document)
    assert [word for word in WORDS if word not in text] == []
    rows = docx_document(document).tables[0].rows
    heights = [row.height.mm for row in rows]
    assert len(rows) == len(FORM.fields) + 3
    assert (round(heights[4] / heights[1]), sum(heights) < 240) == (6, True)


@pytest.mark.parametrize("fields", [1, 8, 14])
def test_few_or_many_fields_stay_on_one_page(fields: int) -> None:
    form = FormSheet("某局", tuple(FormField(f"第{n}项", hint="说明") for n in range(fields)), office=False)
    (page,) = pdf_pages(form_pdf(form))
    assert f"第{fields - 1}项" in page
    assert "受理机构填写" not in page


def test_the_same_form_gives_the_same_bytes() -> None:
    assert (form_pdf(FORM) == form_pdf(FORM), form_docx(FORM) == form_docx(FORM)) == (True, True)
    assert set(pdf_about(form_pdf(FORM))) == {"Creator", "Title"}


def test_nothing_in_a_form_is_read_as_markup() -> None:
    form = FormSheet("#panic()", (FormField("$x$ *甲*", choices=("#a[b]", "@c")),), notes=("= 乙",))
    (page,) = pdf_pages(form_pdf(form))
    assert [word for word in ("#panic()", "$x$*甲*", "#a[b]", "@c", "1．=乙") if word not in page] == []
