"""Words nobody saw in the paper are told where they came into the text."""

from __future__ import annotations

import pytest

from gongkai.core.screening.answers import UNSEEN_IN_TEXT, Answer, AnswerKind, choices, needs_cutting
from gongkai.core.screening.finding import FindingKind
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.screening.unseen import unseen_in_text

SECRET = "底稿：此户曾有信访记录"
SEEN = Part("正文", PartKind.BODY, "现将名单公布如下。")


def told(*paper: Part, text: str = f"现将名单公布如下。\n{SECRET}。") -> list[tuple[str, str, int]]:
    return [
        (one.text, one.rule, one.start) for one in unseen_in_text(paper, Part("正文", PartKind.BODY, text))
    ]


@pytest.mark.clause("secrecy.6.2")
@pytest.mark.parametrize(
    "kind",
    [
        PartKind.HIDDEN_TEXT,
        PartKind.COVERED_TEXT,
        PartKind.OUTSIDE_PAGE,
        PartKind.DELETION,
        PartKind.COMMENT,
        PartKind.HIDDEN_ROWS,
    ],
)
def test_hidden_words_that_came_along_are_told_where_they_stand(kind: PartKind) -> None:
    assert told(SEEN, Part("x", kind, SECRET)) == [(SECRET, UNSEEN_IN_TEXT, 10)]


def test_what_stayed_behind_is_in_sight_too_or_is_too_short_is_not_told() -> None:
    hidden = Part("x", PartKind.HIDDEN_TEXT, SECRET)
    assert told(SEEN, hidden, text="现将名单公布如下。") == []
    assert told(SEEN, Part("表", PartKind.TABLE, SECRET), hidden) == []
    assert told(SEEN, Part("x", PartKind.HIDDEN_TEXT, "名单")) == []


def test_inserted_words_and_properties_are_no_secret_of_the_page() -> None:
    for kind in (PartKind.INSERTION, PartKind.PROPERTIES, PartKind.METADATA, PartKind.CUSTOM_XML):
        assert told(SEEN, Part("x", kind, SECRET)) == []


def test_answered_withhold_it_is_cut_unlike_what_a_file_hides() -> None:
    paper = (SEEN, Part("x", PartKind.HIDDEN_TEXT, SECRET))
    finding = next(unseen_in_text(paper, Part("正文", PartKind.BODY, SECRET)))
    answer = Answer(AnswerKind.WITHHOLD, "不该公开。", "unmarked")
    assert AnswerKind.WITHHOLD in choices(finding)
    assert needs_cutting(finding.kind, answer, finding.rule) is True
    assert needs_cutting(FindingKind.HIDDEN_CONTENT, answer, "hidden_content.comment") is False
