"""The redacted text beside the original: as it would be, and as it was made."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.access.cases import Case
from gongkai.access.editions import may
from gongkai.actions.screening.redacting import wanted_of
from gongkai.core.terms import Refusal
from gongkai.gateways.paper.redact.kinds import IN_PICTURES
from gongkai.queries.items import case_of
from gongkai.queries.screening_page import summary_of
from gongkai.queries.screening_preview import compared, file_pairs, previewed
from gongkai.web.desk.screening import asked_case
from gongkai.web.desk.visit import Visit, staff


@require_safe
@staff
def preview(visit: Visit, item_id: int) -> HttpResponse:
    """What would be cut, and the button that does it."""
    return show_preview(visit, asked_case(visit, item_id))


def show_preview(visit: Visit, case: Case, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    """The page; after a redaction that was refused, with the reason where the button was."""
    permit = may(visit.who, "redact", case)
    return visit.render(
        "desk/screening_preview.html",
        status=status,
        lawbook=case.lawbook,
        case=case,
        edition=case.edition,
        item=case.edition.item,
        summary=summary_of(case),
        preview=previewed(case, wanted_of(case)),
        in_pictures=IN_PICTURES,
        closed=permit if isinstance(permit, Refusal) else None,
        clause=case.lawbook.gate("part_secret"),
        refusal=refusal,
        under_review=case.edition.state != "draft",
    )


@require_safe
@staff
def compare(visit: Visit, item_id: int) -> HttpResponse:
    """A redacted edition beside the one it was made from; 404 where it was not made from one."""
    case = asked_case(visit, item_id)
    if case.edition.redacted_from_id is None:
        raise Http404
    old = case_of(visit.who, case.edition.redacted_from_id, visit.today)
    return visit.render(
        "desk/screening_compare.html",
        lawbook=case.lawbook,
        case=case,
        edition=case.edition,
        item=case.edition.item,
        old=old.edition,
        sides=compared(old, case),
        files=file_pairs(old, case),
        summary=summary_of(case),
        may_submit=not isinstance(may(visit.who, "submit", case), Refusal),
        newest=case.edition.item.current_id == case.edition.pk,
    )
