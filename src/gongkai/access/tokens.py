"""Tokens of the API: whose they are. A token opens the door for its person; what she may do comes from her posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.gateways.vault import the_vault
from gongkai.records.models import ApiToken, Person

LONGEST_SECRET = 200


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token as `gongkai token list` shows it; the secret itself is kept nowhere."""

    id: int
    name: str
    username: str
    person: str
    organ: str
    issued_at: datetime
    revoked_at: datetime | None
    closed: bool


def token_digest(secret: str) -> str:
    """What is kept of a token: keyed, so that nobody who reads the tables can use one."""
    return the_vault().digest(secret, "api-token")


def person_of_token(secret: str) -> Person | None:
    """Whose token this is; None for an unknown or revoked one, and once the person's account is closed.

    All of these take the same time. Two queries.
    """
    if not secret or len(secret) > LONGEST_SECRET:
        return None
    rows = ApiToken.objects.select_related("person__account", "person__organ")
    row = rows.filter(digest=token_digest(secret), revoked_at=None, person__account__is_active=True).first()
    return row.person if row else None


def token_lines() -> tuple[TokenLine, ...]:
    """Every token ever issued, the newest first; one query."""
    rows = ApiToken.objects.select_related("person__organ", "person__account").order_by("-id")
    return tuple(
        TokenLine(
            id=row.pk,
            name=row.name,
            username=row.person.account.username,
            person=row.person.name,
            organ=row.person.organ.slug,
            issued_at=row.issued_at,
            revoked_at=row.revoked_at,
            closed=not row.person.account.is_active,
        )
        for row in rows
    )
