"""The outside of the cage: starts it, waits for it, and believes nothing it says without a look."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess  # noqa: S404 - a fixed command, no shell, no argument from outside
import sys
import tempfile
from typing import Any

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Kind, Unreadable
from gongkai.gateways.paper.parsed import Block, Parsed

_TOO_SLOW = "文件处理时间过长，已停止；文件可能损坏或过于复杂，请拆分或重新导出后再提交。"
_log = logging.getLogger(__name__)


def parse_caged(kind: Kind, data: bytes, limits: Limits) -> Parsed:
    """Parses `data` in a process of its own; Unreadable when it says so, runs over its limits, or dies."""
    said = ask_cage("gongkai.gateways.paper.cage", [kind], data, limits)
    return Parsed(
        blocks=[Block(str(text), str(html), bool(titled)) for text, html, titled in said["blocks"]],
        notes=[str(note) for note in said["notes"]],
        fields={str(name): str(value) for name, value in said["fields"].items()},
    )


def ask_cage(
    module: str, words: list[str], data: bytes, limits: Limits, folder: str | None = None
) -> dict[str, Any]:
    """What `python -m module *words LIMITS` says about `data`, run in `folder`; Unreadable when it dies or refuses."""
    # Files instead of pipes: nothing can block on them, and the limit on file size bounds the answer.
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(data)
        given.seek(0)
        command = [sys.executable, "-I", "-m", module, *words, json.dumps(limits.as_json())]
        process = subprocess.Popen(  # noqa: S603 - see the import
            command,
            stdin=given,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=folder,
            start_new_session=True,
        )
        try:
            process.wait(limits.wall_seconds)
        except subprocess.TimeoutExpired as error:
            raise Unreadable(_TOO_SLOW) from error
        finally:
            process.kill()
            process.wait()
        answer.seek(0)
        return _believed(process.returncode, answer.read(limits.output_bytes + 1), words[0])


def _environment() -> dict[str, str]:
    """Next to nothing: passwords and keys of the service are not for the cage."""
    return {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}


def _believed(code: int, answer: bytes, kind: str) -> dict[str, Any]:
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise Unreadable(_TOO_SLOW)
    try:
        said = json.loads(answer) if code == 0 else None
    except ValueError:
        said = None
    if not isinstance(said, dict):
        _log.warning("the cage died on a %s with code %s", kind, code)
        raise Unreadable(DAMAGED)
    for because in said.get("because", ()):
        _log.info("a %s could not be parsed: %s", kind, because)
    if "unreadable" in said:
        raise Unreadable(str(said["unreadable"])[:500])
    return said
