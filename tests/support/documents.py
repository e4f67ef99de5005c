"""The documents of the repository, taken apart: fenced blocks, commands with their output, generated tables, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^(`{3,})(.*)$")
_TABLE = re.compile(r"<!-- 表：(\S+) -->\n(.*?)<!-- 表完 -->", re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block: what stands behind the opening marks, and the lines within; `line` is its first line."""

    file: str
    line: int
    info: str
    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command of a console block with the output printed under it ("" where the document prints none)."""

    where: str
    words: str
    expected: str


def documents() -> list[Path]:
    """README and every page under docs/, in order."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def name_of(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def fences(document: Path) -> list[Fence]:
    """The fenced blocks of a page; ValueError for one that is never closed."""
    found: list[Fence] = []
    opened: tuple[str, str, int] | None = None
    within: list[str] = []
    for number, line in enumerate(document.read_text("utf-8").splitlines(), start=1):
        mark = _FENCE.match(line)
        if opened is None and mark:
            opened, within = (mark[1], mark[2].strip(), number), []
        elif opened is not None and line == opened[0]:
            found.append(Fence(name_of(document), opened[2], opened[1], "\n".join(within) + "\n"))
            opened = None
        elif opened is not None:
            within.append(line)
    if opened is not None:
        raise ValueError(f"{name_of(document)}:{opened[2]}: this block is never closed")
    return found


def commands(fence: Fence) -> Iterator[Command]:
    """The commands of a console block: a line beginning with `$ `, and what it prints up to the next."""
    parts = re.split(r"(?m)^\$ ", fence.text)
    if parts[0].strip():
        raise ValueError(f"{fence.file}:{fence.line}: a console block begins with a command")
    for part in parts[1:]:
        words, _, expected = part.partition("\n")
        yield Command(f"{fence.file}:{fence.line}", words.strip(), expected.rstrip("\n"))


def agrees(expected: str, printed: str) -> bool:
    """Whether output is as the page says; `…` alone on a line stands for any lines, within a line for anything."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…" else ".*?".join(map(re.escape, line.split("…"))) + r"\n"
        for line in expected.splitlines()
    )
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n") is not None


def tables(document: Path) -> dict[str, str]:
    """The generated tables of a page: name → text between the marks."""
    return dict(_TABLE.findall(document.read_text("utf-8")))


def with_tables(text: str, made: dict[str, str]) -> str:
    """The page with its tables replaced by those made."""
    return _TABLE.sub(lambda found: f"<!-- 表：{found[1]} -->\n{made[found[1]]}<!-- 表完 -->", text)


def links(document: Path) -> list[str]:
    """Where the page's links and pictures lead, addresses on the net left out."""
    found = _LINK.findall(_without_fences(document))
    return [link for link in found if not link.startswith(("http://", "https://", "#"))]


def code_words(document: Path) -> list[str]:
    """What stands between single back quotes, generated tables left out."""
    return _CODE.findall(_TABLE.sub("", _without_fences(document)))


def _without_fences(document: Path) -> str:
    return re.sub(r"(?ms)^```.*?^```$", "", document.read_text("utf-8"))
