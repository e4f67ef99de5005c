"""The golden cases of the eight clocks, under both rule books and both statutes."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.core.regime.golden import ClockCase, judge_clock
from gongkai.core.regime.vocabulary import CLOCKS
from gongkai.gateways.calendars import built_in_calendar
from gongkai.gateways.regimes import load_builtin
from gongkai.gateways.regimes.golden import read_cases

FOLDER = Path(__file__).parent / "golden_clocks"


def cases_of(name: str) -> list[ClockCase]:
    cases = [case for case in read_cases(FOLDER / f"{name}.yaml") if isinstance(case, ClockCase)]
    assert cases
    return cases


def failing(name: str) -> list[str]:
    verdicts = [judge_clock(case, load_builtin(case.regime), built_in_calendar()) for case in cases_of(name)]
    return [f"{v.case}: {v.expected} / {v.got}" for v in verdicts if not v.passed]


def test_every_clock_has_its_golden_cases() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {*CLOCKS, "refused"}


@pytest.mark.clause("1.4.4")
@pytest.mark.clause("cn-foi:26")
@pytest.mark.clause("cn-foi:2007.18")
@pytest.mark.clause("disclosure.6")
def test_publication() -> None:
    assert failing("publication") == []


@pytest.mark.clause("2.3")
@pytest.mark.clause("2.3.7")
@pytest.mark.clause("cn-foi:33")
@pytest.mark.clause("cn-foi:2007.24")
def test_reply_to_a_request() -> None:
    assert failing("requests.reply") == []


@pytest.mark.clause("2.3")
@pytest.mark.clause("cn-foi:33")
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
