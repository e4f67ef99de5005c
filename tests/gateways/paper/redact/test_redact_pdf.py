"""PDF: pages as pictures with the withheld painted over, the text anew of what may be read, and nothing else."""

from __future__ import annotations

import re
import subprocess
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from tests.support.papers.building import build
from tests.support.papers.pdfs import Sheet, pdf, shown
from tests.support.second_reader import needs_poppler
from tests.support.uncaged import uncage

from gongkai.core.screening.parts import PartKind
from gongkai.core.screening.plan import Entry, Plan
from gongkai.gateways.leakcheck import leaks
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import clean, redact
from gongkai.gateways.paper.tools import text_recognition

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
DAY = date(2026, 11, 20)
NUMBER = "13847512346"
PLAN = Plan((Entry("delete", "3.14", text=NUMBER),))
LINES = (shown(50, 700, f"联系人的电话是{NUMBER}，请保密"), shown(50, 660, "以上公示"))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch, blind=True)


def page_text(data: bytes) -> str:
    return next(part.text for part in extract(data, "a.pdf").parts if part.id == "第 1 页")


def letters(data: bytes) -> set[str]:
    """Every letter that a font of the file knows."""
    found: set[str] = set()
    with pikepdf.open(BytesIO(data)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Stream) and b"beginbfchar" in one.read_bytes():
                codes = re.findall(rb"<[0-9A-F]{2}> <([0-9A-F]{4,})>", one.read_bytes())
                found.update(bytes.fromhex(code.decode()).decode("utf-16-be") for code in codes)
    return found


@pytest.mark.usefixtures("here")
def test_the_text_is_what_may_be_read_with_the_mark_in_its_place() -> None:
    made = redact(pdf(*LINES), "通知.pdf", PLAN, today=DAY)
    assert made.marks == 1
    assert page_text(made.data).split("\n")[-2:] == ["联系人的电话是〔不予公开：3.14〕，请保密", "以上公示"]


@pytest.mark.usefixtures("here")
def test_fonts_know_no_letter_that_was_cut() -> None:
    made = redact(
        pdf(shown(50, 700, "甲乙丙丁龘")), "a.pdf", Plan((Entry("delete", "9", text="丁龘"),)), today=DAY
    )
    assert letters(made.data) & set("甲乙丙丁龘") == set("甲乙丙")


@pytest.mark.usefixtures("here")
def test_the_picture_shows_nothing_where_something_was_cut() -> None:
    made = redact(pdf(*LINES), "a.pdf", PLAN, today=DAY).data
    before, after = (
        pdfium.PdfDocument(one)[0].render(scale=2, grayscale=True).to_pil() for one in (pdf(*LINES), made)
    )
    box = (280, 268, 400, 296)
    assert before.size == after.size
    ink = [sum(1 for pixel in one.crop(box).tobytes() if pixel < 80) for one in (before, after)]
    assert ink[0] > 200
    assert ink[1] < ink[0]
    rest = (80, 340, 300, 372)
    assert abs(sum(before.crop(rest).tobytes()) - sum(after.crop(rest).tobytes())) < 0.02 * sum(
        before.crop(rest).tobytes()
    )


@pytest.mark.usefixtures("here")
def test_nothing_of_the_old_file_comes_along() -> None:
    made = clean(pdf(*LINES), "a.pdf", today=DAY).data
    assert made.count(b"startxref") == 1
    with pikepdf.open(BytesIO(made)) as document:
        assert set(document.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in document.trailer
        assert set(document.pages[0].obj.keys()) <= {
            "/Type",
            "/Parent",
            "/MediaBox",
            "/Resources",
            "/Contents",
        }
    assert clean(pdf(*LINES), "a.pdf", today=DAY).data == made


@pytest.mark.usefixtures("here")
def test_where_nothing_is_withheld_pages_stay_as_they_are_drawn() -> None:
    source = (Path(__file__).parents[3] / "fixtures" / "documents" / "statistics-bulletin.pdf").read_bytes()
    made = clean(source, "a.pdf", today=DAY).data
    assert [part.kind for part in extract(made, "").parts if not part.kind.in_sight] == []
    before, after = pdfium.PdfDocument(source), pdfium.PdfDocument(made)
    assert len(before) == len(after)
    for number in range(len(before)):
        old, new = (one[number].render(scale=1).to_pil().tobytes() for one in (before, after))
        assert old == new
    with pikepdf.open(BytesIO(made)) as document:
        assert [
            one
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ] == []
        assert (set(document.Root.keys()), "/Info" in document.trailer) == ({"/Type", "/Pages"}, False)
    assert clean(source, "a.pdf", today=DAY).data == made


@pytest.mark.usefixtures("here")
def test_turned_pages_come_out_upright_with_their_text_in_place() -> None:
    sheet = Sheet().add(b"".join(LINES))
    sheet.page.obj.Rotate = 90
    made = redact(sheet.saved(), "a.pdf", PLAN, today=DAY)
    document = pdfium.PdfDocument(made.data)
    assert [round(side) for side in document[0].get_size()] == [842, 595]
    assert "联系人的电话是〔不予公开：3.14〕，请保密" in page_text(made.data)


@pytest.mark.usefixtures("here")
def test_a_number_broken_over_two_lines_is_cut_in_both() -> None:
    source = pdf(shown(400, 700, f"电话{NUMBER[:5]}"), shown(50, 680, f"{NUMBER[5:]}，完"))
    made = redact(source, "a.pdf", PLAN, today=DAY)
    assert leaks(made.data, "a.pdf", [NUMBER]).passes
    text = page_text(made.data)
    assert "，完" in text
    assert "电话" in text
    assert NUMBER[5:] not in text
    assert NUMBER[:5] not in text


@pytest.mark.usefixtures("here")
def test_letters_written_in_another_order_are_cut_as_they_stand() -> None:
    halves = (shown(50 + 6 * 6, 700, NUMBER[6:]), shown(50, 600, "别的"), shown(50, 700, NUMBER[:6]))
    made = redact(pdf(*halves), "a.pdf", PLAN, today=DAY)
    assert not re.search("[0-9]{5}", page_text(made.data))


def test_withheld_words_on_a_picture_are_refused_where_they_can_be_read() -> None:
    if text_recognition() is None:
        pytest.skip("tesseract 和 chi_sim 没有安装")
    with pytest.raises(Unreadable, match="是图片，里面有要隐去的文字"):
        redact(build("pdf", PartKind.PICTURE_TEXT, NUMBER), "a.pdf", PLAN, today=DAY)


def test_text_recognition_finds_nothing_on_the_new_page() -> None:
    if text_recognition() is None:
        pytest.skip("tesseract 和 chi_sim 没有安装")
    report = leaks(redact(pdf(*LINES), "a.pdf", PLAN, today=DAY).data, "a.pdf", [NUMBER])
    assert report.passes


@needs_poppler
@pytest.mark.usefixtures("here")
def test_poppler_reads_the_same_lines() -> None:
    made = redact(pdf(*LINES), "a.pdf", PLAN, today=DAY).data
    done = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True, timeout=60)
    assert "联系人的电话是〔不予公开：3.14〕，请保密" in done.stdout.decode()
    assert done.stderr == b""


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("damage", [b"%PDF-1.7\n", b"%PDF-1.7\n" + zlib.compress(b"x" * 100)])
def test_damage_is_refused_with_a_sentence(damage: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        clean(damage, "a.pdf", today=DAY)
    assert refused.value.sentence.endswith("。")
