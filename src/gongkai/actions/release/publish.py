"""Approving, publishing, withdrawing."""

from __future__ import annotations

from datetime import datetime

from gongkai.access.cases import Case
from gongkai.access.editions import Permit
from gongkai.access.gates import approval_obstacles, publication_obstacles
from gongkai.actions.counters import next_serial
from gongkai.actions.door import Written, edition_act, permitted, today_of, unchanged
from gongkai.actions.reactions import bake_later
from gongkai.actions.release.channels import write_channels
from gongkai.actions.screening.clearing import clear_for_release, refuse_uncleared
from gongkai.actions.screening.free_text import refuse_unfit_words
from gongkai.actions.search import index_publication, remove_publication
from gongkai.core.organs import Standing
from gongkai.core.terms import Refusal, Refused, states
from gongkai.records.models import Approval, Edition, Item, Publication


def approve(who: Standing, edition_id: int, *, note: str, seen_fingerprint: str, moment: datetime) -> Edition:
    """The leading group approves the content before it goes out (hulunbuir-statistics:1.4.1)."""

    def act(case: Case, permit: Permit) -> Written[Edition]:
        unchanged(case, seen_fingerprint)
        for refusal in approval_obstacles(case, today_of(moment)):
            raise Refused(refusal)
        Approval.objects.create(
            edition=case.edition,
            approver_id=who.person_id,
            approver_post=permit.capacity.label,
            in_place_of_id=permit.capacity.in_place_of,
            note=note.strip(),
            fingerprint=case.fingerprint,
            approved_at=moment,
        )
        case.edition.state = permit.move.target or ""
        case.edition.save(update_fields=["state"])
        payload: dict[str, object] = {
            "fingerprint": case.fingerprint,
            "note": note.strip(),
            "in_place_of": permit.capacity.in_place_of,
        }
        return Written(case.edition, payload | {"state": case.edition.state})

    return edition_act(who, "approve", edition_id, moment, act)


def publish(
    who: Standing, edition_id: int, *, channels: list[str], seen_fingerprint: str, moment: datetime
) -> Publication:
    """Publish: the last gate, the register's line, the search index, and the request to make the pages.

    An earlier edition of the item that is public is replaced in the same act. Before it, the files are made anew and
    proved; only those go out.
    """
    case, _ = permitted(who, "publish", edition_id, today_of(moment))
    unchanged(case, seen_fingerprint)
    for refusal in publication_obstacles(case, today_of(moment)):
        raise Refused(refusal)
    clear_for_release(edition_id, moment)

    def act(case: Case, permit: Permit) -> Written[Publication]:
        unchanged(case, seen_fingerprint)
        today = today_of(moment)
        for refusal in publication_obstacles(case, today):
            raise Refused(refusal)
        refuse_uncleared(case)
        edition, item = case.edition, case.edition.item
        _replace_public(item, moment)
        row = _register_line(case, permit, who, moment)
        edition.state = permit.move.target or ""
        edition.save(update_fields=["state"])
        write_channels(case, row, channels, today)
        index_publication(row)
        bake_later(item, moment)
        payload = _told(row) | {"channels": channels, "state": edition.state}
        return Written(row, payload, (case.lawbook.gate("register"),))

    return edition_act(who, "publish", edition_id, moment, act)


def _told(row: Publication) -> dict[str, object]:
    """What the ledger keeps of a line of the register."""
    return {
        "publication": row.pk,
        "register": row.number,
        "fingerprint": row.fingerprint,
        "audience": row.audience,
        "category": row.category,
        "on": row.published_on.isoformat(),
        "reviewers": row.reviewers,
    }


def withdraw(who: Standing, edition_id: int, *, reason: str, moment: datetime) -> Publication:
    """Take a publication back; the portal shows a dated notice with the reason in its place.

    The reason is for everybody to read, so that it is looked at like the text it takes back.
    """

    def act(case: Case, permit: Permit) -> Written[Publication]:
        if not reason.strip():
            raise Refused(
                Refusal(
                    "no_reasons", "没有写明撤回的理由。", permit.move.clause, "请写明理由，它会向社会公开。"
                )
            )
        refuse_unfit_words(case, [reason], moment)
        row = Publication.objects.get(edition=case.edition)
        row.withdrawal_reason, row.withdrawn_by_id = reason.strip(), who.person_id
        _end(row, "withdrawn", moment)
        case.edition.state = permit.move.target or ""
        case.edition.save(update_fields=["state"])
        bake_later(case.edition.item, moment)
        payload: dict[str, object] = {
            "publication": row.pk,
            "register": row.number,
            "reasons": row.withdrawal_reason,
        }
        return Written(row, payload | {"state": case.edition.state})

    return edition_act(who, "withdraw", edition_id, moment, act)


def _replace_public(item: Item, moment: datetime) -> None:
    for old in Publication.objects.filter(item=item, ended_at=None).select_related("edition"):
        _end(old, "replaced", moment)
        old.edition.state = states.SUPERSEDED
        old.edition.save(update_fields=["state"])


def _register_line(case: Case, permit: Permit, who: Standing, moment: datetime) -> Publication:
    edition, item, today = case.edition, case.edition.item, today_of(moment)
    serial = next_serial(item.organ, f"register:{today.year}")
    return Publication.objects.create(
        organ=item.organ,
        number=f"{today.year}-{serial:04d}",
        item=item,
        edition=edition,
        audience=edition.audience,
        category=edition.category,
        fingerprint=case.fingerprint,
        published_at=moment,
        published_on=today,
        publisher_id=who.person_id,
        publisher_post=permit.capacity.label,
        reviewers="、".join(f"{row.signer.name}（{row.signer_post}）" for row in case.signatures)[:500],
    )


def _end(row: Publication, how: str, moment: datetime) -> None:
    row.ended_at, row.ended_how = moment, how
    row.save(update_fields=["ended_at", "ended_how", "withdrawal_reason", "withdrawn_by"])
    remove_publication(row)
