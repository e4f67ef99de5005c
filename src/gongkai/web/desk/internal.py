"""Internal publications, read by the staff, with receipts (hulunbuir-statistics:1.3.internal)."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from gongkai.core.terms import UnitFunction
from gongkai.queries.internal import internal_publication, internal_publications, readers_of
from gongkai.records.models import Publication
from gongkai.web.desk.document import head_lines
from gongkai.web.desk.visit import Visit, staff
from gongkai.web.document import document_html
from gongkai.web.numbers import number_in


@staff
def internal_list(visit: Visit) -> HttpResponse:
    """What is open inside the organ, newest first, with what she has not read yet marked in words."""
    number = number_in(visit.request.GET.get("page", ""))
    found = internal_publications(visit.who, number)
    categories = {one.id: one.title for one in visit.lawbook.categories(visit.today).value}
    return visit.render("desk/internal.html", page=found.page, lines=found.lines, categories=categories)


@staff
def internal_page(visit: Visit, publication_id: int) -> HttpResponse:
    """The document, the button to confirm having read it, and for the office who has read it."""
    try:
        publication, case = internal_publication(visit.who, publication_id, visit.today)
    except Publication.DoesNotExist as error:
        raise Http404 from error
    mine = publication.receipts.filter(person_id=visit.who.person_id).first()
    office = visit.carries(UnitFunction.LEADING_GROUP_OFFICE)
    return visit.render(
        "desk/internal_page.html",
        lawbook=case.lawbook,
        publication=publication,
        edition=case.edition,
        head=head_lines(case),
        body=document_html(case.edition.body_html, case.edition.body_text),
        mine=mine,
        readers=readers_of(publication, visit.today) if office else None,
        clause=case.lawbook.gate("audience"),
    )
