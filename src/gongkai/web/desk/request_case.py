"""The page of a request: where its clock stands, what is asked, whose turn it is, what can be done now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.forms import CharField
from django.http import Http404, HttpResponse

from gongkai.core.regime.values_requests import Outcome
from gongkai.core.requests import states
from gongkai.core.terms import Citation, Refusal
from gongkai.queries.request_page import RequestPage, request_page
from gongkai.queries.search import Hit
from gongkai.records.models import Request
from gongkai.web.citing import cite
from gongkai.web.day_strip import DayStrip, day_strip
from gongkai.web.desk.request_act_form import RequestActForm
from gongkai.web.desk.request_acts import GROUPS, LOOK, REQUEST_ACTS, RequestAct
from gongkai.web.desk.request_reply_forms import PICKED, Choice, choices, first_values
from gongkai.web.desk.request_sense import makes_sense, next_verb
from gongkai.web.desk.request_ways_out import way_out
from gongkai.web.desk.visit import Visit, staff


@dataclass(frozen=True, slots=True)
class Panel:
    """An act that is open now, with its form; with `choices` instead while an outcome is still to be chosen."""

    verb: str
    act: RequestAct
    form: RequestActForm
    clause: Citation
    opened: bool = False
    choices: tuple[Choice, ...] = ()
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """An act that was just tried: the form as typed, and the refusal if the rules said no."""

    verb: str
    form: RequestActForm
    refusal: Refusal | None = None

    @property
    def typed(self) -> list[tuple[str, str]]:
        """Label and text of what was written in words, for a page on which the form itself is gone."""
        if not self.form.is_bound:
            return []
        written = [one for one in self.form if isinstance(one.field, CharField) and not one.is_hidden]
        return [(str(one.label), str(one.value())) for one in written if one.value()]


@staff
def show_case(visit: Visit, request_id: int) -> HttpResponse:
    """The case of a request of hers; 404 for any other."""
    return case_page(visit, page_of(visit, request_id))


def page_of(visit: Visit, request_id: int) -> RequestPage:
    """What the page shows; Http404 where the person may not know of the request."""
    try:
        return request_page(visit.who, request_id, visit.today)
    except Request.DoesNotExist as error:
        raise Http404 from error


def case_page(
    visit: Visit, page: RequestPage, attempt: Attempt | None = None, status: int = 200
) -> HttpResponse:
    """The page of a case; after an attempt that failed, with what was typed and why."""
    panels, main = _panels(visit, page, attempt)
    shown = any(panel.opened for panel in (*panels.values(), main) if panel)
    looking = _look(visit, page, attempt.form if attempt and attempt.verb == "look" else None)
    shown = shown or (looking is not None and looking.opened)
    tried = (
        LOOK if attempt and attempt.verb == "look" else REQUEST_ACTS.get(attempt.verb) if attempt else None
    )
    context: dict[str, Any] = {
        "lawbook": page.case.lawbook,
        "page": page,
        "case": page.case,
        "row": page.request,
        "strip": strip_of(page, visit),
        "main": main,
        "groups": _grouped(panels),
        "attempt": attempt,
        "act_title": tried.button if tried else "",
        "refused_alone": bool(attempt and attempt.refusal and not shown),
        "way_out": way_out(attempt.refusal, page) if attempt and attempt.refusal else None,
        "look": looking,
        "mine": {permit.move.verb for permit in page.permits},
        "approving": states.stage_of(page.request.state) is not None,
        "filing": getattr(page.request, "filing", None),
        "hits": _hits(page),
        "at_once": "answer_at_once" in panels or (main is not None and main.verb == "answer_at_once"),
        "grounds": {each.id: each.title for each in page.case.lawbook.refusal_grounds(page.case.on).value},
    }
    return visit.render("desk/request.html", status=status, **context)


def strip_of(page: RequestPage, visit: Visit) -> DayStrip | None:
    """The picture of the clock; None before it runs."""
    if page.reading is None:
        return None
    today = None if page.ended else visit.today
    return day_strip(page.reading, today, lambda citation: cite(citation, page.case.lawbook, "").label)


def _hits(page: RequestPage) -> list[tuple[Hit, str]]:
    """What is public and may answer, each with the words that point an applicant to it."""
    slug = page.request.organ.slug
    return [
        (hit, f"《{hit.title}》已在本机关网站公开：{settings.SITE_URL}/{slug}/items/{hit.item_id}/")
        for hit in (page.known.items if page.known else ())
    ]


def _look(visit: Visit, page: RequestPage, form: RequestActForm | None) -> Panel | None:
    """The form behind which the applicant's data stand; None for who may not see them."""
    permit = next((one for one in page.permits if one.move.verb == "look"), None)
    if permit is None or page.request.applicant.anonymised_at is not None:
        return None
    made = form or LOOK.form(page, visit.who, visit.today, prefix="look")
    return Panel("look", LOOK, made, permit.move.clause, opened=form is not None)


def _grouped(panels: dict[str, Panel]) -> list[tuple[str, list[Panel]]]:
    """The panels under their headings; headings without one are left out."""
    found = [(title, [panels[verb] for verb in verbs if verb in panels]) for title, verbs in GROUPS]
    return [(title, listed) for title, listed in found if listed]


def _panels(
    visit: Visit, page: RequestPage, attempt: Attempt | None
) -> tuple[dict[str, Panel], Panel | None]:
    """The other acts, and the one next act; an act just tried stays open with what was typed.

    An act that the address names is taken for the next one: somebody has just chosen it.
    """
    first = attempt.verb if attempt else visit.request.GET.get("act", "") or next_verb(page)
    found: dict[str, Panel] = {}
    for permit in page.permits:
        verb = permit.move.verb
        if verb in REQUEST_ACTS and verb not in found and makes_sense(page, verb):
            tried = attempt if attempt and attempt.verb == verb else None
            found[verb] = _panel(visit, page, verb, permit.move.clause, tried)
    main = found.pop(first, None) or (found.pop(next_verb(page), None) if not attempt else None)
    return found, main


def _panel(visit: Visit, page: RequestPage, verb: str, clause: Citation, tried: Attempt | None) -> Panel:
    act = REQUEST_ACTS[verb]
    if not act.staged:
        form = tried.form if tried else act.form(page, visit.who, visit.today, prefix=verb)
        return Panel(verb, act, form, clause, tried is not None)
    first = first_values(visit.request.GET) if visit.request.GET.get("act", "propose_reply") == verb else {}
    form = tried.form if tried else act.form(page, visit.who, visit.today, prefix=verb, initial=first)
    outcome: Outcome | None = getattr(form, "chosen", None)
    offered = tuple(choices(page, on_the_spot=verb == "answer_at_once"))
    opened = tried is not None or PICKED in first
    return Panel(verb, act, form, clause, opened, () if outcome else offered, outcome)
