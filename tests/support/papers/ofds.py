"""OFD files for tests with a secret in any one of the places where text can be."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.support.papers.pictures import drawn, png
from tests.support.papers.zips import xml, zipped

from gongkai.core.screening.parts import PartKind

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
Entries = dict[str, str | bytes]


def ofd(
    objects: str = "",
    *,
    information: str = "",
    document: str = "",
    common: str = "",
    before: str = "",
    body: str = "",
    others: Entries | None = None,
) -> bytes:
    """One page with an ordinary line and `objects`; more for DocInfo, Document, CommonData, Page (`before` its content)
    and DocBody, and other entries."""
    page = f'<ofd:Page {SPACE}>{before}<ofd:Content><ofd:Layer ID="2">{text(30, 40, "关于公示工作的通知")}{objects}</ofd:Layer></ofd:Content></ofd:Page>'
    entries: Entries = {
        "OFD.xml": xml(
            f'<ofd:OFD {SPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>{information}'
            f"</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": xml(
            f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f'{common}</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>{document}</ofd:Document>'
        ),
        "Doc_0/Pages/Page_0/Content.xml": xml(page),
    }
    return zipped({**entries, **(others or {})})


def text(x: float, y: float, words: str, more: str = "", *, colour: str = "", size: float = 5.0) -> str:
    filled = f'<ofd:FillColor Value="{colour}"/>' if colour else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} {len(words) * size} {size}" Size="{size}" {more}>{filled}'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {max(len(words) - 1, 1)} {size}">{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def letters(x: float, y: float, words: str, size: float = 5.0) -> str:
    """The words with each letter an object of its own."""
    return "".join(text(x + at * size, y, letter, size=size) for at, letter in enumerate(words))


def glyphs(x: float, y: float, words: str) -> str:
    """The words drawn by the numbers of their shapes."""
    count = len(words)
    shapes = " ".join(str(at + 1) for at in range(count))
    transform = f'<ofd:CGTransform CodePosition="0" CodeCount="{count}" GlyphCount="{count}"><ofd:Glyphs>{shapes}</ofd:Glyphs></ofd:CGTransform>'
    return text(x, y, words).replace("<ofd:TextCode", f"{transform}<ofd:TextCode")


def templated(words: str) -> bytes:
    """The words on a template that the page uses."""
    page = f'<ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="41">{text(30, 60, words)}</ofd:Layer></ofd:Content></ofd:Page>'
    return ofd(
        before='<ofd:Template TemplateID="40" ZOrder="Background"/>',
        common='<ofd:TemplatePage ID="40" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        others={"Doc_0/Tpls/Tpl_0/Content.xml": xml(page)},
    )


def in_drawing(words: str) -> bytes:
    """The words in a drawing kept as a resource."""
    drawing = (
        f'<ofd:Res {SPACE} BaseLoc="Res"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="50" Width="150" Height="20">'
        f"<ofd:Content>{text(0, 0, words)}</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    return ofd(
        '<ofd:CompositeObject ID="51" ResourceID="50" Boundary="30 60 150 20" CTM="1 0 0 1 0 0"/>',
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        others={"Doc_0/DocumentRes.xml": xml(drawing)},
    )


def _bar(x: float, y: float) -> str:
    return (
        f'<ofd:PathObject ID="10" Boundary="{x} {y} 150 12" Fill="true"><ofd:FillColor Value="0 0 0"/>'
        "<ofd:AbbreviatedData>M 0 0 L 150 0 L 150 12 L 0 12 C</ofd:AbbreviatedData></ofd:PathObject>"
    )


def _notes(secret: str, painted: bool, kind: str = "Highlight") -> bytes:
    inner = (
        f'<ofd:Appearance Boundary="30 200 100 10">{text(0, 0, secret)}</ofd:Appearance>'
        if painted
        else f"<ofd:Remark>{escape(secret)}</ofd:Remark>"
    )
    listing = f'<ofd:Annotations {SPACE}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
    note = f'<ofd:PageAnnot {SPACE}><ofd:Annot ID="20" Type="{kind}" Creator="审核人">{inner}</ofd:Annot></ofd:PageAnnot>'
    return ofd(
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        others={
            "Doc_0/Annots/Annotations.xml": xml(listing),
            "Doc_0/Annots/Page_0/Annotation.xml": xml(note),
        },
    )


def _attached(secret: str) -> bytes:
    listing = f'<ofd:Attachments {SPACE}><ofd:Attachment ID="1" Name="名单"><ofd:FileLoc>名单.txt</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'
    return ofd(
        document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        others={
            "Doc_0/Attachs/Attachments.xml": xml(listing),
            "Doc_0/Attachs/名单.txt": f"名单\n{secret}".encode(),
        },
    )


def _custom(secret: str) -> str:
    return f'<ofd:CustomDatas><ofd:CustomData Name="经办">{escape(secret)}</ofd:CustomData></ofd:CustomDatas>'


def _signed(secret: str) -> bytes:
    signature = f"<ofd:Signature {SPACE}><ofd:SignedInfo><ofd:Parameter>{escape(secret)}</ofd:Parameter></ofd:SignedInfo></ofd:Signature>"
    listing = (
        f'<ofd:Signatures {SPACE}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
    )
    return ofd(
        body="<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        others={
            "Doc_0/Signs/Signatures.xml": xml(listing),
            "Doc_0/Signs/Sign_0/Signature.xml": xml(signature),
        },
    )


_KIND = PartKind
OFD: dict[PartKind, dict[str, Callable[[str], bytes]]] = {
    _KIND.BODY: {
        "line": lambda s: ofd(text(30, 60, s)),
        "letter by letter": lambda s: ofd(letters(30, 60, s, 2.0)),
        "by glyphs": lambda s: ofd(glyphs(30, 60, s)),
        "two objects": lambda s: ofd(text(30, 60, s[:10], size=2) + text(50, 60, s[10:], size=2)),
        "template": templated,
        "drawing": in_drawing,
    },
    _KIND.HIDDEN_TEXT: {
        "not visible": lambda s: ofd(text(30, 60, s, 'Visible="false"')),
        "transparent": lambda s: ofd(text(30, 60, s, 'Alpha="0"')),
        "clear colour": lambda s: ofd(
            text(30, 60, s, colour="0 0 0").replace('Value="0 0 0"', 'Value="0 0 0" Alpha="0"')
        ),
        "white": lambda s: ofd(text(30, 60, s, colour="255 255 255")),
        "hidden layer": lambda s: ofd(f'</ofd:Layer><ofd:Layer ID="3" Visible="false">{text(30, 60, s)}'),
    },
    _KIND.COVERED_TEXT: {"black bar": lambda s: ofd(text(30, 60, s) + _bar(25, 57))},
    _KIND.OUTSIDE_PAGE: {"below": lambda s: ofd(text(30, 400, s))},
    _KIND.ANNOTATION: {
        "remark": lambda s: _notes(s, False),
        "appearance": lambda s: _notes(s, True),
        "stamp": lambda s: _notes(s, True, "Stamp"),
    },  # fmt: skip
    _KIND.ATTACHMENT: {"file": _attached},
    _KIND.METADATA: {
        "author": lambda s: ofd(information=f"<ofd:Author>{escape(s)}</ofd:Author>"),
        "custom data": lambda s: ofd(information=_custom(s)),
    },
    _KIND.CUSTOM_XML: {
        "tags": lambda s: ofd(
            others={"Doc_0/Tags/CustomTag.xml": xml(f"<tags><name>{escape(s)}</name></tags>")}
        ),
        "signature": _signed,
        "comment in the markup": lambda s: ofd(f"<!-- {escape(s)} -->"),
    },
    _KIND.EARLIER_REVISION: {
        "page no longer listed": lambda s: ofd(
            others={"Doc_0/Pages/Page_9/Content.xml": xml(f"<ofd:Page {SPACE}>{text(30, 60, s)}</ofd:Page>")}
        ),
        "version": lambda s: ofd(
            body='<ofd:Versions><ofd:Version ID="1" Index="1" BaseLoc="Doc_0/Versions/Version_0.xml"/></ofd:Versions>',
            others={"Doc_0/Versions/Version_0.xml": xml(f"<v><by>{escape(s)}</by></v>")},
        ),
    },
    _KIND.PICTURE_TEXT: {"resource": lambda s: ofd(others={"Doc_0/Res/image_1.png": png(drawn(s))})},
}
