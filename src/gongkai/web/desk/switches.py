"""Large type, remembered; and the accent of the organ."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongkai.web.desk.visit import Visit, staff

_A_YEAR = 365 * 24 * 3600


@require_POST
def switch_type(request: HttpRequest) -> HttpResponseBase:
    """Turns large type on or off and goes back to where she was."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/desk/"
    response = redirect(back)
    if request.COOKIES.get("type") == "large":
        response.delete_cookie("type")
    else:
        response.set_cookie("type", "large", max_age=_A_YEAR, httponly=True, samesite="Lax")
    return response


@staff
def look(visit: Visit) -> HttpResponse:
    """The organ's accent as a style sheet, since pages carry no style of their own."""
    chosen = visit.lawbook.look(visit.today).value
    css = (
        f":root {{ --accent: {chosen.accent}; "
        f"--accent-dark: color-mix(in srgb, {chosen.accent} 72%, black); "
        f"--accent-wash: color-mix(in srgb, {chosen.accent} 8%, white); }}\n"
    )
    return HttpResponse(css, content_type="text/css; charset=utf-8")
