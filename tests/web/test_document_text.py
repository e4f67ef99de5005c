"""The text of a document is cleaned on the way to the page, and reads in order."""

from __future__ import annotations

import pytest

from gongkai.web.document import document_html


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<p onclick='x()'>甲<script>alert(1)</script></p>", "<p>甲</p>"),
        ("<p style='color:red'><a href='javascript:x'>甲</a></p>", "<p>甲</p>"),
        ("<h1>一</h1><h4>二</h4><h1>三</h1>", "<h2>一</h2><h3>二</h3><h2>三</h2>"),
        (
            '<p class="doc-title">题目</p>\n<p class="doc-number">呼统发〔2025〕3号</p>\n<p>正文</p>',
            "<p>正文</p>",
        ),
        ('<p class="doc-signature evil">局</p>', '<p class="doc-signature">局</p>'),
    ],
)
def test_html(given: str, shown: str) -> None:
    assert document_html(given, "") == shown


def test_plain_lines_become_paragraphs_and_never_markup() -> None:
    assert document_html("", "甲<b>乙\n\n丙 ") == "<p>甲&lt;b&gt;乙</p>\n<p>丙</p>"


def test_a_table_scrolls_inside_itself() -> None:
    shown = document_html("<table><tr><td colspan='2'>甲</td></tr></table>", "")
    assert shown.startswith('<div class="scroll" tabindex="0" role="region"')
    assert '<td colspan="2">甲</td>' in shown
