"""Every mistake in a template is told to whoever edits it: where, what, and what to write instead."""

from __future__ import annotations

import pytest

from gongkai.core.letters import LETTER_KINDS, check
from gongkai.core.terms import Citation, Refusal

GOOD = """# 延期答复告知书

@salutation {{name}}：

{{received_on}}收到编号{{request_number}}的申请：{{matter}}。依据{{articles}}，经{{consented_by}}同意，
由{{old_due}}延至{{new_due}}。理由：{{reason}}

| 项目 | 内容 |
| --- | --- |
| 编号 | {{request_number}} |

@signature

@annex 期限
{{due_days}}
"""


def codes(text: str, kind: str = "extension") -> list[str]:
    return [refusal.code for refusal in check(text, kind)]


def test_a_good_template_has_no_mistakes() -> None:
    assert check(GOOD, "extension") == []
    assert check("\ufeff" + GOOD.replace("\n", "\r\n"), "extension") == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{{name}}", "{{nmae}}", ["unknown_place", "missing_place"]),
        ("{{name}}", "{{name}", ["broken_place", "missing_place"]),
        ("{{name}}", "｛｛name｝｝", ["broken_place", "missing_place"]),
        ("{{name}}", "{{name.upper()}}", ["unknown_place", "missing_place"]),
        ("{{name}}", "{{#name}}{{name}}", ["broken_section"]),
        ("{{name}}", "{{name}}{{/name}}", ["broken_section"]),
        ("{{name}}", "{{#name}}{{#matter}}{{/name}}{{/matter}}{{name}}", ["broken_section"] * 2),
        ("{{name}}", "{{name}}\x07", ["control_character"]),
        ("# 延期答复告知书\n", "延期答复告知书\n", ["no_title", "out_of_order"]),
        ("@signature", "@singature", ["unknown_directive", "missing_part"]),
        ("@signature", "", ["missing_part"]),
        ("@signature", "@signature\n@signature", ["out_of_order"]),
        ("@signature", "@signature\n此致", ["after_signature"]),
        ("@salutation", "正文\n@salutation", ["out_of_order"]),
        ("| 编号 | {{request_number}} |", "| 编号 |", ["ragged_table"]),
        ("| --- | --- |\n", "", []),
        ("| 项目 | 内容 |\n", "", ["ragged_table"]),
        ("@annex 期限\n{{due_days}}", "@annex 期限\n见{{due_days}}", ["place_not_alone"]),
        ("理由：{{reason}}", "理由从略", ["missing_place"]),
        ("理由：{{reason}}", "{{#note}}理由：{{reason}}{{/note}}", ["missing_place"]),
        ("理由：{{reason}}", "{{#reason}}理由：{{reason}}{{/reason}}", []),
        ("理由：", "字" * 20_000, ["too_long"]),
    ],
)
def test_each_mistake_is_found(old: str, new: str, expected: list[str]) -> None:
    assert old in GOOD
    assert codes(GOOD.replace(old, new)) == expected


def test_an_unknown_place_is_named_with_those_that_are_known() -> None:
    mistake = check(GOOD.replace("{{name}}", "{{姓名}}"), "extension")[0]
    known = "、".join(place.title for place in LETTER_KINDS["extension"].places)
    assert mistake == Refusal(
        "unknown_place",
        "第3行：《延期答复告知书》没有「姓名」这个位置。",
        Citation("cn-foi", "33"),
        f"可以写的有：{known}。",
    )


def test_a_letter_of_which_nobody_knows() -> None:
    assert codes(GOOD, "poem") == ["unknown_kind"]


def test_an_empty_template_lacks_everything() -> None:
    assert codes("", "receipt") == [
        "no_title",
        *["missing_place"] * (len(LETTER_KINDS["receipt"].required) - 3),
        "missing_part",
    ]


@pytest.mark.clause("cn-foi:36")
def test_a_reply_cannot_be_worded_without_the_remedies() -> None:
    wording = (
        "# 答复书\n{{name}}{{request_number}}{{received_on}}{{matter}}{{articles}}{{ground}}{{ground_clause}}{{reasons}}"
        "\n{{remedy_body}}{{remedy_court}}\n@signature"
    )
    assert codes(wording, "reply-refused") == ["missing_part"]
    assert (
        codes(wording.replace("{{remedy_body}}", "@remedies 可以向{{行政复议机关}}"), "reply-refused") == []
    )


def test_names_of_places_are_plain_and_never_doubtful() -> None:
    for kind in LETTER_KINDS.values():
        names = [name for place in kind.places for name in (place.id, place.title)]
        assert len(names) == len(set(names)), kind.id
        assert {name for name in kind.required if kind.place(name) is None} == set(), kind.id


@pytest.mark.clause("cn-foi:32")
@pytest.mark.parametrize("kind", ["third-party", "consultation", "decision-to-third-party", "filing"])
def test_letters_to_others_have_no_place_for_who_applied(kind: str) -> None:
    assert {name: LETTER_KINDS[kind].place(name) for name in ("name", "query_code", "track_address")} == {
        "name": None,
        "query_code": None,
        "track_address": None,
    }
