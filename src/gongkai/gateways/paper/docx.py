"""DOCX by way of mammoth, which gets only the parts it needs, checked and packed again."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, tostring

import mammoth

from gongkai.gateways.paper.archive import DAMAGED, Archive
from gongkai.gateways.paper.docx_numbering import write_labels
from gongkai.gateways.paper.docx_terms import W, find_main_part, mark_titles
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.markup import blocks_of
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.parsed import Parsed

_NEEDED = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|word/[^/]+\.xml|word/_rels/[^/]+\.rels")
_STYLES = """
p.gongkaiTitle => p.doc-title:fresh
p[style-name='Title'] => p.doc-title:fresh
p[style-name='标题'] => p.doc-title:fresh
r[style-name='Strong'] => strong
u => u
"""


def read_docx(data: bytes, limits: Limits) -> Parsed:
    """The blocks of a DOCX: text as it stands with every revision accepted, numbers of headings written out."""
    archive = Archive(data, limits)
    names = [name for name in archive.names if _NEEDED.fullmatch(name)]
    parts = {name: archive.xml(name) for name in names}
    main = find_main_part(parts)
    if main is None:
        raise Unreadable(DAMAGED)
    notes = _notes(parts, main, archive.names)
    write_labels(main, parts.get("word/numbering.xml"), parts.get("word/styles.xml"))
    mark_titles(main, parts.get("word/styles.xml"))
    result = mammoth.convert_to_html(
        BytesIO(_packed(parts)), style_map=_STYLES, convert_image=_no_image, ignore_empty_paragraphs=True
    )
    blocks, _ = blocks_of(result.value)
    return Parsed(blocks=blocks, notes=notes)


def _no_image(image: object) -> list[object]:
    return []


def _packed(parts: dict[str, Element]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, root in parts.items():
            archive.writestr(name, tostring(root, encoding="utf-8", xml_declaration=True))
    return packed.getvalue()


def _notes(parts: dict[str, Element], main: Element, names: tuple[str, ...]) -> list[str]:
    """What the reader leaves out or decides, so that nobody takes the text for the whole file."""
    notes = []
    if any(next(main.iter(f"{W}{tag}"), None) is not None for tag in ("ins", "del", "moveFrom", "moveTo")):
        notes.append("文档里有修订痕迹，已按接受全部修订后的文字读取，请核对定稿。")
    comments = parts.get("word/comments.xml")
    if comments is not None and next(comments.iter(f"{W}comment"), None) is not None:
        notes.append("文档里有批注，批注没有读入；公开前请从原件中删除。")
    if any(hidden.get(f"{W}val") not in ("0", "false") for hidden in main.iter(f"{W}vanish")):
        notes.append("文档里有隐藏文字，已一并读出，请逐处核对。")
    if any(next(main.iter(f"{W}{tag}"), None) is not None for tag in ("drawing", "pict")):
        notes.append("文档里有图片或图形，没有读入，请对照原件核对。")
    if any(name.startswith("word/embeddings/") for name in names):
        notes.append("文档里嵌有其他文件，没有读入；公开前请从原件中删除。")
    return notes
