"""Addresses of the API."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from gongkai.web.api.api import api
from gongkai.web.api.docs_page import docs, openapi
from gongkai.web.api.speaking import ABSENT, WRONG_METHOD, no

View = Callable[..., HttpResponseBase]


def spoken(view: View) -> View:
    """A view whose every no is JSON, and which answers HEAD as it answers GET."""

    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.method
        if asked == "HEAD":
            request.method = "GET"
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            return no(ABSENT, 404)
        finally:
            request.method = asked
        if response.status_code != 405:
            return response
        refused = no(WRONG_METHOD, 405)
        refused.headers["Allow"] = response.headers.get("Allow", "")
        return refused

    # Whoever calls shows a token, and no cookie counts here: there is nothing to be forged.
    return csrf_exempt(told)


def nowhere(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Any other address under the API."""
    return no(ABSENT, 404)


_ROUTES = [
    pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"
]
for _route in _ROUTES:
    _route.callback = spoken(_route.callback)

urlpatterns = [
    path("openapi.json", spoken(require_safe(openapi))),
    path("docs", spoken(require_safe(docs))),
    *_ROUTES,
    re_path("^.*$", spoken(nowhere)),
]
