from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.support.ledgers import a_publication, an_edition, an_organ

from gongkai.actions.search import index_publication
from gongkai.queries.search import SearchPage, search
from gongkai.records.models import Organ

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ() -> Organ:
    organ = an_organ()
    index_publication(a_publication(an_edition(organ)))
    return organ


@pytest.mark.parametrize(
    "text", ["", "   ", "%", "_", '"', "'", "*", "😀", "\0", "《》", "-- ;", "( )", "\ud800"]
)
def test_what_holds_no_word_finds_nothing(organ: Organ, text: str) -> None:
    assert search(organ, text) == SearchPage(text, 1, 0, False, False, ())


@pytest.mark.parametrize(
    "text",
    [
        '"统计公报"', "统计公报*", "^统计公报", "统计公报;DROP TABLE records_item", "title:统计公报", "统计公报\0", "NEAR(统计公报)",
        "'统计公报'", "%统计公报%", "+统计公报", "-统计公报", "{统计公报}",
    ],
)  # fmt: skip
def test_signs_and_operators_are_no_more_than_gaps(organ: Organ, text: str) -> None:
    words = any(character.isascii() and character.isalpha() for character in text)
    assert search(organ, text).total == (0 if words else 1)


@pytest.mark.parametrize(
    ("text", "total"),
    [("统计" * 250, 0), ("统 " * 250, 1), ("计 统 " * 125, 1), ("公报 a" * 300, 0), ("x" * 5000, 0)],
)
def test_very_long_questions(organ: Organ, text: str, total: int) -> None:
    assert search(organ, text).total == total


def test_two_hundred_and_fifty_different_words(organ: Organ) -> None:
    assert search(organ, " ".join(chr(0x4E00 + number) for number in range(250))).total == 0


@pytest.mark.parametrize("year", [-1, 0, 10_000, 10**30])
def test_a_year_outside_the_calendar_finds_nothing(organ: Organ, year: int) -> None:
    assert search(organ, "统计", year=year).total == 0


def test_a_category_that_cannot_be_finds_nothing(organ: Organ) -> None:
    assert search(organ, "统计", category="x\0").total == 0


@pytest.mark.parametrize(("page", "shown"), [(-5, 1), (0, 1), (2, 2), (10**30, 500)])
def test_a_page_is_held_within_bounds(organ: Organ, page: int, shown: int) -> None:
    assert search(organ, "统计", page=page).page == shown


@hypothesis_settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None
)
@given(text=st.text())
def test_nothing_a_person_can_type_is_an_error(organ: Organ, text: str) -> None:
    assert search(organ, text).total in (0, 1)
