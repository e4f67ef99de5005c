"""`gongkai regime` from outside: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from gongkai.cli.regime import regime

TESTS = Path(__file__).resolve().parents[1]
THIRD = str(TESTS / "regimes" / "third")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(regime, list(arguments))


def answer(*arguments: str) -> Any:
    return json.loads(call(*arguments, "--json").stdout)


def test_list_names_the_built_in_books() -> None:
    data = answer("list")
    assert [(each["id"], each["statute"], each["clauses"]) for each in data["regimes"]] == [
        ("cn-foi", None, 70),
        ("hulunbuir-statistics", "cn-foi", 156),
        ("naiman-housing", "cn-foi", 81),
    ]


def test_show_tells_value_and_why_as_of_a_day() -> None:
    found = {
        each["rule"]: each for each in answer("show", "hulunbuir-statistics", "--on", "2025-01-01")["rules"]
    }
    assert found["publication.due"] == {
        "rule": "publication.due",
        "title": "主动公开期限",
        "value": {
            "within": {"working_days": 10},
            "of": ["created", "changed"],
            "title": "",
            "on_the_spot": False,
            "pauses": [],
            "restarts": [],
            "when_late": "",
        },
        "clause": "1.4.4",
        "also": ["cn-foi:26"],
    }


def test_show_on_an_earlier_day_has_the_earlier_text() -> None:
    text = call("show", "naiman-housing", "--on", "2010-01-01").stdout
    assert "依据 cn-foi:2007.24" in text
    assert "依据 cn-foi:33" not in text


def test_check_of_a_good_book_holds() -> None:
    result = call("check", THIRD, "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["valid"], data["errors"]) == (0, True, [])
    assert {
        "rule": "publication.due",
        "clause": "4",
        "against": "cn-foi:26",
        "kind": "stricter",
        "message": "「主动公开期限」：制度 4 规定7个工作日，条例 cn-foi:26 规定20个工作日；制度较严，从制度。",
    } in data["statute"]


def test_check_of_a_broken_book_says_no_and_where() -> None:
    result = call("check", str(TESTS / "regimes" / "broken" / "unknown-clause.yaml"), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "valid": False,
        "errors": [
            {
                "where": "unknown-clause.yaml:20",
                "found": "条款「9.9」不在 clauses 之内",
                "accepted": "clauses 中已列出的编号，或条例的条号（写作 cn-foi:26）",
                "message": "unknown-clause.yaml 第 20 行：条款「9.9」不在 clauses 之内。"
                "接受：clauses 中已列出的编号，或条例的条号（写作 cn-foi:26）。",
            }
        ],
        "statute": [],
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "nowhere.yaml"),
        ("show", "nowhere"),
        ("show", "naiman-housing", "--on", "2025-02-30"),
        ("coverage", "nowhere"),
        ("test", "nowhere.yaml"),
        ("show", str(TESTS / "regimes" / "broken" / "not-yaml.yaml")),
    ],
)
def test_bad_input_is_one_sentence_and_exit_two(arguments: tuple[str, ...]) -> None:
    result = call(*arguments)
    assert (result.exit_code, result.stdout, len(result.stderr.strip().splitlines())) == (2, "", 1)


def test_coverage_lists_rules_and_tests_of_each_clause(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(
        "import pytest\n@pytest.mark.clause('secrecy.11')\ndef test_clock(): ...\n", encoding="utf-8"
    )
    data = answer("coverage", "naiman-housing", "--tests", str(tmp_path))
    lines = {each["id"]: each for each in data["clauses"]}
    assert lines["secrecy.11"] == {
        "id": "secrecy.11",
        "kind": "T",
        "gist": "保密审查机构接到申请后 15 个工作日内提出意见。",
        "rules": ["review.secrecy_body"],
        "gates": [],
        "tests": ["test_x.py::test_clock"],
        "covered": True,
    }
    assert (lines["secrecy.10"]["covered"], lines["secrecy.14"]["covered"]) == (False, True)
    assert data["counts"]["T"] == {"covered": 1, "of": 6}
    assert data["counts"]["D"] == {"covered": 16, "of": 16}


def test_coverage_without_tests_says_so(tmp_path: Path) -> None:
    data = answer("coverage", "naiman-housing", "--tests", str(tmp_path / "none"))
    assert data["notice"] == f"没有测试文件夹「{tmp_path / 'none'}」，只列出条款与规则"
    assert data["covered"] == 16


GOLDEN = """
- case: 补正后重新起算，征求第三方意见不计入
  regime: hulunbuir-statistics
  clock: requests.reply
  events:
    - {on: 2025-01-24, event: received}
    - {on: 2025-02-06, event: correction_asked}
    - {on: 2025-02-12, event: corrected}
    - {on: 2025-02-20, event: consultation_started}
    - {on: 2025-03-05, event: consultation_ended}
    - {on: 2025-03-10, event: extended, working_days: 10}
  expect: {due: 2025-04-01, clauses: ["2.3", "cn-foi:33"]}
- case: 延长过长
  regime: naiman-housing
  clock: requests.reply
  events:
    - {on: 2025-03-03, event: received}
    - {on: 2025-03-10, event: extended, working_days: 21}
  expect: {refused: extension_too_long}
- case: 等次
  regime: naiman-housing
  rule: review.minimum_reviews
  on: 2025-03-03
  expect: {clause: secrecy.7.4, value: {count: 4}}
"""


def test_golden_cases_pass_where_the_expectation_holds(tmp_path: Path) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(GOLDEN, encoding="utf-8")
    result = call("test", str(path), "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["passed"], data["failed"]) == (0, 3, 0)
    assert data["cases"][0]["expected"] == {"due": "2025-04-01", "clauses": ["2.3", "cn-foi:33"]}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("due: 2025-04-01", "due: 2025-04-02"),
        ('"2.3", "cn-foi:33"', '"2.3", "cn-foi:26"'),
        ("refused: extension_too_long", "due: 2025-04-29"),
        ("value: {count: 4}", "value: {count: 2}"),
        ("clause: secrecy.7.4", "clause: secrecy.7"),
        ("due: 2025-04-01,", "provisional: true,"),
    ],
)
def test_golden_cases_fail_where_it_does_not(tmp_path: Path, right: str, wrong: str) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(GOLDEN.replace(right, wrong), encoding="utf-8")
    result = call("test", str(path), "--json")
    data = json.loads(result.stdout)
    assert (result.exit_code, data["passed"], data["failed"]) == (1, 2, 1)


def test_a_case_may_name_a_rule_book_beside_it(tmp_path: Path) -> None:
    path = TESTS / "regimes" / "third_cases.yaml"
    result = call("test", str(path), "--json")
    assert (result.exit_code, json.loads(result.stdout)["passed"]) == (0, 3)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("clock: requests.reply", "clock: requests.answer", "第 2 行：不认识的时钟「requests.answer」"),
        ("on: 2025-01-24", "on: 昨天", "第 6 行：「on」写着「昨天」。接受：日期，写作 2019-05-15。"),
        ("expect: {due:", "expects: {due:", "第 12 行：不认识的键「expects」"),
        ("regime: hulunbuir-statistics", "regime: nowhere", "没有这个文件或内置制度"),
    ],
)
def test_a_case_that_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    path = tmp_path / "cases.yaml"
    path.write_text(GOLDEN.replace(right, wrong, 1), encoding="utf-8")
    result = call("test", str(path))
    assert result.exit_code == 2
    assert said in result.stderr
