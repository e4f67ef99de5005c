"""The empty form to take home, as Word and PDF."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from docx import Document

from gongkai.gateways.paper.typesetting import NoChineseFont
from gongkai.web.portal import paper_form

pytestmark = pytest.mark.usefixtures("on_the_day", "cast")


@pytest.mark.clause("2.1")
@pytest.mark.clause("2.1.2")
def test_the_word_form_asks_what_the_web_asks(client: Client) -> None:
    answer = client.get("/hulunbuir-statistics/apply/form.docx")
    document = Document(io.BytesIO(answer.content))
    cells = [row.cells[0].text for row in document.tables[0].rows]

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert cells == [
        "申请人类别 *", "姓名或者名称 *", "证件种类 *", "证件号码 *", "联系方式 *", "联系人", "所需信息的内容描述 *",
        "文件名称、文号、日期", "用途", "提供信息的形式", "获取信息的途径", "签名或者盖章 *",
    ]  # fmt: skip


def test_the_pdf_form_is_a_pdf(client: Client) -> None:
    answer = client.get("/naiman-housing/apply/form.pdf")

    assert (answer.status_code, answer.headers["Content-Type"], answer.content[:5]) == (
        200,
        "application/pdf",
        b"%PDF-",
    )


def test_a_machine_without_fonts_has_no_pdf(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_font(_: object) -> bytes:
        raise NoChineseFont("没有字体。")

    monkeypatch.setattr(paper_form, "form_pdf", no_font)

    assert client.get("/naiman-housing/apply/form.pdf").status_code == 404
    assert client.get("/naiman-housing/apply/form.exe").status_code == 404
