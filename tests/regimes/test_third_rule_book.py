"""A bureau that nobody thought of runs on a file alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.core.regime import Opinion, Signer, Stage
from gongkai.core.regime.values_conduct import Grade
from gongkai.core.terms import Citation, Role
from gongkai.core.workdays import CitedLimit, Event, Limit
from gongkai.core.workdays.clock import read_clock
from gongkai.core.workdays.reading import ClockReading
from gongkai.gateways.calendars import built_in_calendar
from gongkai.gateways.regimes import load_path

THIRD = load_path(Path(__file__).parent / "third")
TODAY = date(2025, 3, 3)


def here(clause: str) -> Citation:
    return Citation("qingchuan-parks", clause)


def test_its_chain_has_its_three_stages_and_its_own_opinions() -> None:
    found = THIRD.review_chain(TODAY)
    assert found.value.stages == (
        Stage("draft", "经办人意见", here("5.1"), (Signer(Role.PRODUCER, here("5.1")),)),
        Stage("head", "科室复核", here("5.2"), (Signer(Role.PRODUCING_UNIT_HEAD, here("5.2")),)),
        Stage("chief", "局长签发", here("5.10"), (Signer(Role.PRINCIPAL_LEADER, here("5.10")),)),
    )
    assert found.value.opinions == (
        Opinion("可以公开", "disclose"),
        Opinion("暂不公开", "withheld"),
        Opinion("转报", "refer"),
    )
    assert (found.clause, THIRD.minimum_reviews(TODAY).value) == (here("5"), 3)


def test_its_seven_working_days_run_on_the_clock() -> None:
    rule = THIRD.clock_rule("publication", date(2025, 1, 24))
    assert rule is not None
    assert rule.limits == (
        CitedLimit(Limit(working_days=7), here("4")),
        CitedLimit(Limit(working_days=20), Citation("cn-foi", "26")),
    )
    reading = read_clock(rule, [Event(date(2025, 1, 24), "created")], built_in_calendar())
    assert isinstance(reading, ClockReading)
    assert (reading.due, reading.clauses, reading.also) == (
        date(2025, 2, 10),
        (here("4"),),
        (Citation("cn-foi", "26"),),
    )


def test_its_earlier_value_holds_for_earlier_days() -> None:
    rule = THIRD.clock_rule("publication", date(2019, 12, 31))
    assert rule is not None
    assert rule.limits[0] == CitedLimit(Limit(working_days=9), here("4"))


def test_its_grades_and_categories_are_its_own() -> None:
    assert [each.title for each in THIRD.categories(TODAY).value] == ["绿地", "树木", "游园"]
    grades = THIRD.list_rule("assessment.grades", TODAY)
    assert [each.name for each in grades.value if isinstance(each, Grade)] == ["甲等", "乙等", "丙等"]


def test_where_it_is_silent_the_statute_answers() -> None:
    assert THIRD.contact(TODAY).clause == Citation("cn-foi", "12")
    assert THIRD.gate("four_eyes") == here("5")
    assert THIRD.gate("declassify_first") == Citation("cn-foi", "14")
    assert [kind.to for kind in THIRD.referral_kinds(TODAY).value] == ["市保密局"]
    assert THIRD.routing(TODAY) is None
    assert THIRD.release_approval(TODAY) is None
    assert THIRD.publishers(TODAY).value == (Role.WEBSITE_OFFICE,)
    assert THIRD.index_number_template(TODAY).value == "YL{year}-{serial:04d}"
