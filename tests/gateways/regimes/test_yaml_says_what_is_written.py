"""The notation changes nothing of what a rule book says."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.gateways.regimes.yaml_tree import YamlRefusedError, read_tree


def test_clause_numbers_stay_texts_and_on_stays_a_word() -> None:
    tree = read_tree(
        "clauses: {3.10: a, 3.1: b, 12: c}\non: 2025-01-24\nyes: no\ntrue: true\nn: [007, 7, 1_0, 10:30, ~]"
    )
    assert tree.data == {
        "clauses": {"3.10": "a", "3.1": "b", "12": "c"},
        "on": date(2025, 1, 24),
        "yes": "no",
        "true": True,
        "n": ["007", 7, "1_0", "10:30", None],
    }


def test_quoted_is_text() -> None:
    assert read_tree("a: \"33\"\nb: '2025-01-24'\nc: |\n  7\n").data == {
        "a": "33",
        "b": "2025-01-24",
        "c": "7\n",
    }


def test_every_place_knows_its_line() -> None:
    lines = read_tree("a:\n  - b: 1\n\n  - c: 2\n").lines
    assert (lines[("a",)], lines[("a", 0, "b")], lines[("a", 1, "c")]) == (1, 2, 4)


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "键「a」重复，第 1 行已经写过"),
        ("a: &x 1\n", 1, "用了锚点或引用（& 或 *）"),
        ("a: *x\n", 1, "用了锚点或引用（& 或 *）"),
        ("a: [1, 2\nb: 3\n", 2, "不是合格的 YAML"),
        ("a: !!python/object:os.system 1\n", 1, None),
        ("? [a]\n: b\n", 1, "键不是一个词"),
        ("[" * 60 + "]" * 60, 1, "层次太深"),
        ("[" * 90_000 + "]" * 90_000, 1, "层次太深"),
        ("a: \x00\n", 1, "不是合格的 YAML（含有不能识别的字符）"),
        ("a: 1\n---\nb: 2\n", 2, "不是合格的 YAML"),
    ],
)
def test_what_cannot_be_relied_on_is_refused(text: str, line: int, found: str | None) -> None:
    if found is None:
        assert read_tree(text).data == {"a": 1}
        return
    with pytest.raises(YamlRefusedError) as refused:
        read_tree(text)
    assert (refused.value.line, refused.value.found) == (line, found)
