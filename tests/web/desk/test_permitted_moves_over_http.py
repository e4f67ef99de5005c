"""What the golden table leaves closed is closed over HTTP too, and what it opens is open."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client
from tests.support.cast import Bureau, Cast
from tests.support.permitted import asked, golden, in_words, states_of
from tests.support.road import MOMENT, at_state, case_of, registered

from gongkai.records.models import Edition
from gongkai.web import clock
from gongkai.web.desk.acts import ACTS

POSTS = ("leader", "office_handler", "business_handler", "other_handler")


@pytest.fixture(params=["hulunbuir", "naiman"])
def bureau(request: pytest.FixtureRequest, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    def moment() -> datetime:
        return MOMENT

    monkeypatch.setattr(clock, "now", moment)
    return cast.hulunbuir if request.param == "hulunbuir" else cast.naiman


def status_of(client: Client, edition: Edition, verb: str) -> int:
    """The status of an act tried with an empty form; nothing of it is kept."""
    with transaction.atomic():
        answer = client.post(f"/desk/editions/{edition.pk}/{verb}/")
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.clause("secrecy.2", "3.1", "4.3")
def test_only_the_golden_table_is_open(bureau: Bureau) -> None:
    expected = golden(bureau)
    for state, title in states_of(registered(bureau)).items():
        edition = at_state(bureau, state)
        table = case_of(edition).table
        known = {move.verb: move.title for move in table.moves}
        words = dict(
            zip(asked(bureau, edition), in_words(bureau, edition, asked(bureau, edition)), strict=True)
        )
        for key in POSTS:
            client = Client()
            client.force_login(bureau.person(key).account, backend="gongkai.access.accounts.PersonBackend")
            for verb in ACTS:
                status = status_of(client, edition, verb)
                if verb not in known:
                    assert status == 404, (state, key, verb)
                elif known[verb] in expected[title][words[key]]:
                    # 302: done; 400: the form asks for what is missing; 409: evidence, not permission, is missing.
                    assert status in (302, 400, 409), (state, key, verb)
                else:
                    assert status == 409, (state, key, verb)


def test_the_other_bureau_learns_nothing(bureau: Bureau, cast: Cast) -> None:
    other = cast.naiman if bureau is cast.hulunbuir else cast.hulunbuir
    edition = registered(bureau)
    client = Client()
    client.force_login(other.office_handler.account, backend="gongkai.access.accounts.PersonBackend")
    paths = [f"/desk/items/{edition.item_id}/", f"/desk/items/{edition.item_id}/revise/"]
    assert [client.get(path).status_code for path in paths] == [404, 404]
    assert {status_of(client, edition, verb) for verb in ACTS} == {404}


def test_without_logging_in_there_is_only_the_log_in_page(bureau: Bureau) -> None:
    edition = registered(bureau)
    client = Client()
    assert {status_of(client, edition, verb) for verb in ACTS} == {302}
    assert Edition.objects.get(pk=edition.pk).state == "draft"
