"""Accounts are opened, given passwords and closed; a password is never written into the ledger."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from tests.support.cast import PASSWORD, Cast
from tests.support.refusals import refused

from gongkai.actions import organs
from gongkai.core.organs import Standing
from gongkai.records.models import Account, LedgerEntry, Person

MOMENT = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
DAY = date(2025, 3, 3)
FRESH = "grassland-2025-spring"


def _officer(cast: Cast) -> Standing:
    return cast.naiman.standing("office_handler", DAY)


def _newcomer(cast: Cast) -> Person:
    return Person.objects.create(organ=cast.naiman.organ, name="金鑫")


def _open(cast: Cast, person: Person, username: str = "jinxin", password: str = FRESH) -> Account:
    return organs.open_account(
        _officer(cast), cast.naiman.organ.pk, person.pk, username=username, password=password, moment=MOMENT
    )


def test_opened_she_can_log_in_and_the_ledger_has_no_password(cast: Cast) -> None:
    person = _newcomer(cast)
    account = _open(cast, person)
    assert account.check_password(FRESH)
    assert json.loads(LedgerEntry.objects.get().payload) == {
        "person": person.key,
        "name": "金鑫",
        "username": "jinxin",
    }


@pytest.mark.parametrize(
    ("code", "username", "password"),
    [
        ("bad_username", "Jin Xin", FRESH),
        ("bad_username", "金鑫", FRESH),
        ("bad_username", "jx", FRESH),
        ("username_taken", "zhulin", FRESH),
        ("weak_password", "jinxin", "short-pw"),
        ("weak_password", "jinxin", "12345678901"),
        ("weak_password", "jinxin", "password1234"),
    ],
)
def test_names_and_passwords_that_do_not_do(cast: Cast, code: str, username: str, password: str) -> None:
    with refused(code):
        _open(cast, _newcomer(cast), username, password)
    assert LedgerEntry.objects.count() == 0


def test_one_account_a_person(cast: Cast) -> None:
    with refused("has_account"):
        _open(cast, cast.naiman.business_handler)


def test_closed_and_opened_again(cast: Cast) -> None:
    account = cast.naiman.business_handler.account
    organs.close_account(_officer(cast), cast.naiman.organ.pk, account.pk, moment=MOMENT)
    closed = Account.objects.get(pk=account.pk).is_active
    with refused("account_closed"):
        organs.close_account(_officer(cast), cast.naiman.organ.pk, account.pk, moment=MOMENT)
    with refused("account_closed"):
        organs.set_password(_officer(cast), cast.naiman.organ.pk, account.pk, password=FRESH, moment=MOMENT)
    again = _open(cast, cast.naiman.business_handler, "zhulin")
    assert (closed, again.pk, again.is_active) == (False, account.pk, True)


def test_a_new_password_replaces_the_old_one(cast: Cast) -> None:
    account = cast.naiman.business_handler.account
    before = account.get_session_auth_hash()
    organs.set_password(_officer(cast), cast.naiman.organ.pk, account.pk, password=FRESH, moment=MOMENT)
    account.refresh_from_db()
    assert (account.check_password(FRESH), account.check_password(PASSWORD)) == (True, False)
    assert account.get_session_auth_hash() != before


def test_accounts_of_another_organ_are_not_found(cast: Cast) -> None:
    account = cast.hulunbuir.business_handler.account
    with refused("account_elsewhere"):
        organs.set_password(_officer(cast), cast.naiman.organ.pk, account.pk, password=FRESH, moment=MOMENT)
    with refused("account_elsewhere"):
        organs.close_account(_officer(cast), cast.naiman.organ.pk, account.pk, moment=MOMENT)


def test_the_last_personnel_officer_keeps_her_account(cast: Cast) -> None:
    organ_id = cast.naiman.organ.pk
    organs.close_account(_officer(cast), organ_id, cast.naiman.office_head.account.pk, moment=MOMENT)
    account = cast.naiman.office_handler.account
    with refused("last_personnel_officer"):
        Account.objects.filter(person=cast.naiman.office_handler_2).update(is_active=False)
        organs.close_account(organs.SETUP, organ_id, account.pk, moment=MOMENT)


def _email(cast: Cast, account: Account, email: str) -> Account:
    return organs.set_email(_officer(cast), cast.naiman.organ.pk, account.pk, email=email, moment=MOMENT)


def test_where_reminders_are_mailed_is_entered_and_taken_away_again(cast: Cast) -> None:
    account = cast.naiman.person("business_handler").account
    assert _email(cast, account, " zhulin@example.cn ").email == "zhulin@example.cn"
    assert _email(cast, account, "").email == ""
    entries = LedgerEntry.objects.filter(verb="set_email").order_by("sequence")
    assert [json.loads(entry.payload)["email"] for entry in entries] == ["zhulin@example.cn", ""]


@pytest.mark.parametrize(
    "email", ["朱琳@example.cn", "zhulin", "a@example.cn\nBcc: b@example.cn", "a@b.cn,c@d.cn"]
)
def test_an_address_that_is_none_is_refused(cast: Cast, email: str) -> None:
    account = cast.naiman.person("business_handler").account
    with refused("email_wrong"):
        _email(cast, account, email)
    account.refresh_from_db()
    assert account.email == ""


def test_only_the_personnel_office_and_only_accounts_in_use(cast: Cast) -> None:
    account = cast.naiman.person("business_handler").account
    stranger = cast.naiman.standing("business_handler", DAY)
    with refused("not_personnel_office"):
        organs.set_email(stranger, cast.naiman.organ.pk, account.pk, email="a@example.cn", moment=MOMENT)
    with refused("account_elsewhere"):
        _email(cast, cast.hulunbuir.person("business_handler").account, "a@example.cn")
    account.is_active = False
    account.save()
    with refused("account_closed"):
        _email(cast, account, "a@example.cn")
