"""Logging in: the right password of an open account, and nothing else; no permissions come with it."""

from __future__ import annotations

import pytest
from tests.support.cast import PASSWORD, Cast

from gongkai.access.accounts import PersonBackend
from gongkai.records.models import Account


def _answer(username: str | None, password: str | None) -> str | None:
    account = PersonBackend().authenticate(None, username=username, password=password)
    return account.username if account else None


def test_name_and_password(cast: Cast) -> None:
    assert _answer("zhulin", PASSWORD) == "zhulin"


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("zhulin", "not-her-password"),
        ("nobody", PASSWORD),
        ("", PASSWORD),
        (None, PASSWORD),
        ("zhulin", None),
    ],
)
def test_nobody_else(cast: Cast, username: str | None, password: str | None) -> None:
    assert _answer(username, password) is None


def test_a_closed_account_neither_logs_in_nor_stays(cast: Cast) -> None:
    account = cast.naiman.business_handler.account
    before = PersonBackend().get_user(account.pk)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert (before, _answer("zhulin", PASSWORD), PersonBackend().get_user(account.pk)) == (
        account,
        None,
        None,
    )


@pytest.mark.parametrize("username", ["nobody", "zhulin"])
def test_an_unknown_name_costs_a_password_check_too(
    cast: Cast, username: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Account.objects.filter(username="zhulin").update(is_active=False)
    hashed: list[str] = []
    for name in ("set_password", "check_password"):
        monkeypatch.setattr(Account, name, lambda _self, raw: hashed.append(raw))
    _answer(username, "some-password")
    assert hashed == ["some-password"]


def test_passwords_are_kept_as_argon2(cast: Cast) -> None:
    assert cast.naiman.business_handler.account.password.startswith("argon2$argon2id$")


def test_an_account_carries_no_permissions(cast: Cast) -> None:
    account = cast.naiman.principal.account
    backend = PersonBackend()
    assert (backend.get_all_permissions(account), backend.has_perm(account, "records.add_item")) == (
        set(),
        False,
    )
