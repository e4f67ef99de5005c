"""`gongkai redact` and `gongkai leakcheck`: written only when proved, exact JSON, one sentence for what cannot be done."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from tests.support.papers import word
from tests.support.uncaged import uncage

from gongkai.cli import redact_work
from gongkai.cli.main import gongkai
from gongkai.gateways.leakcheck import Leak, LeakReport

pytestmark = [pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
NUMBER = "13847512346"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uncage(monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("名单.docx").write_bytes(
        word.docx(word.p(word.split(NUMBER)), {"docProps/app.xml": "<P><C>王五</C></P>"})
    )
    plan = [
        {"text": NUMBER, "how": "delete", "ground": "secrecy.6.2"},
    ]
    Path("plan.json").write_text(json.dumps(plan), "utf-8")
    Path("list.txt").write_text(f"{NUMBER}\n\n张三\n", "gb18030")


def run(*args: str) -> Result:
    return CliRunner().invoke(gongkai, args, prog_name="gongkai")


def test_it_writes_the_redacted_file() -> None:
    result = run("redact", "名单.docx", "--plan", "plan.json", "-o", "公开.docx")
    assert (result.exit_code, result.stdout, result.stderr) == (
        0,
        "已写出“公开.docx”：隐去 1 处，泄漏检查读了 2 个部分，没有读出要隐去的文字。\n",
        "",
    )
    assert docx.Document("公开.docx").paragraphs[1].text == "〔不予公开：保密审查制度第六条（二）〕"


def test_the_answer_as_json() -> None:
    result = run("redact", "名单.docx", "--plan", "plan.json", "-o", "公开.docx", "--json")
    assert json.loads(result.stdout) == {
        "file": "名单.docx", "output": "公开.docx", "kind": "docx", "marks": 1, "missed": [], "notes": [], "leaks": [],
        "unread": [], "parts": 2, "remaining": [], "refused": None, "error": None,
    }  # fmt: skip


def test_without_a_plan_it_only_cleans_and_first_says_what_is_still_in_it() -> None:
    result = run("redact", "名单.docx", "-o", "公开.docx")
    assert (result.exit_code, result.stdout) == (
        1,
        "仍有须答复1处：手机号码1处。这份文件还不能公开。\n"
        "已写出“公开.docx”：隐去 0 处，泄漏检查读了 2 个部分，没有读出要隐去的文字。\n",
    )
    assert docx.Document("公开.docx").paragraphs[1].text == NUMBER


def test_what_would_leak_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    report = LeakReport((Leak(NUMBER, "word/document.xml", "原样"),), (), 5)
    monkeypatch.setattr(redact_work, "leaks", lambda *_: report)
    result = run("redact", "名单.docx", "--plan", "plan.json", "-o", "公开.docx")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[:2] == [
        "没有写出：泄漏检查没有通过。",
        f"  “{NUMBER}”在“正文”里还能读出来（原样）。",
    ]
    assert not Path("公开.docx").exists()


def test_a_file_is_never_overwritten_unasked_and_the_original_never() -> None:
    Path("公开.docx").write_text("旧")
    refused = run("redact", "名单.docx", "-o", "公开.docx")
    assert (refused.exit_code, refused.stderr) == (
        2,
        "选项“-o”所指的“公开.docx”已经有了；要盖掉它，请加 --force。\n",
    )
    assert Path("公开.docx").read_text() == "旧"
    assert run("redact", "名单.docx", "--plan", "plan.json", "-o", "公开.docx", "--force").exit_code == 0
    own = run("redact", "名单.docx", "-o", "名单.docx", "--force")
    assert (own.exit_code, own.stderr) == (2, "选项“-o”就是原件“名单.docx”；请换一个名字，原件要留着。\n")


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ("[", "计划“plan.json”不是 UTF-8 编码的 JSON，请检查括号、引号和逗号。"),
        (
            '[{"text": "张三", "how": "delete"}]',
            "第 1 条：没有写 ground；请写明依据的条款，例如 secrecy.6.2 或 cn-foi:15。",
        ),
        (
            '[{"part": "无", "start": 0, "end": 1, "how": "delete", "ground": "1"}]',
            "计划和文件对不上。\n第 1 条：文件里没有“无”这个部分；有的是",
        ),
    ],
)
def test_a_bad_plan_is_refused(plan: str, sentence: str) -> None:
    Path("plan.json").write_text(plan, "utf-8")
    result = run("redact", "名单.docx", "--plan", "plan.json", "-o", "公开.docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(sentence)
    assert not Path("公开.docx").exists()


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("redact", "无.docx", "-o", "a.docx"), "参数“FILE”是“无.docx”，没有这个文件或者文件夹。"),
        (
            ("redact", "名单.docx", "-o", "a.docx", "--plan", "无.json"),
            "选项“--plan”是“无.json”，没有这个文件或者打不开。",
        ),
        (("redact", "名单.docx", "-o", "无/a.docx"), "“无/a.docx”写不进去，请确认文件夹存在并且可以写入。"),
        (
            ("redact", "plan.json", "-o", "a.json"),
            "“plan.json”不能处理：JSON 文件不能直接处理；请另存为文本（.txt）或表格（.csv）后再做。",
        ),
        (
            ("leakcheck", "无.docx", "--withheld", "list.txt"),
            "参数“FILE”是“无.docx”，没有这个文件或者文件夹。",
        ),
        (("leakcheck", "名单.docx", "--withheld", "无.txt"), "选项“--withheld”是“无.txt”，没有这个文件。"),
    ],
)
def test_bad_input_is_one_sentence(args: tuple[str, ...], sentence: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", sentence + "\n")


def test_leakcheck_tells_what_can_still_be_read() -> None:
    result = run("leakcheck", "名单.docx", "--withheld", "list.txt", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "leaks": [{"withheld": NUMBER, "found_in": "word/document.xml", "how": "原样"}],
        "unread": [],
        "parts": 3,
    }
    told = run("leakcheck", "名单.docx", "--withheld", "list.txt")
    assert told.stdout == (
        "名单.docx：读出要隐去的文字 1 处，没有读出的部分 0 个，不能公开。\n"
        f"  “{NUMBER}”在“正文”里还能读出来（原样）。\n"
    )


def test_leakcheck_holds_for_a_clean_file() -> None:
    Path("公开.txt").write_text("通知", "utf-8")
    result = run("leakcheck", "公开.txt", "--withheld", "list.txt")
    assert (result.exit_code, result.stdout) == (0, "公开.txt：读了 2 个部分，没有读出要隐去的文字。\n")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("\n\n", "“list.txt”里一条也没有；应为要隐去的文字，一行一条。"),
        ("张三\n。\n", "“list.txt”第 2 行是“。”，里面没有文字，只有空白或标点。"),
    ],
)
def test_a_list_with_nothing_to_look_for_is_refused(lines: str, sentence: str) -> None:
    Path("list.txt").write_text(lines, "utf-8")
    result = run("leakcheck", "名单.docx", "--withheld", "list.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip() in (sentence, "“list.txt”：文件是空的，没有可以读的内容。")
