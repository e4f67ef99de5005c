"""DOC and RTF become DOCX before they are made anew; where nothing can convert them they are refused."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.papers.ole import compound
from tests.support.papers.word import docx, p, t
from tests.support.uncaged import uncage

from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.paper.extract import door as extract_door
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import clean, older, redact

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
DAY = date(2026, 11, 20)
WORD = compound({"WordDocument": b"\xec\xa5" + bytes(5000)})
OFFICE = "旧版 Office 文件（.doc、.xls、.wps）不能直接处理；请用 Word 或 WPS 另存为 .docx 或 .xlsx 后再做。"
RTF = "RTF 文件不能直接处理；请用 Word 或 WPS 另存为 .docx 后再做。"
PLAN = Plan((Entry("delete", "3.14", text="13847512346"),))
NOTES = ("原件不是 DOCX，已由 LibreOffice 转换成 DOCX；版面可能略有变化，请核对。",)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def convertible(monkeypatch: pytest.MonkeyPatch, made: bytes | None) -> None:
    """As where LibreOffice is installed and turns everything into one document, or fails."""
    for module in (older, extract_door):
        monkeypatch.setattr(module, "office", lambda: "soffice")
        monkeypatch.setattr(module, "as_docx", lambda *_: made)


@pytest.mark.parametrize(("data", "name"), [(WORD, "名单.doc"), (b"{\\rtf1 }", "名单.rtf")])
def test_they_are_cleaned_and_cut_as_docx(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    modern = docx(p(t("电话13847512346")) + p(t("内部", "<w:vanish/>")))
    convertible(monkeypatch, modern)
    cleaned, cut = clean(data, name, today=DAY), redact(data, name, PLAN, today=DAY)
    assert cleaned.data == clean(modern, "名单.docx", today=DAY).data
    assert cut.data == redact(modern, "名单.docx", PLAN, today=DAY).data
    assert [(one.name, one.kind, one.notes) for one in (cleaned, cut)] == [("名单.docx", "docx", NOTES)] * 2


@pytest.mark.parametrize(
    ("data", "name", "sentence"), [(WORD, "a.doc", OFFICE), (b"{\\rtf1 }", "a.rtf", RTF)]
)
def test_without_office_software_they_are_refused(
    data: bytes, name: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(older, "office", lambda: None)
    with pytest.raises(Unreadable) as refused:
        clean(data, name, today=DAY)
    assert refused.value.sentence == sentence
    with pytest.raises(Unreadable) as refused:
        redact(data, name, PLAN, today=DAY)
    assert refused.value.sentence == sentence


def test_what_is_not_converted_and_old_tables_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    convertible(monkeypatch, None)
    with pytest.raises(Unreadable) as refused:
        clean(WORD, "a.doc", today=DAY)
    assert refused.value.sentence == "文件没有转换成 DOCX；请用 Word 或 WPS 另存为 .docx 后再做。"
    with pytest.raises(Unreadable) as refused:
        clean(compound({"Workbook": bytes(5000)}), "a.xls", today=DAY)
    assert refused.value.sentence == OFFICE
