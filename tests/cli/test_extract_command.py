from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.support.papers.word import docx, p, t

from gongkai.cli.extract import extract


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("通知\n请执行。", "utf-8")
    (tmp_path / "b.docx").write_bytes(docx(p(t("某某", "<w:vanish/>"))))
    (tmp_path / "c.docx").write_bytes(docx(others={"word/embeddings/x.bin": bytes(range(256)) * 9}))
    (tmp_path / "d.exe").write_bytes(b"MZ\x90\x00")
    return tmp_path


def test_json_has_kind_parts_and_what_stayed_unread(folder: Path) -> None:
    result = CliRunner().invoke(extract, [str(folder / "a.txt"), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.output) == {
        "file": str(folder / "a.txt"),
        "kind": "txt",
        "parts": [
            {"id": "正文", "kind": "body", "text": "通知\n请执行。"},
            {"id": "文件名", "kind": "file_name", "text": "a.txt"},
        ],
        "unread": [],
    }


def test_people_see_each_part_and_which_are_hidden(folder: Path) -> None:
    result = CliRunner().invoke(extract, [str(folder / "b.docx")])
    assert result.exit_code == 0
    assert result.output.startswith("b.docx（docx）：3 个部分，其中页面上看不到的 1 个，没有读出的 0 个。\n")
    assert "\n【隐藏文字】（页面上看不到）\n某某\n" in result.output


def test_something_unread_is_a_no(folder: Path) -> None:
    result = CliRunner().invoke(extract, [str(folder / "c.docx")])
    assert result.exit_code == 1
    assert result.output.endswith(
        "没有读出的部分：\n  嵌入的文件“x.bin”：文件里不是文字，认不出是什么格式。\n"
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("d.exe", "“d.exe”读不了：这是程序，不是文书。"), ("无.txt", "，没有这个文件或者文件夹。")],
)
def test_what_cannot_be_read_at_all_is_one_sentence(folder: Path, name: str, sentence: str) -> None:
    result = CliRunner().invoke(extract, [str(folder / name)])
    assert (result.exit_code, result.output.strip().endswith(sentence)) == (2, True)


def test_a_folder_is_read_file_by_file_and_one_that_cannot_be_stops_none(folder: Path) -> None:
    (folder / "下级").mkdir()
    (folder / "下级" / "e.txt").write_text("下级的", "utf-8")
    result = CliRunner().invoke(extract, [str(folder), "--json"])
    found = json.loads(result.stdout)["files"]
    assert result.exit_code == 1
    assert [
        (Path(one["file"]).name, one["kind"], [each["why"] for each in one["unread"]]) for one in found
    ] == [
        ("a.txt", "txt", []),
        ("b.docx", "docx", []),
        ("c.docx", "docx", ["文件里不是文字，认不出是什么格式。"]),
        ("d.exe", None, ["这是程序，不是文书。"]),
        ("e.txt", "txt", []),
    ]
    told = CliRunner().invoke(extract, [str(folder / "d.exe"), str(folder / "a.txt")])
    assert (told.exit_code, told.output.split("\n\n")[0]) == (1, "d.exe：读不了：这是程序，不是文书。")


def test_a_folder_in_which_everything_is_read_holds(folder: Path) -> None:
    assert CliRunner().invoke(extract, [str(folder / "a.txt"), str(folder / "b.docx")]).exit_code == 0
