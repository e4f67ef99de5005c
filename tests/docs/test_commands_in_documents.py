"""Commands in the documents do what the documents say.

```console blocks are run, page by page, in a folder of their own beside a demo that was just filled; what they print
is compared where the page prints something. ```sh blocks (they start servers, or install) are not run: their targets,
commands and options must exist. A block ```yaml NAME or ```json NAME is a file that the commands of its page read.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.documents import ROOT, Command, agrees, commands, documents, fences, name_of

pytestmark = pytest.mark.xdist_group("documents")

PROGRAMS = Path(sys.executable).parent
PAGES = documents()
_NOT_RUN = {"serve", "demo"}


def run(words: str, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """A command as a reader types it, with `gongkai` found and a data folder of its own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GONGKAI_", "DJANGO_", "PYTEST_")) and name not in ("DATABASE_URL", "PORT")
    }
    environment |= {"GONGKAI_HOME": str(home), "PATH": f"{PROGRAMS}{os.pathsep}{environment['PATH']}"}
    return subprocess.run(
        words,
        check=False,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo in it, filled as the documents say."""
    home = tmp_path_factory.mktemp("home")
    made = run("gongkai demo", ROOT, home)
    assert (made.returncode, made.stderr) == (0, "")
    return home


def disagreements(page: Path, folder: Path, home: Path) -> list[str]:
    """Run the commands of a page in their order; each that does not print what the page says."""
    (folder / "tests").symlink_to(ROOT / "tests")
    found = []
    for fence in fences(page):
        language, _, name = fence.info.partition(" ")
        if name and language in ("yaml", "json", "text"):
            (folder / name).write_text(fence.text, "utf-8")
        if language == "console":
            found += [wrong for command in commands(fence) if (wrong := _disagreement(command, folder, home))]
    return found


def _disagreement(command: Command, folder: Path, home: Path) -> str:
    words = shlex.split(command.words)
    if words[0] != "gongkai" or words[1] in _NOT_RUN:
        return f"{command.where}: `{command.words}` cannot be run here; write it in a ```sh block"
    done = run(command.words, folder, home)
    printed = done.stdout + done.stderr
    if done.returncode > 1 and not command.expected:
        return f"{command.where}: `{command.words}` ended with {done.returncode}: {printed}"
    if command.expected and not agrees(command.expected, printed):
        return f"{command.where}: `{command.words}` printed\n{printed}"
    return ""


def test_commands_print_what_the_documents_say(home: Path, tmp_path: Path) -> None:
    found = []
    for number, page in enumerate(PAGES):
        folder = tmp_path / str(number)
        folder.mkdir()
        found += disagreements(page, folder, home)
    assert found == []


def test_make_targets_and_options_in_the_documents_exist() -> None:
    targets = set(re.findall(r"(?m)^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8")))
    lines = [
        (fence, line.partition(" #")[0].strip())
        for page in PAGES
        for fence in fences(page)
        if fence.info == "sh"
        for line in fence.text.splitlines()
    ]
    found = []
    for fence, line in lines:
        words = [word for word in shlex.split(line) if not re.match("[A-Z_]+=", word)]
        asked = {word for word in words[1:] if re.fullmatch("[a-z][a-z-]*", word)}
        if words[:1] == ["make"] and not asked <= targets:
            found.append(f"{fence.file}:{fence.line}: {line}")
        if words and Path(words[0]).name == "gongkai" and not _is_offered(words[1:]):
            found.append(f"{fence.file}:{fence.line}: {line}")
    assert found == []


def _is_offered(words: list[str]) -> bool:
    """Whether the help of a command (with its part, if it has parts) knows every option that is written."""
    parts = [word for word in words if re.fullmatch("[a-z]+", word)][:2]
    for named in (parts, parts[:1]):
        helped = run(shlex.join(["gongkai", *named, "--help"]), ROOT, Path(os.devnull))
        if helped.returncode == 0:
            return all(word.partition("=")[0] in helped.stdout for word in words if word.startswith("--"))
    return False


def test_every_block_says_what_it_is() -> None:
    known = {"console", "sh", "yaml", "json", "python", "text", "sql", "ini", "nginx", "toml"}
    strange = [
        f"{name_of(page)}:{fence.line}"
        for page in PAGES
        for fence in fences(page)
        if fence.info.partition(" ")[0] not in known
    ]
    assert strange == []


def test_a_wrong_output_would_be_found(tmp_path: Path) -> None:
    page = ROOT / "docs" / "map.md"
    right, wrong = Command("", "", "一\n…\n共 … 条"), Command("", "", "一\n共 2 条")
    assert [agrees(each.expected, "一\n二\n三\n共 43 条\n") for each in (right, wrong)] == [True, False]
    command = Command("here", "gongkai docnumber 国发[2018]43号", "国发〔2018〕44号")
    assert _disagreement(command, tmp_path, tmp_path).startswith(
        "here: `gongkai docnumber 国发[2018]43号` printed"
    )
    assert _disagreement(Command("here", "rm -r .", ""), page.parent, tmp_path).endswith(
        "write it in a ```sh block"
    )
