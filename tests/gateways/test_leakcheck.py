"""The last look: whatever is withheld is met wherever and however it stands, and what was not read never passes."""

from __future__ import annotations

import base64
from io import BytesIO

import pytest
from tests.support.papers import sheets, word
from tests.support.papers.pdfs import pdf, shown
from tests.support.papers.zips import zipped
from tests.support.uncaged import uncage

from gongkai.core.screening.parts import Extraction, Part, PartKind, Unread
from gongkai.gateways import leakcheck
from gongkai.gateways.leakcheck import Leak, LeakReport, leaks, leaks_in
from gongkai.gateways.paper.extract import door
from gongkai.gateways.paper.paper import Unreadable

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
NUMBER = "13847512346"


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)


def ways(source: bytes, name: str, *withheld: str) -> set[tuple[str, str]]:
    return {(one.found_in, one.how) for one in leaks(source, name, withheld or [NUMBER]).leaks}


@pytest.mark.parametrize(
    ("text", "how"),
    [
        (NUMBER, "原样"), ("138 4751 2346", "被空白隔开"), ("138-4751-2346", "被空白或符号隔开"), ("１３８４７５１２３４６", "全角半角不同"),
        ("一三八四七五一二三四六", "写成中文数字"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("here")
def test_a_text_is_told_by_how_it_is_written(text: str, how: str) -> None:
    assert ("正文", how) in ways(f"电话{text}。".encode(), "a.txt")


@pytest.mark.usefixtures("here")
def test_case_is_no_disguise() -> None:
    assert ("正文", "大小写不同") in ways("邮箱ZHANG@EXAMPLE.COM".encode(), "a.txt", "zhang@example.com")


@pytest.mark.usefixtures("here")
def test_cells_runs_and_pages_are_no_disguise() -> None:
    assert ("Sheet1", "被空白隔开") in ways(sheets.xlsx(sheets.row(2, "138", "4751", "2346")), "a.xlsx")
    assert ("word/document.xml", "原样") in ways(word.docx(word.p(word.split(NUMBER))), "a.docx")


def test_a_number_may_begin_on_one_page_and_end_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = (
        Part("第 1 页", PartKind.BODY, f"电话{NUMBER[:6]}"),
        Part("第 2 页", PartKind.BODY, f"{NUMBER[6:]}，完"),
    )
    monkeypatch.setattr(leakcheck, "extract", lambda *_, **__: Extraction("pdf", pages))
    assert leaks(b"x", "a.pdf", [NUMBER]).leaks == (Leak(NUMBER, "第 1 页 至 第 2 页", "跨两个部分"),)


@pytest.mark.usefixtures("here")
def test_the_name_of_the_file_is_looked_at() -> None:
    assert ways("通知".encode(), f"{NUMBER}.txt") == {("文件名", "原样")}


@pytest.mark.usefixtures("here")
def test_bytes_are_looked_at_in_every_encoding() -> None:
    assert ("a.bin", "字节（GB18030）") in ways(
        zipped({"a.bin": "张三丰的".encode("gb18030")}), "a.zip", "张三丰"
    )
    assert ("a.txt", "base64（UTF-8）") in ways(
        zipped({"a.txt": base64.b64encode(f"x{NUMBER}".encode())}), "a.zip"
    )
    assert ("a.txt", "十六进制（UTF-16）") in ways(
        zipped({"a.txt": NUMBER.encode("utf-16-be").hex().encode()}), "a.zip"
    )


@pytest.mark.usefixtures("here")
def test_short_figures_do_not_cry_wolf() -> None:
    data = sheets.xlsx(sheets.row(2, "3120", "1", "2", "A12"))
    assert leaks(data, "a.xlsx", ["12", "31"]).passes


@pytest.mark.usefixtures("here")
def test_a_few_chinese_numerals_count_where_they_stand_by_themselves() -> None:
    assert leaks("二〇三一年产值2331万元，第31号".encode(), "a.txt", ["三一"]).passes
    assert ways("三 一产值2331万元".encode(), "a.txt", "三一") == {("正文", "被空白隔开")}


@pytest.mark.usefixtures("here")
def test_what_was_not_read_never_passes() -> None:
    macros = word.docx("", {"word/vbaProject.bin": b"x" * 40})
    report = leaks(macros, "a.docx", [NUMBER])
    assert report.leaks == ()
    assert [one.id for one in report.unread] == ["word/vbaProject.bin"]
    assert not report.passes
    assert leaks(b"MZ", "a.exe", [NUMBER]) == LeakReport((), (Unread("整个文件", "这是程序，不是文书。"),), 0)
    assert not leaks(b"MZ", "a.exe", []).passes


def test_a_missing_reader_of_pictures_never_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)
    monkeypatch.setattr(door, "text_recognition", lambda: None)
    report = leaks(_picture(), "a.png", [NUMBER])
    assert [one.id for one in report.unread] == ["图片"]
    assert not report.passes


def _picture() -> bytes:
    from PIL import Image

    held = BytesIO()
    Image.effect_noise((60, 60), 80).save(held, "PNG")
    return held.getvalue()


def test_a_reader_that_dies_or_takes_too_long_never_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)

    def slow(*_: object, **__: object) -> object:
        raise Unreadable("文件处理时间过长，已停止。")

    monkeypatch.setattr(leakcheck, "ask_cage", slow)
    report = leaks("通知".encode(), "a.txt", [NUMBER])
    assert (report.leaks, report.unread) == ((), (Unread("文件的字节", "文件处理时间过长，已停止。"),))
    monkeypatch.setattr(door, "ask_cage", slow)
    report = leaks("通知".encode(), "a.txt", [NUMBER])
    assert (report.leaks, report.parts, report.passes) == ((), 0, False)


def test_through_the_cages_it_is_the_same() -> None:
    found = leaks(pdf(shown(50, 700, NUMBER)), "a.pdf", [NUMBER])
    assert Leak(NUMBER, "第 1 页", "原样") in found.leaks
    assert leaks("通知".encode(), "a.txt", [NUMBER]) == LeakReport((), (), 2)


def test_texts_at_hand_are_searched_alike() -> None:
    parts = [Part("feed.xml", PartKind.BODY, f"电话{NUMBER}"), Part("index.html", PartKind.BODY, "通知")]
    assert list(leaks_in(parts, [NUMBER])) == [Leak(NUMBER, "feed.xml", "原样")]


def test_the_promised_shape() -> None:
    report = LeakReport((Leak("a", "b", "c"),), (Unread("d", "e"),), 3)
    assert report.as_json() == {
        "leaks": [{"withheld": "a", "found_in": "b", "how": "c"}],
        "unread": [{"part": "d", "why": "e"}],
        "parts": 3,
    }
