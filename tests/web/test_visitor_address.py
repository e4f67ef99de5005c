"""A visitor's address is believed only from a web server of ours."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from gongkai.web.visitor import address_of


@pytest.mark.parametrize(
    ("behind", "told", "expected"),
    [
        (False, "203.0.113.9", "127.0.0.1"),
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (True, "", "127.0.0.1"),
    ],
)
def test_only_the_last_hop_of_our_own_server_counts(
    settings: Settings, behind: bool, told: str, expected: str
) -> None:
    settings.BEHIND_PROXY = behind
    assert address_of(RequestFactory().get("/", headers={"X-Forwarded-For": told})) == expected
