"""The page of an item: what it is, whose turn it is, what can be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import CharField
from django.http import Http404, HttpResponse

from gongkai.access.cases import Case
from gongkai.access.editions import open_moves
from gongkai.core.terms import DisclosureClass, Refusal, states
from gongkai.core.workdays import ClockReading, due_badge
from gongkai.queries.calendar import calendar_in_use
from gongkai.queries.clocks import arrived_at_secrecy, publication_clock, secrecy_clock
from gongkai.queries.history import history_of
from gongkai.queries.items import case_of, editions_of, item_of, next_act, obstacles, review_sheet
from gongkai.queries.signers import who_signs, whose_turn
from gongkai.records.models import Approval, Edition, Item, Publication
from gongkai.web.citing import cite
from gongkai.web.day_strip import day_strip
from gongkai.web.desk.act_form import ActForm
from gongkai.web.desk.acts import ACTS, PAGES, Act
from gongkai.web.desk.document import head_lines
from gongkai.web.desk.screening_figures import figures_of
from gongkai.web.desk.visit import Visit, staff
from gongkai.web.desk.ways_out import way_out
from gongkai.web.document import document_html
from gongkai.web.numbers import number_in

_OVER = (states.PUBLISHED, states.SUPERSEDED, states.WITHDRAWN, states.SETTLED)
"""States in which no clock runs and no gate is asked any more."""

_SHUT = (states.SUPERSEDED, states.WITHDRAWN, states.SETTLED)
"""States from which nothing can become public any more."""


@dataclass(frozen=True, slots=True)
class Panel:
    """An act that is open to the person now, with its form."""

    verb: str
    act: Act
    form: ActForm
    clause: Any
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """An act that was just tried: the form as typed, and the refusal if the rules said no."""

    verb: str
    form: ActForm
    refusal: Refusal | None = None

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Label and text of what was written in words, for a page on which the form itself is gone."""
        if not self.form.is_bound:
            return []
        written = [one for one in self.form if isinstance(one.field, CharField) and not one.is_hidden]
        return [(str(one.label), str(one.value())) for one in written if one.value()]


@staff
def item_page(visit: Visit, item_id: int) -> HttpResponse:
    """The newest edition, or the one whose number is asked for."""
    try:
        item = item_of(visit.who, item_id)
        return case_page(
            visit, case_of(visit.who, _edition(item, visit.request.GET.get("edition", "")), visit.today)
        )
    except (Item.DoesNotExist, Edition.DoesNotExist) as error:
        raise Http404 from error


def case_page(visit: Visit, case: Case, attempt: Attempt | None = None, status: int = 200) -> HttpResponse:
    """The page of a case; after an attempt that failed, with what was typed and why."""
    edition = case.edition
    panels, main = _panels(visit, case, attempt)
    arrived = arrived_at_secrecy(edition, case)
    shown = any(panel.opened for panel in (*panels, main) if panel)
    context: dict[str, Any] = {
        "lawbook": case.lawbook,
        "case": case,
        "edition": edition,
        "item": edition.item,
        "head": head_lines(case),
        "body": document_html(edition.body_html, edition.body_text),
        "main": main,
        "panels": panels,
        "pages": _pages(visit, case),
        "attempt": attempt,
        "act_title": _button(attempt.verb) if attempt else "",
        "refused_alone": attempt is not None and attempt.refusal is not None and not shown,
        "way_out": way_out(attempt.refusal, case) if attempt and attempt.refusal else None,
        "obstacles": obstacles(case, visit.today),
        "screening": figures_of(case),
        "blocked": () if edition.state in _SHUT else case.review.screening.blocked,
        "secret": case.lawbook.gate("marked_secret"),
        "clocks": _strips(visit, case, publication_clock(case), secrecy_clock(case, arrived)),
        "turns": ()
        if states.stage_of(edition.state) or edition.state in _OVER
        else whose_turn(case, visit.today),
        "sheet": who_signs(case, review_sheet(case), visit.today),
        "past_signatures": _past_signatures(case),
        "referrals": edition.referrals.all(),
        "history": history_of(case),
        "editions": editions_of(edition.item),
        "publication": _publication(edition),
        "over": edition.state in _OVER,
        **_titles(case),
    }
    return visit.render("desk/item.html", status=status, **context)


