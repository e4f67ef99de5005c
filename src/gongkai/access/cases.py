"""A case: an edition with its rule book and everything that bears on who may do what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from gongkai.access import screenings
from gongkai.access.lawbooks import lawbook_for
from gongkai.core.catalogue import AttachedFile, Draft, Involved, fingerprint
from gongkai.core.organs import Bearing
from gongkai.core.procedure import Table
from gongkai.core.regime import Lawbook, ReviewChain, Route
from gongkai.core.release import release_moves
from gongkai.core.review import ReviewFacts, Signed, review_moves
from gongkai.core.terms import Audience, DisclosureClass, Provenance, Role, UnitFunction, sm3_hex, states
from gongkai.records.models import Edition, Signature, Unit


@dataclass(frozen=True)
class Case:
    """One edition, ready to be asked. Built by `load_case` or `load_cases`; reads nothing further.

    `on` is the day whose rules bind it, `today` the day it is looked at.
    """

    edition: Edition
    lawbook: Lawbook
    on: date
    today: date
    chain: ReviewChain
    table: Table
    bearing: Bearing
    review: ReviewFacts
    fingerprint: str
    signatures: tuple[Signature, ...]

    @property
    def state_title(self) -> str:
        return self.table.state_title(self.edition.state)


def case_rows(editions: QuerySet[Edition]) -> QuerySet[Edition]:
    """The rows with all that `as_case` needs, in a constant number of queries."""
    return editions.select_related(
        "item__organ", "regime_version", "responsible_unit", "drafted_by", "approval__approver", "screening",
        "clearance",
    ).prefetch_related(
        "attachments__released", "involved_organs", "signatures__signer", "referrals", "evidence",
        "item__recusals", "item__organ__units", *screenings.ROWS,
    )  # fmt: skip


def draft_of(edition: Edition) -> Draft:
    """What the edition says, as a value."""
    return Draft(
        title=edition.title,
        formed_on=edition.formed_on,
        proposed_class=DisclosureClass(edition.proposed_class),
        class_reasons=edition.class_reasons,
        body_html=edition.body_html,
        body_text=edition.body_text,
        doc_number=edition.doc_number,
        issuer=edition.issuer,
        subject=edition.subject,
        changed_on=edition.changed_on,
        summary=edition.summary,
        validity=edition.validity,
        audience=Audience(edition.audience),
        category=edition.category,
        matter=edition.matter,
        provenance=Provenance(edition.provenance),
        obtained_from=edition.obtained_from,
        secrecy_mark=edition.secrecy_mark,
        secrecy_until=edition.secrecy_until,
        compiled_by=edition.compiled_by,
        needs_law_approval=edition.needs_law_approval,
        source_name=edition.source_name,
        source_digest=edition.source_digest,
        attachments=tuple(AttachedFile(row.name, row.digest, row.size) for row in edition.attachments.all()),
        involved=tuple(Involved(row.name, row.joint_maker) for row in edition.involved_organs.all()),
    )


def fingerprint_of(edition: Edition) -> str:
    """The digest a signature under this edition binds to: its content, and what screening found in it with what was
    said to that."""
    content = content_of(edition)
    seen = screenings.digest_of(edition, content)
    return sm3_hex(f"{content} {seen}".encode()) if seen else content


def content_of(edition: Edition) -> str:
    """The digest of what an edition says, by itself."""
    # The unit's id, not its name: renaming a unit must not undo every signature under its documents.
    unit = str(edition.responsible_unit_id)
    return fingerprint(edition.item.index_number, edition.number, unit, draft_of(edition))


def mark_in_force(edition: Edition, on: date) -> str:
    """The secrecy mark while its period runs; "" once it has run out. No date means it has not."""
    if edition.secrecy_mark and (edition.secrecy_until is None or edition.secrecy_until >= on):
        return edition.secrecy_mark
    return ""


def table_for(lawbook: Lawbook, on: date) -> Table:
    """The whole procedure table of an edition under a rule book."""
    chain = lawbook.review_chain(on).value
    approval = lawbook.release_approval(on)
    moves = review_moves(chain, lawbook.gate) + release_moves(
        chain, lawbook.publishers(on).value, approval.value if approval else None, lawbook.gate
    )
    titles = dict(states.STATE_TITLES)
    titles |= {states.in_review(stage.id): stage.title for stage in chain.stages}
    if approval is None:
        # Without an approval nothing ever stands there; the table should not say that something might.
        del titles[states.APPROVED]
        moves = tuple(
            replace(move, source=tuple(state for state in move.source if state != states.APPROVED))
            for move in moves
        )
    return Table(moves, titles)


def route_of(edition: Edition, lawbook: Lawbook, on: date) -> Route | None:
    """The route a rule book lays for the kind of information this is (hulunbuir-statistics:5.1)."""
    routing = lawbook.routing(on)
    if routing is None:
        return None
    return next((route for route in routing.value if route.id == edition.matter), None)


def _reviewing_unit(route: Route | None, units: Iterable[Unit]) -> Unit | None:
    if route is None:
        return None
    for unit in units:
        if unit.closed_on is None and (
            unit.name == route.unit_name
            or (route.function is not None and route.function.value in unit.functions)
        ):
            return unit
    return None


def _review_facts(
    edition: Edition, chain: ReviewChain, signed: list[Signature], unit: Unit | None, on: date
) -> ReviewFacts:
    answers = [row.answer for row in edition.referrals.all() if row.round == edition.round and row.answer]
    return ReviewFacts(
        drafted_by=edition.drafted_by_id,
        proposed_class=DisclosureClass(edition.proposed_class),
        has_category=bool(edition.category),
        mark_in_force=mark_in_force(edition, on),
        reviewing_unit=unit.pk if unit else None,
        reviewed_by_office=unit is not None and UnitFunction.LEADING_GROUP_OFFICE.value in unit.functions,
        signed=tuple(
            Signed(row.stage, _role(row), row.signer_id, chain.opinion(row.opinion).effect) for row in signed
        ),
        referral_answer=answers[-1] if answers else "",
        screening=screenings.screening_facts(edition, content_of(edition)),
    )


def _role(row: Signature) -> Role:
    return Role(row.role)


def as_case(edition: Edition, today: date) -> Case:
    """The case of a row that came through `case_rows`.

    Rules are read as of the day the edition was sent to review; before that, as of `today`.
    """
    on = edition.submitted_on or today
    lawbook = lawbook_for(edition.regime_version)
    chain = lawbook.review_chain(on).value
    mark = fingerprint_of(edition)
    signed = [
        row for row in edition.signatures.all() if row.round == edition.round and row.fingerprint == mark
    ]
    unit = _reviewing_unit(route_of(edition, lawbook, on), edition.item.organ.units.all())
    return Case(
        edition=edition,
        lawbook=lawbook,
        on=on,
        today=today,
        chain=chain,
        table=table_for(lawbook, on),
        bearing=Bearing(
            organ_id=edition.item.organ_id,
            responsible_unit=edition.responsible_unit_id,
            reviewing_unit=unit.pk if unit else None,
            recused=frozenset(row.person_id for row in edition.item.recusals.all()),
        ),
        review=_review_facts(edition, chain, signed, unit, today),
        fingerprint=mark,
        signatures=tuple(row for row in edition.signatures.all() if row.round == edition.round),
    )


def load_case(edition_id: int, today: date) -> Case:
    """The case of an edition; Edition.DoesNotExist where there is none."""
    return as_case(case_rows(Edition.objects.filter(pk=edition_id)).get(), today)


def load_cases(editions: QuerySet[Edition], today: date) -> list[Case]:
    """Many cases in a constant number of queries."""
    return [as_case(edition, today) for edition in case_rows(editions)]
