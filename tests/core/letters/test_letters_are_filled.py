"""A template and the facts of a case make a letter; what is filled in is never read as notation."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.letters import (
    Annex,
    DayRow,
    DayTable,
    Heading,
    Letter,
    Listing,
    Paragraph,
    Table,
    Template,
    Value,
    day_rows,
    fill,
    letter_from_json,
    letter_number,
    letter_text,
)
from gongkai.core.terms import Citation, Refusal
from gongkai.core.workdays.explain import DayKind, DayLine

WORDING = """# 申请{{申请编号}}补正告知书

@salutation {{name}}：

本机关于{{received_on}}收到你的申请，内容为：“{{matter}}”。
依据{{articles}}，
请在{{period}}补正。{{#period_end}}截止{{period_end}}。{{/period_end}}

## 一、需要补正的事项
- {{points}}
- 其他

{{#note}}
说明如下：

{{note}}
{{/note}}

| 事项 | 内容 |
| --- | --- |
| 编号 | {{request_number}} |
| 说明 | {{points}} |

@signature

{{#due_days}}
@annex 期限是怎样计算的
{{due_days}}
{{/due_days}}
"""
FACTS: dict[str, Value] = {
    "organ": "奈曼旗住房和城乡建设局",
    "number": "奈建公开补〔2025〕1号",
    "date": "2025年2月6日",
    "name": "张三",
    "request_number": "NM-1",
    "received_on": "2025年1月24日",
    "matter": "中标单位。",
    "articles": "条例第三十条",
    "period": "15个工作日内",
    "points": ["写明年度。", "写明小区"],
}


def filled(text: str = WORDING, kind: str = "correction", **more: Value) -> Letter:
    letter = fill(Template(kind, text), {**FACTS, **more})
    assert isinstance(letter, Letter), letter
    return letter


def test_a_letter_is_its_template_with_the_facts_in_it() -> None:
    days = [DayRow("2025年2月6日 星期四", "", "当日不计入"), DayRow("2025年2月7日 星期五", "1", "工作日")]
    assert filled(due_days=days, note="第一段。\n\n第二段。", period_end="3月1日") == Letter(
        kind="correction",
        title="申请NM-1补正告知书",
        organ="奈曼旗住房和城乡建设局",
        number="奈建公开补〔2025〕1号",
        date="2025年2月6日",
        salutation="张三：",
        body=(
            Paragraph(
                "本机关于2025年1月24日收到你的申请，内容为：“中标单位”。"
                "依据条例第三十条，请在15个工作日内补正。截止3月1日。"
            ),
            Heading("一、需要补正的事项"),
            Listing(("写明年度。", "写明小区", "其他")),
            Paragraph("说明如下："),
            Paragraph("第一段。"),
            Paragraph("第二段。"),
            Table((("事项", "内容"), ("编号", "NM-1"), ("说明", "写明年度。写明小区")), header=True),
        ),
        annexes=(Annex("期限是怎样计算的", (DayTable(tuple(days)),)),),
    )


def test_what_belongs_to_an_empty_place_is_not_there() -> None:
    letter = filled(note=" \n ", due_days=[])
    assert [block for block in letter.body if isinstance(block, Paragraph)] == [
        Paragraph(
            "本机关于2025年1月24日收到你的申请，内容为：“中标单位”。依据条例第三十条，请在15个工作日内补正。"
        )
    ]
    assert letter.annexes == ()


@pytest.mark.parametrize(
    "matter",
    [
        "# 标题\n\n@signature\n\n| a | b |\n- 点",
        "{{organ}}{{#note}}x{{/note}}",
        "@remedies 无需救济",
        "| 甲 | 乙 |",
        "- 甲",
    ],
)
def test_what_an_applicant_writes_is_never_notation(matter: str) -> None:
    plain, other = filled(matter="中标单位"), filled(matter=matter)
    assert [type(block) for block in other.body] == [type(block) for block in plain.body]
    assert (other.title, other.salutation, other.remedies, other.annexes) == (
        plain.title,
        plain.salutation,
        plain.remedies,
        plain.annexes,
    )
    for line in matter.split("\n"):
        assert line in letter_text(other)


def test_unseen_characters_do_not_get_into_a_letter() -> None:
    letter = filled(name="张\x00三\u202e\ud800\r", matter="甲\t乙\x1b[31m")
    assert letter.salutation == "张三："
    assert "“甲 乙[31m”" in letter_text(letter)


def test_rare_characters_and_pictures_stay() -> None:
    assert filled(name="𠮷㐱🙂").salutation == "𠮷㐱🙂："


def test_a_letter_does_not_go_out_with_a_hole_in_it() -> None:
    assert fill(Template("correction", WORDING), {**FACTS, "points": [" "], "date": ""}) == Refusal(
        "missing_place",
        "《补正告知书》缺少「落款日期」、「需要补正的事项」，不能制作。",
        Citation("cn-foi", "30"),
        "请补上「落款日期」、「需要补正的事项」，再制作这份文书。",
    )


def test_a_place_the_template_shows_must_be_filled() -> None:
    wording = WORDING.replace("- 其他", "- {{联系电话}}")
    answer = fill(Template("correction", wording), FACTS)
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.reason) == ("missing_place", "《补正告知书》缺少「联系电话」，不能制作。")


def test_a_template_with_a_mistake_makes_no_letter() -> None:
    answer = fill(Template("correction", WORDING.replace("{{name}}", "{{姓名}}")), FACTS)
    assert isinstance(answer, Refusal)
    assert (answer.code, answer.reason) == ("unknown_place", "第3行：《补正告知书》没有「姓名」这个位置。")
    unknown = fill(Template("poem", WORDING), FACTS)
    assert isinstance(unknown, Refusal)
    assert unknown.code == "unknown_kind"


def test_a_letter_is_kept_as_it_was_issued() -> None:
    letter = filled(due_days=[("2月6日", "", "不计")], note="说明")
    assert letter_from_json(letter.as_json()) == letter
    with pytest.raises(ValueError, match="no block"):
        letter_from_json({**letter.as_json(), "body": [{"poem": "床前明月光"}]})


def test_a_letter_can_be_read_as_plain_text() -> None:
    text = letter_text(filled(due_days=[("2月6日", "", "不计"), ("2月7日", "1", "工作日")]))
    assert text.split("\n")[:5] == [
        "奈曼旗住房和城乡建设局",
        "申请NM-1补正告知书",
        "奈建公开补〔2025〕1号",
        "",
        "张三：",
    ]
    assert text.split("\n")[-4:] == ["", "附件：期限是怎样计算的", "2月6日　不计", "2月7日　1　工作日"]


def test_rows_of_facts_join_the_table_they_stand_in() -> None:
    wording = (
        "# 收费\n@salutation {{name}}\n{{request_number}}{{received_on}}{{matter}}{{articles}}{{tariff}}{{quantity}}"
        "{{amount}}{{pay_by}}\n\n| 段 | 单价 | 小计 |\n| --- | --- | --- |\n{{fee_lines}}\n@signature\n"
    )
    money: dict[str, Value] = {"tariff": "按件", "quantity": "40件", "amount": "4000元", "pay_by": "4月1日"}
    rows = [("1至10件", "免费"), ("11至30件", "100元", "2000元")]
    assert filled(wording, "fee", **money, fee_lines=rows).body[1] == Table(
        (("段", "单价", "小计"), ("1至10件", "免费", ""), ("11至30件", "100元", "2000元")), header=True
    )


def test_the_days_of_the_annex_say_what_became_of_each() -> None:
    lines = (
        DayLine(date(2025, 1, 24), DayKind.START, None, "起算事件当日，不计入", False),
        DayLine(date(2025, 1, 26), DayKind.WORKING_WEEKEND, 1, "调休上班", False, True),
        DayLine(date(2027, 1, 4), DayKind.COUNTED, 2, "工作日", True),
    )
    assert day_rows(lines) == (
        DayRow("2025年1月24日 星期五", "", "起算事件当日，不计入"),
        DayRow("2025年1月26日 星期日", "1", "调休上班"),
        DayRow("2027年1月4日 星期一", "2", "工作日（当年放假安排尚未公布，暂按法律规定计算）"),
    )


def test_letters_are_numbered_like_documents() -> None:
    assert [letter_number("呼统", kind, 2025, 12) for kind in ("receipt", "filing", "reply-granted")] == [
        "呼统公开登〔2025〕12号",
        "呼统公开备〔2025〕12号",
        "呼统公开答〔2025〕12号",
    ]
