"""The dynamic part of the portal: what cannot be baked because it answers a question."""

from __future__ import annotations

from django.urls import path

from gongkai.web.portal.search import search_page

app_name = "portal"
urlpatterns = [path("<slug:slug>/search/", search_page, name="search")]
