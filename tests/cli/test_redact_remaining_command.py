"""`gongkai redact` never calls a file clean that is not: marks in force, what is still in it, what was met nowhere."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image
from tests.support.uncaged import uncage

from gongkai.cli.main import gongkai

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
ID = "11010519491231002X"
PLAN = [{"text": ID, "how": "delete", "ground": "secrecy.6.2"}]


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("件").mkdir()
    Path("件/下级").mkdir()
    Path("件/名册.txt").write_text(
        f"张三，身份证号{ID}。\n李四，身份证号150525191203121032，手机13800000012。", "utf-8"
    )
    Path("件/密件.txt").write_text("机密★长期\n关于某事的请示", "utf-8")
    Path("件/下级/名册.txt").write_text(f"张三，身份证号{ID}。", "utf-8")
    Path("plan.json").write_text(json.dumps(PLAN), "utf-8")


def run(*args: str) -> Result:
    return CliRunner().invoke(gongkai, ["redact", *args], prog_name="gongkai")


@pytest.mark.clause("secrecy.6.1", "6.2.1")
@pytest.mark.parametrize("plan", [(), ("--plan", "plan.json")])
def test_a_document_marked_secret_is_refused_and_nothing_is_written(plan: tuple[str, ...]) -> None:
    result = run("件/密件.txt", *plan, "-o", "公开.txt")
    assert result.exit_code == 1
    assert result.stdout.startswith("“密件.txt”没有办：文件里有「机密★长期」，")
    assert "带密级的文件不能靠隐去几个字变成可以公开的。" in result.stdout
    assert not Path("公开.txt").exists()
    said = json.loads(run("件/密件.txt", *plan, "-o", "公开.txt", "--json").stdout)
    assert (said["output"], [one["kind"] for one in said["remaining"]]) == (None, ["secrecy_mark"])
    assert said["refused"] in result.stdout


def test_a_mark_that_has_run_out_is_told_as_what_remains() -> None:
    Path("旧.txt").write_text("秘密★1年\n关于某事的请示", "utf-8")
    result = run("旧.txt", "--made", "2001-01-01", "-o", "公开.txt")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        1,
        "仍有须答复1处：密级标志1处。这份文件还不能公开。",
    )


def test_what_an_incomplete_plan_leaves_is_told_first() -> None:
    result = run("件/名册.txt", "--plan", "plan.json", "-o", "公开.txt")
    assert (result.exit_code, result.stdout) == (
        1,
        "仍有须答复2处：居民身份证号码1处、手机号码1处。这份文件还不能公开。\n"
        "已写出“公开.txt”：隐去 1 处，泄漏检查读了 2 个部分，没有读出要隐去的文字。\n",
    )
    said = json.loads(run("件/名册.txt", "--plan", "plan.json", "-o", "又.txt", "--json").stdout)
    assert [(one["kind"], one["text"]) for one in said["remaining"]] == [
        ("resident_id", "150525191203121032"),
        ("mobile", "13800000012"),
    ]


def test_a_text_met_nowhere_is_a_no() -> None:
    Path("plan.json").write_text(
        json.dumps([*PLAN, {"text": "王五", "how": "delete", "ground": "cn-foi:15"}]), "utf-8"
    )
    result = run("件/下级/名册.txt", "--plan", "plan.json", "-o", "公开.txt")
    assert (result.exit_code, result.stdout.splitlines()[1]) == (1, "“王五”在原件里没有找到，请核对写法。")


def test_only_where_nothing_remains_the_answer_is_yes() -> None:
    assert run("件/下级/名册.txt", "--plan", "plan.json", "-o", "公开.txt").exit_code == 0


def test_a_folder_goes_into_a_folder_and_what_cannot_be_made_stops_nothing() -> None:
    Path("件/坏.pdf").write_bytes(b"%PDF-1.7\nnot a document")
    result = run("件", "--plan", "plan.json", "-o", "公开")
    assert result.exit_code == 1
    assert sorted(str(one) for one in Path("公开").rglob("*.*")) == ["公开/下级/名册.txt", "公开/名册.txt"]
    assert "件/密件.txt：\n  “密件.txt”没有办：" in result.stdout
    assert "件/坏.pdf：\n  “坏.pdf”不能处理：" in result.stdout
    assert result.stdout.splitlines()[-1] == (
        "共 4 个文件：写出 2 个，其中 1 个还有不能公开或者须答复的内容；没有写出 2 个。"
    )
    said = json.loads(run("件", "--plan", "plan.json", "-o", "公开", "--force", "--json").stdout)
    assert [(one["file"], one["output"]) for one in said["files"]] == [
        ("件/下级/名册.txt", "公开/下级/名册.txt"),
        ("件/名册.txt", "公开/名册.txt"),
        ("件/坏.pdf", None),
        ("件/密件.txt", None),
    ]


def test_originals_are_never_overwritten_by_way_of_a_folder() -> None:
    before = {one: one.read_bytes() for one in Path("件").rglob("*.txt")}
    result = run("件", "--plan", "plan.json", "-o", "件", "--force")
    assert (result.exit_code, {one: one.read_bytes() for one in Path("件").rglob("*.txt")}) == (1, before)
    # Two files of one name: the second must not take the place of the first.
    twice = run("件/名册.txt", "件/下级/名册.txt", "--plan", "plan.json", "-o", "公开", "--force")
    assert twice.exit_code == 1
    assert "刚由另一份文件写出" in twice.stdout
    assert "李四" in Path("公开/名册.txt").read_text("utf-8")


def test_a_folder_within_the_folder_is_not_taken_for_originals_the_next_time() -> None:
    Path("件/密件.txt").unlink()
    for _ in range(2):
        said = json.loads(run("件", "--plan", "plan.json", "-o", "件/公开", "--force", "--json").stdout)
        assert [one["file"] for one in said["files"]] == ["件/下级/名册.txt", "件/名册.txt"]


def test_a_picture_without_a_plan_loses_its_properties() -> None:
    held = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "ZHANG SAN"
    Image.new("RGB", (40, 40), "white").save(held, "PNG", exif=exif)
    Path("a.png").write_bytes(held.getvalue())
    result = run("a.png", "-o", "b.png")
    assert (result.exit_code, b"ZHANG" in held.getvalue(), b"ZHANG" in Path("b.png").read_bytes()) == (
        0,
        True,
        False,
    )


def test_leakcheck_goes_through_a_folder() -> None:
    Path("件/不公开.txt").write_text(f"{ID}\n", "utf-8")
    arguments = ["leakcheck", "件", "--withheld", "件/不公开.txt"]
    result = CliRunner().invoke(gongkai, [*arguments, "--json"], prog_name="gongkai")
    found = {one["file"]: len(one["leaks"]) > 0 for one in json.loads(result.stdout)["files"]}
    assert found == {"件/下级/名册.txt": True, "件/名册.txt": True, "件/密件.txt": False}
    assert result.exit_code == 1
    told = CliRunner().invoke(gongkai, arguments, prog_name="gongkai").stdout
    assert told.splitlines()[0].startswith("下级/名册.txt：读出要隐去的文字 ")
    assert told.splitlines()[-1] == "密件.txt：读了 2 个部分，没有读出要隐去的文字。"
