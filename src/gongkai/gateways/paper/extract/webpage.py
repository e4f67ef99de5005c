"""HTML read whole: what is seen, what is hidden, comments, meta tags, script data, attributes, files in the page."""

from __future__ import annotations

import base64
import binascii
import re
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.extract.gathering import Gathering
from gongkai.gateways.paper.extract.word_looks import is_light
from gongkai.gateways.paper.kind import decoded
from gongkai.gateways.paper.paper import Unreadable

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_LINES = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "table",
        "ul",
        "ol",
    }
    | {
        "dt",
        "dd",
        "pre",
        "blockquote",
        "header",
        "footer",
        "nav",
        "aside",
        "main",
        "form",
        "option",
        "body",
        "title",
    }
)
_CLOSED_BY = {
    "p": frozenset({"p"}),
    "li": frozenset({"li"}),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}
_CODE = {"script": "脚本", "style": "样式"}
_UNSEEN = frozenset(
    {"template", "noscript", "datalist", "noframes", "object", "audio", "video", "canvas", "iframe"}
)
_NO_SIZE = r"0*(?:\.\d+|[0-3](?:\.\d+)?)?(?:px|pt|em|rem|%)?\s*(?:!|;|$)"
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0*(?:\.0\d*)?\s*(?:!|;|$)"
    r"|(?:text-indent|left|top|margin-left)\s*:\s*-\d{3,}|clip(?:-path)?\s*:\s*(?:rect\(0|inset\((?:50|100)%)"
    rf"|content-visibility\s*:\s*hidden|color\s*:\s*transparent|font-size\s*:\s*{_NO_SIZE}",
    re.IGNORECASE,
)
_COLOUR = re.compile(
    r"(?:^|[;{\s])color\s*:\s*(#[0-9a-f]{3,6}|white|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\))", re.IGNORECASE
)
_GROUND = re.compile(r"background(?:-color)?\s*:", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
_DATA = re.compile(r"data:([\w.+-]+/[\w.+-]+)?((?:;[\w=.+-]+)*),(.*)\Z", re.DOTALL | re.IGNORECASE)
_WORDS = frozenset(
    {"alt", "title", "placeholder", "aria-label", "aria-description", "summary", "abbr", "label"}
)
_DULL = frozenset(
    {
        "style",
        "class",
        "id",
        "type",
        "rel",
        "width",
        "height",
        "lang",
        "charset",
        "colspan",
        "rowspan",
        "align",
    }
    | {"valign", "border", "cellpadding", "cellspacing", "bgcolor", "target", "method"}
)


def read_webpage(data: bytes, name: str, gathering: Gathering) -> str:
    """Gathers all parts of a page; a table's rows stay rows. Files in `data:` addresses are read as files."""
    text = decoded(data)
    page = Page(hiding_rules(text))
    try:
        page.feed(text)
        page.close()
    except AssertionError as error:
        # The parser of the standard library gives up on declarations that are none.
        raise Unreadable(DAMAGED) from error
    page.finish()
    for (place, kind), lines in page.found.items():
        said = lines if kind.in_sight else dict.fromkeys(lines)
        gathering.add(place, kind, [line for line in said if line.strip()])
    for label, content in page.files:
        gathering.inner(label, content, PartKind.EMBEDDED, named=False)
    return "html"


def hiding_rules(text: str) -> list[str]:
    """The simple selectors that a page's own style sheets hide."""
    found: list[str] = []
    for sheet in re.findall(r"<style\b[^>]*>(.*?)</style", text, re.DOTALL | re.IGNORECASE):
        for selectors, rules in _RULE.findall(sheet):
            if _hides(rules):
                found += [one.strip().split()[-1].lower() for one in selectors.split(",") if one.strip()]
    return found


def _hides(style: str) -> bool:
    if _HIDING.search(style):
        return True
    colour = _COLOUR.search(style)
    if not colour or _GROUND.search(style):
        return False
    written = colour[1].lower().lstrip("#")
    if len(written) == 3:
        written = "".join(letter * 2 for letter in written)
    return written == "white" or written.startswith("rgb") or is_light(written)


class Page(HTMLParser):
    """Reads tags as they come: pages of the wild are never balanced, so open elements are kept in a list."""

    def __init__(self, hiding: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[tuple[str, PartKind], list[str]] = {}
        self.files: list[tuple[str, bytes]] = []
        self._hiding = frozenset(hiding)
        self._open: list[tuple[str, bool]] = []
        self._text: list[str] = []
        self._hidden: list[str] = []
        self._rows: list[str] = []
        self._tables = 0
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        closing = _CLOSED_BY.get(tag)
        while closing and self._open and self._open[-1][0] in closing:
            self._open.pop()
        hidden = self._is_hidden or tag in _UNSEEN or self._hides_itself(tag, given)
        if tag not in _VOID:
            self._open.append((tag, hidden))
        if tag in _LINES and not (self._tables and tag != "tr"):
            self._end_line()
        elif tag in _LINES and tag != "tr":
            self._say(" ", hidden)
        if tag == "table":
            self._tables += 1
        elif tag in ("td", "th") and self._tables:
            if self._in_cell:
                self._say("\t", self._is_hidden)
            self._in_cell = True
        self._attributes(tag, given)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not any(opened == tag for opened, _ in self._open):
            return
        if tag in _LINES and not (self._tables and tag not in ("tr", "table")):
            self._end_line()
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "table":
            self._tables = max(0, self._tables - 1)

    def handle_data(self, data: str) -> None:
        inside = next((tag for tag, _ in reversed(self._open) if tag in _CODE), None)
        if inside:
            self._note(_CODE[inside], PartKind.CUSTOM_XML, data.strip())
        elif any(tag == "title" for tag, _ in self._open):
            self._note("标题", PartKind.METADATA, data)
        elif any(tag == "textarea" for tag, _ in self._open):
            self._note("表单", PartKind.FORM_VALUE, data)
        else:
            self._say(re.sub(r"\s+", " ", data), self._is_hidden)

    def handle_comment(self, data: str) -> None:
        self._note("注释", PartKind.COMMENT, data.strip())

    def handle_decl(self, decl: str) -> None:
        if not decl.lower().startswith("doctype html") or len(decl) > len("doctype html"):
            self._note("声明", PartKind.METADATA, decl)

    def handle_pi(self, data: str) -> None:
        self._note("声明", PartKind.METADATA, data)

    def unknown_decl(self, data: str) -> None:
        self._note("注释", PartKind.COMMENT, data)

    def finish(self) -> None:
        """What is still open at the end of the page belongs to it too."""
        self._end_line()

    @property
    def _is_hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _hides_itself(self, tag: str, given: dict[str, str]) -> bool:
        names = {tag, *(f".{one.lower()}" for one in given.get("class", "").split())}
        names |= {f"{tag}{name}" for name in names if name.startswith(".")}
        if given.get("id"):
            names |= {f"#{given['id'].lower()}", f"{tag}#{given['id'].lower()}"}
        by_rule = bool(names & self._hiding)
        white = tag == "font" and given.get("color", "").lower().lstrip("#") in ("white", "fff", "ffffff")
        return "hidden" in given or by_rule or white or _hides(given.get("style", ""))

    def _attributes(self, tag: str, given: dict[str, str]) -> None:
        for key, value in given.items():
            file = _file(value)
            if file is not None:
                self.files.append((f"{tag} 的 {key}", file))
            elif key == "srcdoc":
                self.files.append(("框架", value.encode("utf-8", "replace")))
            elif not value.strip():
                continue
            elif tag == "meta":
                if key in ("content", "value"):
                    label = given.get("name") or given.get("property") or given.get("http-equiv") or "meta"
                    self._note("元数据", PartKind.METADATA, f"{label}：{value}")
            elif key == "value" or (tag == "input" and key == "name"):
                self._note("表单", PartKind.FORM_VALUE, value)
            elif key in _WORDS:
                self._note("替代文字", PartKind.HIDDEN_TEXT, value)
            elif key.startswith("data-"):
                self._note("自定义数据", PartKind.CUSTOM_XML, value)
            elif key not in _DULL or not value.isascii() or sum(char.isdigit() for char in value) > 10:
                self._note("属性", PartKind.PROPERTIES, value)

    def _say(self, text: str, hidden: bool) -> None:
        (self._hidden if hidden else self._text).append(text)

    def _end_line(self) -> None:
        line, unseen = "".join(self._text).strip(" "), "".join(self._hidden).strip()
        self._text, self._hidden, self._in_cell = [], [], False
        if line.strip():
            place = ("表格", PartKind.TABLE) if self._tables else ("正文", PartKind.BODY)
            self.found.setdefault(place, []).append(re.sub(r" +", " ", line))
        if unseen:
            self._note("隐藏文字", PartKind.HIDDEN_TEXT, re.sub(r" +", " ", unseen))

    def _note(self, place: str, kind: PartKind, text: str) -> None:
        if text.strip():
            self.found.setdefault((place, kind), []).append(text)


def _file(value: str) -> bytes | None:
    """The bytes of a `data:` address."""
    found = (
        _DATA.match(value.strip()[:60_000_000]) if value[:10].strip().lower().startswith("data:") else None
    )
    if found is None:
        return None
    if ";base64" not in (found[2] or "").lower():
        return unquote_to_bytes(found[3])
    try:
        return base64.b64decode("".join(found[3].split()) + "==")
    except (binascii.Error, ValueError):
        return b""
