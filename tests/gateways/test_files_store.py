from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gongkai.core.terms import sm3_hex
from gongkai.gateways.files import FileStore

CONTENT = "呼伦贝尔市统计局".encode()


def names_in(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_digest_once_and_read_only(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "files")
    digest = store.put(CONTENT)
    assert digest == store.put(CONTENT) == sm3_hex(CONTENT)
    assert names_in(store.root) == [f"{digest[:2]}/{digest[2:4]}/{digest}"]
    assert store.path(digest).stat().st_mode & 0o777 == 0o444
    with store.open(digest) as file:
        assert file.read() == CONTENT == store.read(digest)
    assert store.verify(digest)


def test_a_spoilt_copy_does_not_hold_and_is_replaced_when_put_again(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    digest = store.put(CONTENT)
    store.path(digest).chmod(0o644)
    store.path(digest).write_bytes(CONTENT[:-1])
    assert not store.verify(digest)
    store.put(CONTENT)
    assert store.verify(digest)


def test_what_was_never_put_is_missing_and_a_name_is_not_a_path(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    assert not store.verify("0" * 64)
    with pytest.raises(FileNotFoundError):
        store.open("0" * 64)
    for name in ("../../etc/passwd", "A" * 64, "0" * 63, ""):
        with pytest.raises(ValueError, match="SM3"):
            store.path(name)


def test_many_writers_of_the_same_files_leave_each_whole_and_nothing_else(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    contents = [bytes([at]) * 100_000 for at in range(4)]
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(store.put, contents * 8))
    assert all(store.verify(digest) for digest in digests)
    assert len(names_in(tmp_path)) == len(digests) == 4


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: str, target: Path) -> None:
        raise OSError(28, "no space left")

    store = FileStore(tmp_path)
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="no space"):
        store.put(CONTENT)
    assert names_in(tmp_path) == []
