"""What the pages of applying say besides the form: the last look in words, and the ways to apply on paper."""

from __future__ import annotations

from gongkai.core.regime.ruled import RuleSilentError
from gongkai.core.requests.form import FORM_WANTED, TITLES, WAY_WANTED, RequestDraft
from gongkai.core.requests.identity import ApplicantKind
from gongkai.queries.portal.frame import Frame

_COUNTED = {
    "handed_in": "从递交之日起算",
    "signed_for": "从签收之日起算",
    "confirmed": "从双方确认之日起算",
}
_ONLINE = "online"
Lines = list[tuple[str, str]]


def last_look(draft: RequestDraft) -> list[tuple[str, Lines]]:
    """Everything as it will be sent, under the headings of the form; what was left empty is left out."""
    person = draft.applicant
    who: Lines = [
        (TITLES["kind"], person.kind.title),
        (TITLES["name"], person.name),
        (person.identity_kind.title, person.identity),
        *((TITLES[name], getattr(person, name)) for name in ("phone", "email", "address")),
        *((TITLES[name], getattr(person, name)) for name in ("representative", "help_needed")),
    ]
    what: Lines = [(TITLES["description"], draft.description)]
    what += [
        (TITLES[name], getattr(draft, name)) for name in ("document_name", "document_number", "document_date")
    ]
    how: Lines = [
        (TITLES["form_wanted"], FORM_WANTED[draft.form_wanted]),
        (TITLES["way_wanted"], WAY_WANTED[draft.way_wanted]),
        (TITLES["purpose"], draft.purpose),
    ]
    groups = [("申请人", who), ("所需信息", what), ("怎样提供", how)]
    return [(title, [(label, text) for label, text in lines if text]) for title, lines in groups]


def other_ways(frame: Frame) -> dict[str, object]:
    """How to apply on paper, and on which clauses all of it rests."""
    lawbook, on = frame.lawbook, frame.on
    form = lawbook.request_form(on)
    remedies = lawbook.remedies(on)
    try:
        acceptance = lawbook.binding("requests.acceptance", on).clause
    except RuleSilentError:
        acceptance = lawbook.gate("acceptance")
    return {
        "acceptance_clause": acceptance,
        "one_matter": form.value.one_matter,
        "one_matter_clause": lawbook.gate("one_matter"),
        "form_clause": form.clause,
        "paper_ways": [
            (way.title, _COUNTED[way.counted_from])
            for way in lawbook.receipt_ways(on).value
            if way.id != _ONLINE
        ],
        "receipt_day_clause": lawbook.gate("receipt_day"),
        "remedies": remedies.value if remedies else None,
        "remedies_clause": remedies.clause if remedies else None,
        "organisations": [kind.value for kind in ApplicantKind if kind is not ApplicantKind.CITIZEN],
    }
