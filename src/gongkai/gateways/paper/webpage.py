"""HTML: a saved page or an exported text, without scripts, menus and the rest of the site around it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from gongkai.core.catalogue.document_head import read_labels
from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.markup import blocks_of
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.parsed import Block, Parsed
from gongkai.gateways.paper.text import clean

_MAIN = re.compile(
    r"(?:^|\s)(?:ucap-content|zoom|zoomcon|vsb_content|trs_editor|trs_editor_view|pages_content|article-?_?content|"
    r"article|main|content|news_content|con_text)(?:\s|$)",
    re.IGNORECASE,
)
_LEAST_SHARE = 0.3
_HEAD_LENGTH = 20_000
_META = {"articletitle": "title", "pubdate": "published_on", "url": "url"}


def read_html(data: bytes, limits: Limits) -> Parsed:
    """The blocks of a page's main text; its meta tags and its header table (索引号 …) as fields."""
    html = decoded(data)
    blocks, regions = blocks_of(html)
    if not blocks:
        raise Unreadable("网页里没有文字，读不出内容。")
    first, last = _main_region(blocks, regions)
    outside = [line for block in blocks[:first] + blocks[last:] for line in block.text.split("\n")]
    labels, _ = read_labels(outside)
    notes = []
    if (first, last) != (0, len(blocks)):
        notes.append("只读入了网页的正文部分，页头、栏目和页脚没有读入，请核对是否完整。")
    if re.search(r"<img\b", html, re.IGNORECASE):
        notes.append("网页里有图片，没有读入，请对照原件核对。")
    return Parsed(blocks=blocks[first:last], notes=notes, fields={**_meta(html), **dict(labels)})


def _main_region(blocks: list[Block], regions: list[tuple[str, int, int]]) -> tuple[int, int]:
    """The smallest named region that holds most of the text; the whole page where none does."""
    total = sum(len(block.text) for block in blocks)
    best = (0, len(blocks))
    for name, first, last in regions:
        share = sum(len(block.text) for block in blocks[first:last])
        if _MAIN.search(name) and share >= total * _LEAST_SHARE and last - first < best[1] - best[0]:
            best = (first, last)
    return best


def _meta(html: str) -> dict[str, str]:
    reader = _MetaReader()
    reader.feed(html[:_HEAD_LENGTH])
    return reader.found


class _MetaReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        field = _META.get(given.get("name", "").lower()) if tag == "meta" else None
        if field and given.get("content", "").strip():
            self.found.setdefault(field, clean(given["content"]).strip()[:500])
