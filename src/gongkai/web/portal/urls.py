"""The dynamic part of the portal: what cannot be baked because it answers a question."""

from __future__ import annotations

from django.urls import path, re_path

from gongkai.web.portal import apply, calculator, paper_form, receipt, track, track_files, track_request
from gongkai.web.portal.search import search_page

app_name = "portal"
urlpatterns = [
    path("<slug:slug>/search/", search_page, name="search"),
    path("<slug:slug>/calculator/", calculator.calculator_page, name="calculator"),
    path("<slug:slug>/apply/", apply.apply_page, name="apply"),
    path("<slug:slug>/apply/send/", apply.send, name="send"),
    path("<slug:slug>/apply/receipt/", receipt.receipt_page, name="receipt"),
    re_path(r"^(?P<slug>[-\w]+)/apply/form\.(?P<kind>docx|pdf)$", paper_form.paper_form, name="paper-form"),
    path("<slug:slug>/track/", track.track_page, name="track"),
    path("<slug:slug>/track/leave/", track.leave, name="leave"),
    path("<slug:slug>/track/request/", track_request.request_page, name="track-request"),
    path("<slug:slug>/track/part/<slug:number>/", track_request.other_part, name="track-part"),
    path("<slug:slug>/track/letters/<int:letter_id>/<slug:kind>", track_files.letter, name="track-letter"),
    path("<slug:slug>/track/given/<int:edition_id>/", track_files.given_text, name="track-given"),
    path("<slug:slug>/track/files/<int:edition_id>/<slug:digest>", track_files.given_file, name="track-file"),
    path("<slug:slug>/track/<slug:verb>/", track_request.act, name="track-act"),
]
