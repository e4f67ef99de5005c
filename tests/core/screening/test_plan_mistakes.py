"""A plan is read as it was promised, and refused with one sentence for each mistake."""

from __future__ import annotations

import pytest

from gongkai.core.screening.plan import Entry, Plan, PlanRefused
from gongkai.core.screening.plan_reading import read_plan

WELL = {"text": "张三", "how": "delete", "ground": "secrecy.6.2"}
SHAPE = '应为一个列表，每条形如 {"text": "…", "how": "delete", "ground": "secrecy.6.2"}'
KNOWN = "part、start、end、text、how、with、ground、only_here"


def test_both_promised_forms_are_read() -> None:
    said = [
        WELL,
        {"part": "Sheet1", "start": 3, "end": 9, "how": "substitute", "with": "某", "ground": "cn-foi:15"},
        {"part": "第 1 页", "start": 0, "end": 2, "how": "delete", "ground": "3.7.4", "only_here": True},
    ]
    assert read_plan(said) == Plan(
        (
            Entry("delete", "secrecy.6.2", text="张三"),
            Entry("substitute", "cn-foi:15", "某", part="Sheet1", start=3, end=9),
            Entry("delete", "3.7.4", part="第 1 页", start=0, end=2, only_here=True),
        )
    )
    assert read_plan([]) == Plan()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, f"计划{SHAPE}；现在是一个对象。"),
        (["张三"], f"第 1 条：不是一个对象，是一段文字；{SHAPE}。"),
        ([{**WELL, "why": "x"}], f"第 1 条：不认识“why”；可以写的是 {KNOWN}。"),
        ([{**WELL, "part": "a"}], "第 1 条：同时写了 text 和 part；要么写 text，要么写 part、start 和 end。"),
        ([{**WELL, "text": 5}], "第 1 条：text 是一个数，应为要隐去的文字。"),
        ([{**WELL, "text": " 。"}], "第 1 条：text 是“ 。”，里面没有文字，只有空白或标点。"),
        (
            [{"how": "delete", "ground": "1"}],
            "第 1 条：没有写 part、start、end；要么写 text，要么写 part、start 和 end。",
        ),
        (
            [{"part": "a", "start": 5, "end": 5, "how": "delete", "ground": "1"}],
            "第 1 条：start 是“5”，end 是“5”；应为从 0 数起的字符位置，start 小于 end。",
        ),
        (
            [{"part": "a", "start": True, "end": 5, "how": "delete", "ground": "1"}],
            "第 1 条：start 是“True”，end 是“5”；应为从 0 数起的字符位置，start 小于 end。",
        ),
        (
            [{**WELL, "how": "hide"}],
            "第 1 条：how 是“hide”，应为 delete（删去）或 substitute（改为其他文字）。",
        ),
        ([{**WELL, "how": "substitute"}], "第 1 条：how 是 substitute，但没有在 with 里写明改成什么文字。"),
        (
            [{**WELL, "with": "某"}],
            "第 1 条：how 是 delete，却写了 with；要改成其他文字的，how 应为 substitute。",
        ),
        (
            [{**WELL, "ground": ""}],
            "第 1 条：没有写 ground；请写明依据的条款，例如 secrecy.6.2 或 cn-foi:15。",
        ),
        ([{**WELL, "only_here": 1}], "第 1 条：only_here 是“1”，应为 true 或 false。"),
        (
            [WELL, {"text": "李四", "how": "substitute", "with": "张 三之友", "ground": "1"}],
            "第 2 条：with 里的“张 三之友”含有计划要隐去的文字。",
        ),
    ],
)
def test_a_mistake_is_told_in_one_sentence(said: object, sentence: str) -> None:
    with pytest.raises(PlanRefused) as refused:
        read_plan(said)
    assert refused.value.sentences == (sentence,)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(PlanRefused) as refused:
        read_plan([{**WELL, "how": "x"}, {**WELL, "ground": None, "text": None}])
    assert [sentence[:6] for sentence in refused.value.sentences] == ["第 1 条：", "第 2 条：", "第 2 条："]
