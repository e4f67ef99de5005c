"""What the ledger says of an organ: its units, people, posts, deputies, accounts, tokens and rule books.

Rights come from these rows alone. Whoever puts himself into a post behind the door must be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.core.terms import sm3_hex
from gongkai.gateways.regimes import load_text
from gongkai.queries.witness import Fault
from gongkai.records.models import (
    Account,
    Adoption,
    ApiToken,
    Deputation,
    Organ,
    Person,
    Post,
    RegimeVersion,
    Unit,
)

KINDS = frozenset({"organ", "unit", "person", "post", "deputation", "account", "adoption"})
_TITLES = {
    "unit": "内设机构",
    "person": "人员",
    "post": "任职",
    "deputation": "代理",
    "account": "账号",
    "adoption": "制度施行登记",
    "token": "接口令牌",
}
_TOKENS = {"issue_token": False, "revoke_token": True}
"""What is done to a token of a person, and whether it is revoked by it."""

_AT_FIRST: dict[str, dict[str, Any]] = {
    "unit": {"closed_on": None},
    "deputation": {"ended_on": None},
    "account": {"email": ""},
}
"""What holds of a row from its first entry on, until another says otherwise."""

Facts = dict[str, Any]


class Offices:
    """Built up entry by entry; `faults` then holds the organ's rows against it."""

    def __init__(self) -> None:
        self._opened: tuple[int, Facts] | None = None
        self._said: dict[str, dict[int, tuple[int, Facts]]] = {kind: {} for kind in _TITLES}

    def take(self, sequence: int, verb: str, kind: str, subject: int, payload: Mapping[str, Any]) -> None:
        """Take the next entry about the organ in."""
        if kind == "organ":
            self._opened = (sequence, dict(payload)) if verb == "open_organ" else self._opened
            return
        facts = dict(payload["after"] if verb == "change_unit" else payload)
        if verb in _TOKENS:
            # Told of a person, who stays as she is.
            kind, subject = "token", facts["token"]
            facts["is_revoked"] = _TOKENS[verb]
        if kind == "account":
            facts["is_active"] = verb != "close_account"
        if kind == "post":
            facts |= self._units_of(facts)
        before = self._said[kind].get(subject, (0, _AT_FIRST.get(kind, {})))[1]
        self._said[kind][subject] = (sequence, before | facts)

    def _units_of(self, facts: Facts) -> Facts:
        """Units by their key instead of the name they bear at this place of the ledger, where it told of them."""
        keys = {facts["name"]: key for key, (_, facts) in self._said["unit"].items()}
        found: Facts = {}
        if facts.get("unit") in keys:
            found["unit_id"] = keys[facts["unit"]]
        leads = facts.get("in_charge_of")
        if leads is not None and all(name in keys for name in leads):
            found["leads"] = sorted(keys[name] for name in leads)
        return found

    def faults(self, organ: Organ, end: int) -> Iterator[Fault]:
        """Everything of the organ that is not as its ledger says; `end` is the number after the last entry.

        Asked where the ledger tells of the opening of the organ, so that it must have written every row.
        """
        if not self._opened:
            return
        opened, said = self._opened
        if any(getattr(organ, name) != value for name, value in said.items()):
            yield Fault(opened, "数据库中机关的名称、网址标识或代码与设立时的记录不一致。")
        for kind, rows in _rows_of(organ):
            left = dict(self._said[kind])
            for key, row in rows:
                sequence, said = left.pop(key, (0, {}))
                if not sequence:
                    title = f"{_TITLES[kind]}（编号{key}）"
                    yield Fault(end, f"数据库中有一条{title}，记录链中没有写入它的记录。")
                elif any(said[name] != value for name, value in row.items() if name in said):
                    yield Fault(sequence, f"数据库中的{_TITLES[kind]}与这条记录写入时不一致。")
            for sequence, _ in left.values():
                yield Fault(sequence, f"这条记录写入的{_TITLES[kind]}在数据库中已经不存在。")
        yield from self._rule_books(organ)

    def _rule_books(self, organ: Organ) -> Iterator[Fault]:
        """A version is the digest of its text: a text that gives another one was altered."""
        adopted = {facts.get("version"): sequence for sequence, facts in self._said["adoption"].values()}
        for row in RegimeVersion.objects.filter(adoptions__organ=organ).distinct():
            if row.version in adopted and _version_of(row) != row.version:
                yield Fault(adopted[row.version], "数据库中的制度文本与这条记录施行的版本不一致。")


def _version_of(row: RegimeVersion) -> str:
    try:
        return load_text(row.bureau_sources, row.statute_sources).version
    except Exception:  # noqa: BLE001 - a text that no longer reads is not the one that was adopted
        return ""


def _rows_of(organ: Organ) -> Iterator[tuple[str, Iterable[tuple[int, Facts]]]]:
    """Every kind of row with its key and what entries may say of it."""
    units = Unit.objects.filter(organ=organ)
    yield "unit", [(row.pk, _plain(row, "name", "functions", "closed_on")) for row in units]
    people = Person.objects.filter(organ=organ)
    yield "person", [(row.pk, _plain(row, "name")) for row in people]
    posts = Post.objects.filter(unit__organ=organ).prefetch_related("in_charge_of")
    yield "post", [(row.pk, _post(row)) for row in posts]
    deputations = Deputation.objects.filter(post__unit__organ=organ).select_related("post", "deputy")
    yield "deputation", [(row.pk, _deputation(row)) for row in deputations]
    accounts = Account.objects.filter(person__organ=organ)
    yield (
        "account",
        [
            (row.pk, _plain(row, "username", "is_active", "email") | {"person": _key(row.person_id)})
            for row in accounts
        ],
    )
    tokens = ApiToken.objects.filter(person__organ=organ)
    yield "token", [(row.pk, _token(row)) for row in tokens]
    adoptions = Adoption.objects.filter(organ=organ).select_related("version")
    yield (
        "adoption",
        [(row.pk, _plain(row, "in_force_from") | {"version": row.version.version}) for row in adoptions],
    )


def _post(row: Post) -> Facts:
    facts = _plain(row, "unit_id", "kind", "title", "held_from", "held_until")
    leads = sorted(unit.pk for unit in row.in_charge_of.all())
    return facts | {"person": _key(row.holder_id), "leads": leads}


def _deputation(row: Deputation) -> Facts:
    facts = _plain(row, "post_id", "held_from", "held_until", "ended_on", "reason")
    return facts | {"holder": _key(row.post.holder_id), "deputy": _key(row.deputy_id)}


def _token(row: ApiToken) -> Facts:
    facts = _plain(row, "name") | {"kept": sm3_hex(row.digest.encode())}
    return facts | {"person": _key(row.person_id), "is_revoked": row.revoked_at is not None}


def _key(person_id: int) -> str:
    return f"person:{person_id}"


def _plain(row: object, *names: str) -> Facts:
    """Columns as the entries write them: days as text."""
    values = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
