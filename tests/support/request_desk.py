"""Doing acts on a request over the screens, as a browser without pictures would.

desk = sit(cast.hulunbuir, "general_handler")
done = act(desk, row, "assign", unit_id=unit.pk)          # 302 when it was done
act(desk, row, "propose_reply", first="outcome=refused", ground="in-process", reasons="…")
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponseBase
from django.test import Client
from tests.support.desk import fields, html

from gongkai.records.models import Request

_ACT = re.compile(r'action="/desk/requests/\d+/([a-z_]+)/"')


def case_page(desk: Client, row: Request, asked: str = "") -> Any:
    return desk.get(f"/desk/requests/{row.pk}/?{asked}")


def offered(page: HttpResponseBase) -> set[str]:
    """The verbs for which the page has a form, or the first step of one."""
    text = html(page)
    staged = re.findall(r'name="act" value="([a-z_]+)"', text)
    return {*_ACT.findall(text), *staged} - {"look"}


def act(desk: Client, row: Request, verb: str, first: str = "", **typed: Any) -> Any:
    """Opens the case, fills in the form of an act and sends it; KeyError where the page has no such form."""
    asked = f"act={verb}&{first}" if first else ""
    given = fields(case_page(desk, row, asked), verb)
    sent = given | {f"{verb}-{name}": value for name, value in typed.items()}
    return desk.post(f"/desk/requests/{row.pk}/{verb}/", sent)


def state_of(row: Request) -> str:
    return Request.objects.get(pk=row.pk).state
