from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from gongkai.gateways.paper.kind import ACCEPTED, decoded, kind_of
from gongkai.gateways.paper.paper import Unreadable

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"


def archive(*names: str) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return held.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Unreadable) as caught:
        kind_of(data, name)
    return caught.value.sentence


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("statistics-notice.docx", "docx"),
        ("statistics-bulletin.pdf", "pdf"),
        ("housing-letter.ofd", "ofd"),
        ("statistics-notice.html", "html"),
        ("housing-rules.json", "json"),
        ("housing-letter.txt", "txt"),
    ],
)
def test_a_kind_is_known_by_content_with_the_right_name_and_with_none(name: str, kind: str) -> None:
    data = (DOCUMENTS / name).read_bytes()
    assert [kind_of(data, name), kind_of(data, ""), kind_of(data, name.upper())] == [kind] * 3


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"", "a.pdf", "文件是空的，没有可以读的内容。"),
        (b" \r\n\x00", "a.txt", "文件是空的，没有可以读的内容。"),
        (
            "不是 PDF".encode(),
            "a.pdf",
            "文件名写的是 .pdf，内容却不是，认不出是什么。请核对文件，改正扩展名或换成正确的文件后再提交。",
        ),
        (
            archive("[Content_Types].xml", "word/document.xml"),
            "a.pdf",
            "文件名写的是 .pdf，内容却不是，看上去是Word 文档。请核对文件，改正扩展名或换成正确的文件后再提交。",
        ),
        (
            b"%PDF-1.7",
            "a.docx",
            "文件名写的是 .docx，内容却不是，看上去是PDF。请核对文件，改正扩展名或换成正确的文件后再提交。",
        ),
        (archive("xl/workbook.xml"), "a.docx", f"这是表格或幻灯片，不是公文正文。{ACCEPTED}"),
        (archive("a.txt"), "a.zip", f"这是压缩包，不是文书，请解开后逐件提交。{ACCEPTED}"),
        (b"\x89PNG\r\n\x1a\n", "a.png", f"这是图片，不是文字文件。{ACCEPTED}"),
        (b"MZ\x90\x00", "a.docx", f"这是程序，不是文书。{ACCEPTED}"),
        (b"{\\rtf1 x}", "a.rtf", f"这是RTF 文档，请用 Word 或 WPS 另存为 .docx。{ACCEPTED}"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "a.doc",
            "这是旧版 Office 文件（.doc、.xls 或 .wps），请另存为 .docx 后再提交。",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "a.docx",
            "文档加了密码，读不出内容；请取消密码后再提交。",
        ),
        (b"PK\x03\x04" + b"\x00" * 50, "a.docx", "文件损坏：压缩结构不完整。请重新导出或重新下载后再提交。"),
        (b"abc" + bytes(range(1, 9)) * 40, "a.txt", f"文件里不是文字，认不出是什么格式。{ACCEPTED}"),
        (b"\x80\x81\xff\xff" * 9, "a.txt", "文字编码认不出来，请另存为 UTF-8 或 GB18030 编码后再提交。"),
    ],
)
def test_what_is_not_read_is_told_in_a_sentence(data: bytes, name: str, sentence: str) -> None:
    assert refusal(data, name) == sentence


def test_an_archive_with_a_huge_directory_is_refused_before_it_is_listed() -> None:
    data = bytearray(archive("a"))
    end = data.rfind(b"PK\x05\x06")
    data[end + 12 : end + 16] = (50_000_000).to_bytes(4, "little")
    assert refusal(bytes(data), "a.docx") == "文件里的部件多得不合常理，不予打开。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gb2312"])
def test_the_usual_encodings_are_read(encoding: str) -> None:
    assert decoded("统计公报，二〇二四年".replace("〇", "零").encode(encoding)) == "统计公报，二零二四年"


def test_a_page_that_says_gbk_is_read_as_such_and_one_that_lies_is_read_all_the_same() -> None:
    page = '<meta charset="gbk"><p>公开</p>'
    assert decoded(page.encode("gbk")) == page
    assert decoded(page.replace("gbk", "utf-8").encode("gbk")) == page.replace("gbk", "utf-8")
