"""Files on their way to a request: kept under names by lot, let go after a day, never too many."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.gateways.staging import KEPT_FOR, Staging, StagingFullError

NOW = 1_740_000_000.0


def test_what_is_put_in_can_be_read_until_it_is_let_go(tmp_path: Path) -> None:
    waiting = Staging(tmp_path / "staged")
    names = [waiting.put(b"one", NOW), waiting.put(b"one", NOW)]

    assert [waiting.read(name) for name in names] == [b"one", b"one"]
    assert names[0] != names[1]
    waiting.drop(names[0])
    waiting.drop(names[0])
    with pytest.raises(FileNotFoundError):
        waiting.read(names[0])


def test_nobody_else_on_the_machine_looks_in(tmp_path: Path) -> None:
    name = Staging(tmp_path / "staged").put(b"one", NOW)

    assert (tmp_path / "staged").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "staged" / name).stat().st_mode & 0o777 == 0o600


def test_what_waits_longer_than_a_day_goes_when_something_comes(tmp_path: Path) -> None:
    waiting = Staging(tmp_path)
    old, young = waiting.put(b"old", NOW), waiting.put(b"young", NOW + 10)
    waiting.put(b"new", NOW + KEPT_FOR + 5)

    assert not (tmp_path / old).exists()
    assert waiting.read(young) == b"young"


def test_all_together_may_not_fill_the_disk(tmp_path: Path) -> None:
    waiting = Staging(tmp_path, most_together=10)
    waiting.put(b"123456", NOW)
    with pytest.raises(StagingFullError):
        waiting.put(b"12345", NOW)
    assert len(list(tmp_path.iterdir())) == 1
    waiting.put(b"1234", NOW)


@pytest.mark.parametrize(
    "name", ["", "..", "../secret", "A" * 32, "a" * 31, "a" * 33, "/etc/passwd", "\0" * 32]
)
def test_no_name_leads_outside(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    waiting = Staging(tmp_path / "staged")
    with pytest.raises(FileNotFoundError):
        waiting.read(name)
    with pytest.raises(FileNotFoundError):
        (tmp_path / "staged" / "x").unlink()
