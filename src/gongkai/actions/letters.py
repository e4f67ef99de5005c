"""Changing the wording of letters: every version is kept, the newest is used for what is issued from now on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.access.lawbooks import lawbook_of_organ
from gongkai.access.standing import standing_of
from gongkai.actions.door import today_of
from gongkai.actions.ledger import append_entry
from gongkai.core.letters import LETTER_KINDS, check
from gongkai.core.organs import Bearing, Standing, capacity_for
from gongkai.core.terms import Refusal, Refused, sm3_hex
from gongkai.queries.letter_wordings import EDITORS
from gongkai.records.models import LetterTemplate, Organ, Person

LONGEST_WORDING = 20_000


def edit_wording(who: Standing, kind: str, text: str, *, moment: datetime) -> LetterTemplate:
    """Put a new wording of a kind of letter in force for the organ.

    Refused where the wording has a mistake (a place that the letter needs is missing, a place nobody knows), and to
    everybody but the acceptance body and the leading-group office.
    """
    today = today_of(moment)
    with transaction.atomic():
        organ = Organ.objects.select_for_update(no_key=True).get(pk=who.organ_id)
        clause = lawbook_of_organ(organ, today).gate("outcome")
        standing = standing_of(Person.objects.get(pk=who.person_id), today)
        found = capacity_for(standing, EDITORS, Bearing(organ.pk))
        if found is None:
            titles = "、".join(role.title for role in EDITORS)
            reason = f"文书的文字由{titles}修改，您现在的职务不在其中。"
            raise Refused(Refusal("not_your_turn", reason, clause, f"请联系{titles}。"))
        if kind not in LETTER_KINDS:
            raise Refused(Refusal("unknown_kind", "没有这种文书。", clause, "请从列出的文书中选择。"))
        wording = text.replace("\r\n", "\n").strip() + "\n"
        if len(wording) > LONGEST_WORDING:
            reason = f"文字有 {len(wording)} 个字，最多 {LONGEST_WORDING} 个字。"
            raise Refused(Refusal("too_long", reason, clause, "请缩短。"))
        for mistake in check(wording, kind):
            raise Refused(mistake)
        newest = LetterTemplate.objects.filter(organ=organ, kind=kind).order_by("-version").first()
        row = LetterTemplate.objects.create(
            organ=organ,
            kind=kind,
            version=newest.version + 1 if newest else 1,
            text=wording,
            made_at=moment,
            made_by_id=who.person_id,
        )
        append_entry(
            organ_id=organ.pk,
            moment=moment,
            actor=standing.actor,
            post=found[1].label,
            verb="edit_wording",
            subject_kind="wording",
            subject_id=row.pk,
            clauses=(clause,),
            payload={"kind": kind, "version": row.version, "wording": sm3_hex(wording.encode())},
        )
        return row
