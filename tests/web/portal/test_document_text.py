"""The text of a document as it goes into a page: clean, in order, tables in a frame of their own."""

from __future__ import annotations

import pytest

from gongkai.web.portal.document import document_html

FRAME = '<div class="scroll" tabindex="0" role="region" aria-label="表格（可左右滚动）">'


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>一<script>alert(1)</script>二</p>", "<p>一二</p>"),
        ('<p onclick="x()" style="color:red">一</p>', "<p>一</p>"),
        ('<p><a href="javascript:x()">一</a></p>', "<p>一</p>"),
        ("<img src=x onerror=y><p>一</p>", "<p>一</p>"),
        ("<h1>一</h1><h3>二</h3><h1>三</h1>", "<h2>一</h2><h3>二</h3><h2>三</h2>"),
        ("<h3>一</h3><h6>二</h6><h2>三</h2>", "<h2>一</h2><h3>二</h3><h2>三</h2>"),
        (
            "<table><tbody><tr><td colspan=2>一</td></tr></tbody></table>",
            f'{FRAME}<table><tbody><tr><td colspan="2">一</td></tr></tbody></table></div>',
        ),
    ],
)
def test_html_is_cleaned_and_put_in_order(body: str, shown: str) -> None:
    assert document_html(body, "") == shown


def test_plain_text_becomes_paragraphs() -> None:
    assert document_html(" ", "　一 <b>\r\n\n  二&\n") == "<p>一 &lt;b&gt;</p>\n<p>二&amp;</p>"
