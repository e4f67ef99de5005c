"""The cage as a process: what it may not do, and what becomes of one that overruns."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.caged import parse_caged
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"
PDF = (DOCUMENTS / "statistics-bulletin.pdf").read_bytes()
SLOW = "文件处理时间过长，已停止；文件可能损坏或过于复杂，请拆分或重新导出后再提交。"


def inside(code: str) -> str:
    """What `code` prints in a process that has confined itself."""
    start = (
        "from gongkai.gateways.paper.cage import confine\nfrom gongkai.gateways.paper.limits import Limits\n"
    )
    command = [sys.executable, "-I", "-c", f"{start}confine(Limits())\n{code}"]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).stdout.strip()


def refusal(data: bytes, limits: Limits) -> str:
    with pytest.raises(Unreadable) as caught:
        parse_caged("html", data, limits)
    return caught.value.sentence


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "import os; os.execv('/bin/true', ['true'])",
    ],
)
def test_no_network_and_no_other_programs_inside(act: str) -> None:
    code = f"try:\n    {act}\n    print('done')\nexcept PermissionError:\n    print('forbidden')"
    assert inside(code) == "forbidden"
    assert inside("print('works')") == "works"


def test_every_parser_loads_without_django_and_starts_clean() -> None:
    names = "docx, pdf, ofd, webpage"
    code = f"import sys\nfrom gongkai.gateways.paper import {names}\nprint([m for m in sys.modules if m.split('.')[0] == 'django'])"
    assert inside(code) == "[]"


def test_the_services_secrets_do_not_reach_it(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}
    start = subprocess.Popen

    def watched(command: list[str], **options: object) -> object:
        given.update(options)
        return start(command, **options)  # type: ignore[call-overload]  # options are passed on as they came

    monkeypatch.setenv("GONGKAI_SECRET_KEY", "secret")
    monkeypatch.setattr(subprocess, "Popen", watched)
    assert parse_caged("pdf", PDF, Limits()).blocks
    assert isinstance(given["env"], dict)
    assert "GONGKAI_SECRET_KEY" not in given["env"]


def test_one_that_takes_too_long_by_the_wall_clock_is_killed() -> None:
    assert refusal(b"<p>x", Limits(wall_seconds=0)) == SLOW


def test_one_that_takes_too_much_of_the_processor_is_killed() -> None:
    assert refusal(b"<div>" * 400_000, Limits(cpu_seconds=1)) == SLOW


def test_one_that_wants_too_much_memory_is_stopped() -> None:
    page = "<p>统计公开</p>".encode() * 2_000_000
    sentence = refusal(page, Limits(memory_bytes=200 * 1024 * 1024))
    assert sentence in (DAMAGED, "文件读起来占用内存过多，已停止；请拆分后再提交。")


def test_one_that_says_too_much_is_not_listened_to() -> None:
    assert refusal("<p>统计公开</p>".encode() * 1000, Limits(output_bytes=1000)) == DAMAGED


def test_it_answers_in_json_of_blocks_notes_and_fields() -> None:
    command = [sys.executable, "-I", "-m", "gongkai.gateways.paper.cage", "html", "{}"]
    answer = subprocess.run(
        command, input=b"<h1>A</h1><p>B", capture_output=True, check=True, timeout=60
    ).stdout
    assert json.loads(answer) == {
        "blocks": [["A", "<h1>A</h1>", True], ["B", "<p>B</p>", False]],
        "notes": [],
        "fields": {},
    }
