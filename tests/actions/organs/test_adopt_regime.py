"""Adopting a rule book pins its text; it binds from its day on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused

from gongkai.access.lawbooks import version_in_force
from gongkai.actions import organs
from gongkai.gateways.regimes import load_builtin, sources
from gongkai.records.models import Adoption, LedgerEntry, RegimeVersion

MOMENT = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
FROM = date(2025, 7, 1)


def _changed_book(folder: Path) -> Path:
    """The housing bureau's rule book with another title."""
    book = folder / "naiman-housing"
    book.mkdir()
    for name, text in sources("naiman-housing")[0].items():
        (book / name.split("/")[-1]).write_text(
            text.replace("信息公开制度\n", "信息公开制度（修订）\n"), encoding="utf-8"
        )
    return book


def _adopt(cast: Cast, place: str | Path, in_force_from: date = FROM) -> Adoption:
    return organs.adopt_regime(
        cast.naiman.standing("office_handler", date(2025, 3, 3)),
        cast.naiman.organ.pk,
        place=place,
        in_force_from=in_force_from,
        moment=MOMENT,
    )


def test_it_binds_from_its_day_on_and_its_text_is_kept(cast: Cast, tmp_path: Path) -> None:
    book = _changed_book(tmp_path)
    adoption = _adopt(cast, book)
    versions = [version_in_force(cast.naiman.organ, on) for on in (date(2025, 6, 30), FROM)]
    assert versions == [cast.naiman.regime_version, adoption.version]
    kept = adoption.version
    assert (kept.bureau_sources, kept.statute_sources) == sources(book)
    assert kept.title == "奈曼旗住房和城乡建设局信息公开制度（修订）"
    assert json.loads(LedgerEntry.objects.get().payload) == {
        "regime": "naiman-housing",
        "version": kept.version,
        "in_force_from": "2025-07-01",
    }


def test_the_same_text_is_kept_once(cast: Cast) -> None:
    adoption = _adopt(cast, "naiman-housing")
    assert adoption.version == cast.naiman.regime_version
    assert adoption.version.version == load_builtin("naiman-housing").version
    assert RegimeVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("code", "place", "in_force_from"),
    [
        ("regime_elsewhere", "hulunbuir-statistics", FROM),
        ("is_a_statute", "cn-foi", FROM),
        ("regime_unsound", "no-such-book", FROM),
        ("already_adopted", "naiman-housing", date(2008, 5, 1)),
        ("date_out_of_range", "naiman-housing", date(1899, 1, 1)),
    ],
)
def test_what_cannot_be_adopted(cast: Cast, code: str, place: str, in_force_from: date) -> None:
    with refused(code):
        _adopt(cast, place, in_force_from)
    assert (Adoption.objects.count(), LedgerEntry.objects.count()) == (2, 0)
