"""One way to change an organ: lock it, ask who is asking, write, enter it in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.access.lawbooks import NoRuleBook, lawbook_of_organ
from gongkai.access.organs import may_organise, may_set_up
from gongkai.access.standing import standing_of
from gongkai.actions.ledger import append_entry
from gongkai.core.organs import Standing
from gongkai.core.terms import Actor, Citation, Refusal, Refused, system_actor
from gongkai.records.models import Organ, Person

SETUP = system_actor("setup", "系统初始化")
"""Opens organs and seats their first people; afterwards the personnel office does it."""

Who = Standing | Actor
"""A person where she stands today, or the machine that sets up."""

EARLIEST, LATEST = date(1949, 10, 1), date(2199, 12, 31)


@dataclass(frozen=True)
class OrganAct:
    """An act on one organ while it is locked: `today` is the day of the moment in China."""

    organ: Organ
    who: Who
    post: str
    moment: datetime
    clause: Citation | None

    @property
    def today(self) -> date:
        return localdate(self.moment)

    def refused(self, code: str, reason: str, remedy: str) -> Refused:
        """A refusal under the clause that organisation rests on, to be raised."""
        return Refused(Refusal(code, reason, self.clause, remedy))

    def is_about_herself(self, person_id: int) -> bool:
        """Whether the one who acts is the one acted upon."""
        return isinstance(self.who, Standing) and self.who.person_id == person_id

    def record(self, verb: str, subject: str, subject_id: int, payload: Mapping[str, object]) -> None:
        """Enter the act in the organ's ledger, in the same transaction."""
        append_entry(
            organ_id=self.organ.pk,
            moment=self.moment,
            actor=self.who.actor if isinstance(self.who, Standing) else self.who,
            post=self.post,
            verb=verb,
            subject_kind=subject,
            subject_id=subject_id,
            clauses=[self.clause] if self.clause else [],
            payload=payload,
        )


@contextmanager
def organ_act(who: Who, organ_id: int, moment: datetime) -> Iterator[OrganAct]:
    """Open a transaction with the organ's row locked, for somebody who may change the organ.

    The lock puts acts on one organ in a line: two appointments at once see each other. Her posts are read
    again under the lock, since they may have ended after the page was opened. Raises Refused for strangers.
    """
    with transaction.atomic():
        # Not the key: every entry of the ledger refers to the organ, and whoever writes one at its end would wait
        # for us while we wait for her end of the chain (PostgreSQL: deadlock detected).
        organ = Organ.objects.select_for_update(no_key=True).filter(pk=organ_id).first()
        if organ is None:
            raise Refused(_no_organ())
        today = localdate(moment)
        clause = _clause(organ, today)
        yield OrganAct(organ, who, _post_of(who, organ, today, clause), moment, clause)


def _clause(organ: Organ, today: date) -> Citation | None:
    """What the organ's rule book says on who runs it; before the first adoption no rule book speaks."""
    try:
        return lawbook_of_organ(organ, today).gate("organisation")
    except NoRuleBook:
        return None


def _post_of(who: Who, organ: Organ, today: date, clause: Citation | None) -> str:
    if isinstance(who, Actor):
        if may_set_up(who):
            return ""
    else:
        person = Person.objects.filter(pk=who.person_id, organ=organ).first()
        capacity = may_organise(standing_of(person, today), organ.pk) if person else None
        if capacity:
            return capacity.label
    raise Refused(
        Refusal(
            "not_personnel_office",
            f"「{organ.name}」的机构、职务和账号由本机关人事机构办理。",
            clause,
            "请联系本机关人事机构办理。",
        )
    )


def _no_organ() -> Refusal:
    return Refusal("no_such_organ", "没有这个机关。", None, "请从机关列表中重新进入。")
