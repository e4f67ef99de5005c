"""`gongkai workdays` and `gongkai clock explain`: answers, exit codes, and sentences for bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cli.main import gongkai

GOLDEN = Path("tests/regimes/golden_clocks")


def run(*args: str) -> Result:
    return CliRunner().invoke(gongkai, args, prog_name="gongkai")


@pytest.mark.parametrize(
    ("args", "code", "answer"),
    [
        (("add", "2024-09-20", "20"), 0, {"date": "2024-10-23", "provisional": False}),
        (("add", "2024年9月20日", "20"), 0, {"date": "2024-10-23", "provisional": False}),
        (("add", "2026-12-20", "10"), 0, {"date": "2027-01-04", "provisional": True}),
        (("add", "2024-09-20", "-5"), 0, {"date": "2024-09-12", "provisional": False}),
        (("between", "2024-09-20", "2024-10-18"), 0, {"working_days": 17}),
        (("is", "2024-09-29"), 0, {"working": True, "announced": True, "why": "调休上班"}),
        (("is", "2024-10-01"), 1, {"working": False, "announced": True, "why": "国庆节放假"}),
        (("is", "2027-03-01"), 0, {"working": True, "announced": False, "why": "工作日"}),
    ],
)
def test_answers_as_json(args: tuple[str, ...], code: int, answer: dict[str, object]) -> None:
    result = run("workdays", *args, "--json")
    assert (result.exit_code, json.loads(result.stdout), result.stderr) == (code, answer, "")


@pytest.mark.parametrize(
    ("args", "code", "answer"),
    [
        (("add", "2024-09-20", "20"), 0, "2024年10月23日\n"),
        (("add", "2026-12-20", "10"), 0, "2027年1月4日（暂定：所涉年份的放假安排尚未公布）\n"),
        (("between", "2024-09-20", "2024-10-18"), 0, "17个工作日\n"),
        (("is", "2024-10-01"), 1, "2024年10月1日不是工作日：国庆节放假\n"),
        (("is", "2027-03-01"), 0, "2027年3月1日是工作日（2027年的放假安排尚未公布，暂定）\n"),
    ],
)
def test_answers_for_people(args: tuple[str, ...], code: int, answer: str) -> None:
    result = run("workdays", *args)
    assert (result.exit_code, result.stdout) == (code, answer)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("workdays", "add", "2024-02-30", "1"), "参数“DATE”是“2024-02-30”，历法上没有这一天"),
        (("workdays", "add", "明天", "1"), "参数“DATE”是“明天”，应为日期，例如2024-09-20。"),
        (
            ("workdays", "add", "1899-01-01", "1"),
            "1899年1月1日不在日历之内，日历从2007年1月1日到2046年12月31日。",
        ),
        (("workdays", "add", "2024-01-02", "1.5"), "参数“N”是“1.5”，应为不超过100000的整数，例如20。"),
        (("workdays", "add", "2024-01-02", "9" * 5000), "应为不超过100000的整数"),
        (("workdays", "add", "2024-01-02", "99999"), "算出的日期超出日历"),
        (("workdays", "add"), "缺少参数“DATE”。"),
        (("workdays", "is", "2024-01-02", "3"), "多出了参数“3”，可用 --help 查看用法。"),
        (("workdays", "is", "2024-01-02", "--jsno"), "没有“--jsno”这个选项，是不是--json？"),
        (("workdays", "plus"), "没有“plus”这个命令，可用的命令有：add、between、calendars、is。"),
        (("workday",), "没有“workday”这个命令，可用的命令有：regime、workdays"),
        (("clock", "explain", "/没有/这个.yaml"), "文件不能读取"),
        (("clock", "explain", str(GOLDEN / "publication.yaml")), "请用 --case 指明一个"),
        (("clock", "explain", str(GOLDEN / "publication.yaml"), "--case", "没有"), "里没有这个案例"),
    ],
)
def test_bad_input_ends_with_one_sentence_and_code_2(args: tuple[str, ...], sentence: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_help_is_chinese_with_an_example() -> None:
    for args in ((), ("workdays",), ("workdays", "add"), ("clock", "explain")):
        text = run(*args, "--help").stdout
        assert text.startswith("用法：gongkai")
        assert "例：" in text
        assert not {"Usage", "Options", "Commands", "Show this message"} & set(text.replace(":", " ").split())


def test_calendars_lists_every_year_with_its_notices() -> None:
    years = json.loads(run("workdays", "calendars", "--json").stdout)["years"]
    assert [year["year"] for year in years] == list(range(2007, 2047))
    assert years[18] | {"days_off": [], "working_weekends": []} == {
        "year": 2025,
        "announced": True,
        "days_off": [],
        "working_weekends": [],
        "notices": ["https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm"],
    }
    assert years[18]["working_weekends"] == [
        "2025-01-26",
        "2025-02-08",
        "2025-04-27",
        "2025-09-28",
        "2025-10-11",
    ]


def test_explain_tells_the_example_segment_by_segment_and_day_by_day() -> None:
    case = ("--case", "补正后重新起算，征求第三方意见不计入")
    told = json.loads(run("clock", "explain", str(GOLDEN / "requests.reply.yaml"), *case, "--json").stdout)
    assert (told["due"], told["clauses"]) == ("2025-04-01", ["2.3", "cn-foi:33"])
    assert [(segment["kind"], segment["working_days"]) for segment in told["segments"]] == [
        ("run", 4),
        ("restart", 5),
        ("run", 6),
        ("pause", 9),
        ("run", 9),
        ("extension", 10),
    ]
    assert told["days"][-1] == {
        "date": "2025-04-01",
        "kind": "extension",
        "number": 25,
        "why": "工作日",
        "provisional": False,
    }
    text = run("clock", "explain", str(GOLDEN / "requests.reply.yaml"), *case).stdout
    assert "到期日：2025年4月1日。" in text
    assert "2025年1月26日 周日 第1个工作日 调休上班" in text


def test_explain_answers_a_refused_case_with_its_reason_and_code_1() -> None:
    case = ("--case", "只能延长一次")
    result = run("clock", "explain", str(GOLDEN / "refused.yaml"), *case, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["refused"] == {
        "code": "extension_twice",
        "reason": "答复期限只能延长1次，此前已经延长过。",
        "clause": "cn-foi:33",
        "remedy": "请在2025年4月8日前办结。",
    }


def test_counting_days_does_not_load_django() -> None:
    code = (
        "import sys; from gongkai.cli.main import gongkai; "
        "gongkai(['workdays', 'is', '2025-01-02'], standalone_mode=False); "
        "sys.exit('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "2025年1月2日是工作日\n")
