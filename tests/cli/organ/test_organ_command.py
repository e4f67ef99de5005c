"""`gongkai organ`: a list of organs, and adopting a rule book by hand."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.support.cast import Cast

from gongkai.access.organs import may_organise
from gongkai.access.standing import standing_of_account
from gongkai.cli.organ import organ
from gongkai.records.models import Account, Adoption, LedgerEntry, Organ

pytestmark = pytest.mark.django_db


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(organ, arguments)
    return result.exit_code, result.output.strip()


def test_the_list_as_json(cast: Cast) -> None:
    code, output = _run("list", "--json")
    assert code == 0
    assert json.loads(output)["organs"][1] == {
        "id": "hulunbuir-statistics",
        "name": "呼伦贝尔市统计局",
        "superior": "呼伦贝尔市人民政府",
        "regime": "hulunbuir-statistics",
        "version": cast.hulunbuir.regime_version.version,
        "from": "2008-05-01",
    }


def test_the_list_for_people(cast: Cast) -> None:
    code, output = _run("list")
    assert code == 0
    assert output.splitlines()[2:] == [
        "naiman-government  奈曼旗人民政府  尚未施行制度",
        "naiman-housing  奈曼旗住房和城乡建设局  奈曼旗住房和城乡建设局信息公开制度（自 2008-05-01 起） "
        "上级：奈曼旗人民政府",
    ]


def test_an_empty_list_says_how_to_fill_it() -> None:
    code, output = _run("list")
    assert (code, output) == (0, "还没有机关。可用 gongkai serve --demo 装入两家单位的样例。")


def test_adopted_by_a_person(cast: Cast) -> None:
    code, output = _run(
        "adopt", "naiman-housing", "naiman-housing", "--from", "2025-07-01", "--as", "fengtao", "--json"
    )
    assert (code, json.loads(output)) == (
        0,
        {
            "organ": "naiman-housing",
            "regime": "naiman-housing",
            "version": cast.naiman.regime_version.version,
            "from": "2025-07-01",
        },
    )
    assert LedgerEntry.objects.get().actor_name == "冯涛"


def test_adopted_by_the_machine(cast: Cast) -> None:
    code, output = _run("adopt", "naiman-housing", "naiman-housing", "--from", "2025-07-01")
    version = cast.naiman.regime_version.version[:12]
    book = "《奈曼旗住房和城乡建设局信息公开制度》"
    assert (code, output) == (
        0,
        f"奈曼旗住房和城乡建设局从2025年7月1日起施行{book}（版本 {version}）。",
    )
    assert Adoption.objects.filter(in_force_from=date(2025, 7, 1)).count() == 1


def test_refused_is_an_answer(cast: Cast) -> None:
    code, output = _run(
        "adopt", "naiman-housing", "naiman-housing", "--from", "2025-07-01", "--as", "zhulin", "--json"
    )
    refused = json.loads(output)["refused"]
    assert (code, refused["code"], refused["clause"]) == (
        1,
        "not_personnel_office",
        "naiman-housing:disclosure.7",
    )
    assert Adoption.objects.count() == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere", "naiman-housing", "--from", "2025-07-01"), ("nowhere", "现有的机关", "naiman-housing")),
        (("naiman-housing", "no-book", "--from", "2025-07-01"), ("no-book", "接受", "naiman-housing")),
        (("naiman-housing", "naiman-housing", "--from", "soon"), ("soon", "2024-09-20")),
        (("naiman-housing", "naiman-housing"), ("--from",)),
        (
            ("naiman-housing", "naiman-housing", "--from", "2025-07-01", "--as", "alatan"),
            ("alatan", "登录名"),
        ),
    ],
)
def test_bad_input_is_one_sentence(cast: Cast, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    code, output = _run("adopt", *arguments)
    assert code == 2
    assert len(output.splitlines()) == 1
    assert [word for word in words if word not in output] == []
    assert Adoption.objects.count() == 2


_THIRD = (
    ("--name", "呼伦贝尔市统计局"),
    ("--code", "11150700011612345X"),
    ("--regime", "hulunbuir-statistics"),
    ("--from", "2025-01-01"),
    ("--unit", "办公室"),
    ("--officer", "张敏"),
    ("--login", "zhangmin"),
)


def _open(slug: str = "statistics", **changes: str) -> tuple[int, str]:
    facts = dict(_THIRD) | {f"--{name}": value for name, value in changes.items()}
    return _run("open", slug, *(part for pair in facts.items() for part in pair), "--json")


def test_an_organ_is_opened_with_somebody_who_can_run_it() -> None:
    code, output = _open()
    answer = json.loads(output)
    account = Account.objects.get(username="zhangmin")
    assert (code, answer["organ"], answer["login"]) == (0, "statistics", "zhangmin")
    assert account.check_password(answer["password"])
    who = standing_of_account(account, date(2025, 3, 3))
    assert may_organise(who, Organ.objects.get(slug="statistics").pk) is not None
    assert [entry.verb for entry in LedgerEntry.objects.order_by("sequence")] == [
        "open_organ",
        "adopt_regime",
        "open_unit",
        "add_person",
        "appoint",
        "open_account",
    ]


@pytest.mark.parametrize(
    ("code", "changes", "word"),
    [
        (1, {"name": "另一个局"}, "regime_elsewhere"),
        (1, {"login": "张敏"}, "bad_username"),
        (1, {"code": "12"}, "bad_organ_code"),
        (2, {"regime": "no-book"}, "no-book"),
        (2, {"superior": "nowhere"}, "nowhere"),
    ],
)
def test_what_cannot_be_opened_leaves_nothing(code: int, changes: dict[str, str], word: str) -> None:
    answer = _open(**changes)
    assert (answer[0], word in answer[1]) == (code, True)
    assert Organ.objects.count() == 0