def _button(verb: str) -> str:
    return ACTS[verb].button if verb in ACTS else PAGES[verb][0]


def _titles(case: Case) -> dict[str, Any]:
    """What the rule book calls the ids that the edition holds."""
    edition, book = case.edition, case.lawbook
    routing = book.routing(case.on)
    matters = {route.id: route.title for route in routing.value} if routing else {}
    categories = {category.id: category.title for category in book.categories(case.on).value}
    return {
        "decided_title": DisclosureClass(edition.decided_class).title if edition.decided_class else "",
        "category_title": categories.get(edition.category, ""),
        "matter_title": matters.get(edition.matter, ""),
        "channel_titles": {channel.id: channel.title for channel in book.channels(case.on).value},
        "approval": Approval.objects.filter(edition=edition).select_related("approver").first(),
    }


def _edition(item: Item, number: str) -> int:
    if asked := number_in(number, 0):
        return Edition.objects.only("pk").get(item=item, number=asked).pk
    if item.current_id is None:
        raise Edition.DoesNotExist
    return item.current_id


def _panels(visit: Visit, case: Case, attempt: Attempt | None) -> tuple[list[Panel], Panel | None]:
    """The other acts, and the one next act; an act just tried stays open with what was typed."""
    first = next_act(visit.who, case)
    first_verb = first.move.verb if first else ""
    found, main = [], None
    for permit in open_moves(visit.who, case):
        verb = permit.move.verb
        if verb not in ACTS or not _makes_sense(visit, case, verb):
            continue
        tried = attempt is not None and attempt.verb == verb
        form = attempt.form if attempt and tried else ACTS[verb].form(case, visit.today, prefix=verb)
        panel = Panel(verb, ACTS[verb], form, permit.move.clause, tried)
        if verb == first_verb or (verb == "read" and not first_verb):
            main = panel
        else:
            found.append(panel)
    order = list(ACTS)
    return sorted(found, key=lambda panel: order.index(panel.verb)), main


def _makes_sense(visit: Visit, case: Case, verb: str) -> bool:
    """Leaves out what is open by the table but has no object here: no mark to lift, no organ to hear."""
    edition = case.edition
    recorded = {row.kind for row in edition.evidence.all()}
    if verb == "record_consent":
        return any(row.consented_on is None for row in edition.involved_organs.all())
    if verb == "declassify":
        return bool(edition.secrecy_mark) and "declassification" not in recorded
    if verb == "record_law_approval":
        return edition.needs_law_approval and "law_approval" not in recorded
    if verb == "read":
        publication = _publication(edition)
        unread = (
            publication is not None
            and not publication.receipts.filter(person_id=visit.who.person_id).exists()
        )
        return edition.audience == "internal" and unread
    return True


def _pages(visit: Visit, case: Case) -> list[tuple[str, str]]:
    """Acts with a page of their own that are open: label and address."""
    newest = case.edition.item.current_id == case.edition.pk
    return [
        (PAGES[permit.move.verb][0], f"/desk/items/{case.edition.item_id}/{PAGES[permit.move.verb][1]}/")
        for permit in open_moves(visit.who, case)
        if permit.move.verb in PAGES and newest
    ]


def _strips(visit: Visit, case: Case, *readings: ClockReading | None) -> list[Any]:
    """The picture of each clock that runs, with its badge while the case is open."""
    calendar = calendar_in_use()
    open_still = case.edition.state not in _OVER
    return [
        (
            reading,
            due_badge(reading, visit.today, calendar) if open_still else None,
            day_strip(reading, visit.today, lambda citation: cite(citation, case.lawbook, "").label),
        )
        for reading in readings
        if reading is not None
    ]


def _past_signatures(case: Case) -> list[Any]:
    """Signatures that no longer count: of an earlier round, or over a text that has changed."""
    return [
        row
        for row in case.edition.signatures.all()
        if row.round != case.edition.round or row.fingerprint != case.fingerprint
    ]


def _publication(edition: Edition) -> Publication | None:
    return Publication.objects.filter(edition=edition).prefetch_related("channels").first()
