"""Two clicks at the same moment send one request, and both lead to its receipt."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from tests.support.applying import FILLED, field_values, receipt_on
from tests.support.cast import install
from tests.web.portal.conftest import Clock

from gongkai.records.models import Request

HOME = "/hulunbuir-statistics/apply/"


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_send_one_request(on_the_day: Clock) -> None:
    install()
    browser, clicks, start = Client(), 4, Barrier(4)
    look = browser.post(HOME, FILLED)
    given = field_values(look.text, f"{HOME}send/")

    def click(_: int) -> str:
        finger = Client()
        finger.cookies = browser.cookies
        start.wait()
        try:
            return finger.post(f"{HOME}send/", given).headers["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(clicks) as hands:
        led_to = list(hands.map(click, range(clicks)))
    receipt = receipt_on(browser.get(f"{HOME}receipt/").text)

    assert led_to == [f"{HOME}receipt/"] * clicks
    assert [request.number for request in Request.objects.all()] == [receipt.number]
