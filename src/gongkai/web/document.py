"""The text of a document for a page: clean HTML with headings in order and tables that scroll by themselves."""

from __future__ import annotations

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_TAGS = {
    "p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "b", "em", "i", "u", "sub", "sup",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "blockquote", "pre",
}  # fmt: skip
_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}, "ol": {"start"}}
_CLASSES = {
    "p": {
        "doc-salutation",
        "doc-heading",
        "doc-subheading",
        "doc-signature",
        "doc-date",
        "doc-remark",
        "signed",
    }
}
_HEADING = re.compile(r"<(/?)h([1-6])>")
_FRAME = '<div class="scroll" tabindex="0" role="region" aria-label="表格（可左右滚动）">'
# The title and the number stand over the text from the header already; twice on a page they confuse.
_HEAD_LINES = re.compile(r'<p class="doc-(?:title|number|letterhead)">.*?</p>\s*', re.DOTALL)


def document_html(body_html: str, body_text: str) -> SafeString:
    """What may be put into a page as it is: cleaned again here, whoever cleaned it before.

    Without HTML every line of the plain text is a paragraph. Headings are numbered anew under the page's own:
    a document that jumps from its title to a third-level heading would be out of order to a screen reader.
    """
    if not body_html.strip():
        lines = (line.strip() for line in body_text.splitlines())
        return mark_safe("\n".join(f"<p>{escape(line)}</p>" for line in lines if line))  # noqa: S308 - escaped
    text = _HEAD_LINES.sub("", body_html)
    clean = nh3.clean(text, tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=_CLASSES, link_rel=None)
    clean = _in_order(clean)
    clean = re.sub(r"<table\b", f"{_FRAME}<table", clean).replace("</table>", "</table></div>")
    return mark_safe(clean)  # noqa: S308 - cleaned by nh3 just above


def _in_order(clean: str) -> str:
    """Headings from h2 down, never more than one level deeper than the one before."""
    levels = sorted({int(found[2]) for found in _HEADING.finditer(clean)})
    before = 1

    def renumber(found: re.Match[str]) -> str:
        nonlocal before
        if not found[1]:
            before = min(levels.index(int(found[2])) + 2, before + 1, 6)
        return f"<{found[1]}h{before}>"

    return _HEADING.sub(renumber, clean)
