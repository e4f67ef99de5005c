"""`gongkai screen`: JSON as promised, exit codes, folders, and what it says to people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.papers import word

from gongkai.cli.screen import screen

FINDING_KEYS = {"kind", "severity", "text", "part", "start", "end", "rule", "message"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "干净.txt").write_text("关于冬季施工安全的通知\n请做好防火工作。", "utf-8")
    (tmp_path / "名册.txt").write_text("张三，身份证号11010519491231002X，电话0475-4219999。", "utf-8")
    (tmp_path / "下级").mkdir()
    (tmp_path / "下级" / "密件.txt").write_text("秘密★1年\n关于某事的请示", "utf-8")
    (tmp_path / "代码.txt").write_text("某公司，统一社会信用代码91350100M000100Y43。", "utf-8")
    return tmp_path


@pytest.mark.clause("secrecy.6.1", "6.2.1")
def test_json_has_the_promised_shape(folder: Path) -> None:
    result = CliRunner().invoke(screen, [str(folder / "下级" / "密件.txt"), "--on", "2026-01-01", "--json"])
    assert result.exit_code == 1
    (file,) = json.loads(result.stdout)["files"]
    assert set(file) == {"file", "parts", "findings"}
    assert [part["kind"] for part in file["parts"]] == ["body", "file_name"]
    (finding,) = file["findings"]
    assert set(finding) == FINDING_KEYS
    assert {key: finding[key] for key in ("kind", "severity", "text", "start", "end", "rule")} == {
        "kind": "secrecy_mark",
        "severity": "block",
        "text": "秘密★1年",
        "start": 0,
        "end": 5,
        "rule": "secrecy_mark",
    }


@pytest.mark.clause("3.7.2", "secrecy.9")
def test_a_mark_whose_period_has_run_out_asks_for_declassification(folder: Path) -> None:
    arguments = [str(folder / "下级" / "密件.txt"), "--made", "2020-01-01", "--on", "2026-01-01", "--json"]
    result = CliRunner().invoke(screen, arguments)
    assert [each["severity"] for each in json.loads(result.stdout)["files"][0]["findings"]] == ["answer"]


def test_a_folder_is_gone_through_and_known_telephones_are_no_findings(folder: Path) -> None:
    result = CliRunner().invoke(screen, [str(folder), "--known", "0475-4219999", "--json"])
    files = {Path(each["file"]).name: each["findings"] for each in json.loads(result.stdout)["files"]}
    assert {name: [each["kind"] for each in found] for name, found in files.items()} == {
        "密件.txt": ["secrecy_mark"],
        "代码.txt": ["credit_code"],
        "名册.txt": ["resident_id"],
        "干净.txt": [],
    }
    assert result.exit_code == 1


@pytest.mark.parametrize(("name", "code"), [("干净.txt", 0), ("代码.txt", 0), ("名册.txt", 1)])
def test_only_what_needs_an_answer_makes_the_answer_no(folder: Path, name: str, code: int) -> None:
    assert CliRunner().invoke(screen, [str(folder / name)]).exit_code == code


def test_people_see_kind_part_surroundings_and_reason(folder: Path) -> None:
    result = CliRunner().invoke(
        screen, [str(folder / "名册.txt"), str(folder / "干净.txt"), "--known", "0475-4219999"]
    )
    assert "须逐项答复 1 处" in result.output
    assert "张三，身份证号「11010519491231002X」，电话" in result.output
    assert "身份证号码属于个人隐私" in result.output
    assert "干净.txt：2 个部分，没有发现。" in result.output


def test_what_cannot_be_read_is_a_finding_that_blocks_and_ends_with_two(folder: Path) -> None:
    (folder / "坏.pdf").write_bytes(b"%PDF-1.7\nnot a document")
    result = CliRunner().invoke(screen, [str(folder / "坏.pdf"), str(folder / "干净.txt"), "--json"])
    assert result.exit_code == 2
    files = json.loads(result.stdout)["files"]
    assert [[each["severity"] for each in file["findings"]] for file in files] == [["block"], []]
    assert "坏.pdf”读不了：" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["没有.txt"], "参数“FILE”是“没有.txt”，没有这个文件或者文件夹。"),
        (["src", "--known", "张三"], "选项“--known”是“张三”，应为电话或者电子邮箱，例如0475-4210001。"),
        ([], "缺少参数“FILE…”。"),
    ],
)
def test_bad_input_is_told_in_one_sentence(arguments: list[str], sentence: str) -> None:
    result = CliRunner().invoke(screen, arguments)
    assert (result.exit_code, result.output.strip()) == (2, sentence)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("假.doc", "通知".encode(), "2 个部分，没有发现。名称是.doc，内容是文本。"),
        ("假.zip", "通知".encode(), "2 个部分，没有发现。名称是.zip，内容是文本。"),
        ("假.zip", b"\x00\x01\x02\x03", "不能公开 1 处。名称是.zip，内容不是ZIP压缩包。"),
        ("真.txt", "通知".encode(), "2 个部分，没有发现。"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told_as_what_it_is(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    (tmp_path / name).write_bytes(content)
    lines = CliRunner().invoke(screen, [str(tmp_path / name)]).output.splitlines()
    assert lines[0] == f"{tmp_path / name}：{told}"


def test_people_read_where_it_stands_in_chinese(tmp_path: Path) -> None:
    comment = word.story("comments", f'<w:comment w:id="1">{word.p(word.t("电话13847512346"))}</w:comment>')
    others: word.Entries = {"word/comments.xml": comment, "word/embeddings/x.bin": bytes(range(256))}
    (tmp_path / "a.docx").write_bytes(word.docx(word.p(word.t("某某", "<w:vanish/>")), others))
    told = CliRunner().invoke(screen, [str(tmp_path / "a.docx")]).output
    heads = [line.split("｜")[1] for line in told.splitlines() if line.startswith("  【")]
    assert heads == ["隐藏文字", "批注", "批注", "嵌入的文件“x.bin”"]
    assert "没有读出“嵌入的文件‘x.bin’”：" in told
    assert ("word/" in told, ".xml" in told) == (False, False)
