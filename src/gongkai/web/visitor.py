"""Where a visitor comes from, as far as we can believe it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address that slows down who tries many codes.

    Behind a web server of ours it is the last one that server wrote; what stands before it anybody may have typed.
    """
    if settings.BEHIND_PROXY:
        told = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        last = told.rsplit(",", 1)[-1].strip()
        if last:
            return last[:60]
    return str(request.META.get("REMOTE_ADDR", ""))
