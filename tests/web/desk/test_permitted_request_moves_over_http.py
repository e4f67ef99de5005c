"""What the golden table of requests leaves closed is closed over HTTP too, and what it opens is open."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client
from tests.support.cast import Bureau, Cast
from tests.support.permitted_requests import golden, in_words, titles_of, waiting_request
from tests.support.plain_letters import plain_letters
from tests.support.request_road import case_of
from tests.support.road import MOMENT

from gongkai.access.requests import visible_requests
from gongkai.records.models import Request
from gongkai.web import clock
from gongkai.web.desk.request_acts import REQUEST_ACTS

__all__ = ["plain_letters"]

POSTS = ("general_handler", "business_handler", "leader", "other_handler")
PLACES = (
    ("hulunbuir", "received"),
    ("hulunbuir", "in_approval.leader"),
    ("naiman", "working"),
    ("naiman", "replied"),
)


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    def moment() -> datetime:
        return MOMENT

    monkeypatch.setattr(clock, "now", moment)


def client_of(bureau: Bureau, key: str) -> Client:
    client = Client()
    client.force_login(bureau.person(key).account, backend="gongkai.access.accounts.PersonBackend")
    return client


def status_of(client: Client, row: Request, verb: str) -> int:
    """The status of an act tried with an empty form; nothing of it is kept."""
    with transaction.atomic():
        answer = client.post(f"/desk/requests/{row.pk}/{verb}/")
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.clause("disclosure.7", "1.4.2", "secrecy.7.4")
@pytest.mark.parametrize(("name", "state"), PLACES)
def test_only_the_golden_table_is_open(cast: Cast, name: str, state: str) -> None:
    bureau: Bureau = getattr(cast, name)
    row = waiting_request(bureau, state)
    case = case_of(row.pk)
    titles, expected = titles_of(case), golden(bureau)[case.state_title]
    found, right = {}, {}
    for key in POSTS:
        client = client_of(bureau, key)
        (post,) = in_words(bureau, row, {key: []})
        sees = visible_requests(bureau.standing(key, MOMENT.date())).filter(pk=row.pk).exists()
        for verb in REQUEST_ACTS:
            status = status_of(client, row, verb)
            is_open = titles[verb] in expected[post]
            # 302: done; 400: the form asks for what is missing; 409: evidence, not permission, is missing.
            right[key, verb] = True
            found[key, verb] = status in ((302, 400, 409) if is_open else (409,) if sees else (404,))
    assert found == right
    assert Request.objects.get(pk=row.pk).state == state


def test_the_other_bureau_and_strangers_learn_nothing(cast: Cast) -> None:
    row = waiting_request(cast.naiman, "working")
    foreign = client_of(cast.hulunbuir, "general_handler")
    assert foreign.get(f"/desk/requests/{row.pk}/").status_code == 404
    assert {status_of(foreign, row, verb) for verb in REQUEST_ACTS} == {404}
    assert {status_of(Client(), row, verb) for verb in REQUEST_ACTS} == {302}
    assert Request.objects.get(pk=row.pk).state == "working"
