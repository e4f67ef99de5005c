"""Who logs in. An account opens the door of the house; what a person may do in it comes from her posts."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from gongkai.records.models import Account


class PersonBackend(BaseBackend):
    """Log-in name and password. It knows no permissions: `has_perm` is False for everybody."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **_others: Any,
    ) -> Account | None:
        """The account, or None for an unknown name, a wrong password and a closed account alike.

        All three take the time of one password check, so that the answer does not tell which names exist.
        """
        if not username or password is None:
            return None
        account = Account.objects.select_related("person").filter(username=username).first()
        if account is None:
            Account().set_password(password)
            return None
        if not account.check_password(password) or not account.is_active:
            return None
        return account

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, with its person; None once it is closed."""
        return Account.objects.select_related("person").filter(pk=user_id, is_active=True).first()
