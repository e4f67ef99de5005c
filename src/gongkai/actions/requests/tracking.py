"""Opening a request by its number and query code; who tries many is slowed down."""

from __future__ import annotations

from datetime import datetime, timedelta
from hmac import compare_digest

from django.db import transaction

from gongkai.access.lawbooks import lawbook_of_organ
from gongkai.actions.door import today_of
from gongkai.actions.requests.arrival import code_digest
from gongkai.core.terms import Citation, Refusal, Refused
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Organ, Request, TrackAttempt

WINDOW = timedelta(minutes=15)
MOST_BY_ADDRESS = 20
MOST_BY_NUMBER = 5
SLOWED = "查询码连续输错的次数过多，请在 15 分钟以后再试。"
WRONG = "编号或者查询码不对。"


def open_by_code(organ: Organ, number: str, code: str, *, address: str, moment: datetime) -> Request:
    """The request, for who shows its number and code.

    Refused with `wrong_code` (the same for an unknown number and a wrong code) or `slow_down`. Wrong tries are
    counted per number and per address, so that codes cannot be tried out nor numbers found.
    """
    clause = lawbook_of_organ(organ, today_of(moment)).gate("receipt")
    number, code = _plain(number, "-"), _plain(code, "")
    by_number = {_key("number", f"{organ.pk}:{number}"): MOST_BY_NUMBER}
    by_address = {_key("address", address): MOST_BY_ADDRESS}
    _not_too_many(by_number, clause, moment)
    row = Request.objects.filter(organ=organ, number=number).first()
    # The digest is made whether the number exists or not, so that the answer takes the same time.
    given = code_digest(number, code)
    if row is not None and row.code_digest and compare_digest(given, row.code_digest):
        # Many may share one address: who knows her code is not kept waiting by those who try.
        return row
    _not_too_many(by_address, clause, moment)
    with transaction.atomic():
        TrackAttempt.objects.filter(at__lt=moment - WINDOW).delete()
        TrackAttempt.objects.bulk_create(
            TrackAttempt(key=key, at=moment) for key in (*by_number, *by_address)
        )
    raise Refused(Refusal("wrong_code", WRONG, clause, "请对照回执核对；回执遗失的，请联系受理机构。"))


def _not_too_many(keys: dict[str, int], clause: Citation, moment: datetime) -> None:
    for key, most in keys.items():
        if TrackAttempt.objects.filter(key=key, at__gte=moment - WINDOW).count() >= most:
            raise Refused(Refusal("slow_down", SLOWED, clause, "急需查询的，请凭身份证件到受理机构查询。"))


def _key(what: str, value: str) -> str:
    return the_vault().digest(value, f"track:{what}")


def _plain(text: str, kept: str) -> str:
    """What was typed without spaces and hyphens that do not belong, in capitals."""
    letters = "".join(
        sign for sign in text.upper()[:60] if sign.isascii() and (sign.isalnum() or sign in kept)
    )
    return letters
