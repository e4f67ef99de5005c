"""The demo's log-in page shows how to follow a request; nobody else's does."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.desk import words

from gongkai.gateways.demo_codes import DemoCode, keep_codes

CODE = DemoCode("某统计局", "some-bureau", "2026-AAAA-BBBB", "CDEFGHJKMN", "等待补正")


@pytest.mark.parametrize("demo", [True, False])
def test_codes_are_shown_in_the_demo_alone(cast: Cast, settings: Settings, demo: bool) -> None:
    settings.DEMO = demo
    keep_codes(settings.HOME, [CODE])
    page = words(Client().get("/desk/login/"))
    assert ("某统计局 2026-AAAA-BBBB CDEFGHJKMN 等待补正" in page) is demo
    assert ("CDEFGHJKMN" in page) is demo
