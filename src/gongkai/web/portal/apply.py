"""Applying: first what is known already, then one form, a last look, and off it goes. All of it without scripts."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.actions.requests.intake import apply_online
from gongkai.core.requests.form import LARGEST_FILES, SentFile, file_faults
from gongkai.core.terms import Refusal, Refused
from gongkai.core.workdays import ClockReading, Event
from gongkai.gateways.staging import StagingFullError
from gongkai.queries.known import what_is_known
from gongkai.queries.portal.frame import Frame
from gongkai.queries.request_clock import reading_of
from gongkai.records.models import Organ
from gongkai.web import clock
from gongkai.web.portal import apply_files, grants
from gongkai.web.portal.apply_form import FILE_FIELDS, ApplyForm
from gongkai.web.portal.apply_words import last_look, other_ways
from gongkai.web.portal.personal import framed, kept_by_nobody, shown, shown_to_one, strip_for
from gongkai.web.uploads import dropped_files

_NONCE = re.compile("[0-9a-f]{32}")
_GONE = Refusal("file_gone", "先前选的文件已经不在了（最多保留一天）。", None, "请重新选择文件。")
_FULL = Refusal(
    "too_busy", "现在等待处理的文件太多，这些文件没有收下。", None, "请过一会儿再试，或者先不附文件提交。"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody at the form of an organ, and the moment, read once."""

    request: HttpRequest
    organ: Organ
    frame: Frame
    moment: datetime

    @property
    def today(self) -> date:
        return self.moment.date()

    def form(self, **given: Any) -> ApplyForm:
        return ApplyForm(self.frame.lawbook, self.today, **given)

    def promise(self) -> ClockReading | None:
        """The reply clock as it would run if the form were sent today."""
        return reading_of(self.frame.lawbook, self.today, (Event(self.today, "received"),))


def _visit(request: HttpRequest, slug: str) -> Visit:
    moment = clock.now()
    return Visit(request, *framed(slug, moment.date()), moment)


# Checking a form changes nothing: the pages before the last look do without a cookie. The sending itself is guarded.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def apply_page(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the box and the form (`?q=` looks for what is known). POST: the last look, or the form with its faults."""
    visit = _visit(request, slug)
    if request.method != "POST":
        return _empty_form(visit)
    staged = _staged(visit)
    if request.POST.get("step") == "edit":
        return _form_page(visit, visit.form(initial=request.POST.dict()), staged)
    form = visit.form(data=request.POST, files=request.FILES)
    fine = form.judge()
    staged = _with_uploads(visit, form, staged)
    if not fine or form.errors:
        return _form_page(visit, form, staged, status=400)
    return _last_look(visit, form, staged)


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Sends what was on the last look, once, and leads to the receipt."""
    visit = _visit(request, slug)
    nonce = request.POST.get("nonce", "")
    if request.method != "POST" or not _NONCE.fullmatch(nonce):
        return redirect(f"/{slug}/apply/")
    staged = _staged(visit)
    form = visit.form(data=request.POST)
    if not form.judge():
        return _form_page(visit, form, staged, status=400)
    try:
        files = apply_files.taken_up(staged)
    except FileNotFoundError:
        form.note("files", _GONE)
        return _form_page(visit, form, (), status=400)
    try:
        # Request and receipt together: a second click that comes meanwhile waits here, and finds both.
        with transaction.atomic():
            receipt = apply_online(visit.organ, form.draft, files, moment=visit.moment, nonce=nonce)
            grants.keep_receipt(request.session, visit.organ.pk, receipt, visit.moment)
    except Refused as refused:
        if refused.refusal.code == "already_sent":
            return redirect(f"/{slug}/apply/receipt/")
        return _form_page(visit, form, staged, status=409, refusal=refused.refusal)
    apply_files.let_go(staged)
    return kept_by_nobody(redirect(f"/{slug}/apply/receipt/"))


def _empty_form(visit: Visit) -> HttpResponse:
    text = visit.request.GET.get("q", "").strip()
    known = what_is_known(visit.organ, text, visit.today) if text else None
    form = visit.form(initial={"description": known.text} if known else {})
    return _form_page(visit, form, (), known=known, text=known.text if known else "")


def _form_page(
    visit: Visit,
    form: ApplyForm,
    staged: Sequence[apply_files.StagedFile],
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    reading = visit.promise()
    page = shown(
        "apply",
        visit.frame,
        "依申请公开",
        status=status,
        form=form,
        staged=staged,
        note=apply_files.note_of(staged),
        reading=reading,
        strip=strip_for(reading, visit.today, visit.frame),
        largest=LARGEST_FILES,
        again=visit.request.method == "POST",
        crumbs=[(visit.frame.short_name, f"/{visit.frame.slug}/")],
        **other_ways(visit.frame),
        **context,
    )
    return kept_by_nobody(page) if visit.request.method == "POST" else page


def _last_look(visit: Visit, form: ApplyForm, staged: Sequence[apply_files.StagedFile]) -> HttpResponse:
    grants.begin(visit.request.session)
    reading = visit.promise()
    return shown_to_one(
        visit.request,
        "apply_look",
        visit.frame,
        "提交前再看一遍",
        groups=last_look(form.draft),
        carried=list(form.carried()),
        staged=staged,
        note=apply_files.note_of(staged),
        nonce=secrets.token_hex(16),
        reading=reading,
        strip=strip_for(reading, visit.today, visit.frame),
    )


def _staged(visit: Visit) -> tuple[apply_files.StagedFile, ...]:
    """The files of the note, without those that were ticked to be taken out."""
    kept, unwanted = [], set(visit.request.POST.getlist("unwanted"))
    for file in apply_files.read_note(visit.request.POST.get("staged", "")):
        if file.place in unwanted:
            apply_files.let_go([file])
        else:
            kept.append(file)
    return tuple(kept)


def _with_uploads(
    visit: Visit, form: ApplyForm, staged: Sequence[apply_files.StagedFile]
) -> tuple[apply_files.StagedFile, ...]:
    """The staged files with the new ones; where these may not be taken, a fault on the form and none of them."""
    for name in FILE_FIELDS:
        for sentence in dropped_files(visit.request, name):
            form.add_error(name, sentence)
    fresh: list[SentFile] = []
    for name, kind in FILE_FIELDS.items():
        fresh += [apply_files.sent_file(file, kind) for file in visit.request.FILES.getlist(name)]
    try:
        waiting = apply_files.taken_up(staged)
    except FileNotFoundError:
        form.note("files", _GONE)
        return ()
    faults = file_faults((*waiting, *fresh))
    for fault in faults:
        form.note(fault.field, fault.refusal)
    if faults:
        return tuple(staged)
    try:
        return (*staged, *apply_files.stage(fresh, visit.moment))
    except StagingFullError:
        form.note("files", _FULL)
        return tuple(staged)
