"""What is too large, too deep, locked or hostile is refused in a sentence, before it costs anything."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.cage import parse
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.pdf import SCANNED
from gongkai.gateways.paper.reader import read_document

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"
BOMB = "文件解开后大得不合常理（疑似压缩炸弹），不予打开。"
LOCKED = "文档加了密码，读不出内容；请取消密码后再提交。"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(document: str, **more: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", document)
        for name, content in more.items():
            file.writestr(f"word/{name}.xml", content)
    return held.getvalue()


def said(kind: str, data: bytes, limits: Limits | None = None) -> object:
    return parse(kind, data, limits or Limits()).get("unreadable")


def test_a_file_over_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    huge = tmp_path / "大.pdf"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(Unreadable) as caught:
        read_document(huge)
    assert caught.value.sentence == "文件有 200 MB，超过 50 MB 的上限；请压缩图片或分册后再提交。"


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        read_document(tmp_path / "无.pdf")
    assert caught.value.sentence == "文件“无.pdf”打不开，请确认它存在并且可以读取。"


def test_bombs_are_refused_by_ratio_by_size_and_by_number() -> None:
    zeros = docx("<x/>", bomb=b"\x00" * 30_000_000)
    assert said("docx", zeros) == BOMB
    assert said("docx", docx("<x/>", a=b"x" * 4000), Limits(unpacked_bytes=3000)) == BOMB
    many = said("ofd", docx("<x/>", a=b"x"), Limits(entries=2))
    assert many == "文件里有 3 个部件，超过 2 个的上限，不予打开。"


def test_a_size_declared_falsely_does_not_help_a_bomb() -> None:
    content = b"\x00" * 3_000_000
    data = bytearray(docx("<x/>", bomb=content))
    real, false = len(content).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert data.count(real) == 2
    answer = said("docx", bytes(data.replace(real, false)), Limits(unpacked_bytes=1_000_000))
    assert answer in (BOMB, DAMAGED)


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>',
        '<!DOCTYPE d SYSTEM "http://example.org/x.dtd"><d/>',
    ],
)
def test_entities_and_document_types_are_refused(document: str) -> None:
    assert said("docx", docx(document)) == "文件里有不该有的实体定义（疑似恶意文件），不予打开。"


def test_deep_nesting_is_refused() -> None:
    deep = f"<w:document {W}>" + "<w:p>" * 300 + "</w:p>" * 300 + "</w:document>"
    assert said("docx", docx(deep)) == "文件内部结构嵌套过深（疑似恶意文件），不予打开。"


def test_locked_documents_are_told() -> None:
    data = bytearray(docx("<x/>"))
    # Bit 0 of the flags says encrypted: at 6 in the local header, at 8 in the central one.
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert said("docx", bytes(data)) == LOCKED
    locked = (DOCUMENTS / "locked.pdf").read_bytes()
    assert said("pdf", locked) == "PDF 加了密码，读不出内容；请取消密码后再提交。"


def test_a_pdf_without_text_is_a_scan() -> None:
    assert said("pdf", (DOCUMENTS / "scan.pdf").read_bytes()) == SCANNED


def test_too_many_pages_are_refused() -> None:
    pdf, ofd = (
        (DOCUMENTS / "statistics-bulletin.pdf").read_bytes(),
        (DOCUMENTS / "housing-letter.ofd").read_bytes(),
    )
    limits = Limits(pages=1)
    assert str(said("pdf", pdf, limits)).endswith("页，超过 1 页的上限；请分册后再提交。")
    assert said("ofd", ofd, limits) == "文件超过 1 页的上限；请分册后再提交。"


def test_too_much_text_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read_document("统计。".encode() * 9000, "a.txt", limits=Limits(characters=20_000))
    assert caught.value.sentence == "正文超过 2 万字，请分册后再提交。"


def test_an_ofd_that_points_outside_itself_is_damaged() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("OFD.xml", "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>")
    assert said("ofd", held.getvalue()) == DAMAGED
