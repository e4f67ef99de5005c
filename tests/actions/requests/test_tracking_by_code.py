"""Number and query code open a request; nobody finds either by trying."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import applied
from tests.support.road import MOMENT

from gongkai.actions.requests.tracking import MOST_BY_ADDRESS, MOST_BY_NUMBER, WINDOW, open_by_code
from gongkai.records.models import Organ, Request, TrackAttempt


def opened(organ: Organ, number: str, code: str, address: str = "10.0.0.1", minutes: float = 0) -> Request:
    moment = MOMENT + timedelta(minutes=minutes)
    return open_by_code(organ, number, code, address=address, moment=moment)


def test_typed_as_people_type_it_opens(cast: Cast) -> None:
    receipt = applied(cast.naiman)
    number, code = receipt.request.number, receipt.code
    organ = cast.naiman.organ
    typed = [(number, code), (f" {number.lower()} ", f"{code[:5].lower()} {code[5:]}"), (number, f"{code}\n")]
    assert [opened(organ, *each) for each in typed] == [receipt.request] * 3


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(cast: Cast) -> None:
    receipt = applied(cast.naiman)
    with refused("wrong_code") as first:
        opened(cast.naiman.organ, "2025-2222-2222", receipt.code)
    with refused("wrong_code") as second:
        opened(cast.naiman.organ, receipt.request.number, "2222222222")
    with refused("wrong_code") as third:
        opened(cast.hulunbuir.organ, receipt.request.number, receipt.code)
    with refused("wrong_code") as fourth:
        opened(cast.naiman.organ, "", "")
    assert first.refusal == second.refusal == fourth.refusal
    assert third.refusal
    assert second.refusal
    assert third.refusal.reason == second.refusal.reason


def test_five_wrong_codes_close_a_number_for_a_quarter_of_an_hour(cast: Cast) -> None:
    receipt = applied(cast.naiman)
    number = receipt.request.number
    for tried in range(MOST_BY_NUMBER):
        with refused("wrong_code"):
            opened(cast.naiman.organ, number, "2222222222", address=f"10.0.0.{tried}")
    with refused("slow_down"):
        opened(cast.naiman.organ, number, receipt.code, address="10.0.0.9")
    assert opened(cast.naiman.organ, number, receipt.code, minutes=WINDOW.seconds / 60 + 1) == receipt.request


def test_who_tries_many_numbers_is_slowed_down_and_others_are_not(cast: Cast) -> None:
    receipt = applied(cast.naiman)
    for tried in range(MOST_BY_ADDRESS):
        with refused("wrong_code"):
            opened(cast.naiman.organ, f"2025-2222-22{tried:02}", "2222222222")
    with refused("slow_down"):
        opened(cast.naiman.organ, "2025-3333-3333", "2222222222")
    # Many may share one address: who knows her number and code comes in all the same.
    assert opened(cast.naiman.organ, receipt.request.number, receipt.code) == receipt.request


def test_what_was_tried_is_kept_without_addresses_and_not_for_long(cast: Cast) -> None:
    with refused("wrong_code"):
        opened(cast.naiman.organ, "2025-2222-2222", "2222222222")
    assert not TrackAttempt.objects.filter(key__contains="10.0.0.1").exists()
    first = set(TrackAttempt.objects.values_list("pk", flat=True))
    with refused("wrong_code"):
        opened(cast.naiman.organ, "2025-2222-2222", "2222222222", minutes=16)
    assert not TrackAttempt.objects.filter(pk__in=first).exists()


def test_the_code_itself_is_kept_nowhere(cast: Cast) -> None:
    receipt = applied(cast.naiman)
    row = receipt.request
    assert receipt.code not in row.code_digest
    assert len(row.code_digest) == 64
    entry = str(list(row.organ.entries.values_list("payload", flat=True)))
    assert receipt.code not in entry
    assert row.code_digest not in entry


@pytest.mark.parametrize("strange", ["'; DROP TABLE", "𠮷" * 500, "\x00\x01", "-" * 100])
def test_anything_may_be_typed(cast: Cast, strange: str) -> None:
    with refused("wrong_code"):
        opened(cast.naiman.organ, strange, strange)
