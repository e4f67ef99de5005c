"""`gongkai calendar`: the preview, the installation, exact JSON, and sentences for what cannot be done."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.support.cast import Cast
from tests.support.request_road import applied
from tests.support.years import written, year_source

from gongkai.cli.main import gongkai
from gongkai.records.models import InstalledCalendar, LedgerEntry, Request

SEPTEMBER = datetime(2026, 9, 14, 2, 0, tzinfo=UTC)


def run(*args: str) -> Result:
    return CliRunner().invoke(gongkai, ["calendar", *args], prog_name="gongkai")


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(written(tmp_path, year_source(off=("2026-10-08",))))


@pytest.fixture
def numbers(cast: Cast) -> list[str]:
    """The numbers of a request in each bureau."""
    drafts = [(cast.hulunbuir, "工业增加值"), (cast.naiman, "棚户区改造名单")]
    return [applied(bureau, SEPTEMBER, document_name=name).request.number for bureau, name in drafts]


def moved(numbers: list[str]) -> dict[str, object]:
    shared = {"kind": "request", "provisional_before": False, "provisional_after": False}
    return {
        "year": 2026,
        "moves": [
            {"organ": "hulunbuir-statistics", "number": numbers[0], "title": "工业增加值"}
            | {"before": "2026-10-10", "after": "2026-10-12"}
            | shared,
            {"organ": "naiman-housing", "number": numbers[1], "title": "棚户区改造名单"}
            | {"before": "2026-10-16", "after": "2026-10-19"}
            | shared,
        ],
    }


def test_the_preview_as_json_changes_nothing(numbers: list[str], file: str) -> None:
    result = run("preview", file, "--json")
    assert (result.exit_code, json.loads(result.stdout), result.stderr) == (0, moved(numbers), "")
    assert not InstalledCalendar.objects.exists()


def test_the_preview_for_people(numbers: list[str], file: str) -> None:
    result = run("preview", file)
    first, second = numbers
    assert (result.exit_code, result.stdout) == (
        0,
        "装入2026年的放假安排，将有2个到期日变动。\n\n"
        "单位                    编号            事项            原到期日    新到期日    暂定\n"
        f"呼伦贝尔市统计局        {first}  工业增加值      2026-10-10  2026-10-12  否\n"
        f"奈曼旗住房和城乡建设局  {second}  棚户区改造名单  2026-10-16  2026-10-19  否\n",
    )


def test_a_preview_in_which_nothing_moves(cast: Cast, file: str) -> None:
    result = run("preview", file)
    assert (result.exit_code, result.stdout) == (0, "装入2026年的放假安排，将有0个到期日变动。\n")


def test_installed_by_the_machine(numbers: list[str], file: str) -> None:
    result = run("install", file, "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, moved(numbers))
    assert [str(day) for day in Request.objects.order_by("id").values_list("due_on", flat=True)] == [
        "2026-10-12",
        "2026-10-19",
    ]
    assert set(LedgerEntry.objects.filter(verb="install_calendar").values_list("actor_key", flat=True)) == {
        "system:calendar"
    }


def test_installed_by_a_person_for_people(cast: Cast, numbers: list[str], file: str) -> None:
    office = cast.hulunbuir.office_handler
    result = run("install", file, "--as", cast.hulunbuir.login("office_handler"))
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "已装入2026年的放假安排，2个到期日变动。",
    )
    entry = LedgerEntry.objects.filter(verb="install_calendar").first()
    assert entry is not None
    assert entry.actor_key == f"person:{office.pk}"


def test_an_installation_that_is_refused_ends_with_one(cast: Cast, tmp_path: Path, file: str) -> None:
    same = str(written(tmp_path, year_source(), "same.json"))
    result = run("install", same)
    assert (result.exit_code, result.stdout) == (1, "2026年的放假安排与现在使用的完全相同。无需再次装入。\n")
    result = run("install", file, "--as", cast.hulunbuir.login("business_handler"), "--json")
    refused = json.loads(result.stdout)["refused"]
    assert (result.exit_code, refused["code"]) == (1, "not_leading_group_office")
    assert not InstalledCalendar.objects.exists()


def test_bad_input_is_one_sentence(cast: Cast, tmp_path: Path, file: str) -> None:
    missing, apart = tmp_path / "2027.json", tmp_path / "2050.json"
    far = [{"date": "2050-01-01", "name": "元旦", "off": True}]
    written(tmp_path, {"year": 2050, "notices": ["https://www.gov.cn/2050.htm"], "days": far}, "2050.json")
    cases = [
        (("preview", str(missing)), f"{missing}读不出来：应为UTF-8编码的JSON文件。"),
        (("preview", str(apart)), "2050年与日历（2007年至2046年）不相连；年份之间不能有空缺。"),
        (
            ("install", file, "--as", "nobody"),
            "选项“--as”是“nobody”，没有这个登录名；可用登录名在机关的账号列表中。",
        ),
        (("preview",), "缺少参数“FILE”。"),
        (("undo",), "没有“undo”这个命令，可用的命令有：install、preview。"),
    ]
    for args, sentence in cases:
        result = run(*args)
        assert (result.exit_code, result.stdout, result.stderr) == (2, "", sentence + "\n")
    assert not InstalledCalendar.objects.exists()
