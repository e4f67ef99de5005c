"""The receipt: number, query code, due date and how it was counted, to be printed or written down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.queries.public_request import public_view
from gongkai.web import clock
from gongkai.web.portal import grants
from gongkai.web.portal.personal import framed, shown_to_one, strip_for
from gongkai.web.portal.rendering import address


@require_safe
def receipt_page(request: HttpRequest, slug: str) -> HttpResponse:
    """The receipt of what this browser has just sent; where its time is over, how to go on without it."""
    moment = clock.now()
    organ, frame = framed(slug, moment.date())
    kept = grants.kept_receipt(request.session, organ.pk, moment)
    if kept is None:
        return shown_to_one(request, "receipt_gone", frame, "回执", status=410)
    view = public_view(kept.request_id, moment.date())
    # Looking at the receipt keeps the letters beside it open too.
    grants.follow(request.session, organ.pk, kept.request_id, moment)
    return shown_to_one(
        request,
        "receipt",
        frame,
        "申请已经收到",
        view=view,
        code=kept.code,
        track_address=address(f"/{slug}/track/"),
        letter=view.letters[-1] if view.letters else None,
        strip=strip_for(view.reading, moment.date(), frame),
    )
