"""Acts of screening over the desk: answering one finding or several, marking words, taking a mark back, redacting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongkai.access.cases import Case
from gongkai.access.editions import may
from gongkai.actions import screening as acts
from gongkai.core.screening.answers import Answer, AnswerKind, check_answer
from gongkai.core.terms import Refusal, Refused
from gongkai.queries.items import case_of
from gongkai.queries.screening_page import Found, findings_of
from gongkai.records.models import Edition
from gongkai.web.desk.screening import DROP, MARK, show
from gongkai.web.desk.screening_forms import SEVERAL, MarkForm, answer_form, several_form
from gongkai.web.desk.screening_list import Looking, Tried, leaves_of
from gongkai.web.desk.screening_sides import show_preview
from gongkai.web.desk.visit import Visit, staff
from gongkai.web.numbers import number_in

TOP = "top"
ALL_OF = "all_of"
"""Sent with a kind of finding: everything unanswered of that kind is meant, on whatever leaf it stands."""
NOTHING_TICKED = "没有勾选要答复的内容，请在每处前面勾选。"

Step = Callable[[Visit, Case], HttpResponseBase]


def _act(verb: str, step: Step) -> Callable[..., HttpResponseBase]:
    """A view that does one act on an edition she may see; a plain visit leads to the page with the forms."""

    def try_it(visit: Visit, edition_id: int) -> HttpResponseBase:
        try:
            case = case_of(visit.who, edition_id, visit.today)
        except Edition.DoesNotExist as error:
            raise Http404 from error
        if not case.table.knows(verb):
            raise Http404
        if visit.request.method == "GET":
            return redirect(_page(case, Looking.of(visit.request.GET).query))
        permit = may(visit.who, verb, case)
        if isinstance(permit, Refusal):
            # Who may not do it at all is told so at once, not asked to complete a form first.
            return show(visit, case, Tried(TOP, refusal=permit), 409)
        return step(visit, case)

    view: Callable[..., HttpResponseBase] = require_http_methods(["GET", "POST"])(staff(try_it))
    return view


def _answer(visit: Visit, case: Case) -> HttpResponseBase:
    sent = visit.request.POST
    keys, kind = set(sent.getlist("key")), sent.get(ALL_OF, "")
    everything = findings_of(case).found
    chosen = [found for found in everything if found.key in keys]
    if SEVERAL in sent:
        form, where = several_form(case, everything, sent), SEVERAL
        if not chosen and not kind:
            form.refuse(None, NOTHING_TICKED)
    elif not chosen:
        return _unknown(visit, case, next(iter(keys), ""))
    else:
        chosen = chosen[:1]
        form, where = answer_form(case, chosen[0], sent), str(chosen[0].number)
    told = tuple(found.key for found in chosen)
    if not form.is_valid():
        return show(visit, case, Tried(where, form, keys=told), 400)
    if kind:
        chosen = [found for found in everything if _takes(found, kind, form.given)]
    try:
        _say(visit, case, chosen, form.given, together=where == SEVERAL or bool(kind))
    except Refused as no:
        return _refused(visit, case, Tried(where, form, no.refusal, told), chosen)
    return _onward(visit, case, chosen)


def _takes(found: Found, kind: str, answer: Answer) -> bool:
    """Whether a finding is of the kind, unanswered, and one to which this may be said."""
    return found.finding.kind.value == kind and found.said is None and answer.kind in found.choices


def _say(visit: Visit, case: Case, chosen: Sequence[Found], answer: Answer, *, together: bool) -> None:
    """One act, for one finding or for all of them together."""
    seen = str(visit.request.POST.get("seen_fingerprint", ""))
    rest: dict[str, Any] = {"answer": answer, "seen_fingerprint": seen, "moment": visit.moment}
    if together:
        keys = [found.key for found in chosen]
        acts.answer_findings(visit.who, case.edition.pk, keys=keys, **rest)
    else:
        acts.answer_finding(visit.who, case.edition.pk, key=chosen[0].key, **rest)


def _refused(visit: Visit, case: Case, tried: Tried, chosen: Sequence[Found]) -> HttpResponse:
    """The page with the refusal; of several, with the one finding that stood in the way."""
    fresh = case_of(visit.who, case.edition.pk, visit.today)
    refusal = tried.refusal
    if refusal is not None and len(chosen) > 1:
        gate, answer = case.lawbook.gate, tried.form.given
        faulty = next((one for one in chosen if check_answer(one.finding, answer, gate) == refusal), None)
        if faulty is not None:
            told = f"第{faulty.number}处，{faulty.finding.kind.title}：{refusal.reason}"
            looking = Looking.of(visit.request.GET)
            leaf = leaves_of(looking, findings_of(fresh).found).get(faulty.number, 0)
            link = f"{Looking.of(_turned(visit, leaf)).query or '?'}#f-{faulty.number}" if leaf else ""
            tried = replace(tried, refusal=replace(refusal, reason=told), link=link)
    return show(visit, fresh, tried, 409)


def _unknown(visit: Visit, case: Case, key: str) -> HttpResponseBase:
    """An answer to what is not found here: the action says why not."""
    try:
        acts.answer_finding(
            visit.who,
            case.edition.pk,
            key=key,
            answer=Answer(AnswerKind.NOT_SENSITIVE, ""),
            seen_fingerprint=str(visit.request.POST.get("seen_fingerprint", "")),
            moment=visit.moment,
        )
    except Refused as no:
        return show(visit, case, Tried(TOP, refusal=no.refusal), 409)
    return redirect(_page(case))


def _onward(visit: Visit, case: Case, answered: Sequence[Found]) -> HttpResponseBase:
    """To the next finding that is open after the last one answered, or to the head of the list."""
    numbers = "、".join(str(found.number) for found in answered[:10])
    more = f"等{len(answered)}处" if len(answered) > 10 else "处"
    found = findings_of(case_of(visit.who, case.edition.pk, visit.today)).found
    still = [one.number for one in found if one.is_open]
    left = f"还有{len(still)}处须答复。" if still else "须答复的都已答复。"
    messages.success(visit.request, f"第{numbers}{more}已答复，{left}")
    looking = Looking.of(visit.request.GET)
    last = answered[-1].number
    goal = next((number for number in still if number > last), still[0] if still else 0)
    leaf = leaves_of(looking, found).get(goal, 0)
    return redirect(_page(case, Looking.of(_turned(visit, leaf)).query, f"#f-{goal}" if leaf else "#found"))


def _turned(visit: Visit, leaf: int) -> Any:
    asked = visit.request.GET.copy()
    asked["page"] = str(leaf or 1)
    return asked


def _mark(visit: Visit, case: Case) -> HttpResponseBase:
    form = MarkForm(case, visit.request.POST, auto_id="id_mark_%s")
    if not form.is_valid():
        return show(visit, case, Tried(MARK, form), 400)
    try:
        acts.mark_text(
            visit.who,
            case.edition.pk,
            **form.cleaned_data,
            seen_fingerprint=str(visit.request.POST.get("seen_fingerprint", "")),
            moment=visit.moment,
        )
    except Refused as no:
        fresh = case_of(visit.who, case.edition.pk, visit.today)
        return show(visit, fresh, Tried(MARK, form, no.refusal), 409)
    messages.success(visit.request, "已标记，制作隐去后的版本时一并隐去。")
    return redirect(_page(case, Looking.of(visit.request.GET).query, "#marks"))


def _drop(visit: Visit, case: Case) -> HttpResponseBase:
    sent = visit.request.POST
    try:
        acts.drop_mark(
            visit.who,
            case.edition.pk,
            marking=number_in(sent.get("marking", ""), 0),
            seen_fingerprint=str(sent.get("seen_fingerprint", "")),
            moment=visit.moment,
        )
    except Refused as no:
        fresh = case_of(visit.who, case.edition.pk, visit.today)
        return show(visit, fresh, Tried(DROP, refusal=no.refusal), 409)
    messages.success(visit.request, "标记已取消。")
    return redirect(_page(case, Looking.of(visit.request.GET).query, "#marks"))


def _redact(visit: Visit, case: Case) -> HttpResponseBase:
    seen = str(visit.request.POST.get("seen_fingerprint", ""))
    try:
        made = acts.redact_edition(visit.who, case.edition.pk, seen_fingerprint=seen, moment=visit.moment)
    except Refused as no:
        fresh = case_of(visit.who, case.edition.pk, visit.today)
        return show_preview(visit, fresh, no.refusal, 409)
    messages.success(visit.request, f"已制作隐去后的版本，是第{made.number}版，还是草稿。")
    return redirect(f"/desk/items/{case.edition.item_id}/screening/compare/")


def _page(case: Case, query: str = "", anchor: str = "") -> str:
    return f"/desk/items/{case.edition.item_id}/screening/{query}{anchor}"


answer_finding = _act("answer_finding", _answer)
mark_text = _act("mark_text", _mark)
drop_mark = _act("drop_mark", _drop)
redact = _act("redact", _redact)
