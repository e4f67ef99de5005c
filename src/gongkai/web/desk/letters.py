"""The wording of letters: what there is, how it reads now, its versions, and changing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongkai.actions.letters import LONGEST_WORDING, edit_wording
from gongkai.core.letters import LETTER_KINDS, LetterKind, check
from gongkai.core.terms import Refusal, Refused
from gongkai.queries.letter_wordings import LetterWording, may_edit, preview, wording_of, wordings
from gongkai.web.desk.forms import DeskForm, text
from gongkai.web.desk.request_tabs import tabs
from gongkai.web.desk.visit import Visit, staff
from gongkai.web.numbers import number_in


class WordingForm(DeskForm):
    wording = text("文书的文字", LONGEST_WORDING, lines=24)


@staff
def letter_list(visit: Visit) -> HttpResponse:
    """Every kind of letter, with the version in force."""
    return visit.render(
        "desk/letters.html",
        lines=wordings(visit.organ, visit.lawbook),
        clause=visit.lawbook.gate("outcome"),
        editable=may_edit(visit.who),
        tabs=tabs(visit, "letters"),
    )


@require_http_methods(["GET", "POST"])
@staff
def letter_wording(visit: Visit, kind: str) -> HttpResponseBase:
    """One kind: its wording (an earlier version with ?version=), its places, a preview, and the form to change it."""
    if kind not in LETTER_KINDS:
        raise Http404
    known, letter = LETTER_KINDS[kind], wording_of(visit.organ, visit.lawbook, kind)
    if visit.request.method == "POST":
        return _change(visit, known, letter)
    asked = number_in(visit.request.GET.get("version", ""), -1)
    shown = next((one for one in letter.versions if one.version == asked), None)
    words = shown.text if shown else letter.built_in if asked == 0 else letter.text
    form = WordingForm(initial={"wording": words})
    return _page(visit, known, letter, form, words)


def _change(visit: Visit, known: LetterKind, letter: LetterWording) -> HttpResponseBase:
    form = WordingForm(visit.request.POST)
    if not form.is_valid():
        return _page(visit, known, letter, form, visit.request.POST.get("wording", ""), status=400)
    words = form.cleaned_data["wording"]
    mistakes = check(words.strip() + "\n", known.id)
    if mistakes:
        return _page(visit, known, letter, form, words, mistakes=mistakes, status=400)
    if "preview" in visit.request.POST:
        return _page(visit, known, letter, form, words)
    try:
        row = edit_wording(visit.who, known.id, words, moment=visit.moment)
    except Refused as refused:
        return _page(visit, known, letter, form, words, refusal=refused.refusal, status=409)
    messages.success(
        visit.request, f"《{known.short}》的新文字已经使用，这是第{row.version}版。以前发出的文书不变。"
    )
    return redirect(f"/desk/letters/{known.id}/")


def _page(
    visit: Visit,
    known: LetterKind,
    letter: LetterWording,
    form: WordingForm,
    words: str,
    *,
    mistakes: list[Refusal] | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    found = mistakes if mistakes is not None else []
    return visit.render(
        "desk/letter.html",
        status=status,
        kind=known,
        letter=letter,
        form=form,
        mistakes=found,
        refusal=refusal,
        sample=None if found else preview(known, words, visit.organ),
        editable=may_edit(visit.who),
        clause=visit.lawbook.gate("outcome"),
    )
