"""The data folder of a command: any name will do, and one that will not is told in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_COMMAND = (sys.executable, "-c", "from gongkai.cli.main import run; run()", "organ", "list")


def _list(home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        _COMMAND,
        env=environment | {"GONGKAI_HOME": str(home)} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", ["plain", "with blanks", "a#b%20+c?d", "数据"])
def test_everything_lies_in_the_folder(tmp_path: Path, name: str) -> None:
    done = _list(tmp_path / name)
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name / "gongkai.sqlite3").is_file()


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"GONGKAI_HOME": "/proc/nowhere"}, "GONGKAI_HOME"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing"}, "DATABASE_URL"),
        ({"GONGKAI_EMAIL_URL": "imap://gk:secret@mail.example.cn"}, "GONGKAI_EMAIL_URL"),
    ],
)
def test_a_place_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, variables: dict[str, str], word: str
) -> None:
    done = _list(tmp_path, **variables)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert word in done.stderr
    assert "secret" not in done.stderr
