from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.gateways.paper.markup import blocks_of, safe_html

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></math>",
    '<p style="background:url(x)" onclick="x()" class="nav hidden" id="top">文</p>',
    "<iframe src='https://example.org'></iframe>",
    "<form action=/x><input name=y><button>z</button></form>",
    "<object data=x></object><embed src=x>",
    "<meta http-equiv=refresh content='0;url=x'>",
    "<!--[if IE]><script>x</script><![endif]-->",
    "<td colspan='99999999' rowspan='-1'>x</td>",
]
FORBIDDEN = (
    "<script",
    "<img",
    "<svg",
    "<math",
    "<style",
    "<iframe",
    "<form",
    "<input",
    "<object",
    "<meta",
    "javascript:",
    "data:",
    "onerror",
    "onclick",
    " style",
    " id=",
    "99999999",
    "<!--",
)


def text_and_html(html: str) -> list[tuple[str, str]]:
    return [(block.text, block.html) for block in blocks_of(html)[0]]


@given(st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=8)), max_size=6).map("".join))
def test_nothing_hostile_survives_by_either_way(html: str) -> None:
    through_blocks = safe_html("".join(block.html for block in blocks_of(html)[0]))
    for clean in (safe_html(html), through_blocks):
        escaped = clean.replace("&lt;", "")
        assert [
            bad
            for bad in FORBIDDEN
            if f"<{bad}" in escaped or (bad[0] in "< " and bad in escaped and bad not in html)
        ] == []
        assert "<script" not in clean
        assert "javascript:alert" not in clean
        assert safe_html(clean) == clean


@pytest.mark.parametrize("html", HOSTILE)
def test_each_hostile_piece_is_disarmed(html: str) -> None:
    clean = safe_html("".join(block.html for block in blocks_of(html)[0]))
    assert [bad for bad in FORBIDDEN if bad in clean] == []


def test_whatever_holds_text_becomes_paragraphs_and_inline_marks_go_on_over_breaks() -> None:
    html = "<div>甲<div>乙</div>丙</div><section><h2>丁</h2></section>戊<br><b>己<br>庚</b><pre>辛\n壬</pre>"
    assert text_and_html(html) == [
        ("甲", "<p>甲</p>"),
        ("乙", "<p>乙</p>"),
        ("丙", "<p>丙</p>"),
        ("丁", "<h2>丁</h2>"),
        ("戊", "<p>戊</p>"),
        ("己", "<p><b>己</b></p>"),
        ("庚", "<p><b>庚</b></p>"),
        ("辛 壬", "<p>辛 壬</p>"),
    ]


def test_tables_keep_their_spans_and_read_as_rows_of_cells() -> None:
    html = (
        "<table width=90%><tr><th colspan='2' onclick=x>科室</th></tr>"
        "<tr><td rowspan=2><p>综合科</p><p>二楼</p></td><td>1 &lt; 2</td></tr></table>"
    )
    assert text_and_html(html) == [
        (
            "科室\n综合科 二楼\t1 < 2",
            '<table><tbody><tr><th colspan="2">科室</th></tr>'
            '<tr><td rowspan="2"><p>综合科</p><p>二楼</p></td><td>1 &lt; 2</td></tr></tbody></table>',
        )
    ]


def test_lists_read_line_by_line() -> None:
    assert text_and_html("<ol><li>一</li><li>二<ul><li>三</li></ul></li></ol>") == [
        ("一\n二\n三", "<ol><li>一</li><li>二<ul><li>三</li></ul></li></ol>")
    ]


def test_tables_within_tables_lose_their_frames_below_the_fifth_and_keep_their_text() -> None:
    deep = "<table><tr><td>" * 40 + "底" + "</td></tr></table>" * 40
    ((text, html),) = text_and_html(deep)
    assert (text, html.count("<table>"), html.count("</table>")) == ("底", 5, 5)
