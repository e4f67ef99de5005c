"""Every clause mark in the tests names a clause of a built-in rule book."""

from __future__ import annotations

from pathlib import Path

from gongkai.core.terms import Citation
from gongkai.gateways.regimes import builtin_ids, load_builtin
from gongkai.gateways.regimes.marks import ClauseMark, read_marks, resolve, unknown_marks

TESTS = Path(__file__).resolve().parents[1]
BOOKS = tuple(load_builtin(each) for each in builtin_ids())


def test_no_mark_names_a_clause_that_does_not_exist() -> None:
    assert [f"{mark.where}: {mark.clause!r}" for mark in unknown_marks(TESTS, BOOKS)] == []


def test_marks_are_read_wherever_they_stand(tmp_path: Path) -> None:
    (tmp_path / "test_a.py").write_text(
        "import pytest\n"
        "pytestmark = pytest.mark.clause('2.3')\n"
        "@pytest.mark.clause('secrecy.11', 'cn-foi:33')\n"
        "def test_one(): ...\n"
        "class TestTwo:\n"
        "    @pytest.mark.parametrize('x', [pytest.param(1, marks=pytest.mark.clause('9.99'))])\n"
        "    def test_three(self, x): ...\n"
        "@pytest.mark.clause()\n"
        "def test_four(): ...\n",
        encoding="utf-8",
    )
    assert read_marks(tmp_path) == (
        ClauseMark("2.3", "test_a.py", 2, ""),
        ClauseMark("secrecy.11", "test_a.py", 3, "test_one"),
        ClauseMark("cn-foi:33", "test_a.py", 3, "test_one"),
        ClauseMark("9.99", "test_a.py", 6, "TestTwo::test_three"),
        ClauseMark("", "test_a.py", 8, "test_four"),
    )
    assert [mark.clause for mark in unknown_marks(tmp_path, BOOKS)] == ["9.99", ""]


def test_a_bare_id_is_a_bureau_clause_and_never_the_statute() -> None:
    def named(clause: str) -> tuple[Citation, ...]:
        return resolve(ClauseMark(clause, "", 0, ""), BOOKS)

    assert named("2.3") == (Citation("hulunbuir-statistics", "2.3"),)
    assert named("secrecy.7.1") == (Citation("naiman-housing", "secrecy.7.1"),)
    assert named("33") == ()
    assert named("cn-foi:33") == (Citation("cn-foi", "33"),)
    assert named("naiman-housing:2.3") == ()
