"""What is hostile, locked or foreign is refused in a sentence, and a file with something unread says so."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from tests.support.extracting import answer, refusal, unread
from tests.support.papers.ole import compound
from tests.support.papers.pdfs import pdf, shown
from tests.support.papers.pictures import drawn, plain, png
from tests.support.papers.sheets import xlsx
from tests.support.papers.word import docx, p, t
from tests.support.papers.zips import zipped

from gongkai.core.screening.parts import PartKind, Unread
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract import door, extract
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable

BOMB = "文件解开后大得不合常理（疑似压缩炸弹），不予打开。"
HOSTILE = "文件里有不该有的实体定义（疑似恶意文件），不予打开。"
DEEP = "文件内部结构嵌套过深（疑似恶意文件），不予打开。"
LOCKED = "文档加了密码，读不出内容；请取消密码后再提交。"


def test_bombs_in_packages_and_in_archives_within_archives() -> None:
    assert refusal(docx(others={"word/media/a.bin": b"\x00" * 60_000_000})) == BOMB
    inner = zipped({"a.txt": b"\x00" * 40_000_000})
    assert unread(zipped({"内.zip": inner})) == {"内.zip": BOMB}
    many = zipped({f"{at}.zip": zipped({"a.txt": "字" * 900_000}) for at in range(4)})
    assert set(unread(many, limits=Limits(unpacked_bytes=6_000_000)).values()) == {BOMB}


def test_streams_of_a_pdf_that_swell_are_counted() -> None:
    data = pdf(b"%" + b" " * 3_000_000 + b"\n")
    assert set(unread(data, limits=Limits(unpacked_bytes=1_000_000)).values()) == {BOMB}


def test_entities_and_deep_markup_in_the_main_part_and_in_others() -> None:
    entity = '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
    deep = "<a>" * 400 + "</a>" * 400
    assert unread(docx(others={"customXml/item1.xml": entity})) == {"customXml/item1.xml": HOSTILE}
    assert unread(docx(others={"customXml/item1.xml": deep})) == {"customXml/item1.xml": DEEP}
    assert refusal(docx(f"{'<w:p>' * 300}{'</w:p>' * 300}")) == DEEP
    assert refusal(docx().replace(b"PK\x05\x06", b"PK\x05\x07")) is not None


def test_huge_pictures_are_not_unpacked() -> None:
    huge = png(Image.new("1", (20_000, 20_000)))
    sentence = "图片大得不合常理，不予打开；请缩小后再提交。"
    assert refusal(huge) == sentence
    assert unread(docx(others={"word/media/image1.png": huge})) == {"word/media/image1.png": sentence}


def test_locked_files() -> None:
    held = BytesIO()
    with pikepdf.open(BytesIO(pdf())) as document:
        document.save(held, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refusal(held.getvalue()) == "PDF 加了密码，读不出内容；请取消密码后再提交。"
    data = bytearray(zipped({"a.txt": "字"}))
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == LOCKED
    assert refusal(compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 5000})) == LOCKED


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (compound({"Workbook": b"x" * 5000}), "这是旧版 Excel 表格（.xls），请另存为 .xlsx 后再提交。"),
        (zipped({"[Content_Types].xml": "<a/>", "ppt/a.xml": "<a/>"}), "这是幻灯片或绘图，读不了；请导出为 PDF 后再提交。"),
        (b"Rar!\x1a\x07\x00xxxx", "这是RAR 压缩包，请改用 ZIP 或逐件提交。"),
        (b"MZ\x90\x00\x03", "这是程序，不是文书。"),
        (bytes(range(256)) * 20, "文件里不是文字，认不出是什么格式。"),
        (b"\x00\x00  \n", "文件是空的，没有可以读的内容。"),
    ],
)  # fmt: skip
def test_what_is_none_of_ours(data: bytes, sentence: str) -> None:
    assert refusal(data) == sentence


def test_what_is_not_understood_inside_counts_as_unread() -> None:
    foreign = bytes(range(256)) * 20
    assert unread(docx(others={"word/embeddings/x.bin": foreign})) == {
        "word/embeddings/x.bin": "文件里不是文字，认不出是什么格式。"
    }
    assert unread(xlsx(others={"xl/vbaProject.bin": foreign})) == {
        "xl/vbaProject.bin": "文件里有宏或控件，读不了；请删去后再提交。"
    }
    assert unread(docx(others={"customXml/item1.xml": "<a><b></a>"})) == {"customXml/item1.xml": DAMAGED}
    assert unread(zipped({"片.rar": b"Rar!\x1a\x07\x00xxxx", "a.txt": "字"})) == {
        "片.rar": "这是RAR 压缩包，请改用 ZIP 或逐件提交。"
    }


def test_archives_are_followed_to_the_third_level() -> None:
    def nest(levels: int) -> bytes:
        data = "名单".encode()
        name = "名单.txt"
        for level in range(levels):
            data, name = zipped({name: data}), f"{level}.zip"
        return data

    assert unread(nest(3)) == {}
    assert list(unread(nest(4)).values()) == ["文件里套着的文件层数过多，里面的没有读。"]


def test_an_archive_hides_nothing_outside_its_directory() -> None:
    data = zipped({"a.txt": "公开", "b.txt": "公开"})
    middle = data.find(b"PK\x03\x04", 10)
    smuggled = "名单：某某某".encode() * 20
    moved = data[:middle] + smuggled + data[middle:]
    with zipfile.ZipFile(BytesIO(moved)) as archive:
        assert archive.namelist() == ["a.txt", "b.txt"]
    assert any("夹带" in why for why in [*unread(moved).values(), str(refusal(moved))])


def test_the_earlier_of_two_entries_of_one_name_is_read_too() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.txt", "先前的名单")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "公开的名单")
    found = {(kind, text) for _, kind, text in answer(held.getvalue())["parts"]}
    assert (PartKind.EARLIER_REVISION.value, "先前的名单") in found
    assert (PartKind.BODY.value, "公开的名单") in found


def test_more_text_than_is_let_in() -> None:
    assert (
        refusal("统计。".encode() * 9000, limits=Limits(characters=20_000))
        == "文件里的文字超过 2 万字，请分册后再提交。"
    )


def test_without_text_recognition_pictures_are_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "text_recognition", lambda: None)
    why = "图片中的文字没有识别：本机没有安装 tesseract 和它的简体中文语言包（chi_sim）。"
    assert extract(png(drawn("公开")), "a.png").unread == (Unread("图片", why),)
    assert extract(docx(others={"word/media/image1.png": png(plain())})).unread == (
        Unread("word/media/image1.png:图片", why),
    )


def test_text_recognition_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "text_recognition", lambda: "/bin/false")
    monkeypatch.setattr(door, "recognise", lambda *_: None)
    assert [one.why for one in extract(png(drawn("公开")), "a.png").unread] == [
        "图片中的文字没有识别出来：识别超时或出错。"
    ]


def test_without_office_software_old_word_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "office", lambda: None)
    sentence = "旧版 Word 文件要由 LibreOffice 转换后才能读，本机没有安装；请另存为 .docx 后再提交。"
    old = compound({"WordDocument": b"\xec\xa5" + bytes(5000)})
    with pytest.raises(Unreadable) as caught:
        extract(old, "a.doc")
    assert caught.value.sentence == sentence
    assert [one.why for one in extract(zipped({"a.doc": old})).unread] == [sentence]


def test_one_that_takes_too_long_or_too_much_is_stopped() -> None:
    slow = "文件处理时间过长，已停止；文件可能损坏或过于复杂，请拆分或重新导出后再提交。"
    with pytest.raises(Unreadable) as caught:
        extract(pdf(shown(50, 600, "公开")), "a.pdf", limits=Limits(wall_seconds=0))
    assert caught.value.sentence == slow
    with pytest.raises(Unreadable) as caught:
        extract(docx(p(t("公开" * 40)) * 40_000), "a.docx", limits=Limits(memory_bytes=70 * 1024 * 1024))
    assert caught.value.sentence in (DAMAGED, "文件读起来占用内存过多，已停止；请拆分后再提交。")


def test_a_file_that_is_not_there_or_too_large(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("files")
    with pytest.raises(Unreadable) as caught:
        extract(folder / "无.pdf")
    assert caught.value.sentence == "文件“无.pdf”打不开，请确认它存在并且可以读取。"
    huge = folder / "大.pdf"
    with huge.open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(Unreadable) as caught:
        extract(huge)
    assert caught.value.sentence == "文件有 200 MB，超过 50 MB 的上限；请压缩图片或分册后再提交。"
