"""XLSX files for tests with a secret in any one of the places where text can be."""

from __future__ import annotations

from html import escape

from tests.support.papers import word
from tests.support.papers.zips import xml, zipped

from gongkai.core.screening.parts import PartKind

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Entries = dict[str, str | bytes]


def xlsx(rows: str = "", *, around: str = "", sheets: tuple[tuple[str, str, str], ...] = (), book: str = "",
         others: Entries | None = None, strings: tuple[str, ...] = ("单位", "户数"), before: str = "") -> bytes:  # fmt: skip
    """A workbook whose first sheet has a head and one row, then `rows`; `sheets` are name, state and rows of others."""
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    first = f"<worksheet {_MAIN} {_R}>{before}<sheetData>{head}{rows}</sheetData>{around}</worksheet>"
    all_sheets = [("Sheet1", "visible", first)]
    all_sheets += [
        (name, state, f"<worksheet {_MAIN}><sheetData>{inner}</sheetData></worksheet>")
        for name, state, inner in sheets
    ]
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" state="{state}" r:id="rId{at}"/>'
        for at, (name, state, _) in enumerate(all_sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(all_sheets) + 1)
    )
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{sheet_type}.worksheet+xml"/>'
        for at in range(1, len(all_sheets) + 1)
    )
    entries: Entries = {
        "[Content_Types].xml": xml(
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>{kinds}'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{sheet_type}.sharedStrings+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{sheet_type}.styles+xml"/></Types>'
        ),
        "_rels/.rels": xml(
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": xml(f"<workbook {_MAIN} {_R}><sheets>{listed}</sheets>{book}</workbook>"),
        "xl/_rels/workbook.xml.rels": xml(
            f'<Relationships xmlns="{_RELATIONS}">{related}'
            f'<Relationship Id="rId90" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
            f'<Relationship Id="rId91" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/sharedStrings.xml": xml(
            f"<sst {_MAIN}>{''.join(f'<si><t>{escape(one)}</t></si>' for one in strings)}</sst>"
        ),
        "xl/styles.xml": xml(_STYLES),
    }
    entries |= {f"xl/worksheets/sheet{at}.xml": xml(inner) for at, (_, _, inner) in enumerate(all_sheets, 1)}
    return zipped({**entries, **(others or {})})


_STYLES = (
    f'<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="170" formatCode=";;;"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/></font><font><color rgb="FFFFFFFF"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="170" fontId="0" fillId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0"/><xf numFmtId="14" fontId="0" fillId="0"/></cellXfs></styleSheet>'
)


def row(number: int, *texts: str, hidden: bool = False, style: int = 0) -> str:
    cells = "".join(
        f'<c r="{"ABCDE"[at]}{number}" s="{style}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for at, text in enumerate(texts)
    )
    folded = ' hidden="1"' if hidden else ""
    return f'<row r="{number}"{folded}>{cells}</row>'


def _comments(secret: str) -> Entries:
    inner = f'<authors><author>审核人</author></authors><commentList><comment ref="A1" authorId="0"><text><r><t>{escape(secret)}</t></r></text></comment></commentList>'
    return {"xl/comments1.xml": xml(f"<comments {_MAIN}>{inner}</comments>")}


def _threaded(secret: str) -> Entries:
    inner = f'<threadedComment ref="A1" personId="{{00000000-0000-0000-0000-000000000001}}" id="{{00000000-0000-0000-0000-000000000002}}"><text>{escape(secret)}</text></threadedComment>'
    return {
        "xl/threadedComments/threadedComment1.xml": xml(
            f'<ThreadedComments xmlns="t">{inner}</ThreadedComments>'
        )
    }


def _pivot(secret: str) -> Entries:
    inner = f'<cacheFields><cacheField name="姓名"><sharedItems><s v="{escape(secret)}"/></sharedItems></cacheField></cacheFields>'
    return {
        "xl/pivotCache/pivotCacheDefinition1.xml": xml(
            f"<pivotCacheDefinition {_MAIN}>{inner}</pivotCacheDefinition>"
        )
    }


def _records(secret: str) -> Entries:
    inner = f'<r><s v="{escape(secret)}"/><n v="3"/></r>'
    return {
        "xl/pivotCache/pivotCacheRecords1.xml": xml(f"<pivotCacheRecords {_MAIN}>{inner}</pivotCacheRecords>")
    }


def _external(secret: str) -> Entries:
    inner = f'<externalBook><sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{escape(secret)}</v></cell></row></sheetData></sheetDataSet></externalBook>'
    return {"xl/externalLinks/externalLink1.xml": xml(f"<externalLink {_MAIN}>{inner}</externalLink>")}


def _drawing(secret: str, descr: str = "") -> Entries:
    spaces = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    inner = f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="x" descr="{escape(descr)}"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>{escape(secret)}</a:t></a:r></a:p></xdr:txBody></xdr:sp>'
    return {"xl/drawings/drawing1.xml": xml(f"<xdr:wsDr {spaces}>{inner}</xdr:wsDr>")}


def _validation(secret: str) -> str:
    return f'<dataValidations count="1"><dataValidation sqref="A2" promptTitle="填写" prompt="{escape(secret)}"/></dataValidations>'


def _formula(secret: str) -> str:
    return f'<row r="3"><c r="A3" t="str"><f>IF(B3="","{escape(secret)}","")</f><v></v></c></row>'


_KIND = PartKind
XLSX = {
    _KIND.TABLE: {
        "inline": lambda s: xlsx(row(2, "某某", s)),
        "shared": lambda s: xlsx(
            '<row r="2"><c r="A2" t="s"><v>2</v></c></row>', strings=("单位", "户数", s)
        ),
        "cached value": lambda s: xlsx(f'<row r="2"><c r="A2" t="str"><f>B1</f><v>{escape(s)}</v></c></row>'),
        "rich string": lambda s: xlsx(
            f'<row r="2"><c r="A2" t="inlineStr"><is><r><t>{escape(s[:3])}</t></r><r><t>{escape(s[3:])}</t></r></is></c></row>'
        ),
    },
    _KIND.HIDDEN_ROWS: {
        "row": lambda s: xlsx(row(2, "某某", s, hidden=True)),
        "column": lambda s: xlsx(
            row(2, "某某", "", "", s), before='<cols><col min="4" max="4" hidden="1"/></cols>'
        ),
        "row without height": lambda s: xlsx(row(2, s).replace("<row ", '<row ht="0" ')),
    },
    _KIND.HIDDEN_SHEET: {
        "hidden": lambda s: xlsx(sheets=(("底表", "hidden", row(1, s)),)),
        "very hidden": lambda s: xlsx(sheets=(("底表", "veryHidden", row(1, s)),)),
        "no longer listed": lambda s: xlsx(
            others={
                "xl/worksheets/sheet9.xml": xml(
                    f"<worksheet {_MAIN}><sheetData>{row(1, s)}</sheetData></worksheet>"
                )
            }
        ),
    },
    _KIND.CELL_COMMENT: {
        "comment": lambda s: xlsx(others=_comments(s)),
        "threaded": lambda s: xlsx(others=_threaded(s)),
    },
    _KIND.PIVOT_CACHE: {
        "definition": lambda s: xlsx(others=_pivot(s)),
        "records": lambda s: xlsx(others=_records(s)),
    },
    _KIND.HIDDEN_TEXT: {
        "shows nothing": lambda s: xlsx(row(2, s, style=1)),
        "white": lambda s: xlsx(row(2, s, style=2)),
        "string no longer used": lambda s: xlsx(strings=("单位", "户数", s)),
        "validation prompt": lambda s: xlsx(around=_validation(s)),
        "alternative text": lambda s: xlsx(others=_drawing("图", s)),
    },
    _KIND.TEXT_BOX: {"shape": lambda s: xlsx(others=_drawing(s))},
    _KIND.HEADER: {
        "page header": lambda s: xlsx(
            around=f"<headerFooter><oddHeader>&amp;C{escape(s)}</oddHeader></headerFooter>"
        )
    },
    _KIND.FOOTER: {
        "page footer": lambda s: xlsx(
            around=f"<headerFooter><oddFooter>&amp;C{escape(s)}</oddFooter></headerFooter>"
        )
    },
    _KIND.PROPERTIES: {
        "core": lambda s: xlsx(others=word._property(s)),
        "defined name": lambda s: xlsx(
            book=f'<definedNames><definedName name="备注" hidden="1">"{escape(s)}"</definedName></definedNames>'
        ),
        "formula": lambda s: xlsx(_formula(s)),
        "comment author": lambda s: xlsx(
            others={
                "xl/persons/person.xml": xml(
                    f'<personList xmlns="t"><person displayName="{escape(s)} 审"/></personList>'
                )
            }
        ),
    },
    _KIND.CUSTOM_XML: {
        "item": lambda s: xlsx(others={"customXml/item1.xml": xml(f"<root><name>{escape(s)}</name></root>")})
    },
    _KIND.EMBEDDED: {
        "package": lambda s: xlsx(
            others={"xl/embeddings/Microsoft_Word1.docx": word.docx(word.p(word.t(s)))}
        ),
        "external cache": lambda s: xlsx(others=_external(s)),
    },
    _KIND.EARLIER_REVISION: {
        "revision log": lambda s: xlsx(
            others={
                "xl/revisions/revisionLog1.xml": xml(
                    f"<revisions {_MAIN}><rcc><oc><is><t>{escape(s)}</t></is></oc></rcc></revisions>"
                )
            }
        )
    },
}
