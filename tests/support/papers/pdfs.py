"""PDF files for tests with a secret in any one of the places where text can be."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from tests.support.papers.pictures import drawn, plain

from gongkai.core.screening.parts import PartKind

OPENING = "关于做好老旧小区改造公示工作的通知"


class Sheet:
    """A PDF of one page under construction; texts are set in a Chinese font that viewers bring along."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(_font())
        self.page = self.pdf.add_blank_page(page_size=(595, 842))
        self.page.obj.Resources = Dictionary(Font=Dictionary(F1=self.font), XObject=Dictionary())
        self.content = shown(50, 780, OPENING)

    def add(self, content: bytes) -> Sheet:
        self.content += content
        return self

    def picture(self, name: str, image: Any) -> Any:
        """An image of the page's resources, grey, one byte a pixel."""
        made = self.pdf.make_stream(image.convert("L").tobytes())
        made.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=image.width, Height=image.height,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8, Length=made.Length if "/Length" in made else 0,
        )  # fmt: skip
        self.page.obj.Resources.XObject[f"/{name}"] = made
        return made

    def saved(self) -> bytes:
        self.page.obj.Contents = self.pdf.make_stream(self.content)
        held = BytesIO()
        self.pdf.save(held, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
        return held.getvalue()


def _font() -> Any:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/STSong-Light"), Flags=4, FontBBox=[0, -200, 1000, 900],
        ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=700, StemV=80,
    )  # fmt: skip
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("GB1"), Supplement=4)
    inner = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType0, BaseFont=Name("/STSong-Light"), CIDSystemInfo=system,
        DW=1000, FontDescriptor=descriptor, W=Array([1, Array([500] * 95)]),
    )  # fmt: skip
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/STSong-Light"), Encoding=Name("/UniGB-UCS2-H"),
        DescendantFonts=Array([inner]),
    )  # fmt: skip


def shown(x: float, y: float, text: str, before: bytes = b"", size: float = 12) -> bytes:
    """The operators that show a text at a place."""
    written = text.encode("utf-16-be").hex().encode()
    return b"q %s BT /F1 %g Tf %g %g Td <%s> Tj ET Q\n" % (before, size, x, y, written)


def pdf(*pieces: bytes) -> bytes:
    return Sheet().add(b"".join(pieces)).saved()


def with_objects(change: Callable[[Sheet], None], *pieces: bytes) -> bytes:
    """A PDF whose objects were changed before saving."""
    sheet = Sheet().add(b"".join(pieces))
    change(sheet)
    return sheet.saved()


def saved_over(first: bytes, content: bytes) -> bytes:
    """The file saved on top of itself with another page content, as viewers and signers do."""
    with pikepdf.open(BytesIO(first)) as known:
        number = known.pages[0].obj.Contents.objgen[0]
        size, root = int(known.trailer.Size), known.trailer.Root.objgen[0]
    start = len(first)
    last = int(re.findall(rb"startxref\s+(\d+)", first)[-1])
    body = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    end = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        last,
        start + len(body),
    )
    return first + body + table + end


def _annotation(secret: str, **more: Any) -> Callable[[Sheet], None]:
    def change(sheet: Sheet) -> None:
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Text,
            Rect=[100, 100, 120, 120],
            Contents=pikepdf.String(secret),
            **more,
        )
        sheet.page.obj.Annots = Array([sheet.pdf.make_indirect(note)])

    return change


def _free_text(secret: str) -> Callable[[Sheet], None]:
    """A note whose text is only in the form that shows it."""

    def change(sheet: Sheet) -> None:
        look = sheet.pdf.make_stream(shown(2, 5, secret))
        look.stream_dict = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 400, 30],
            Resources=Dictionary(Font=Dictionary(F1=sheet.font)),
        )
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.FreeText, Rect=[100, 100, 500, 130], AP=Dictionary(N=look)
        )
        sheet.page.obj.Annots = Array([sheet.pdf.make_indirect(note)])

    return change


def _field(secret: str) -> Callable[[Sheet], None]:
    def change(sheet: Sheet) -> None:
        field = sheet.pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T=pikepdf.String("联系人"),
                V=pikepdf.String(secret),
                Rect=[100, 100, 200, 120],
            )  # fmt: skip
        )
        sheet.page.obj.Annots = Array([field])
        sheet.pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    return change


def _information(secret: str) -> Callable[[Sheet], None]:
    def change(sheet: Sheet) -> None:
        sheet.pdf.docinfo["/Author"] = secret

    return change


def _xmp(secret: str) -> Callable[[Sheet], None]:
    def change(sheet: Sheet) -> None:
        inner = (
            '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject>'
            f"{secret}</dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>"
        )
        made = sheet.pdf.make_stream(inner.encode("utf-8"))
        made.stream_dict = Dictionary(Type=Name.Metadata, Subtype=Name.XML)
        sheet.pdf.Root.Metadata = made

    return change


