"""What the page of an item shows beside its text: the review sheet, what is still in the way, the next act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.access.cases import Case, as_case, case_rows
from gongkai.access.editions import Permit, open_moves, visible_editions, visible_items
from gongkai.access.gates import approval_obstacles, publication_obstacles, release_facts
from gongkai.core.organs import Bearing, Standing, fills
from gongkai.core.regime import Stage
from gongkai.core.review import roles_due
from gongkai.core.terms import Citation, Refusal, Role, states
from gongkai.records.models import Edition, Item, Signature

__all__ = ["Row", "case_of", "editions_of", "item_of", "next_act", "obstacles", "review_sheet"]

# The act that brings an edition further, in the order of the road.
_ONWARD = (
    "submit",
    "sign",
    "answer_referral",
    "declassify",
    "record_consent",
    "record_law_approval",
    "approve",
    "publish",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One signature line of the review sheet （审查呈批单）."""

    stage: Stage
    role: Role
    clause: Citation
    signature: Signature | None
    is_open: bool


def item_of(who: Standing, item_id: int) -> Item:
    """An item the person may see; Item.DoesNotExist otherwise."""
    return visible_items(who).select_related("organ", "current").get(pk=item_id)


def case_of(who: Standing, edition_id: int, today: date) -> Case:
    """The case of an edition the person may see; Edition.DoesNotExist otherwise."""
    return as_case(case_rows(visible_editions(who).filter(pk=edition_id)).get(), today)


def editions_of(item: Item) -> list[Edition]:
    """All editions of an item, the newest first."""
    return list(item.editions.select_related("drafted_by").order_by("-number"))


def obstacles(case: Case, today: date) -> tuple[Refusal, ...]:
    """What still stands between an edition and the public; empty when it may be published, or has been."""
    if case.edition.state in (states.PUBLISHED, states.SUPERSEDED, states.WITHDRAWN):
        return ()
    return publication_obstacles(case, today)


def review_sheet(case: Case) -> tuple[Row, ...]:
    """Every line of the sheet, stage by stage; signatures of the present round only."""
    rows = []
    current = states.stage_of(case.edition.state)
    valid = {(s.stage, s.role) for s in case.review.signed}
    for stage in case.chain.stages:
        for role in roles_due(stage, case.review):
            signature = _signature(case, stage, role) if (stage.id, role) in valid else None
            clause = next(signer.clause for signer in stage.signers if signer.role is role)
            rows.append(Row(stage, role, clause, signature, stage.id == current and signature is None))
    return tuple(rows)


def next_act(who: Standing, case: Case) -> Permit | None:
    """The one act that is this person's now and brings the edition further; None when it waits for others."""
    permits = {permit.move.verb: permit for permit in open_moves(who, case)}
    return next((permits[verb] for verb in _ONWARD if verb in permits and _is_due(verb, case)), None)


def _is_due(verb: str, case: Case) -> bool:
    """Whether an open act has its object now: a paper is missing, or every gate before it is open."""
    facts = release_facts(case, case.today)
    if verb == "declassify":
        return bool(facts.was_marked) and not facts.declassified
    if verb == "record_consent":
        return bool(facts.joint_without_consent or facts.involved_without_word)
    if verb == "record_law_approval":
        return facts.law_approval_asked and not facts.law_approved
    if verb == "approve":
        return not approval_obstacles(case, case.today)
    return verb != "publish" or not publication_obstacles(case, case.today)


def _signature(case: Case, stage: Stage, role: Role) -> Signature | None:
    return next((row for row in case.signatures if row.stage == stage.id and row.role == role.value), None)


def names_for(role: Role, bearing: Bearing, standings: list[Standing]) -> tuple[str, ...]:
    """Who could sign in a role, by name, for the lines of the sheet that are still empty."""
    return tuple(
        standing.name
        for standing in standings
        if standing.person_id not in bearing.recused
        and any(fills(capacity, role, bearing) for capacity in standing.capacities)
    )
