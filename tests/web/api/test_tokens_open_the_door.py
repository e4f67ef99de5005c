"""A token gives what its person may do today, and nothing once it is revoked or her account is closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.support.calling import calling, stranger
from tests.support.cast import Cast
from tests.support.refusals import refused
from tests.support.request_road import applied
from tests.support.road import MOMENT, TODAY

from gongkai.access.tokens import person_of_token, token_lines
from gongkai.actions.organs import SETUP, close_account, open_account
from gongkai.actions.tokens import MOST_TOKENS, issue_token, revoke_token
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Account, ApiToken, LedgerEntry, Post

pytestmark = pytest.mark.django_db

BACKEND = "gongkai.access.accounts.PersonBackend"


def test_only_a_digest_is_kept_and_the_ledger_knows(cast: Cast) -> None:
    person = cast.hulunbuir.general_handler
    issued = issue_token(person, name=" 办公\x00系统 ", moment=MOMENT)
    row = ApiToken.objects.get()
    assert (row.name, row.person, row.revoked_at) == ("办公系统", person, None)
    assert issued.secret not in row.digest
    assert person_of_token(issued.secret) == person
    assert person_of_token(issued.secret + "x") is None
    entry = LedgerEntry.objects.get()
    assert (entry.verb, entry.subject_kind, entry.subject_id) == ("issue_token", "person", person.pk)
    assert issued.secret not in entry.payload
    assert row.digest not in entry.payload
    assert verify_organ(cast.hulunbuir.organ).holds


def test_a_revoked_token_opens_nothing(cast: Cast) -> None:
    issued = issue_token(cast.hulunbuir.general_handler, moment=MOMENT)
    program = stranger(cast.hulunbuir, issued.secret)
    assert program.get("requests").status == 200
    revoke_token(issued.token.pk, moment=MOMENT)
    assert program.get("requests").status == 401
    with refused("token_revoked"):
        revoke_token(issued.token.pk, moment=MOMENT)
    with refused("no_token"):
        revoke_token(99, moment=MOMENT)


def test_a_closed_account_closes_its_tokens_for_good(cast: Cast) -> None:
    bureau = cast.hulunbuir
    person = bureau.general_handler
    issued = issue_token(person, moment=MOMENT)
    close_account(SETUP, bureau.organ.pk, person.account.pk, moment=MOMENT)
    assert person_of_token(issued.secret) is None
    assert stranger(bureau, issued.secret).get("requests").status == 401
    written = LedgerEntry.objects.order_by("sequence").values_list("verb", flat=True)
    assert list(written) == ["issue_token", "close_account", "revoke_token"]
    open_account(
        SETUP, bureau.organ.pk, person.pk, username="again", password="a-good-one-7291", moment=MOMENT
    )
    assert person_of_token(issued.secret) is None


def test_an_inactive_account_is_no_account(cast: Cast) -> None:
    person = cast.naiman.general_handler
    secret = issue_token(person, moment=MOMENT).secret
    Account.objects.filter(person=person).update(is_active=False)
    assert person_of_token(secret) is None
    with refused("no_account"):
        issue_token(person, moment=MOMENT)


def test_so_many_tokens_and_no_more(cast: Cast) -> None:
    person = cast.naiman.general_handler
    issued = [issue_token(person, moment=MOMENT) for _ in range(MOST_TOKENS)]
    with refused("too_many"):
        issue_token(person, moment=MOMENT)
    revoke_token(issued[0].token.pk, moment=MOMENT)
    issue_token(person, moment=MOMENT)
    with refused("too_long"):
        issue_token(cast.naiman.business_handler, name="长" * 61, moment=MOMENT)
    assert [line.username for line in token_lines()[:1]] == [cast.naiman.login("general_handler")]


def test_a_post_that_has_ended_gives_nothing_any_more(cast: Cast) -> None:
    bureau = cast.hulunbuir
    row = applied(bureau).request
    program = calling(bureau, "general_handler")
    unit = bureau.unit("business").pk
    Post.objects.filter(holder=bureau.general_handler).update(held_until=TODAY - timedelta(days=1))
    assert program.get("requests").json["total"] == 0
    assert program.post(f"requests/{row.pk}/assign", unit_id=unit).status == 404


def test_without_a_token_every_address_of_staff_is_shut(cast: Cast) -> None:
    program = stranger(cast.hulunbuir)
    answers = [
        program.get("requests"),
        program.get("requests/1"),
        program.post("requests/1/assign", unit_id=1),
        program.post("requests"),
        program.get("items"),
        program.post("items"),
        program.post("editions/1/submit"),
        program.get("choices"),
        stranger(cast.hulunbuir, "gk_wrong").get("requests"),
        program.get("items/1"),
    ]
    assert {(answer.status, answer.code) for answer in answers} == {(401, "no_token")}
    assert answers[0].raw.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_of_the_desk_counts_for_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.hulunbuir.general_handler.account, backend=BACKEND)
    path = "/api/v1/hulunbuir-statistics/requests"
    assert client.get(path).status_code == 401
    assert client.post(path, "{}", content_type="application/json").status_code == 401


def test_a_token_needs_no_csrf_token(cast: Cast) -> None:
    secret = issue_token(cast.hulunbuir.general_handler, moment=MOMENT).secret
    client = Client(enforce_csrf_checks=True, headers={"authorization": f"bearer {secret}"})
    answer = client.post(
        "/api/v1/hulunbuir-statistics/requests/7/abandon", "{}", content_type="application/json"
    )
    assert answer.status_code == 404


def test_the_other_organ_is_nowhere(cast: Cast) -> None:
    row = applied(cast.naiman).request
    other = calling(cast.hulunbuir, "general_handler")
    paths = [
        f"/api/v1/naiman-housing/{path}" for path in ("requests", f"requests/{row.pk}", "items", "choices")
    ]
    assert {other.get(path).status for path in paths} == {404}
    assert other.get(f"requests/{row.pk}").status == 404
    assert other.post(f"requests/{row.pk}/abandon").status == 404
