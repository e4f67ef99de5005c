"""The page 「查验」: every text with what was found in it, each finding with its answer, and what is to be withheld."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gongkai.access.cases import Case
from gongkai.access.editions import Permit, may
from gongkai.core.terms import Refusal
from gongkai.queries.items import case_of, item_of
from gongkai.queries.screening_page import Findings, findings_of
from gongkai.queries.screening_texts import Shown, met_places, shown_texts, surroundings
from gongkai.records.models import Edition, Item
from gongkai.web.desk.screening_figures import figures_of
from gongkai.web.desk.screening_forms import SEVERAL, FindForm, MarkForm, several_form
from gongkai.web.desk.screening_list import Listed, Looking, Tried, closed_to, leaves_of, listed
from gongkai.web.desk.screening_text import TextPage, sign_of
from gongkai.web.desk.visit import Visit, staff
from gongkai.web.numbers import number_in

FIND, MARK, DROP = "find", "mark", "drop"
MOST_SHOWN = 60
"""So many places of words that were looked for are shown; how many there are is always told."""


@staff
def screening_page(visit: Visit, item_id: int) -> HttpResponse:
    """The newest edition, or the one whose number is asked for."""
    return show(visit, asked_case(visit, item_id))


@require_http_methods(["GET", "POST"])
@staff
def find(visit: Visit, item_id: int) -> HttpResponseBase:
    """Every place where words stand, and the form to mark them."""
    if visit.request.method == "GET":
        return redirect(f"/desk/items/{item_id}/screening/{Looking.of(visit.request.GET).query}")
    case = asked_case(visit, item_id)
    form = FindForm(visit.request.POST)
    return show(visit, case, Tried(FIND, form), 200 if form.is_valid() else 400)


def asked_case(visit: Visit, item_id: int) -> Case:
    """The case of the edition the address asks for; 404 for what she may not see."""
    try:
        item = item_of(visit.who, item_id)
        if asked := number_in(visit.request.GET.get("edition", ""), 0):
            edition = Edition.objects.only("pk").get(item=item, number=asked).pk
        else:
            edition = item.current_id or 0
        return case_of(visit.who, edition, visit.today)
    except (Item.DoesNotExist, Edition.DoesNotExist) as error:
        raise Http404 from error


def show(visit: Visit, case: Case, tried: Tried | None = None, status: int = 200) -> HttpResponse:
    """The page; after something that was not done, with what was typed and why not."""
    looking = Looking.of(visit.request.GET)
    findings = findings_of(case)
    texts = shown_texts(case, findings)
    closed = closed_to(visit, case)
    near = surroundings(texts)
    leaf = listed(case, findings.found, looking, near, may_answer=closed is None, tried=tried)
    permits = {verb: may(visit.who, verb, case) for verb in ("mark_text", "drop_mark", "redact")}
    context: dict[str, Any] = {
        "lawbook": case.lawbook,
        "case": case,
        "edition": case.edition,
        "item": case.edition.item,
        "findings": findings,
        "summary": figures_of(case),
        "before": _before(visit, case),
        "files": _files(case, findings, texts, leaf, looking),
        "leaf": leaf,
        "looking": leaf.looking,
        "closed": closed,
        "secret": case.lawbook.gate("marked_secret"),
        "tried": tried,
        "several": _several(case, leaf, tried),
        "may_mark": not isinstance(permits["mark_text"], Refusal),
        "may_drop": not isinstance(permits["drop_mark"], Refusal),
        "may_redact": not isinstance(permits["redact"], Refusal),
        "not_marking": permits["mark_text"] if isinstance(permits["mark_text"], Refusal) else None,
        "refused_alone": _alone(tried, leaf, permits["mark_text"]),
        "older": case.edition.item.current_id != case.edition.pk,
        **_search(case, tried),
    }
    return visit.render("desk/screening.html", status=status, **context)


def _files(
    case: Case, findings: Findings, texts: Shown, leaf: Listed, looking: Looking
) -> list[dict[str, Any]]:
    """Each file with its parts made ready to be shown."""
    here = {line.found.number for line in leaf.lines}

    anyhow = Looking(edition=looking.edition)
    near, far = leaves_of(looking, findings.found), leaves_of(anyhow, findings.found)

    def address(number: int) -> str:
        if number in here:
            return f"#f-{number}"
        there = replace(looking, leaf=near[number]) if number in near else replace(anyhow, leaf=far[number])
        return f"{there.query or '?'}#f-{number}"

    page = TextPage(
        {found.number: found for found in findings.found},
        address,
        lambda number: f"{replace(looking, full=number).query}#part-{number}",
    )
    made, number = [], 0
    for file in texts.files:
        parts = []
        for part in file.parts:
            number += 1
            html = page.part(part, number, whole=looking.full == number)
            heads = [(one, sign_of(one), address(one.number)) for one in part.whole]
            folded = not part.in_sight and not part.calls
            parts.append({"number": number, "part": part, "heads": heads, "html": html, "folded": folded})
        made.append({"file": file, "parts": parts})
    return made


def _before(visit: Visit, case: Case) -> list[tuple[Edition, Findings]]:
    """The editions it was made from by redaction, the newest first, with what was found in each and said to it."""
    found, edition = [], case.edition
    while edition.redacted_from_id is not None:
        old = case_of(visit.who, edition.redacted_from_id, visit.today)
        found.append((old.edition, findings_of(old)))
        edition = old.edition
    return found


def _alone(tried: Tried | None, leaf: Listed, marking: Permit | Refusal) -> bool:
    """Whether what was refused has no form on the page any more, at which the refusal could stand."""
    if tried is None or tried.refusal is None:
        return False
    if tried.where == SEVERAL:
        return not leaf.several
    if tried.number:
        return not any(line.refusal and line.form for line in leaf.lines)
    return tried.where != MARK or isinstance(marking, Refusal)


def _several(case: Case, leaf: Listed, tried: Tried | None) -> Any:
    if not leaf.several:
        return None
    if tried is not None and tried.where == SEVERAL and tried.form is not None:
        return tried.form
    return several_form(case, [line.found for line in leaf.lines if line.form])


def _search(case: Case, tried: Tried | None) -> dict[str, Any]:
    """The search and what it found; after a mark that was refused, the mark's words are looked for again."""
    none: dict[str, Any] = {"find_form": FindForm(), "met": None, "mark_form": None}
    if tried is None or tried.form is None or tried.where not in (FIND, MARK):
        return none
    if tried.where == FIND:
        if not tried.form.is_valid():
            return none | {"find_form": tried.form}
        words, form = tried.form.cleaned_data["words"], None
    else:
        words, form = str(tried.form["text"].value() or ""), tried.form
    met = met_places(case, words)
    if form is None and met:
        form = MarkForm(case, initial={"text": words}, auto_id="id_mark_%s")
    files = len({place.file_name for place in met})
    return {
        "find_form": tried.form if tried.where == FIND else FindForm(initial={"words": words}),
        "words": words,
        "met": met[:MOST_SHOWN],
        "met_count": len(met),
        "met_files": files,
        "mark_form": form,
    }
