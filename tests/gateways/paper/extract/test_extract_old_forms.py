"""Metafiles, RTF and OLE wrappers: what older programs leave in documents."""

from __future__ import annotations

import struct

import pytest
from tests.support.extracting import answer, kinds_with, texts, unread
from tests.support.papers.ole import compound, packaged
from tests.support.papers.word import docx, p, t

from gongkai.core.screening.parts import PartKind


def record(kind: int, content: bytes) -> bytes:
    padded = content + bytes(-len(content) % 4)
    return struct.pack("<II", kind, len(padded) + 8) + padded


def emf(*records: bytes) -> bytes:
    return record(1, bytes(32) + b" EMF" + bytes(64)) + b"".join(records) + record(14, bytes(12))


def emf_text(words: str) -> bytes:
    said = words.encode("utf-16-le")
    return record(84, bytes(36) + struct.pack("<II", len(words), 76) + bytes(24) + said)


def wmf(words: str, *records: bytes) -> bytes:
    said = words.encode("gb18030")
    body = struct.pack("<H", len(said)) + said + bytes(len(said) % 2) + bytes(4)
    drawn = struct.pack("<IH", len(body) // 2 + 3, 0x0521) + body
    return b"\x01\x00\x09\x00\x00\x03" + bytes(12) + drawn + b"".join(records) + struct.pack("<IH", 3, 0)


@pytest.mark.parametrize("data", [emf(emf_text("机密★10年")), wmf("机密★10年")])
def test_texts_drawn_in_metafiles(data: bytes) -> None:
    assert texts(data)["图中文字"] == "机密★10年"
    assert unread(data) == {}
    assert PartKind.PICTURE_TEXT in kinds_with(
        "机密★10年", answer(docx(others={"word/media/image1.emf": data}))
    )


@pytest.mark.parametrize(
    "data", [emf(record(81, bytes(80))), wmf("图", struct.pack("<IH", 4, 0x0F43) + bytes(2))]
)
def test_bitmaps_in_metafiles_are_unread(data: bytes) -> None:
    assert unread(data) == {"图中位图": "图里套着位图，读不出其中的文字。"}


def test_a_metafile_cut_off_is_no_picture() -> None:
    assert answer(emf(emf_text("机密★10年"))[:-30]).get("unreadable") is not None


def test_words_and_objects_in_the_bytes_of_an_rtf() -> None:
    held = compound({"\x01Ole10Native": packaged("名单.txt", "某某某某".encode())}).hex()
    data = (
        rb"{\rtf1\ansi {\*\userprops \u26426?\u23494?} {\object{\*\objdata "
        + held.encode()
        + rb"}} \'b9\'ab\'bf\'aa\par}"
    )
    said = answer(data, "a.rtf")
    assert [(one["what"], one["file"].rpartition(".")[2]) for one in said["errands"]] == [("convert", "rtf")]
    assert kinds_with("机密", said) == {PartKind.EARLIER_REVISION}
    assert kinds_with("公开", said) == {PartKind.EARLIER_REVISION}
    assert kinds_with("某某某某", said) == {PartKind.EMBEDDED}


def test_objects_that_wrap_a_document_or_nothing_known() -> None:
    inner = docx(p(t("某某某某")))
    wrapped = docx(others={"word/embeddings/oleObject1.bin": compound({"Package": inner})})
    # The stream keeps the room that its sectors have; a ZIP with zeros behind it is still a ZIP.
    assert kinds_with("某某某某", answer(wrapped)) == {PartKind.EMBEDDED}
    foreign = docx(others={"word/embeddings/oleObject1.bin": compound({"VisioDocument": bytes(5000)})})
    assert list(unread(foreign)) == [
        "word/embeddings/oleObject1.bin:数据流 VisioDocument",
        "word/embeddings/oleObject1.bin",
    ]


def test_a_compound_file_whose_chains_circle_is_damaged() -> None:
    data = bytearray(compound({"Package": bytes(5000)}))
    struct.pack_into("<I", data, 512 + 4 * 3, 2)
    struct.pack_into("<I", data, 512 + 4 * 2, 3)
    assert answer(bytes(data))["unreadable"].startswith("文件损坏")