def _bookmark(secret: str) -> Callable[[Sheet], None]:
    def change(sheet: Sheet) -> None:
        with sheet.pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(secret, 0))

    return change


def _file(secret: str) -> Callable[[Sheet], None]:
    def change(sheet: Sheet) -> None:
        sheet.pdf.attachments["名单.txt"] = f"名单\n{secret}\n".encode()

    return change


def _leftover(secret: str) -> Callable[[Sheet], None]:
    """A form that no page paints any more."""

    def change(sheet: Sheet) -> None:
        left = sheet.pdf.make_stream(shown(10, 10, secret))
        left.stream_dict = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 500, 40],
            Resources=Dictionary(Font=Dictionary(F1=sheet.font)),
        )
        sheet.page.obj.Resources.XObject["/Left"] = left

    return change


def _spoken(spoken: str, painted: str = "略") -> bytes:
    """A text painted, and another that programs take in its place."""
    written = spoken.encode("utf-16-be").hex().encode()
    return b"/Span << /ActualText <FEFF%s> >> BDC %s EMC\n" % (written, shown(50, 600, painted))


def _layer(secret: str) -> bytes:
    """Text on a layer that is off."""
    sheet = Sheet()
    layer = sheet.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("底稿")))
    sheet.page.obj.Resources.Properties = Dictionary(L1=layer)
    sheet.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    return sheet.add(b"/OC /L1 BDC\n%sEMC\n" % shown(50, 600, secret)).saved()


def _scan(secret: str) -> bytes:
    sheet = Sheet()
    sheet.content = b"q 500 0 0 60 40 600 cm /Scan Do Q\n"
    sheet.picture("Scan", drawn(secret))
    return sheet.saved()


def _covered_by_picture(secret: str) -> bytes:
    sheet = Sheet()
    sheet.picture("Bar", plain())
    return sheet.add(shown(50, 600, secret) + b"q 400 0 0 40 40 590 cm /Bar Do Q\n").saved()


def _in_form(secret: str) -> bytes:
    """A bar inside a form that is itself moved over the text."""
    sheet = Sheet()
    bar = sheet.pdf.make_stream(b"0 g 0 0 400 40 re f\n")
    bar.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 400, 40])
    sheet.page.obj.Resources.XObject["/Bar"] = bar
    return sheet.add(shown(50, 600, secret) + b"q 1 0 0 1 40 590 cm /Bar Do Q\n").saved()


_KIND = PartKind
_BAR = b"0 g 40 590 400 40 re f\n"
PDF: dict[PartKind, dict[str, Callable[[str], bytes]]] = {
    _KIND.BODY: {
        "line": lambda s: pdf(shown(50, 600, s)),
        "under another text for reading aloud": lambda s: pdf(_spoken("略", s)),
    },
    _KIND.HIDDEN_TEXT: {
        "render mode": lambda s: pdf(shown(50, 600, s, b"3 Tr")),
        "white": lambda s: pdf(shown(50, 600, s, b"1 g")),
        "black on black": lambda s: pdf(_BAR, shown(50, 600, s)),
        "tiny": lambda s: pdf(shown(50, 600, s, size=0.5)),
        "layer that is off": _layer,
    },
    _KIND.COVERED_TEXT: {
        "black bar": lambda s: pdf(shown(50, 600, s), _BAR),
        "white bar": lambda s: pdf(shown(50, 600, s), _BAR.replace(b"0 g", b"1 g")),
        "picture": _covered_by_picture,
        "bar in a form": _in_form,
    },
    _KIND.OUTSIDE_PAGE: {
        "above": lambda s: pdf(shown(50, 2000, s)),
        "cropped": lambda s: with_objects(
            lambda sheet: sheet.page.obj.__setitem__("/CropBox", Array([0, 400, 595, 842])), shown(50, 100, s)
        ),
    },
    _KIND.ANNOTATION: {
        "note": lambda s: with_objects(_annotation(s)),
        "author of a note": lambda s: with_objects(_annotation("已阅", T=pikepdf.String(s))),
        "appearance": lambda s: with_objects(_free_text(s)),
    },
    _KIND.FORM_VALUE: {"field": lambda s: with_objects(_field(s))},
    _KIND.METADATA: {
        "information": lambda s: with_objects(_information(s)),
        "xmp": lambda s: with_objects(_xmp(s)),
        "bookmark": lambda s: with_objects(_bookmark(s)),
        "form no page paints": lambda s: with_objects(_leftover(s)),
        "text for reading aloud": lambda s: pdf(_spoken(s)),
    },
    _KIND.ATTACHMENT: {"file": lambda s: with_objects(_file(s))},
    _KIND.EARLIER_REVISION: {
        "saved over": lambda s: saved_over(pdf(shown(50, 600, s)), shown(50, 780, OPENING)),
    },
    _KIND.PICTURE_TEXT: {"scan": _scan},
}
