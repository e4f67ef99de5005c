"""A rule book with a mistake is refused, in words that say where, what was found and what is accepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.gateways.regimes import RegimeRefusedError, load_path

BROKEN = Path(__file__).parent / "broken"
FIXTURES = sorted(BROKEN.glob("*.yaml"))


def _words(text: str) -> list[str]:
    line = next(line for line in text.splitlines() if line.startswith("# 应说："))
    return line.removeprefix("# 应说：").split(" | ")


def _marked_line(text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if "# ←" in line)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_mistake_is_named_with_its_line_and_what_is_accepted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    with pytest.raises(RegimeRefusedError) as refused:
        load_path(path)
    (problem,) = refused.value.problems
    missing = [word for word in _words(text) if word not in problem.message]
    assert (problem.file, problem.line, missing) == (path.name, _marked_line(text), [])
    assert problem.message == f"{path.name} 第 {problem.line} 行：{problem.found}。接受：{problem.accepted}。"


def test_every_fixture_tells_what_is_wrong_with_it() -> None:
    assert [
        path.name
        for path in FIXTURES
        if "# 错处：" not in path.read_text("utf-8") and "错处：" not in path.read_text("utf-8")
    ] == []
    assert len(FIXTURES) >= 50


def test_several_mistakes_are_told_at_once(tmp_path: Path) -> None:
    good = (BROKEN / "unknown-role.yaml").read_text(encoding="utf-8")
    both = tmp_path / "both.yaml"
    both.write_text(good.replace("within: {working_days: 7}", "within: {working_days: 0}"), encoding="utf-8")
    with pytest.raises(RegimeRefusedError) as refused:
        load_path(both)
    assert [problem.line for problem in refused.value.problems] == [17, 20]
