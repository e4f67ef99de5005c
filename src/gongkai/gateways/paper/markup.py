"""HTML from outside made harmless, and taken apart into blocks: paragraphs, headings, lists and tables."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

import nh3

from gongkai.gateways.paper.parsed import Block
from gongkai.gateways.paper.text import clean

INLINE = frozenset({"a", "b", "em", "i", "s", "strong", "sub", "sup", "u"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLE = frozenset({"table", "ul", "ol"})
_INSIDE = frozenset({"caption", "thead", "tbody", "tfoot", "tr", "th", "td", "li", "p", "br"})
_OUTER = frozenset(
    {"div", "section", "article", "main", "center", "blockquote", "dl", "dt", "dd", "pre", "figure"}
)
_GONE = frozenset(
    {"script", "style", "title", "template", "noscript", "svg", "math", "nav", "footer", "aside", "button"}
    | {"select", "textarea", "iframe", "object"}
)
_KEPT = INLINE | HEADINGS | _WHOLE | _INSIDE
_SPAN_LIMIT = {"colspan": 200, "rowspan": 2000}
_BEFORE = {"td": "\t", "th": "\t", "tr": "\n", "li": "\n", "p": " ", "br": " ", "div": " "}
_DEEPEST = 5
_CLASS = re.compile("doc-[a-z]+")
_NUMBERED = re.compile("^(?:第.{1,6}[章节条]|[一二三四五六七八九十]+、|[（(]|[0-9])")


def safe_html(html: str) -> str:
    """Only what a page of ours may show: no scripts, styles, handlers, pictures, frames or foreign attributes."""
    return nh3.clean(
        html,
        tags=set(_KEPT),
        clean_content_tags=set(_GONE),
        attributes={
            "a": {"href"},
            "td": set(_SPAN_LIMIT),
            "th": set(_SPAN_LIMIT),
            "p": {"class"},
            "h1": {"class"},
        },
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def blocks_of(html: str) -> tuple[list[Block], list[tuple[str, int, int]]]:
    """The blocks of any HTML, and its regions: (id, class or tag of an element, first block, block after it)."""
    tame = nh3.clean(
        html,
        tags=set(_KEPT | _OUTER),
        clean_content_tags=set(_GONE),
        attributes={"*": {"id", "class"}, "a": {"href"}, "td": set(_SPAN_LIMIT), "th": set(_SPAN_LIMIT)},
        attribute_filter=lambda tag, name, value: (
            value if name in ("id", "class") else _attribute(tag, name, value)
        ),
        url_schemes={"http", "https", "mailto"},
    )
    reader = _BlockReader()
    reader.feed(tame)
    reader.close()
    reader.flush()
    return reader.blocks, reader.regions


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if value.startswith(("http://", "https://", "mailto:")) else None
    if name == "class":
        return value if _CLASS.fullmatch(value) else None
    if name in _SPAN_LIMIT:
        digits = value.strip()
        fits = (
            digits.isascii() and digits.isdigit() and len(digits) < 5 and 1 < int(digits) <= _SPAN_LIMIT[name]
        )
        return digits if fits else None
    return value


class _BlockReader(HTMLParser):
    """Reads HTML that nh3 has balanced. Text outside a table or list goes into paragraphs, whatever held it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.regions: list[tuple[str, int, int]] = []
        self._open: list[tuple[str, str, int]] = []
        self._inline: list[str] = []
        self._html: list[str] = []
        self._text: list[str] = []
        self._tag = "p"
        self._titled = False
        self._whole = 0
        self._frames: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._whole:
            self._start_inside(tag, given)
        elif tag in _WHOLE:
            self.flush()
            self._whole = 1
            self._html, self._frames = [f"<{tag}>"], [(tag, True)]
        elif tag in INLINE:
            self._start_inline(tag, given)
        else:
            self.flush()
            self._titled = given.get("class") == "doc-title"
            self._tag = tag if tag in HEADINGS else "p"
        name = given.get("id") or given.get("class") or tag
        if tag in _OUTER:
            self._open.append((tag, name, len(self.blocks)))

    def handle_endtag(self, tag: str) -> None:
        if self._whole:
            self._end_inside(tag)
        elif tag in INLINE:
            if self._inline and self._inline[-1].startswith(f"<{tag}"):
                self._inline.pop()
                self._html.append(f"</{tag}>")
        else:
            self.flush()
        if tag in _OUTER and self._open and self._open[-1][0] == tag:
            _, name, first = self._open.pop()
            self.regions.append((name, first, len(self.blocks)))

    def handle_data(self, data: str) -> None:
        data = clean(data).replace("\n", " ")
        self._html.append(escape(data, quote=False))
        self._text.append(data)

    def flush(self) -> None:
        """Ends the paragraph under way; inline elements still open are closed and opened again in the next."""
        text = re.sub(r"[ \t]+", " ", "".join(self._text)).strip()
        if text:
            closing = "".join(f"</{re.findall('[a-z]+', tag)[0]}>" for tag in reversed(self._inline))
            inner = re.sub(r"[ \t]+", " ", "".join(self._html)).strip() + closing
            titled = self._titled or (self._tag == "h1" and not _NUMBERED.match(text))
            self.blocks.append(Block(text, f"<{self._tag}>{inner}</{self._tag}>", titled))
        self._html, self._text = list(self._inline), []
        self._tag, self._titled = "p", False

    def _start_inline(self, tag: str, given: dict[str, str]) -> None:
        if tag == "a" and "href" not in given:
            return
        opening = f'<a href="{escape(given["href"])}">' if tag == "a" else f"<{tag}>"
        self._inline.append(opening)
        self._html.append(opening)

    def _start_inside(self, tag: str, given: dict[str, str]) -> None:
        if tag in _WHOLE:
            self._whole += 1
        self._text.append(_BEFORE.get(tag, ""))
        # Tables in tables a hundred deep are no document; their text is kept, their frames are not.
        kept = tag in _KEPT and self._whole <= _DEEPEST and not (tag == "a" and "href" not in given)
        if kept:
            named = ("colspan", "rowspan", "href")
            attributes = "".join(f' {name}="{escape(given[name])}"' for name in named if name in given)
            self._html.append(f"<{tag}{attributes}>")
        elif tag in _OUTER and not self._html[-1].startswith(("<td", "<th", "<li")):
            self._html.append("<br>")
        if tag != "br":
            self._frames.append((tag, kept))

    def _end_inside(self, tag: str) -> None:
        while self._frames:
            opened, kept = self._frames.pop()
            if kept:
                self._html.append(f"</{opened}>")
            if opened == tag:
                break
        if tag in _WHOLE:
            self._whole -= 1
        if not self._whole:
            text = _rows("".join(self._text))
            if text:
                self.blocks.append(Block(text, "".join(self._html)))
            self._html, self._text, self._frames = list(self._inline), [], []


def _rows(text: str) -> str:
    """Rows as lines, cells by tabs: what stood before each row and cell is put in order."""
    rows = (row.removeprefix("\t") for row in re.sub(r"\n\s*\t", "\n\t", text).split("\n"))
    tidy = ("\t".join(re.sub(r" +", " ", cell).strip() for cell in row.split("\t")) for row in rows)
    return "\n".join(row for row in tidy if row.strip())
