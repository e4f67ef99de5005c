"""Making the redacted edition: a new edition without what is withheld, to be reviewed itself (secrecy.12, 3.14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.conf import settings

from gongkai.access.cases import Case, draft_of
from gongkai.access.editions import Permit
from gongkai.access.screenings import (
    answers_of,
    finding_of,
    marked_text,
    markings_of,
    screening_of,
    withheld_context,
)
from gongkai.actions.carrying import answers_given, carry_answers
from gongkai.actions.catalogue import begin_edition, edition_payload
from gongkai.actions.door import Written, edition_act, permitted, today_of, unchanged
from gongkai.actions.looking import keep, look
from gongkai.core.organs import Standing
from gongkai.core.regime import Lawbook
from gongkai.core.screening.answers import Answer, AnswerKind, needs_cutting
from gongkai.core.screening.finding import Finding, FindingKind
from gongkai.core.screening.needles import Needle
from gongkai.core.screening.plan import Entry, PlanRefused
from gongkai.core.terms import Refusal, Refused, sm3_hex
from gongkai.gateways.files import FileStore
from gongkai.gateways.inspection import BODY
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.redaction import MadeAnew, Wanted, redact_draft
from gongkai.gateways.regimes.grounds import ground_title
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Edition, Withheld

_SHORT = 6
"""Figures up to this length stand in countless places; they are cut only where they were found."""


def redact_edition(who: Standing, edition_id: int, *, seen_fingerprint: str, moment: datetime) -> Edition:
    """Cut everything that was answered "withhold" or "substitute" and everything marked out of text and files.

    Answers with the new edition, a draft; it knows what it was made from, and every release of it is searched for
    what was withheld. The old edition is replaced. Raises Refused: where a mark in force was found, nothing is to be
    withheld, or a file cannot be made anew.
    """
    today = today_of(moment)
    case, permit = permitted(who, "redact", edition_id, today)
    unchanged(case, seen_fingerprint)
    _cuttable(case, permit)
    marks = _marks(case)
    made = _made_anew(case, today)
    found = look(made.draft, case.lawbook, today)

    def act(case: Case, permit: Permit) -> Written[Edition]:
        unchanged(case, seen_fingerprint)
        if _marks(case) != marks:
            reason = "制作的时候有人又作了标记，或者取消了标记，这一次没有照那些标记隐去。"
            raise Refused(
                Refusal("changed_meanwhile", reason, permit.move.clause, "请看过现在的标记，再做一次。")
            )
        given = answers_given(case.edition)
        edition = begin_edition(case, made.draft, case.edition.drafted_by_id or who.person_id, moment)
        edition.redacted_from = case.edition
        edition.save(update_fields=["redacted_from"])
        keep(edition, found, today, moment)
        carried = carry_answers(given, edition, found)
        withheld = _keep_withheld(case, made, moment)
        payload = edition_payload(edition) | {"from": case.edition.pk, "marks": made.marks}
        payload |= {"withheld": withheld, "carried": carried}
        return Written(edition, payload, (case.lawbook.gate("signature_binds"),))

    return edition_act(who, "redact", edition_id, moment, act)


def wanted_of(case: Case) -> Wanted:
    """What is to be withheld from an edition: the answers that cut, and the marks."""
    everywhere = [
        Entry("substitute" if row.instead else "delete", _clause(case.lawbook, row.ground, case.on), row.instead,
              marked_text(row))
        for row in markings_of(case.edition)
    ]  # fmt: skip
    places: dict[str, list[Entry]] = {}
    answers, screening = answers_of(case.edition), screening_of(case.edition)
    for row in screening.findings.all() if screening else ():
        answer = answers.get(row.key)
        if answer is None or not needs_cutting(FindingKind(row.kind), answer, row.rule):
            continue
        entry = _entry(case, finding_of(row), answer)
        if entry.part:
            places.setdefault(row.file or BODY, []).append(entry)
        else:
            everywhere.append(entry)
    return Wanted(tuple(everywhere), {file: tuple(entries) for file, entries in places.items()})


def _entry(case: Case, finding: Finding, answer: Answer) -> Entry:
    how: AnswerKind = answer.kind
    ground = _clause(case.lawbook, answer.ground, case.on)
    made = Entry("substitute" if how is AnswerKind.SUBSTITUTE else "delete", ground, answer.instead)
    if finding.kind is FindingKind.STATISTICAL_CELL or len(Needle(finding.text).key) <= _SHORT:
        return replace(made, part=finding.part, start=finding.start, end=finding.end, only_here=True)
    return replace(made, text=finding.text)


def _clause(lawbook: Lawbook, ground: str, on: date) -> str:
    for known in lawbook.withhold_grounds(on).value:
        if known.id == ground:
            return str(known.clause)
    return ground


def _cuttable(case: Case, permit: Permit) -> None:
    facts = case.review.screening
    clause = permit.move.clause
    if facts.blocked:
        reason = f"{facts.blocked[0].rstrip('。')}。带密级的文件不能靠隐去几个字变成可以公开的。"
        remedy = "请按不予公开处理；确已解密的，换成解密后的文件重新登记。"
        raise Refused(Refusal("marked_within", reason, case.lawbook.gate("marked_secret"), remedy))
    if not facts.to_cut:
        reason = "没有要隐去的内容。"
        remedy = "请先把查出的内容答复为删去或者改为其他文字，或者标出要隐去的字。"
        raise Refused(Refusal("nothing_to_cut", reason, clause, remedy))


def _made_anew(case: Case, today: date) -> MadeAnew:
    clause = case.lawbook.gate("part_secret")
    try:
        return redact_draft(
            draft_of(case.edition),
            FileStore(settings.FILES_DIR),
            wanted_of(case),
            today,
            lambda ground: ground_title(case.lawbook, ground),
        )
    except Unreadable as error:
        remedy = "请换成能够改制的文件（DOCX、DOC、XLSX、PDF、OFD、TXT、CSV、HTML），再做一次。"
        raise Refused(Refusal("cannot_redact", error.sentence, clause, remedy)) from error
    except PlanRefused as error:
        reason = f"标记和现在的内容对不上：{error.sentences[0]}"
        raise Refused(Refusal("plan_misses", reason, clause, "请刷新页面，按现在的内容重新标记。")) from error


def _marks(case: Case) -> frozenset[int]:
    return frozenset(row.pk for row in markings_of(case.edition))


def _keep_withheld(case: Case, made: MadeAnew, moment: datetime) -> list[str]:
    """Keep the words, sealed; answers with the digests of what was written."""
    context = withheld_context(case.edition.item_id)
    sealed = [the_vault().seal(text, context) for text in made.withheld]
    Withheld.objects.bulk_create(
        Withheld(item_id=case.edition.item_id, edition=case.edition, text=text, withheld_at=moment)
        for text in sealed
    )
    return sorted(sm3_hex(text.encode()) for text in sealed)
