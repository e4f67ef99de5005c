"""PDF → PDF: pages as pictures, painted over where something is withheld, with the text anew of what may be read.

A file from which nothing is withheld keeps its pages as they are drawn, if that takes along nothing but what is seen.
Else nothing of the old file comes along but pixels and letters: no fonts (their tables know letters that were cut), no
notes, no files, no properties, no earlier state.
"""

from __future__ import annotations

import math
from io import BytesIO
from itertools import accumulate

import pikepdf
import pypdfium2 as pdfium

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.pdf import hidden_layers
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.labels import shown_marks
from gongkai.gateways.paper.redact.pdf_canvas import Canvas, Labels
from gongkai.gateways.paper.redact.pdf_kept import kept
from gongkai.gateways.paper.redact.pdf_layer import Fonts, Written, operators, width_of
from gongkai.gateways.paper.redact.pdf_letters import Letter, Pages, Patch, letters_of, prepare, withhold
from gongkai.gateways.paper.redact.pdf_spoken import silence
from gongkai.gateways.paper.redact.work import Work
from gongkai.gateways.paper.text import radicals_undone

_LOCKED = "PDF 加了密码，读不出内容；请取消密码后再做。"
_FAILS = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, IndexError)


def make_pdf(data: bytes, work: Work) -> bytes:
    """The document anew. Unreadable: damaged, locked, too many pages or pages too large."""
    layers, unspoken = _prepared(data)
    settled = _settled(unspoken, work)
    if not work.scribe.cuts_anything:
        drawn = kept(settled, work.limits, work.folder)
        if drawn is not None:
            return drawn
    document = pdfium.PdfDocument(settled)
    pages = letters_of(document, layers, work.limits)
    withhold(pages, work.scribe)
    pdf = pikepdf.new()
    fonts = Fonts(pdf)
    labels = Labels(work.labels, shown_marks(work.scribe.marks))
    for number in range(len(document)):
        _page(document, number, pages, made=pdf, fonts=fonts, labels=labels, work=work)
    fonts.finish()
    document.close()
    held = BytesIO()
    pdf.save(
        held,
        compress_streams=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return held.getvalue()


def _settled(data: bytes, work: Work) -> bytes:
    """The document with notes taken off and forms made part of the pages."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable(_LOCKED if "password" in str(error).lower() else DAMAGED) from error
    if len(pdf) > work.limits.pages:
        raise Unreadable(f"文件有 {len(pdf)} 页，超过 {work.limits.pages} 页的上限；请分册后再做。")
    if not len(pdf):
        raise Unreadable(DAMAGED)
    try:
        for number in range(len(pdf)):
            page = pdf[number]
            prepare(page)
            page.close()
        held = BytesIO()
        pdf.save(held)
        pdf.close()
        return held.getvalue()
    except pdfium.PdfiumError as error:
        raise Unreadable(DAMAGED) from error


def _prepared(data: bytes) -> tuple[frozenset[str], bytes]:
    """The layers that are off, and the file without words that stand for the letters shown.

    A letter may bear any text for reading aloud; what the new page says must be what it shows.
    """
    try:
        with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
            layers = hidden_layers(pdf)
            if not silence(pdf):
                return layers, data
            held = BytesIO()
            pdf.save(held)
            return layers, held.getvalue()
    except pikepdf.PasswordError as error:
        raise Unreadable(_LOCKED) from error
    except _FAILS as error:
        raise Unreadable(DAMAGED) from error


def _page(
    document: pdfium.PdfDocument,
    number: int,
    pages: Pages,
    *,
    made: pikepdf.Pdf,
    fonts: Fonts,
    labels: Labels,
    work: Work,
) -> None:
    page = document[number]
    canvas = Canvas(page, work.limits)
    # Where nothing is to be seen there is nothing to paint over, and no mark to be left.
    patches = [one for one in pages.patches if one.page == number and canvas.has_ink(one.box)]
    readable = {id(one) for one in pages.letters if one.page == number and _may_be_read(one, canvas)}
    shortened = [
        mark for patch in patches if not canvas.paint(patch, mark := work.scribe.finish(patch.sign), labels)
    ]
    canvas.explain(shortened, labels)
    written: list[Written] = []
    for letter in pages.letters:
        if id(letter) in readable:
            written.append(_written(letter, canvas))
        elif letter.patch is not None and letter.patch in patches and letter.page == number:
            written += _mark_letters(letter, letter.patch, canvas, work.scribe.finish(letter.patch.sign))
    content = b"q %.3f 0 0 %.3f 0 0 cm /P Do Q\n" % (canvas.width, canvas.height)
    content += operators(written, fonts)
    made.add_blank_page(page_size=(canvas.width, canvas.height))
    new = made.pages[-1]
    new.obj.Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(P=canvas.stream(made)), Font=fonts.resources()
    )
    new.obj.Contents = made.make_stream(content)
    page.close()


def _may_be_read(letter: Letter, canvas: Canvas) -> bool:
    return letter.seen and not letter.withheld and letter.box is not None and canvas.has_ink(letter.box)


def _written(letter: Letter, canvas: Canvas) -> Written:
    """A letter where it stands on the page as seen: pages kept on their side are turned upright."""
    x, y = letter.origin
    begin = canvas.place(x, y)
    # A long step: places are whole twentieths of a point.
    end = canvas.place(x + 100 * math.cos(letter.angle), y + 100 * math.sin(letter.angle))
    length = math.hypot(end[0] - begin[0], end[1] - begin[1]) or 1.0
    along = ((end[0] - begin[0]) / length, (end[1] - begin[1]) / length)
    return Written(radicals_undone(letter.char), begin[0], begin[1], along, letter.size)


def _mark_letters(letter: Letter, patch: Patch, canvas: Canvas, mark: str) -> list[Written]:
    """The letters of a mark set narrowly into its patch, so that it can be read aloud, copied and found."""
    chars = [char for char in mark if char.isprintable()]
    if not chars:
        return []
    first = _written(letter, canvas)
    ends = [canvas.place(x, y) for x in patch.box[::2] for y in patch.box[1::2]]
    (a, b), start = first.along, first.x * first.along[0] + first.y * first.along[1]
    room = max(x * a + y * b for x, y in ends) - start
    widths = [width_of(char) / 1000 for char in chars]
    step = max(room, 1.0) / sum(widths)
    squeeze = min(1.0, step / first.size)
    return [
        Written(char, first.x + done * step * a, first.y + done * step * b, first.along, first.size, squeeze)
        for char, done in zip(chars, accumulate(widths, initial=0.0), strict=False)
    ]
