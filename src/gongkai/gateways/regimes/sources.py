"""The texts of a rule book: where they are read from, and the digest they are pinned by."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from gongkai.gateways.regimes.problems import Problem, RegimeRefusedError, UnreadableError

_BUILTIN = Path(__file__).resolve().parents[2] / "regimes"
_LARGEST = 2_000_000
"""Bytes a file may have; the whole of a built-in rule book has under 100,000."""


def builtin_ids() -> tuple[str, ...]:
    """The rule books that come with the software, the statute among them."""
    return tuple(sorted(folder.name for folder in _BUILTIN.iterdir() if (folder / "regime.yaml").is_file()))


def read_sources(place: str | Path) -> dict[str, str]:
    """The files of a built-in rule book (by id), of a folder, or one file: name → text.

    A name is the path seen from beside the folder (`naiman-housing/review.yaml`), so that the same rule book
    has the same digest wherever it lies. UnreadableError where it cannot be read.
    """
    path = _BUILTIN / place if str(place) in builtin_ids() else Path(place)
    if path.is_dir():
        names = sorted(file.name for file in path.iterdir() if file.suffix in (".yaml", ".yml"))
        if not names:
            raise _unreadable(str(place), "文件夹里没有 .yaml 文件", "至少一个 .yaml 文件")
        folder = path.resolve().name
        return {f"{folder}/{name}": read_text(path / name) for name in names}
    if not path.is_file():
        known = "、".join(builtin_ids())
        raise _unreadable(str(place), "没有这个文件或内置制度", f"制度文件、文件夹，或内置制度 {known}")
    return {path.name: read_text(path)}


def digest(*books: Mapping[str, str]) -> str:
    """SHA-256 in hex over the names and bytes of the sources, in the order of the books."""
    total = hashlib.sha256()
    for book in books:
        total.update(f"{len(book)}\n".encode())
        for name in sorted(book):
            for part in (name.encode(), book[name].encode()):
                total.update(f"{len(part)}\n".encode())
                total.update(part)
    return total.hexdigest()


def read_text(path: Path) -> str:
    """One file as text; UnreadableError where it is missing or too large, RegimeRefusedError where not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _unreadable(str(path), "文件不能读取", "可以读取的文件") from error
    if len(raw) > _LARGEST:
        raise _unreadable(str(path), f"文件有 {len(raw)} 字节", f"不超过 {_LARGEST} 字节")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problem = Problem(str(path), line, "不是 UTF-8 文字", "UTF-8 编码的 YAML 文件")
        raise RegimeRefusedError([problem]) from error


def _unreadable(file: str, found: str, accepted: str) -> UnreadableError:
    return UnreadableError([Problem(file, 1, found, accepted)])
