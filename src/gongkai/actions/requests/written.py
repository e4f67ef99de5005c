"""Writing a reply down: what it says, checked against the table of outcomes and what the case has on record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.access.cases import Case
from gongkai.access.request_cases import RequestCase
from gongkai.actions.requests.handing import reviewed_editions
from gongkai.actions.requests.people import opened
from gongkai.actions.screening.free_text import refuse_unfit_reply
from gongkai.core.organs import Standing
from gongkai.core.regime.values_requests import Outcome
from gongkai.core.requests import states
from gongkai.core.requests.replying import HandedOut, ReplyFacts, ReplyPaper, check_reply
from gongkai.core.terms import Refusal, Refused
from gongkai.core.terms import states as edition_states
from gongkai.records.models import Applicant, Reply, ReplyFile

LONGEST = {
    "where": 1000, "when": 200, "withheld": 1000, "reasons": 2000, "who": 200, "contact": 300, "law": 300,
    "public_interest": 2000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReplyGiven:
    """A reply as somebody writes it; `editions` and `redacted` are ids of editions, `earlier` of a request."""

    outcome: str
    where: str = ""
    when: str = ""
    withheld: str = ""
    ground: str = ""
    reasons: str = ""
    who: str = ""
    contact: str = ""
    law: str = ""
    earlier: int | None = None
    public_interest: str = ""
    provision: str = ""
    editions: tuple[int, ...] = ()
    redacted: tuple[int, ...] = ()


def checked_paper(case: RequestCase, given: ReplyGiven) -> tuple[ReplyPaper, Outcome]:
    """What is written, as a value, checked against the table and the record."""
    clause = case.lawbook.gate("outcome")
    for name, limit in LONGEST.items():
        if len(getattr(given, name)) > limit:
            raise Refused(Refusal("too_long", f"有一项内容超过 {limit} 个字。", clause, "请缩短。"))
    editions = reviewed_editions(case, (*given.editions, *given.redacted))
    redacted = set(given.redacted)
    _really_redacted(case, given, editions)
    files = tuple(
        HandedOut(each.edition.pk, each.fingerprint, each.edition.pk in redacted) for each in editions
    )
    words = {name: getattr(given, name).strip() for name in (*LONGEST, "ground", "provision")}
    refuse_unfit(case, [words[name] for name in LONGEST], editions)
    paper = ReplyPaper(given.outcome, **words, earlier=given.earlier, files=files)
    grounds = frozenset(ground.id for ground in case.lawbook.refusal_grounds(case.on).value)
    answer = check_reply(
        paper, case.lawbook.outcomes(case.on), grounds, _facts(case, given), case.lawbook.gate
    )
    if isinstance(answer, Refusal):
        raise Refused(answer)
    return paper, answer


def refuse_unfit(case: RequestCase, texts: Iterable[str], editions: Sequence[Case]) -> None:
    """Refuse words that must not reach the applicant beside these editions (secrecy.12, 3.14)."""
    row = case.request.applicant

    def own() -> tuple[str, ...]:
        return case.request.description, *(opened(row, name) for name in ("identity", "phone"))

    refuse_unfit_reply(case, texts, editions, own)


def _really_redacted(case: RequestCase, given: ReplyGiven, editions: Sequence[Case]) -> None:
    """What goes out as redacted is a version of its own: not the whole one under another name (secrecy.12, 3.14)."""
    clause = case.lawbook.gate("part_secret")
    if set(given.redacted) & set(given.editions):
        reason = "同一份信息不能既作为全文、又作为删改后的版本提供。"
        raise Refused(Refusal("not_redacted", reason, clause, "请只在一处选择。"))
    for each in editions:
        if each.edition.pk in given.redacted and each.edition.state == edition_states.PUBLISHED:
            reason = f"《{each.edition.title[:60]}》已经全文公开，不是删改后的版本。"
            remedy = "请登记删改后的版本并送审，再来选择。"
            raise Refused(Refusal("not_redacted", reason, clause, remedy))


def _facts(case: RequestCase, given: ReplyGiven) -> ReplyFacts:
    request = case.request
    letters = list(request.consultations.all())
    third = [row for row in letters if row.kind == "third_party"]
    return ReplyFacts(
        searched=request.searches.filter(found=False).exists(),
        correction_asked=case.correction is not None,
        third_party_asked=bool(third),
        objection_stands=any(row.opinion in ("object", "partly") and row.well_founded for row in third),
        letters_open=any(row.answered_on is None for row in letters),
        same_applicant_replied=_is_repeat(case, given.earlier),
    )


def _is_repeat(case: RequestCase, earlier: int | None) -> bool:
    """Whether the earlier request is of the same applicant and was answered."""
    same = case.request.applicant.same_as
    if earlier is None or not same or earlier == case.request.pk:
        return False
    return Applicant.objects.filter(
        request_id=earlier,
        request__organ_id=case.request.organ_id,
        request__state=states.REPLIED,
        same_as=same,
    ).exists()


def keep_reply(case: RequestCase, paper: ReplyPaper, who: Standing, moment: datetime) -> Reply:
    words = {name: getattr(paper, name) for name in (*LONGEST, "outcome", "ground", "provision")}
    row = Reply.objects.create(
        request=case.request,
        round=case.request.replies.count() + 1,
        **words,
        earlier_id=paper.earlier,
        fingerprint=paper.fingerprint,
        proposed_by_id=who.person_id,
        proposed_at=moment,
    )
    ReplyFile.objects.bulk_create(
        ReplyFile(reply=row, edition_id=file.edition, fingerprint=file.fingerprint, redacted=file.redacted)
        for file in paper.files
    )
    return row


def reply_told(row: Reply, paper: ReplyPaper) -> dict[str, object]:
    return {
        "reply": row.pk,
        "round": row.round,
        "outcome": row.outcome,
        "ground": row.ground,
        "editions": [file.edition for file in paper.files],
        "fingerprint": paper.fingerprint,
    }
