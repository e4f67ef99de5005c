"""Addresses: the desk for staff, the API for programs, the dynamic part of the portal; the rest of it is baked."""

from __future__ import annotations

from django.urls import include, path

handler400 = "gongkai.web.errors.bad_request"
handler403 = "gongkai.web.errors.permission_denied"
handler404 = "gongkai.web.errors.not_found"
handler500 = "gongkai.web.errors.server_error"

urlpatterns = [
    path("desk/", include("gongkai.web.desk.urls")),
    path("api/v1/", include("gongkai.web.api.urls")),
    path("", include("gongkai.web.portal.urls")),
]
