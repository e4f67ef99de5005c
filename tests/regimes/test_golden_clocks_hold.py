"""The golden cases of the eight clocks, under both rule books and both statutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.core.regime.golden import ClockCase, judge_clock
from gongkai.core.regime.vocabulary import CLOCKS
from gongkai.gateways.calendars import built_in_calendar
from gongkai.gateways.regimes import load_builtin
from gongkai.gateways.regimes.golden import read_cases

FOLDER = Path(__file__).parent / "golden_clocks"
NEW_STATUTE = date(2019, 5, 15)


def cases_of(name: str) -> list[ClockCase]:
    cases = [case for case in read_cases(FOLDER / f"{name}.yaml") if isinstance(case, ClockCase)]
    assert cases
    return cases


def failing(name: str) -> list[str]:
    verdicts = [judge_clock(case, load_builtin(case.regime), built_in_calendar()) for case in cases_of(name)]
    return [f"{v.case}: {v.expected} / {v.got}" for v in verdicts if not v.passed]


def test_every_clock_has_its_golden_cases() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*CLOCKS, "refused"}


@pytest.mark.parametrize("clock", [clock for clock in CLOCKS if clock.startswith("requests.")])
def test_every_clock_of_requests_is_tried_in_both_bureaus_under_both_statutes(clock: str) -> None:
    tried = {(case.regime, case.events[0].on >= NEW_STATUTE) for case in cases_of(clock)}
    assert tried == {
        (book, new) for book in ("hulunbuir-statistics", "naiman-housing") for new in (True, False)
    }


def test_a_refusal_under_another_clause_would_be_found() -> None:
    case = next(case for case in cases_of("refused") if case.expect.get("refused") == "extension_twice")
    wrong = replace(case, expect=case.expect | {"clauses": ["cn-foi:30"]})
    verdicts = [judge_clock(each, load_builtin(each.regime), built_in_calendar()) for each in (case, wrong)]
    assert [verdict.passed for verdict in verdicts] == [True, False]


@pytest.mark.clause("1.4.4")
@pytest.mark.clause("cn-foi:26")
@pytest.mark.clause("cn-foi:2007.18")
@pytest.mark.clause("disclosure.6")
def test_publication() -> None:
    assert failing("publication") == []


@pytest.mark.clause("2.3")
@pytest.mark.clause("2.3.7")
@pytest.mark.clause("cn-foi:33")
@pytest.mark.clause("cn-foi:2007.24", "cn-foi:2007.21", "cn-foi:30", "cn-foi:32", "cn-foi:42")
def test_reply_to_a_request() -> None:
    assert failing("requests.reply") == []


@pytest.mark.clause("2.3")
@pytest.mark.clause("cn-foi:33", "cn-foi:2007.24")
def test_what_cannot_be_is_refused() -> None:
    assert failing("refused") == []


@pytest.mark.clause("cn-foi:30")
def test_correction_notice() -> None:
    assert failing("requests.correction_notice") == []


@pytest.mark.clause("cn-foi:32")
def test_third_party() -> None:
    assert failing("requests.third_party") == []


@pytest.mark.clause("cn-foi:34")
def test_co_maker() -> None:
    assert failing("requests.co_maker") == []


@pytest.mark.clause("secrecy.11")
def test_secrecy_body() -> None:
    assert failing("review.secrecy_body") == []


@pytest.mark.clause("5.8")
def test_incoming_letters() -> None:
    assert failing("coordination.incoming") == []


@pytest.mark.clause("cn-foi:49")
@pytest.mark.clause("cn-foi:2007.31")
def test_annual_report() -> None:
    assert failing("report.publish") == []
