"""Tokens of the API: issued once, revoked for good. The secret is told once and never kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.access.lawbooks import NoRuleBook, lawbook_of_organ
from gongkai.access.tokens import token_digest
from gongkai.actions.door import today_of
from gongkai.actions.ledger import append_entry
from gongkai.core.requests.typed import clean_line
from gongkai.core.terms import Citation, Refusal, Refused, sm3_hex, system_actor
from gongkai.records.models import Account, ApiToken, Organ, Person

ADMINISTRATOR = system_actor("administrator", "系统管理员")
"""Whoever can run commands on the machine; the web offers no tokens."""

LONGEST_NAME = 60
MOST_TOKENS = 20
_MARK = "gk_"
"""Lets a secret be recognised where it was left by mistake."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A new token; `secret` is told once and kept only as a digest."""

    token: ApiToken
    secret: str


def issue_token(person: Person, *, name: str = "", moment: datetime) -> Issued:
    """Give a program a token to act for a person, with exactly what she may do on the day of each call.

    Refused without an open account, for a name that is too long, and beyond so many tokens at a time.
    """
    with transaction.atomic():
        # The person stays locked: two commands at once do not both find the last place free.
        holder = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        clause = _clause(holder.organ, moment)
        called = clean_line(name)
        if not Account.objects.filter(person=holder, is_active=True).exists():
            reason = f"{holder.name}没有账号，或者账号已经停用。"
            raise Refused(Refusal("no_account", reason, clause, "请先由人事机构开通账号。"))
        if len(called) > LONGEST_NAME:
            reason = f"令牌的名称有 {len(called)} 个字，最多 {LONGEST_NAME} 个字。"
            raise Refused(Refusal("too_long", reason, clause, "请缩短。"))
        if ApiToken.objects.filter(person=holder, revoked_at=None).count() >= MOST_TOKENS:
            reason = f"{holder.name}已有 {MOST_TOKENS} 个可用的令牌。"
            raise Refused(Refusal("too_many", reason, clause, "请先收回不用的令牌。"))
        secret = _MARK + secrets.token_urlsafe(32)
        row = ApiToken.objects.create(
            person=holder, name=called, digest=token_digest(secret), issued_at=moment
        )
        _record(row, "issue_token", clause, moment)
        return Issued(row, secret)


def revoke_token(token_id: int, *, moment: datetime) -> ApiToken:
    """Take a token back; from then on it opens nothing. Refused for an unknown one and a second time."""
    with transaction.atomic():
        row = ApiToken.objects.select_for_update(no_key=True).filter(pk=token_id).first()
        if row is None:
            remedy = "请用 gongkai token list 查看有哪些令牌。"
            raise Refused(Refusal("no_token", f"没有编号为 {token_id} 的令牌。", None, remedy))
        clause = _clause(row.person.organ, moment)
        if row.revoked_at is not None:
            raise Refused(Refusal("token_revoked", "这个令牌已经收回。", clause, "无需再次办理。"))
        row.revoked_at = moment
        row.save(update_fields=["revoked_at"])
        _record(row, "revoke_token", clause, moment)
        return row


def revoke_tokens_of(person: Person, moment: datetime) -> list[ApiToken]:
    """Take back every token of somebody whose account is closed; the caller enters each in the ledger.

    Opened again some day, the account must not wake the tokens of the one who left.
    """
    rows = list(ApiToken.objects.select_for_update(no_key=True).filter(person=person, revoked_at=None))
    for row in rows:
        row.revoked_at = moment
        row.save(update_fields=["revoked_at"])
    return rows


def token_told(row: ApiToken) -> dict[str, object]:
    """What the ledger keeps of a token."""
    return {
        "token": row.pk,
        "name": row.name,
        "person": row.person.key,
        # Not the digest itself: the ledger must not help anybody to a token.
        "kept": sm3_hex(row.digest.encode()),
    }


def _record(row: ApiToken, verb: str, clause: Citation | None, moment: datetime) -> None:
    append_entry(
        organ_id=row.person.organ_id,
        moment=moment,
        actor=ADMINISTRATOR,
        post="",
        verb=verb,
        subject_kind="person",
        subject_id=row.person_id,
        clauses=[clause] if clause else [],
        payload=token_told(row),
    )


def _clause(organ: Organ, moment: datetime) -> Citation | None:
    """What the organ's rule book says on who gives access; before the first adoption no rule book speaks."""
    try:
        return lawbook_of_organ(organ, today_of(moment)).gate("organisation")
    except NoRuleBook:
        return None
