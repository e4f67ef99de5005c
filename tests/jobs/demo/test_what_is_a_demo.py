"""The demo's log-in page may only be shown over the demo's data."""

from __future__ import annotations

import pytest
from tests.support.cast import Cast

from gongkai.jobs.demo.build import is_demo, is_empty


@pytest.mark.django_db
def test_nothing_yet_is_empty_and_no_demo() -> None:
    assert (is_empty(), is_demo()) == (True, False)


def test_the_cast_is_a_demo(cast: Cast) -> None:
    assert (is_empty(), is_demo()) == (False, True)


def test_other_accounts_are_no_demo(cast: Cast) -> None:
    account = cast.naiman.leader.account
    account.username = "somebody-real"
    account.save()
    assert (is_empty(), is_demo()) == (False, False)
