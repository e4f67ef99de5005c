"""Organs are opened by the setup alone, each with an address, a name and a code of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused

from gongkai.actions import organs
from gongkai.records.models import LedgerEntry, Organ

MOMENT = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
FACTS: dict[str, Any] = {
    "slug": "third-bureau",
    "name": "第三局",
    "short_name": "三局",
    "organ_code": "11150000000000000X",
}


def test_opened_with_its_superior_and_the_first_line_of_its_ledger(cast: Cast) -> None:
    organ = organs.open_organ(organs.SETUP, **FACTS, superior=cast.naiman.organ, moment=MOMENT)
    assert (organ.superior, organ.superior_name) == (cast.naiman.organ, "奈曼旗住房和城乡建设局")
    entry = LedgerEntry.objects.get(organ=organ)
    assert (entry.sequence, entry.verb, entry.actor_key, entry.actor_post) == (
        1,
        "open_organ",
        "system:setup",
        "",
    )


def test_nobody_else_opens_one(cast: Cast) -> None:
    with refused("only_setup"):
        organs.open_organ(cast.naiman.standing("office_head", date(2025, 3, 3)), **FACTS, moment=MOMENT)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("bad_slug", {"slug": "../desk"}),
        ("bad_slug", {"slug": "第三局"}),
        ("bad_slug", {"slug": "a" * 61}),
        ("bad_organ_code", {"organ_code": "12"}),
        ("organ_taken", {"slug": "naiman-housing"}),
        ("organ_taken", {"name": "呼伦贝尔市统计局"}),
        ("text_missing", {"name": " "}),
        ("text_too_long", {"short_name": "局" * 41}),
    ],
)
def test_organs_that_cannot_be(cast: Cast, code: str, changes: dict[str, str]) -> None:
    before = Organ.objects.count()
    with refused(code):
        organs.open_organ(organs.SETUP, **(FACTS | changes), moment=MOMENT)
    assert Organ.objects.count() == before


def test_people_may_share_a_name_but_need_one(cast: Cast) -> None:
    organ_id = cast.naiman.organ.pk
    first, second = (organs.add_person(organs.SETUP, organ_id, name="金鑫", moment=MOMENT) for _ in range(2))
    assert first != second
    with refused("text_missing"):
        organs.add_person(organs.SETUP, organ_id, name="", moment=MOMENT)
    with refused("no_such_organ"):
        organs.add_person(organs.SETUP, 999_999, name="金鑫", moment=MOMENT)
