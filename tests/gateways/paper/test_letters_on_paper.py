"""A letter comes out as DOCX and PDF in the layout of official documents, whatever is written in it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from docx.shared import Mm
from tests.support.letters import letter_of
from tests.support.printed import docx_document, docx_parts, docx_text, pdf_about, pdf_pages, pdf_sizes

from gongkai.core.letters import (
    LETTER_KINDS,
    Annex,
    Block,
    DayRow,
    DayTable,
    Letter,
    Listing,
    Paragraph,
    Table,
)
from gongkai.core.terms import sm3_hex
from gongkai.gateways.paper.letter_docx import letter_docx
from gongkai.gateways.paper.letter_pdf import letter_pdf
from gongkai.gateways.paper.typesetting import NoChineseFont, font_lists

MARKUP = "#strong[粗] *甲* _乙_ $a^2$ @丙 <丁> \\戊 // 己 #sys.inputs `庚` [辛] {壬} ~ -- '癸' \"子\" &amp; <b>丑</b>"


def plain(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("kind", sorted(LETTER_KINDS))
def test_every_letter_can_be_printed_in_both_forms(kind: str) -> None:
    letter = letter_of(kind)
    pdf, docx = "".join(pdf_pages(letter_pdf(letter))), docx_text(letter_docx(letter))
    words = [letter.organ, letter.number, letter.title, letter.date, letter.salutation]
    words += [block.text for block in (*letter.body, *letter.remedies) if isinstance(block, Paragraph)]
    # A paragraph that goes over the foot of a page has the page number in its middle.
    for word in words:
        assert plain(word)[:12] in pdf
        assert plain(word) in docx


def test_rare_characters_of_names_are_printed() -> None:
    letter = letter_of("receipt", name="𠮷㐱")
    assert ("𠮷㐱：" in pdf_pages(letter_pdf(letter))[0], "𠮷㐱：" in docx_text(letter_docx(letter))) == (
        True,
        True,
    )


def test_nothing_in_a_letter_is_read_as_markup() -> None:
    letter = letter_of("reply-refused", matter=MARKUP, reasons=MARKUP, name="#panic()")
    pdf, docx = "".join(pdf_pages(letter_pdf(letter))), docx_text(letter_docx(letter))
    assert "#panic()：" in pdf
    assert "#panic()：" in docx
    assert plain(MARKUP) in docx
    for piece in MARKUP.split():
        assert piece in pdf


def test_the_same_letter_gives_the_same_bytes() -> None:
    letter = letter_of("receipt")
    assert letter_pdf(letter) == letter_pdf(letter_of("receipt"))
    assert letter_docx(letter) == letter_docx(letter_of("receipt"))
    with zipfile.ZipFile(BytesIO(letter_docx(letter))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_nothing_tells_the_machine_or_the_person() -> None:
    letter = letter_of("extension")
    about = pdf_about(letter_pdf(letter))
    assert (about.pop("Creator").split()[0], about) == ("Typst", {"Title": letter.title})
    properties = docx_document(letter_docx(letter)).core_properties
    told = (properties.author, properties.last_modified_by, properties.comments, properties.created.year)
    assert (*told, properties.title) == ("", "", "", 2000, letter.title)
    assert [
        name for name in docx_parts(letter_docx(letter)) if "app.xml" in name or "thumbnail" in name
    ] == []


def test_pages_are_those_of_official_documents() -> None:
    assert set(pdf_sizes(letter_pdf(letter_of("reply-refused")))) == {(210, 297)}
    section = docx_document(letter_docx(letter_of("reply-refused"))).sections[0]
    measures = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(each / Mm(1)) for each in measures] == [210, 297, 37, 28]
    assert round((section.page_width - section.left_margin - section.right_margin) / Mm(1)) == 156


def test_pages_are_numbered_right_on_odd_and_left_on_even() -> None:
    pages = pdf_pages(letter_pdf(letter_of("receipt")))
    assert [f"—{number}—" in page for number, page in enumerate(pages, start=1)] == [True] * len(pages)
    parts = docx_parts(letter_docx(letter_of("receipt")))
    sides = {name: b'w:val="right"' in text for name, text in parts.items() if "footer" in name}
    assert sides == {"word/footer1.xml": True, "word/footer2.xml": False}
    assert b"evenAndOddHeaders" in parts["word/settings.xml"]


def test_the_annex_of_days_is_on_a_page_of_its_own() -> None:
    pages = pdf_pages(letter_pdf(letter_of("receipt")))
    first = next(page for page in pages if page.startswith("附件"))
    assert first.startswith("附件期限是怎样计算的")
    assert "日期第几个工作日说明2025年1月24日星期五起算事件当日，不计入2025年1月26日星期日1调休上班" in first
    assert "奈曼旗住房和城乡建设局" not in first
    assert "第几个工作日" in docx_text(letter_docx(letter_of("receipt")))


def test_the_signature_never_stands_alone_on_a_page() -> None:
    for length in range(1, 30):
        ending: tuple[Block, ...] = (Listing(("理由一", "理由二")),) if length % 2 else ()
        body: tuple[Block, ...] = (*(Paragraph("理由。" * 10) for _ in range(length)), *ending)
        letter = Letter("closing", "告知书", "某局", "某〔2025〕1号", "2025年3月3日", "张三：", body)
        last = pdf_pages(letter_pdf(letter))[-1]
        assert "理由" in last, length


def test_a_letter_of_everything_at_once() -> None:
    days = tuple(DayRow(f"2025年第{n}天", str(n), "工作日") for n in range(1, 200))
    letter = Letter(
        kind="closing",
        title="关于" + "很长的标题" * 12,
        organ="某某" * 30,
        number="某〔2025〕1号",
        date="2025年3月3日",
        body=(
            Listing(tuple(f"第{n}点" for n in range(60))),
            Table((("甲", "乙", "丙"), ("1", "", "3")), header=True),
            Table((("题", "字" * 3000), ("空", "")), header=False),
        ),
        annexes=(Annex("一", (Paragraph("甲"),)), Annex("二", (DayTable(days),))),
    )
    text = "".join(pdf_pages(letter_pdf(letter)))
    for words in ("60．第59点", "附件1", "附件2", "2025年第199天"):
        assert words in text
        assert words in docx_text(letter_docx(letter))


def test_what_xml_cannot_hold_does_not_break_a_letter() -> None:
    letter = Letter("closing", "告\x00知书", "某局", "1号", "今日", body=(Paragraph("甲\x0b乙\uffff丙\x1b"),))
    assert "甲乙丙" in docx_text(letter_docx(letter))
    assert letter_pdf(letter).startswith(b"%PDF-")


def test_two_letters_printed_at_once_do_not_mix() -> None:
    letters = [letter_of("closing", name=f"申请人{n}") for n in range(24)]
    with ThreadPoolExecutor(6) as together:
        printed = list(together.map(letter_pdf, letters))
    assert [f"申请人{n}：" in pdf_pages(pdf)[0] for n, pdf in enumerate(printed)] == [True] * 24


def test_a_child_of_a_process_that_has_printed_can_print() -> None:
    letter = letter_of("closing")
    here = letter_pdf(letter)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(60)  # a child that waits for ever ends, and the test with it
        os.write(writing, sm3_hex(letter_pdf(letter)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        assert told.read() == sm3_hex(here)
    assert os.waitpid(child, 0)[1] == 0


def test_without_a_chinese_font_a_sentence_says_what_to_do() -> None:
    with pytest.raises(NoChineseFont, match="没有中文字体.*fonts-noto-cjk"):
        font_lists(("DejaVu Sans", "Liberation Serif"))
    assert font_lists(("SimSun",)) == {
        role: ["SimSun"] * (1 + (role == "song")) for role in ("fang", "title", "hei", "song")
    }
    assert font_lists(("Some CJK",))["title"] == ["Some CJK"]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_other_readers_find_the_rare_characters_too(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(letter_pdf(letter_of("receipt", name="𠮷㐱")))
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, timeout=60)
    assert "𠮷㐱：" in done.stdout.decode()
