"""HTML → HTML: what a browser shows, without scripts, comments, hidden text and what only programs read."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from html import escape

import nh3

from gongkai.gateways.paper.extract.webpage import Page, hiding_rules
from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.pictures import bare_picture
from gongkai.gateways.paper.redact.plain import encoded, encoding_of
from gongkai.gateways.paper.redact.scribe import Scribe, cut_pieces, without_signs
from gongkai.gateways.paper.text import clean

_TAGS = frozenset(
    {
        "a", "abbr", "article", "aside", "b", "big", "blockquote", "br", "caption", "center", "cite", "code",
        "col", "colgroup", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "font", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "ins", "li", "main", "mark", "nav",
        "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "section", "small", "span", "strike", "strong", "sub",
        "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul",
    }
)  # fmt: skip
_SILENT = frozenset(
    {
        "script", "style", "template", "noscript", "noframes", "object", "embed", "applet", "iframe", "frame",
        "frameset", "audio", "video", "canvas", "svg", "math", "map", "select", "datalist", "button", "title",
        "head", "meta", "link", "base", "param", "source", "track", "area", "dialog",
    }
)  # fmt: skip
_LOOKS = frozenset(
    {
        "style", "class", "align", "valign", "width", "height", "border", "cellpadding", "cellspacing",
        "bgcolor", "color", "face", "size", "colspan", "rowspan", "start", "type", "lang", "dir", "nowrap",
        "noshade", "span",
    }
)  # fmt: skip
_CELLS = ("td", "th")
_BREAKS = frozenset(
    {
        "p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "ul",
        "ol", "dt", "dd", "pre", "blockquote", "header", "footer", "nav", "aside", "main", "caption", "hr",
        "figure", "figcaption",
    }
)  # fmt: skip
_STYLES = frozenset(
    {
        "background-color", "border", "border-top", "border-right", "border-bottom", "border-left",
        "border-collapse", "border-spacing", "border-color", "border-style", "border-width", "border-radius",
        "clear", "color", "column-count", "display", "float", "font", "font-family", "font-size",
        "font-style", "font-weight", "height", "letter-spacing", "line-height", "list-style",
        "list-style-type", "margin", "margin-top", "margin-right", "margin-bottom", "margin-left",
        "max-width", "min-height", "min-width", "padding", "padding-top", "padding-right", "padding-bottom",
        "padding-left", "table-layout", "text-align", "text-decoration", "text-indent", "text-align-last",
        "vertical-align", "white-space", "width", "word-break", "word-spacing", "word-wrap", "overflow-wrap",
        "writing-mode", "page-break-before", "page-break-after", "page-break-inside", "mso-padding-alt",
    }
)  # fmt: skip
_STYLE_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.DOTALL | re.IGNORECASE)
_RULE = re.compile(r"([^{}@]{1,300})\{([^{}]{0,4000})\}")
_TALKATIVE = re.compile(r"url\s*\(|expression|@import|behavior|javascript:|/\*|\\", re.IGNORECASE)
_LINK = re.compile(r"(?:https?:|mailto:|tel:|#|[^:]*\Z)", re.IGNORECASE)
_LOCAL_NAME = re.compile(r"[A-Za-z][\w-]{0,60}\Z", re.ASCII)
_DATA = re.compile(r"data:image/[\w.+-]+;base64,(.*)\Z", re.DOTALL | re.IGNORECASE)


@dataclass(slots=True)
class _Token:
    """A piece of the new page: markup as it is, or text that is still to be searched and escaped."""

    words: str
    is_text: bool
    in_table: bool = False


class _Rewriter(Page):
    """Reads like the extractor, so that both agree on what is hidden, and writes down what is not."""

    def __init__(self, text: str, scribe: Scribe, limits: Limits) -> None:
        super().__init__(hiding_rules(text))
        self.tokens: list[_Token] = []
        self.title: list[str] = []
        self._scribe, self._limits = scribe, limits
        self._written: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        outside = not self._is_hidden
        super().handle_starttag(tag, attrs)
        in_sight = (
            outside and not self._is_hidden and not self._hides_itself(tag, given) and not self._silenced
        )
        if not in_sight or tag in _SILENT:
            return
        if tag == "input":
            if given.get("type", "text").lower() in ("text", "", "number", "tel", "email", "date"):
                self._put(given.get("value", ""), is_text=True)
        elif tag in _TAGS:
            kept = "".join(f' {key}="{escape(value)}"' for key, value in self._kept(tag, given))
            self._put(f"<{tag}{kept}>")

    def handle_endtag(self, tag: str) -> None:
        shown = not self._is_hidden and not self._silenced
        super().handle_endtag(tag)
        if shown and tag in _TAGS and tag not in ("br", "hr", "img", "col"):
            self._put(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        opened = {tag for tag, _ in self._open}
        if "title" in opened and not opened & {"svg"}:
            self.title.append(data)
        elif not self._is_hidden and not opened & _SILENT:
            self._put(data, is_text=True)

    @property
    def _silenced(self) -> bool:
        return any(tag in _SILENT for tag, _ in self._open if tag not in ("head",))

    def _put(self, words: str, is_text: bool = False) -> None:
        self.tokens.append(_Token(without_signs(words), is_text, bool(self._tables)))

    def _kept(self, tag: str, given: dict[str, str]) -> list[tuple[str, str]]:
        kept = []
        for key, value in given.items():
            if key in _LOOKS and not self._scribe.holds(value):
                kept.append((key, value))
            elif key in ("id", "name") and _LOCAL_NAME.match(value) and not self._scribe.holds(value):
                kept.append(("id", value))
            elif (
                key == "href" and tag == "a" and _LINK.match(value.strip()) and not self._scribe.holds(value)
            ):
                kept.append((key, value.strip()))
            elif key == "src" and tag == "img":
                source = self._picture(value.strip())
                kept += [(key, source)] if source else []
        return kept

    def _picture(self, value: str) -> str:
        inside = _DATA.match(value)
        if inside is None:
            usual = _LINK.match(value) and not value.lower().startswith("data:")
            return value if usual and not self._scribe.holds(value) else ""
        try:
            made = bare_picture(base64.b64decode("".join(inside[1].split()) + "=="), self._limits)
        except (ValueError, Unreadable):
            return ""
        if made is None or made[1] not in ("png", "jpeg"):
            return ""
        return f"data:image/{made[1]};base64,{base64.b64encode(made[0]).decode()}"


def redact_webpage(data: bytes, scribe: Scribe, limits: Limits) -> bytes:
    """The page anew in its own encoding."""
    text = decoded(data)
    page = _Rewriter(text, scribe, limits)
    page.feed(text)
    page.close()
    for part in ("正文", "表格", ""):
        _cut(page.tokens, scribe, part)
    body = "".join(_written(token) for token in page.tokens)
    body = nh3.clean(
        body,
        tags=set(_TAGS),
        attributes={"*": {*_LOOKS, "id"}, "a": {"href"}, "img": {"src"}},
        url_schemes={"http", "https", "mailto", "tel", "data"},
        filter_style_properties=set(_STYLES),
        link_rel=None,
    )
    title = scribe.whole(without_signs(clean("".join(page.title)).strip()))
    charset = "" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else f'<meta charset="{encoding_of(data)}">'
    sheet = scribe.whole(_style_sheet(text))
    head = f"{charset}<title>{escape(title)}</title>" + (f"<style>{sheet}</style>" if sheet else "")
    made = f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'
    return encoded(scribe.finish(made, escape), data)


def _written(token: _Token) -> str:
    return escape(token.words, quote=False) if token.is_text else token.words


def _cut(tokens: list[_Token], scribe: Scribe, part: str) -> None:
    pieces: list[tuple[str, bool]] = []
    owners: list[_Token | None] = []
    for token in tokens:
        tag = re.match(r"</?([a-z0-9]+)", token.words) if not token.is_text else None
        if token.is_text and (not part or token.in_table == (part == "表格")):
            pieces.append((token.words, True))
            owners.append(token)
        elif tag and tag[1] in _BREAKS | set(_CELLS):
            pieces.append(("\t" if tag[1] in _CELLS else "\n", False))
            owners.append(None)
    text = "".join(piece for piece, _ in pieces)
    places = scribe.places_here(text, part) if part else scribe.places(text)
    for owner, words in zip(owners, cut_pieces(pieces, places), strict=True) if places else ():
        if owner is not None:
            owner.words = words


def _style_sheet(text: str) -> str:
    """The page's own rules, as far as they are about looks."""
    kept = []
    for sheet in _STYLE_SHEET.findall(text):
        bare = re.sub(r"/\*.*?\*/|<!--|-->", "", sheet, flags=re.DOTALL)
        for selector, rules in _RULE.findall(bare):
            wanted = []
            for rule in rules.split(";"):
                name, _, value = rule.partition(":")
                if name.strip().lower() in _STYLES and not _TALKATIVE.search(value) and "<" not in value:
                    wanted.append(f"{name.strip().lower()}:{value.strip()}")
            if wanted and "<" not in selector:
                kept.append(f"{' '.join(selector.split())}{{{';'.join(wanted)}}}")
    return without_signs(clean("\n".join(kept)))
