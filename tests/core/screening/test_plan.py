"""What a plan comes to: places everywhere or only there, overlaps merged, marks that say the ground."""

from __future__ import annotations

import pytest

from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.screening.plan import (
    Cut,
    Entry,
    Place,
    Plan,
    PlanRefused,
    cuts_of,
    places_in,
    preview,
    withheld_everywhere,
)

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
BODY = Part("正文", PartKind.BODY, "张三的电话是138 4751 2346，李四没有电话。张三同意。")
HEADER = Part("页眉", PartKind.HEADER, "承办人 张 三")
MARK = "〔不予公开：secrecy.6.2〕"


def delete(text: str = "", **more: object) -> Entry:
    return Entry("delete", "secrecy.6.2", text=text, **more)  # type: ignore[arg-type]  # fields by name


def test_a_text_is_withheld_in_every_part() -> None:
    cuts = cuts_of(Plan((delete("张三"),)), (BODY, HEADER))
    assert cuts == (Cut("张三", MARK),)
    assert preview((BODY, HEADER), cuts) == {
        "正文": (Place(0, 2, MARK), Place(27, 29, MARK)),
        "页眉": (Place(4, 7, MARK),),
    }
    assert withheld_everywhere(cuts) == ("张三",)


def test_what_is_marked_at_a_place_is_withheld_elsewhere_too() -> None:
    assert cuts_of(Plan((delete(part="正文", start=0, end=2),)), (BODY, HEADER)) == (Cut("张三", MARK),)


def test_only_here_means_only_here() -> None:
    cuts = cuts_of(Plan((delete(part="正文", start=27, end=29, only_here=True),)), (BODY, HEADER))
    assert preview((BODY, HEADER), cuts) == {"正文": (Place(27, 29, MARK),)}
    assert withheld_everywhere(cuts) == ()


def test_one_character_is_never_meant_everywhere() -> None:
    cuts = cuts_of(Plan((delete(part="正文", start=21, end=22),)), (BODY,))
    assert BODY.text[21] == "四"
    assert preview((BODY,), cuts) == {"正文": (Place(21, 22, MARK),)}


def test_overlaps_become_one_place_with_the_mark_of_the_longer() -> None:
    cuts = (Cut("电话是13847512346", "长"), Cut("的电话", "短"))
    assert places_in(BODY.text, cuts) == (Place(2, 19, "长"),)


def test_deletions_side_by_side_leave_one_mark_and_substitutes_stay_apart() -> None:
    assert places_in("张三张三", (Cut("张三", MARK),)) == (Place(0, 4, MARK),)
    assert places_in("张三张三", (Cut("张三", "某"),)) == (Place(0, 2, "某"), Place(2, 4, "某"))


def test_the_title_of_the_clause_is_shown_and_an_unknown_one_as_written() -> None:
    plan = Plan(
        (delete("张三"), Entry("delete", "9.9", text="李四"), Entry("substitute", "9.9", "某人", text="王五"))
    )
    titles = {"secrecy.6.2": "保密审查制度第六条（二）"}.get
    assert {cut.text: cut.mark for cut in cuts_of(plan, (), titles)} == {
        "张三": "〔不予公开：保密审查制度第六条（二）〕",
        "李四": "〔不予公开：9.9〕",
        "王五": "某人",
    }


def test_a_mark_never_says_what_is_withheld() -> None:
    plan = Plan((delete("张三"),))
    assert cuts_of(plan, (), lambda _: "张三处理办法") == (Cut("张三", "〔不予公开〕"),)


def test_places_outside_of_the_file_are_refused_one_by_one() -> None:
    entries = (
        delete(part="附件", start=0, end=1),
        delete(part="页眉", start=0, end=99),
        delete(part="正文", start=19, end=20),
    )
    with pytest.raises(PlanRefused) as refused:
        cuts_of(Plan(entries), (BODY, HEADER))
    assert refused.value.sentences == (
        "第 1 条：文件里没有“附件”这个部分；有的是“正文”、“页眉”。",
        "第 2 条：“页眉”只有 7 个字符，0 至 99 超出了末尾。",
        "第 3 条：“正文”的 19 至 20 处没有文字，只有空白或标点。",
    )
