"""Run the commands that the documents show, as a reader would.

    python tests/support/documented.py README.md docs/operations.md

Every line of every ```sh block is run by bash, in a folder that looks like the checkout, with data of its own.
A server (`make run`, `gongkai serve`) is started, waited for, asked for its pages, and stopped.
"""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.DOTALL | re.MULTILINE)
_SERVER = re.compile(r"^(make run\b|(\S*/)?gongkai serve\b)")
_PATIENCE = 600
_ELSEWHERE = re.compile(r"^make (test|check|bench|lock|clean)\b")
"""Run by other steps, or not in a hurry."""


def commands(document: Path) -> list[str]:
    """The commands of a document, one a line; a backslash at the end joins the next line to it."""
    found = []
    for block in _BLOCK.findall(document.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            if line.strip() and not line.lstrip().startswith("#"):
                found.append(line.strip())
    return found


def run(command: str, place: Path, environment: dict[str, str]) -> int:
    """Exit code of one command, run in a folder."""
    _say(f"$ {command}")
    if _ELSEWHERE.match(command):
        return 0
    if _SERVER.match(command):
        return _serve(command, place, environment)
    return subprocess.run(["bash", "-ec", command], cwd=place, env=environment, check=False).returncode


def _serve(command: str, place: Path, environment: dict[str, str]) -> int:
    server = subprocess.Popen(
        ["bash", "-ec", f"exec {command}"],
        cwd=place,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
        start_new_session=True,
    )
    try:
        address = _address(server)
        if address is None:
            return 1
        for page in ("", "desk/"):
            with urllib.request.urlopen(address + page, timeout=30) as answer:
                _say(f"  {answer.status} {address}{page}")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=60)
    return 0


def _address(server: subprocess.Popen[str]) -> str | None:
    """What the server says it answers at; None where it ends or says nothing in time."""
    assert server.stdout
    deadline = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < deadline:
        if not select.select([server.stdout], [], [], 1)[0]:
            continue
        line = server.stdout.readline()
        _say(f"  {line.rstrip()}")
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return found[0]
    return None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _like_the_checkout(place: Path) -> Path:
    """A folder with everything of the checkout in it; what a command writes beside it is thrown away."""
    place.mkdir()
    for entry in Path.cwd().iterdir():
        (place / entry.name).symlink_to(entry)
    return place


def main(documents: list[str]) -> int:
    """0 where every command of the documents ends well, else 1 at the first that does not."""
    with tempfile.TemporaryDirectory() as scratch:
        place = _like_the_checkout(Path(scratch) / "checkout")
        path = f"{Path('.venv/bin').resolve()}:{os.environ['PATH']}"
        for number, document in enumerate(documents):
            # Each document begins on an empty machine.
            environment = os.environ | {"PATH": path, "GONGKAI_HOME": f"{scratch}/data folder {number}"}
            for command in commands(Path(document)):
                code = run(command, place, environment)
                if code != 0:
                    _say(f"{document}: {command!r} ended with {code}")
                    return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
