from __future__ import annotations

from gongkai.gateways.paper.lines import Line, blocks_from

WIDE = 28


def typed(*rows: str, page: int = 0, size: float = 16, top: float = 100) -> list[Line]:
    """Rows on a page of 28 characters; wide spaces in front move a row in."""
    lines = []
    for at, row in enumerate(rows):
        text = row.lstrip("\u3000")
        left = 80 + (len(row) - len(text)) * size
        lines.append(Line(page, text, left, left + len(text) * size, top + at * size * 1.8, size))
    return lines


def texts(lines: list[Line]) -> list[str]:
    return [block.text for block in blocks_from(lines)]


def test_full_lines_go_on_and_short_or_indented_ones_begin_anew() -> None:
    rows = [
        "\u3000\u3000" + "甲" * 26,
        "甲" * 28,
        "甲" * 5 + "。",
        "\u3000\u3000" + "乙" * 26,
        "乙" * 28,
        "\u3000\u3000" + "丙" * 26,
    ]
    assert texts(typed(*rows)) == ["甲" * 59 + "。", "乙" * 54, "丙" * 26]


def test_a_paragraph_goes_on_over_the_page() -> None:
    first = [*typed("\u3000\u3000" + "甲" * 26, "甲" * 28), *typed("— 1 —", top=700)]
    second = [*typed("甲" * 28, "甲。", page=1), *typed("— 2 —", page=1, top=700)]
    assert texts([*first, *second]) == ["甲" * 83 + "。"]


def test_running_heads_go_and_a_line_on_two_pages_stays() -> None:
    def page(at: int) -> list[Line]:
        name = "甲乙丙"[at]
        return [
            *typed("统计年报", page=at, top=20),
            *typed("\u3000\u3000" + name * 26, name * 28, page=at),
        ]

    assert texts([*page(0), *page(1), *page(2)]) == ["甲" * 54, "乙" * 54, "丙" * 54]
    assert texts([*page(0), *page(1)]) == ["统计年报", "甲" * 54 + "统计年报", "乙" * 54]


def test_page_numbers_go_only_from_the_edge() -> None:
    lines = [*typed("共有旗市", "14", "个，分布在全市。"), *typed("- 3 -", top=700)]
    assert texts(lines) == ["共有旗市", "14", "个，分布在全市。"]


def test_cells_of_one_row_are_set_apart_and_never_run_into_text() -> None:
    row = [Line(0, "行政许可", 80, 144, 100, 16), Line(0, "9487", 300, 332, 101, 16)]
    assert texts([*row, *typed("甲" * 28, top=140)]) == ["行政许可\t9487", "甲" * 28]


def test_layout_gaps_radicals_and_invisible_characters_are_undone() -> None:
    assert texts(typed("自 2024 年 1 月起，统\u2f00规范\u200b公开 open data")) == [
        "自2024年1月起，统一规范公开open data"
    ]


def test_large_type_on_the_first_page_is_a_title() -> None:
    lines = [*typed("公开目录", size=22), *typed("甲" * 28, top=150), *typed("大字", size=22, page=1)]
    assert [(block.text, block.titled) for block in blocks_from(lines)] == [
        ("公开目录", True),
        ("甲" * 28, False),
        ("大字", False),
    ]


def test_no_lines_make_no_blocks() -> None:
    assert blocks_from([]) == []
