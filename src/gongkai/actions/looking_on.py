"""Going on with a look that was broken off because it took too long: scans of many pages."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.access.cases import draft_of, load_case
from gongkai.actions.carrying import answers_given, carry_answers
from gongkai.actions.door import lock_item_of, today_of
from gongkai.actions.ledger import append_entry
from gongkai.actions.looking import keep, look, told
from gongkai.core.terms import states, system_actor
from gongkai.records.models import Screening

INSPECTOR = system_actor("inspector", "查验")


def unfinished_looks() -> list[int]:
    """The editions whose look is to go on: drafts, and those under review that nobody has signed."""
    rows = Screening.objects.filter(unfinished=True).exclude(edition__state__in=_OVER)
    return list(rows.order_by("screened_at").values_list("edition_id", flat=True))


_OVER = (
    states.CLEARED, states.SETTLED, states.APPROVED, states.PUBLISHED, states.SUPERSEDED, states.WITHDRAWN,
)  # fmt: skip


def go_on_looking(edition_id: int, moment: datetime, seconds: float) -> bool:
    """Look again with more time, and keep what is found; whether the look is finished now.

    Nothing is written where the content has changed meanwhile (then it was looked at anew), or where somebody has
    signed under what was known (then it stays as she saw it, and nothing that discloses can be signed).
    """
    today = today_of(moment)
    case = load_case(edition_id, today)
    if case.review.signed:
        return False
    found = look(draft_of(case.edition), case.lawbook, today, seconds)
    with transaction.atomic():
        lock_item_of(edition_id)
        fresh = load_case(edition_id, today)
        if fresh.fingerprint != case.fingerprint or fresh.review.signed:
            return False
        given = answers_given(fresh.edition)
        keep(fresh.edition, found, today, moment)
        carried = carry_answers(given, fresh.edition, found)
        after = load_case(edition_id, today)
        append_entry(
            organ_id=after.bearing.organ_id,
            moment=moment,
            actor=INSPECTOR,
            post="",
            verb="look_on",
            subject_kind="item",
            subject_id=after.edition.item_id,
            clauses=(after.lawbook.gate("screening_answered"),),
            payload={"edition": after.edition.number, "edition_id": edition_id, "state": after.edition.state}
            | {"fingerprint": after.fingerprint, "carried": carried}
            | told(after),
        )
        return not found.unfinished
