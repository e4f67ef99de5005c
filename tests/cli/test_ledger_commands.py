from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result
from tests.support.databases import guard_lifted
from tests.support.ledgers import an_organ, write

from gongkai.cli.ledger import ledger
from gongkai.records.models import LedgerEntry, Organ

pytestmark = pytest.mark.django_db


def call(*arguments: str) -> Result:
    return CliRunner().invoke(ledger, arguments)


@pytest.fixture
def organs() -> list[Organ]:
    """Two organs that keep a ledger, and a superior that is only named."""
    first, second = an_organ(), an_organ("naiman-housing", "奈曼旗住房和城乡建设局")
    an_organ("banner", "奈曼旗人民政府")
    for _ in range(3):
        write(first, subject=("unit", 1))
    write(second, subject=("unit", 1))
    return [first, second]


def remove_second_entry() -> None:
    with guard_lifted():
        LedgerEntry.objects.filter(organ__slug="hulunbuir-statistics", sequence=2).delete()


@pytest.mark.usefixtures("organs")
def test_what_holds_ends_with_0() -> None:
    found = call("verify", "--json")
    assert found.exit_code == 0
    assert json.loads(found.output) == {
        "organs": [
            {"organ": "hulunbuir-statistics", "entries": 3, "holds": True, "first_bad": None, "why": ""},
            {"organ": "naiman-housing", "entries": 1, "holds": True, "first_bad": None, "why": ""},
        ],
        "holds": True,
    }
    assert call("verify").output == "hulunbuir-statistics：完整，共 3 条。\nnaiman-housing：完整，共 1 条。\n"


@pytest.mark.usefixtures("organs")
def test_what_does_not_hold_is_named_and_ends_with_1() -> None:
    remove_second_entry()
    found = call("verify", "--json")
    why = "记录缺失：编号到此中断。"
    assert found.exit_code == 1
    assert json.loads(found.output) == {
        "organs": [
            {"organ": "hulunbuir-statistics", "entries": 1, "holds": False, "first_bad": 2, "why": why},
            {"organ": "naiman-housing", "entries": 1, "holds": True, "first_bad": None, "why": ""},
        ],
        "holds": False,
    }
    people = call("verify", "hulunbuir-statistics")
    assert (people.exit_code, people.output) == (1, f"hulunbuir-statistics：不成立，第 2 条对不上。{why}\n")


@pytest.mark.usefixtures("organs")
def test_one_organ_can_be_asked_for() -> None:
    remove_second_entry()
    assert call("verify", "naiman-housing").output == "naiman-housing：完整，共 1 条。\n"


def test_a_removed_head_does_not_hide_the_ledger(organs: list[Organ]) -> None:
    organs[0].ledger_head.delete()
    found = json.loads(call("verify", "--json").output)
    assert (found["holds"], found["organs"][0]["first_bad"]) == (False, 1)


@pytest.mark.usefixtures("organs")
def test_an_unknown_organ_is_bad_input() -> None:
    for command in ("verify", "head"):
        found = call(command, "nowhere")
        assert (found.exit_code, found.output) == (
            2,
            "参数“ORGAN”是“nowhere”，没有这个机关；现有的机关：hulunbuir-statistics、naiman-housing、banner。\n",
        )


def test_an_empty_database_holds() -> None:
    assert json.loads(call("verify", "--json").output) == {"organs": [], "holds": True}
    assert call("verify").output == "还没有机关，没有需要核验的记录。\n"
    assert call("head").output == "还没有机关，没有记录。\n"


def test_the_head_is_printed_for_keeping(organs: list[Organ]) -> None:
    last = LedgerEntry.objects.get(organ=organs[0], sequence=3)
    assert json.loads(call("head", "hulunbuir-statistics", "--json").output) == {
        "organs": [
            {
                "organ": "hulunbuir-statistics",
                "sequence": 3,
                "hash": last.hash,
                "moment": "2026-03-02T01:30:00+00:00",
            }
        ]
    }
    assert call("head", "hulunbuir-statistics").output == (
        f"hulunbuir-statistics：第 3 条，2026-03-02 09:30:00，{last.hash}\n"
    )


@pytest.mark.parametrize("command", [[], ["verify"], ["head"]])
def test_help_is_chinese_with_an_example(command: list[str]) -> None:
    found = call(*command, "--help")
    assert found.exit_code == 0
    assert "例：" in found.output
    assert "gongkai ledger" in found.output
