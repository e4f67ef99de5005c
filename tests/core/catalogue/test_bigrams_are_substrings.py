"""A phrase of tokens stands in a text exactly when the text holds what was asked for."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.catalogue.bigrams import LONGEST, Phrase, characters, phrases, places, tokens

FEW = st.text("城乡建设局的", max_size=12)
MIXED = st.text("城乡建,。 \n〔2a9B", max_size=14)


def holds(text: str, phrase: Phrase) -> bool:
    """The slow truth about tokens standing side by side."""
    cut = tokens(text)
    width = len(phrase.tokens)
    for start in range(len(cut) - width + 1):
        window = cut[start : start + width]
        if window[:-1] == list(phrase.tokens[:-1]) and (
            window[-1].startswith(phrase.tokens[-1]) if phrase.open_end else window[-1] == phrase.tokens[-1]
        ):
            return True
    return False


@given(FEW, FEW.filter(bool))
def test_han_text_is_found_exactly_where_it_is_a_substring(text: str, query: str) -> None:
    (phrase,) = phrases(query)
    assert holds(text, phrase) == (query in text)


@given(MIXED, MIXED, st.text("城乡建", min_size=1, max_size=3))
def test_what_stands_before_and_after_makes_no_difference(before: str, after: str, query: str) -> None:
    text = f"{before}{query}{after}"
    (phrase,) = phrases(query)
    assert holds(text, phrase)
    assert {text[start:end] for start, end in places(text, [phrase])} == {query}


@given(MIXED, st.text("城乡建2", min_size=1, max_size=3))
def test_nothing_is_found_that_is_not_there(text: str, query: str) -> None:
    # Signs between a character and a figure do not part them: 国发2018 finds 国发〔2018〕.
    beside = re.sub("(?<=[城乡建])[,。 \n〔]+(?=[29])|(?<=[29])[,。 \n〔]+(?=[城乡建])", "", text)
    if query not in beside:
        assert [phrase for phrase in phrases(query) if holds(text, phrase)] == []


@given(st.text())
def test_any_text_can_be_cut(text: str) -> None:
    cut = tokens(text)
    assert [token for token in cut if not 0 < len(token) <= LONGEST] == []
    assert [c for c in "".join(cut) if c.isspace() or (c.isascii() and not c.isalnum())] == []
    assert sum(len(phrase.tokens) for phrase in phrases(text)) <= len(cut)
    for start, end in places(text, phrases(text)):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        (" \0\t%\"'", []),
        ("局", ["局"]),
        ("城乡", ["城乡", "乡"]),
        ("呼统字〔2026〕3号", ["呼统", "统字", "字", "2026", "3", "号"]),
        ("ＧＤＰ增长５.２％", ["gdp", "增长", "长", "5", "2"]),
        ("COVID19", ["covid", "19"]),
        ("𠮷野", ["𠮷野", "野"]),
        ("a" * 65, ["a" * 64, "a"]),
        ("😀", []),
        ("阿・巴", ["阿", "巴"]),
        ("\U00031350", ["\U00031350"]),
    ],
)
def test_how_text_is_cut(text: str, cut: list[str]) -> None:
    assert tokens(text) == cut


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("住房　公积金", (Phrase(("住房",)), Phrase(("公积", "积金")))),
        ("局", (Phrase(("局",), open_end=True),)),
        ("2026年", (Phrase(("2026", "年"), open_end=True),)),
        ("“建设,局长”", (Phrase(("建设", "设", "局长")),)),
        ("公开 公开", (Phrase(("公开",)),)),
        ("AND OR NOT", (Phrase(("and",)), Phrase(("or",)), Phrase(("not",)))),
        ("%_*\"'", ()),
    ],
)
def test_how_a_query_is_read(query: str, parts: tuple[Phrase, ...]) -> None:
    assert phrases(query) == parts


def test_characters_are_the_han_ones() -> None:
    assert characters("A局,局2年") == {"局", "年"}


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("本局建设局", "局", ["局", "局"]),
        ("呼统字〔2026〕3号", "呼统字[2026]3号", ["呼统字〔2026〕3号"]),
        ("ＧＤＰ与GDPx与我国gdp增长", "gdp", ["ＧＤＰ", "gdp"]),
        ("12026年与2026年", "2026", ["2026"]),
        ("建设,设局,建设局", "建设局", ["建设局"]),
        ("公开,开 公开", "公开 开", ["公开", "开", "公开"]),
        ("《城乡规划》的通知", "城乡规划的通知", []),
    ],
)
def test_where_phrases_stand(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in places(text, phrases(query))] == marked


@given(st.text("ＡａA１1城", max_size=8))
def test_width_and_case_make_no_difference(text: str) -> None:
    assert tokens(text) == tokens(unicodedata.normalize("NFKC", text).lower())
