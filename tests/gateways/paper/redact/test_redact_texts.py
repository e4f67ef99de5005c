"""HTML, TXT, CSV and pictures: the same kind and encoding, no script, no note, no column moved."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from PIL import Image, PngImagePlugin
from tests.support.papers.pictures import jpeg, plain
from tests.support.uncaged import uncage

from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import clean, redact
from gongkai.gateways.paper.redact.pictures import bare_picture

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
DAY = date(2026, 11, 20)
MARK = "〔不予公开：3.14〕"
PLAN = Plan(
    (Entry("delete", "3.14", text="13847512346"), Entry("substitute", "3.14", '张某,"某"', text="张三"))
)


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def redacted(data: bytes, name: str) -> bytes:
    return redact(data, name, PLAN, today=DAY).data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_keeps_its_encoding_and_line_ends(encoding: str) -> None:
    made = redacted("电话：138-4751-2346\r\n张 三\r\n".encode(encoding), "a.txt")
    assert made == f'电话：{MARK}\r\n张某,"某"\r\n'.encode(encoding)


def test_characters_nobody_sees_do_not_come_along() -> None:
    assert clean("公\u200b告\u202e\x07".encode(), "a.txt", today=DAY).data == "公告".encode()


def test_a_substitute_that_the_encoding_cannot_write_is_refused() -> None:
    plan = Plan((Entry("substitute", "3.14", "\ud800", text="张三"),))
    with pytest.raises(Unreadable, match="编码写不出的字"):
        redact("张三".encode("gb18030"), "a.txt", plan, today=DAY)


def test_columns_stay_where_they_are() -> None:
    source = '姓名,电话,备注\r\n张三,"138\n47512346",无\r\n李四,138475,12346\r\n'
    rows = list(csv.reader(StringIO(redacted(source.encode(), "a.csv").decode(), newline="")))
    assert rows == [["姓名", "电话", "备注"], ["张某，”某”", MARK, "无"], ["李四", MARK, ""]]


def test_a_page_keeps_its_looks_and_loses_what_only_programs_read() -> None:
    source = (
        '<html><head><meta charset="gb2312"><meta name="author" content="王五"><title>张三公示</title>'
        "<style>/* 王五改 */ .t{color:red;background:url(x)} .no{display:none}</style><script>var a='王五'</script></head>"
        '<body onload="x()"><h1 class="t" style="text-align:center;behavior:x">公示</h1><!-- 王五 --><p class="no">王五</p>'
        '<table border="1"><tr><td>张<b>三</b><td>138<i>4751</i>2346</table>'
        '<p title="王五" data-a="王五"><a href="javascript:x()">甲</a><a href="https://www.gov.cn/" onclick="x()">乙</a></p></body></html>'
    ).encode("gb18030")
    made = redacted(source, "a.html").decode("gb18030")
    assert made == (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset="gb18030"><title>张某,&quot;某&quot;公示</title>'
        "<style>.t{color:red}\n.no{display:none}</style></head>\n<body>\n"
        '<h1 class="t" style="text-align:center">公示</h1>'
        f'<table border="1"><tbody><tr><td>张某,&quot;某&quot;<b></b></td><td>{MARK}<i></i></td></tr></tbody></table>'
        '<p><a>甲</a><a href="https://www.gov.cn/">乙</a></p>\n</body>\n</html>\n'
    )


def test_a_substitute_is_text_in_a_page_and_never_markup() -> None:
    plan = Plan((Entry("substitute", "3.14", "<script>x</script>", text="张三"),))
    made = redact("<p>张三</p>".encode(), "a.html", plan, today=DAY).data.decode()
    assert "<script>" not in made
    assert "&lt;script&gt;x&lt;/script&gt;" in made


def test_pictures_are_cleaned_to_their_pixels() -> None:
    picture = Image.new("RGB", (30, 20), (200, 10, 10))
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "王五")
    for form, more in (
        ("PNG", {"pnginfo": notes}),
        ("JPEG", {"comment": "王五".encode(), "exif": b"Exif\x00\x00secret"}),
    ):
        held = BytesIO()
        picture.save(held, form, **more)
        made = clean(held.getvalue() + "王五".encode(), f"a.{form.lower()}", today=DAY)
        assert (
            Image.open(BytesIO(made.data)).convert("RGB").tobytes()
            == Image.open(held).convert("RGB").tobytes()
        )
        assert "王五".encode() not in made.data
        assert b"secret" not in made.data


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.txt", "文件是空的，没有可以读的内容。"),
        (b"MZ\x90", "a.exe", "这是程序，不是文书。"),
    ],
)
def test_other_kinds_are_refused(data: bytes, name: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        clean(data, name, today=DAY)
    assert refused.value.sentence == sentence


def test_a_jpeg_that_ends_with_its_last_marker_is_whole() -> None:
    data = jpeg(plain())
    assert data.endswith(b"\xff\xd9")
    made = clean(data, "a.jpg", today=DAY)
    assert Image.open(BytesIO(made.data)).tobytes() == Image.open(BytesIO(data)).tobytes()


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_pictures_inside_of_documents_become_png(form: str) -> None:
    held = BytesIO()
    plain().convert("RGB").save(held, form, **({"lossless": True} if form == "WEBP" else {}))
    made = bare_picture(held.getvalue(), Limits())
    assert made is not None
    assert (made[1], Image.open(BytesIO(made[0])).convert("L").tobytes()) == ("png", plain().tobytes())
