"""What goes out with a reply, and what follows from it: the letter, the filing upward, the publication task."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from gongkai.access.cases import Case
from gongkai.access.request_cases import RequestCase
from gongkai.actions.requests.asking import consultation_context
from gongkai.actions.requests.door import iso
from gongkai.actions.requests.letters import articles, issue, letter_told
from gongkai.actions.requests.written import LONGEST, refuse_unfit
from gongkai.core.letters import Value
from gongkai.core.regime.values_requests import Outcome
from gongkai.core.requests.outcomes import letter_kind
from gongkai.core.terms import Citation
from gongkai.core.workdays import ClockReading, Event, read_clock, zh_day
from gongkai.gateways.vault import the_vault
from gongkai.queries.calendar import calendar_in_use
from gongkai.records.models import Letter, PublicationTask, RefusalFiling, Reply, Unit


def reply_letter(
    case: RequestCase, reply: Reply, editions: Sequence[Case], moment: datetime
) -> list[dict[str, object]]:
    """Issue the letter of the reply, and tell a third party where its objection was overruled.

    Its words are looked at once more: what is withheld may have grown since they were written.
    """
    refuse_unfit(case, (*(getattr(reply, name) for name in LONGEST), reply.delivered_how), editions)
    outcome = outcome_of(case, reply.outcome)
    letter = issue(case, letter_kind(reply.outcome), _values(case, reply, outcome, editions), moment)
    issued = [letter_told(letter)]
    if reply.public_interest:
        issued += [letter_told(row) for row in _tell_third_parties(case, reply, moment)]
    return issued


def outcome_of(case: RequestCase, outcome_id: str) -> Outcome:
    """The outcome as the rule books in force know it; KeyError for an unknown one."""
    return {each.id: each for each in case.lawbook.outcomes(case.on)}[outcome_id]


def _values(case: RequestCase, reply: Reply, outcome: Outcome, editions: Sequence[Case]) -> dict[str, Value]:
    ground = next(
        (each for each in case.lawbook.refusal_grounds(case.on).value if each.id == reply.ground), None
    )
    earlier = reply.earlier
    first = Letter.objects.filter(request=earlier, kind__startswith="reply-").last() if earlier else None
    searches = [row for row in case.request.searches.all() if not row.found]
    cited: tuple[Citation, ...] = (outcome.clause, case.lawbook.gate("outcome"))
    values: dict[str, Value] = {
        "articles": articles(case, *cited, *((ground.clause,) if ground else ())),
        "where": reply.where,
        "when": reply.when,
        "how": reply.delivered_how,
        "withheld": reply.withheld,
        "ground": ground.title if ground else "",
        "ground_clause": articles(case, ground.clause) if ground else "",
        "reasons": reply.reasons,
        "who": reply.who,
        "who_contact": reply.contact,
        "law": reply.law,
        "public_interest": reply.public_interest,
        "search": [f"{row.where}；{row.how}；{row.result}" for row in searches],
        "files": [_titled(each) for each in editions],
        "earlier_number": first.number if first else (earlier.number if earlier else ""),
        "earlier_date": _ended(earlier.ended_at) if earlier and earlier.ended_at else "",
    }
    if case.correction and case.correction.corrected_on:
        values["corrected_on"] = zh_day(case.correction.corrected_on)
    return values


def _ended(moment: datetime) -> str:
    from gongkai.actions.door import today_of

    return zh_day(today_of(moment))


def _titled(each: Case) -> str:
    number = f"（{each.edition.doc_number}）" if each.edition.doc_number else ""
    return f"《{each.edition.title}》{number}"


def _tell_third_parties(case: RequestCase, reply: Reply, moment: datetime) -> list[Letter]:
    """Whose objection is overruled is told what is disclosed and why (cn-foi:32)."""
    letters = []
    clause = case.lawbook.gate("third_party")
    for row in case.request.consultations.filter(kind="third_party", well_founded=True):
        name = the_vault().open(row.name, consultation_context(row, "name"))
        values: dict[str, Value] = {
            "third_party": name,
            "information": row.matter,
            "objected_on": zh_day(row.answered_on) if row.answered_on else "",
            "reasons": reply.public_interest,
            "disclosed_on": zh_day(case.today),
            "articles": articles(case, clause),
        }
        letters.append(issue(case, "decision-to-third-party", values, moment, to_applicant=False))
    return letters


def follow_ups_of(
    case: RequestCase, reply: Reply, editions: Sequence[Case], moment: datetime
) -> dict[str, object]:
    """Open what the outcome leads to: the filing of a refusal, a publication task; answers with what was opened."""
    outcome = outcome_of(case, reply.outcome)
    told: dict[str, object] = {}
    if outcome.id == "refused":
        told |= _open_filing(case, reply, moment)
    if outcome.follow_up == "publish":
        told |= open_task(case, _unit_to_publish(case, editions), "should_be")
    return told


def _unit_to_publish(case: RequestCase, editions: Sequence[Case]) -> Unit:
    """The unit that produced what was given, else the one that worked on the request, else the acceptance body."""
    if editions:
        return editions[0].edition.responsible_unit
    if case.request.unit is not None:
        return case.request.unit
    return Unit.objects.get(pk=case.bearing.responsible_unit or 0)


def _open_filing(case: RequestCase, reply: Reply, moment: datetime) -> dict[str, object]:
    """A refusal is reported upward from the moment it is made (naiman-housing:disclosure.10)."""
    rule = case.lawbook.find("requests.refusal_filing", case.on)
    superior = case.request.organ.superior.name if case.request.organ.superior else ""
    to = (
        superior
        or case.request.organ.superior_name
        or (rule.value.to if rule else "上级政府信息公开主管部门")
    )
    row = RefusalFiling.objects.create(request=case.request, to=to, opened_on=case.today)
    last = reply.approvals.order_by("id").last()
    letter = Letter.objects.filter(request=case.request, kind=letter_kind(reply.outcome)).last()
    ground = next(
        (each for each in case.lawbook.refusal_grounds(case.on).value if each.id == reply.ground), None
    )
    values: dict[str, Value] = {
        "filed_to": to,
        "reply_number": letter.number if letter else "",
        "reply_date": zh_day(case.today),
        "ground": ground.title if ground else "",
        "ground_clause": articles(case, ground.clause) if ground else "",
        "reasons": reply.reasons,
        "decided_by": f"{last.signer_post} {last.signer.name}" if last else "",
        "decided_on": _ended(last.signed_at) if last else "",
        "articles": articles(case, case.lawbook.gate("refusal_filing")),
    }
    filed = issue(case, "filing", values, moment, to_applicant=False)
    return {"filing": row.pk, "filing_to": to, "filing_letter": letter_told(filed)}


def open_task(case: RequestCase, unit: Unit, why: str) -> dict[str, object]:
    """Give a unit the task to publish, with the clock of publication from today (2.3.2, cn-foi:44)."""
    row = PublicationTask.objects.create(
        request=case.request, unit=unit, why=why, opened_on=case.today, due_on=_task_due(case)
    )
    return {"task": row.pk, "task_unit": unit.pk, "task_why": why, "task_due": iso(row.due_on)}


def _task_due(case: RequestCase) -> date | None:
    rule = case.lawbook.clock_rule("publication", case.today)
    if rule is None:
        return None
    reading = read_clock(rule, [Event(case.today, "created")], calendar_in_use())
    return reading.due if isinstance(reading, ClockReading) else None
