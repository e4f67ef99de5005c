"""Searching what an organ has published: by title, number and words of the body."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from gongkai.queries.portal.frame import Frame, NoRuleBook, frame_of
from gongkai.queries.search import LONGEST_QUERY, SearchPage, search
from gongkai.records.models import Organ
from gongkai.web import clock
from gongkai.web.numbers import number_in
from gongkai.web.portal.rendering import html


@require_safe
def search_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Answers `?q=` with `category` and `page`; any text is a question, and an odd number is the first page."""
    organ = get_object_or_404(Organ, slug=slug)
    try:
        frame = frame_of(organ, clock.now().date())
    except NoRuleBook as absent:
        raise Http404 from absent
    text = request.GET.get("q", "").strip()
    category = request.GET.get("category", "")
    if category not in {shelf.slug for shelf in frame.shelves}:
        category = ""
    found = (
        search(organ, text, category=category, page=number_in(request.GET.get("page", ""))) if text else None
    )
    return HttpResponse(_page(frame, text, category, found))


def _page(frame: Frame, text: str, category: str, found: SearchPage | None) -> bytes:
    query = {"q": text[:LONGEST_QUERY]} | ({"category": category} if category else {})
    return html(
        "search",
        frame,
        f"查找：{text[:30]}" if text else "查找",
        "search",
        crumbs=[(frame.short_name, f"/{frame.slug}/")],
        text=text[:LONGEST_QUERY],
        cut=len(text) > LONGEST_QUERY,
        longest=LONGEST_QUERY,
        category=category,
        found=found,
        titles={shelf.id: shelf.title for shelf in frame.shelves},
        previous=_turn(query, found.page - 1) if found and found.page > 1 else "",
        next=_turn(query, found.page + 1) if found and found.has_next else "",
        everywhere="?" + urlencode({"q": text[:LONGEST_QUERY]}),
    )


def _turn(query: dict[str, str], page: int) -> str:
    return "?" + urlencode(query if page == 1 else query | {"page": page})
