"""`gongkai fee`: amounts by both tariffs, exact JSON, and one sentence for what cannot be answered."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from gongkai.cli.main import gongkai

pytestmark = pytest.mark.clause("cn-foi:42")


def run(*args: str) -> Result:
    return CliRunner().invoke(gongkai, ["fee", *args], prog_name="gongkai")


def test_the_answer_as_json() -> None:
    result = run("--requests", "40", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert json.loads(result.stdout) == {
        "amount": 4000,
        "lines": [
            {"from": 1, "to": 10, "each": 0, "amount": 0},
            {"from": 11, "to": 30, "each": 100, "amount": 2000},
            {"from": 31, "to": 40, "each": 200, "amount": 2000},
        ],
    }


@pytest.mark.parametrize(
    ("option", "quantity", "amount"),
    [
        ("--requests", "10", 0), ("--requests", "11", 100), ("--requests", "30", 2000), ("--requests", "41", 4300),
        ("--requests", "10000", 498502000),
        ("--pages", "30", 0), ("--pages", "100", 700), ("--pages", "200", 2700), ("--pages", "201", 2740),
        ("--pages", "1000000", 39994700),
    ],
)  # fmt: skip
def test_amounts(option: str, quantity: str, amount: int) -> None:
    result = run(option, quantity, "--on", "2025-03-03", "--json")
    assert (result.exit_code, json.loads(result.stdout)["amount"]) == (0, amount)


def test_the_answer_for_people() -> None:
    result = run("--pages", "201", "--on", "2021-01-01")
    assert (result.exit_code, result.stdout) == (
        0,
        "201页，应收信息处理费2740元。\n"
        "  第1至第30页：不收费\n"
        "  第31至第100页：每页10元，计700元\n"
        "  第101至第200页：每页20元，计2000元\n"
        "  第201页：每页40元，计40元\n",
    )


NEITHER = "选项“--requests”和“--pages”都没有写；一件申请只按一种标准收费，应只写其中一个。"
BOTH = "选项“--requests”和“--pages”同时写了；一件申请只按一种标准收费，应只写其中一个。"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ((), NEITHER),
        (("--requests", "3", "--pages", "3"), BOTH),
        (("--requests", "0"), "选项“--requests”是“0”，应为1到10000之间的整数，例如40。"),
        (("--requests", "-5"), "选项“--requests”是“-5”，应为1到10000之间的整数，例如40。"),
        (("--requests", "10001"), "选项“--requests”是“10001”，应为1到10000之间的整数，例如40。"),
        (("--pages", "1000001"), "选项“--pages”是“1000001”，应为1到1000000之间的整数，例如40。"),
        (("--pages", "9" * 5000), f"选项“--pages”是“{'9' * 40}”，应为1到1000000之间的整数，例如40。"),
        (("--pages", "3.5"), "选项“--pages”是“3.5”，应为1到1000000之间的整数，例如40。"),
        (("--pages", "²"), "选项“--pages”是“²”，应为1到1000000之间的整数，例如40。"),
        (("--pages", ""), "选项“--pages”是“”，应为1到1000000之间的整数，例如40。"),
        (
            ("--pages", "3", "--on", "2020-12-31"),
            "选项“--on”是2020年12月31日，这一天还没有收费标准；应为2021年1月1日以后的日期。",
        ),
        (("--pages", "3", "--on", "明天"), "参数“on”是“明天”，应为日期，例如2024-09-20。"),
        (("--page", "3"), "没有“--page”这个选项，是不是--pages？"),
    ],
)
def test_bad_input_is_one_sentence(args: tuple[str, ...], sentence: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", sentence + "\n")
