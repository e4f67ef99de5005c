"""DOCX files for tests with a secret in any one of the places where text can be."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.support.papers.ole import compound, packaged
from tests.support.papers.pictures import png_with_text
from tests.support.papers.zips import xml, zipped

from gongkai.core.screening.parts import PartKind

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPENING = "关于做好老旧小区改造公示工作的通知"
CLOSING = "请各单位认真执行。"
Entries = dict[str, str | bytes]


def docx(body: str = "", others: Entries | None = None) -> bytes:
    """A document with two ordinary paragraphs, `body` between them, and other entries as given."""
    document = (
        f"<w:document {_W}><w:body>{p(t(OPENING))}{body}{p(t(CLOSING))}<w:sectPr/></w:body></w:document>"
    )
    names = [name for name in (others or {}) if name.startswith("word/") and name.endswith(".xml")]
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_TYPES}.{name.split("/")[-1].split(".")[0].rstrip("1")}+xml"/>'
        for name in names
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{name.split("/")[-1].split(".")[0].rstrip("1")}" '
        f'Target="{name.removeprefix("word/")}"/>'
        for at, name in enumerate(names, 1)
    )
    entries: Entries = {
        "[Content_Types].xml": xml(
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
            '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPES}.document.main+xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": xml(
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": xml(document),
        "word/_rels/document.xml.rels": xml(
            f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
        ),
    }
    return zipped({**entries, **(others or {})})


def p(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def t(text: str, properties: str = "", tag: str = "t") -> str:
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def story(tag: str, inner: str) -> str:
    return xml(f"<w:{tag} {_W}>{inner}</w:{tag}>")


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:tcPr/>{p(t(cell))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{one}</w:tr>' for one in cells)}</w:tbl>"


def split(secret: str) -> str:
    """A secret in three runs, as editing leaves it."""
    third = max(len(secret) // 3, 1)
    return t(secret[:third]) + t(secret[third : 2 * third], "<w:b/>") + t(secret[2 * third :])


def _box(secret: str) -> str:
    inner = f"<w:txbxContent>{p(t(secret))}</w:txbxContent>"
    drawing = (
        f'<w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="文本框 1"/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    return p(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        "<mc:Fallback><w:pict><v:rect/></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _header(tag: str, secret: str) -> Entries:
    return {f"word/{'header1' if tag == 'hdr' else 'footer1'}.xml": story(tag, p(t(secret)))}


def _notes(secret: str, which: str) -> Entries:
    tag = which.removesuffix("s")
    return {f"word/{which}.xml": story(which, f'<w:{tag} w:id="2">{p(t(secret))}</w:{tag}>')}


def _comment(secret: str, author: str = "审核人") -> Entries:
    inner = f'<w:comment w:id="1" w:author="{escape(author)}" w:initials="S">{p(t(secret))}</w:comment>'
    return {"word/comments.xml": story("comments", inner)}


def _property(secret: str) -> Entries:
    space = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return {
        "docProps/core.xml": xml(
            f"<cp:coreProperties {space} {dublin}><dc:creator>{escape(secret)}</dc:creator></cp:coreProperties>"
        )
    }


def _custom_property(secret: str) -> Entries:
    space = 'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    types = 'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    inner = f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="联系人"><vt:lpwstr>{escape(secret)}</vt:lpwstr></property>'
    return {"docProps/custom.xml": xml(f"<Properties {space} {types}>{inner}</Properties>")}


def _alternative(secret: str) -> str:
    return p(
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{escape(secret)}"/></wp:inline></w:drawing></w:r>'
    )


def _style(secret: str) -> bytes:
    style = (
        '<w:style w:type="character" w:styleId="s1"><w:name w:val="x"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    return docx(p(t(secret, '<w:rStyle w:val="s1"/>')), {"word/styles.xml": story("styles", style)})


def _form(secret: str) -> str:
    choice = f'<w:listItem w:displayText="{escape(secret)}" w:value="1"/>'
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="选项"/><w:dropDownList>{choice}</w:dropDownList></w:sdtPr>'
        f"<w:sdtContent>{p(t('请选择'))}</w:sdtContent></w:sdt>"
    )


def _embedded(secret: str) -> Entries:
    return {"word/embeddings/Microsoft_Word1.docx": docx(p(t(secret)))}


def _ole(secret: str) -> Entries:
    stream = packaged("名单.txt", f"内部名单\n{secret}\n".encode("gb18030"))
    return {"word/embeddings/oleObject1.bin": compound({"\x01Ole10Native": stream})}


def _edit(secret: str, tag: str, text_tag: str = "t") -> str:
    change = f'<w:{tag} w:id="1" w:author="经办人" w:date="2024-01-01T00:00:00Z">{t(secret, tag=text_tag)}</w:{tag}>'
    return p(t("执行前请先核对，") + change + t("。"))


_KIND = PartKind
Maker = Callable[[str], bytes]
DOCX: dict[PartKind, dict[str, Maker]] = {
    _KIND.BODY: {
        "run": lambda s: docx(p(t(f"联系人：{s}。"))),
        "split runs": lambda s: docx(p(split(s))),
        "accepted content control": lambda s: docx(f"<w:sdt><w:sdtContent>{p(t(s))}</w:sdtContent></w:sdt>"),
        "strict namespace": lambda s: _strict(docx(p(t(s)))),
    },
    _KIND.TABLE: {
        "cell": lambda s: docx(table(("姓名", "备注"), ("某某", s))),
        "nested": lambda s: docx(f"<w:tbl><w:tr><w:tc>{table((s,))}<w:p/></w:tc></w:tr></w:tbl>"),
    },
    _KIND.HEADER: {"header": lambda s: docx("", _header("hdr", s))},
    _KIND.FOOTER: {"footer": lambda s: docx("", _header("ftr", s))},
    _KIND.NOTE: {
        "footnote": lambda s: docx("", _notes(s, "footnotes")),
        "endnote": lambda s: docx("", _notes(s, "endnotes")),
    },
    _KIND.TEXT_BOX: {
        "drawing": lambda s: docx(_box(s)),
        "vml": lambda s: docx(
            p(f"<w:r><w:pict><v:textbox><w:txbxContent>{p(t(s))}</w:txbxContent></v:textbox></w:pict></w:r>")
        ),
        "word art": lambda s: docx(
            p(f'<w:r><w:pict><v:shape><v:textpath string="{escape(s)}"/></v:shape></w:pict></w:r>')
        ),
    },
    _KIND.COMMENT: {"comment": lambda s: docx("", _comment(s))},
    _KIND.INSERTION: {
        "inserted": lambda s: docx(_edit(s, "ins")),
        "moved to": lambda s: docx(_edit(s, "moveTo")),
    },
    _KIND.DELETION: {
        "deleted": lambda s: docx(_edit(s, "del", "delText")),
        "moved from": lambda s: docx(_edit(s, "moveFrom")),
        "deleted row": lambda s: docx(
            f'<w:tbl><w:tr><w:trPr><w:del w:id="1" w:author="x"/></w:trPr><w:tc>{p(t(s))}</w:tc></w:tr></w:tbl>'
        ),
    },
    _KIND.HIDDEN_TEXT: {
        "vanish": lambda s: docx(p(t("见附件") + t(s, "<w:vanish/>"))),
        "style": _style,
        "white": lambda s: docx(p(t(s, '<w:color w:val="FFFFFF"/>'))),
        "tiny": lambda s: docx(p(t(s, '<w:sz w:val="2"/>'))),
        "alternative text": lambda s: docx(_alternative(s)),
        "field code": lambda s: docx(
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                + t(f' HYPERLINK "http://oa.invalid/{s}" ', tag="instrText")
                + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        ),
        "part of an unusual name": lambda s: docx("", {"word/old.xml": story("document", p(split(s)))}),
        "glossary": lambda s: docx("", {"word/glossary/document.xml": story("glossaryDocument", p(t(s)))}),
    },
    _KIND.FORM_VALUE: {"content control": lambda s: docx(_form(s))},
    _KIND.PROPERTIES: {
        "core": lambda s: docx("", _property(s)),
        "custom": lambda s: docx("", _custom_property(s)),
        "app": lambda s: docx(
            "", {"docProps/app.xml": xml(f"<Properties><Company>{escape(s)}</Company></Properties>")}
        ),
        "revision author": lambda s: docx(p(f'<w:ins w:author="{escape(s)}" w:id="1">{t("增补")}</w:ins>')),
        "people": lambda s: docx(
            "", {"word/people.xml": xml(f'<people xmlns="u"><person author="{escape(s)}"/></people>')}
        ),
        "template path": lambda s: docx(
            "",
            {
                "word/_rels/settings.xml.rels": xml(
                    f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/attachedTemplate" '
                    f'Target="file:///C:/{escape(s)}/a.dotx" TargetMode="External"/></Relationships>'
                )
            },
        ),
        "bookmark": lambda s: docx(
            f'<w:bookmarkStart w:id="0" w:name="备注{escape(s)}"/><w:bookmarkEnd w:id="0"/>'
        ),
        "document variable": lambda s: docx(
            "",
            {
                "word/settings.xml": story(
                    "settings", f'<w:docVars><w:docVar w:name="a" w:val="值{escape(s)}"/></w:docVars>'
                )
            },
        ),
    },
    _KIND.CUSTOM_XML: {
        "item": lambda s: docx("", {"customXml/item1.xml": xml(f"<root><name>{escape(s)}</name></root>")}),
        "comment in the markup": lambda s: docx(f"<!-- {escape(s)} -->"),
    },
    _KIND.EMBEDDED: {"package": lambda s: docx("", _embedded(s)), "packager": lambda s: docx("", _ole(s))},
    _KIND.METADATA: {
        "picture": lambda s: docx("", {"word/media/image1.png": png_with_text(s)}),
        "archive comment": lambda s: _commented(docx(), s),
    },
}


def _strict(data: bytes) -> bytes:
    """The same document in the strict vocabulary of ISO 29500, as WPS may write it."""
    import zipfile
    from io import BytesIO

    transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return zipped(
            {name: archive.read(name).decode().replace(transitional, strict) for name in archive.namelist()}
        )


def _commented(data: bytes, secret: str) -> bytes:
    note = secret.encode("utf-8")
    return data[:-2] + len(note).to_bytes(2, "little") + note
