"""Sending to review, opinions, returns, referrals, recusal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from gongkai.access.cases import Case, draft_of, load_case
from gongkai.access.editions import Permit
from gongkai.access.header_rules import header_rules
from gongkai.actions.door import Written, edition_act, permitted, today_of, unchanged
from gongkai.actions.looking import keep, look_again, told
from gongkai.core.catalogue import unready
from gongkai.core.organs import Standing
from gongkai.core.review import OpinionPaper, Signed, Step, after_answer, after_signature, check_opinion
from gongkai.core.terms import Refusal, Refused, states
from gongkai.records.models import Edition, Recusal, Referral, Signature


@dataclass(frozen=True, slots=True)
class Question:
    """What is put to a higher or competent authority: kind of question (an id of the regime), text, to whom."""

    kind: str
    question: str
    referred_to: str


def submit(who: Standing, edition_id: int, *, moment: datetime) -> Edition:
    """Send a draft to the first stage of the review. It is looked at again where the last look was on another day."""
    today = today_of(moment)
    before, _ = permitted(who, "submit", edition_id, today)
    found = look_again(before.edition, before.lawbook, today)

    def act(case: Case, permit: Permit) -> Written[Edition]:
        if found is not None:
            unchanged(case, before.fingerprint)
            keep(case.edition, found, today, moment)
        lacking = unready(draft_of(case.edition), header_rules(case.lawbook, today))
        if lacking:
            raise Refused(lacking[0].refusal)
        edition = case.edition
        edition.state = permit.move.target or ""
        edition.submitted_on = today
        edition.save(update_fields=["state", "submitted_on"])
        fresh = load_case(edition.pk, today)
        return Written(edition, {"fingerprint": fresh.fingerprint, "round": edition.round} | told(fresh))

    return edition_act(who, "submit", edition_id, moment, act)


def sign(
    who: Standing,
    edition_id: int,
    *,
    opinion: str,
    basis: list[str],
    reasons: str,
    seen_fingerprint: str,
    moment: datetime,
    ground: str = "",
    question: Question | None = None,
) -> Edition:
    """Sign an opinion at the stage whose turn it is. `question` goes with an opinion that refers upward."""
    paper = OpinionPaper(
        opinion,
        tuple(dict.fromkeys(line.strip() for line in basis if line.strip())),
        reasons.strip(),
        ground,
    )

    def act(case: Case, permit: Permit) -> Written[Edition]:
        unchanged(case, seen_fingerprint)
        _known_ground(case, ground)
        known = check_opinion(paper, case.chain, case.review, case.lawbook.gate)
        if isinstance(known, Refusal):
            raise Refused(known)
        stage = states.stage_of(case.edition.state) or ""
        row = _write_signature(case, permit, paper, who, moment)
        asked = _write_question(case, stage, question, who, moment) if known.effect == "refer" else None
        newest = Signed(stage, permit.role, who.person_id, known.effect)
        facts = replace(case.review, signed=(*case.review.signed, newest))
        _move_on(case.edition, after_signature(case.chain, stage, facts))
        payload: dict[str, object] = {
            "signature": row.pk,
            "round": row.round,
            "in_place_of": row.in_place_of_id,
            "stage": stage,
            "role": permit.role.value,
            "opinion": opinion,
            "basis": list(paper.basis),
            "reasons": paper.reasons,
            "ground": ground,
            "fingerprint": case.fingerprint,
            "state": case.edition.state,
            "decided": case.edition.decided_class,
        }
        return Written(case.edition, payload | _asked(asked), (case.lawbook.gate("opinion_basis_reasons"),))

    return edition_act(who, "sign", edition_id, moment, act)


def return_to_draft(who: Standing, edition_id: int, *, reasons: str, moment: datetime) -> Edition:
    """Send an edition back to its producer; the signatures of this round no longer count."""

    def act(case: Case, permit: Permit) -> Written[Edition]:
        if not reasons.strip():
            raise Refused(
                Refusal("no_reasons", "没有写明退回的理由。", permit.move.clause, "请写明要改什么。")
            )
        edition = case.edition
        edition.state, edition.round = states.DRAFT, edition.round + 1
        edition.save(update_fields=["state", "round"])
        return Written(edition, {"reasons": reasons.strip(), "state": edition.state, "round": edition.round})

    return edition_act(who, "return", edition_id, moment, act)


def refer(
    who: Standing, edition_id: int, *, kind: str, question: str, referred_to: str, moment: datetime
) -> Edition:
    """Put a question upward; the case waits for the answer (hulunbuir-statistics:3.12)."""

    def act(case: Case, _permit: Permit) -> Written[Edition]:
        stage = states.stage_of(case.edition.state) or ""
        row = _write_question(case, stage, Question(kind, question, referred_to), who, moment)
        _move_on(case.edition, Step(states.REFERRED))
        return Written(case.edition, _asked(row) | {"state": case.edition.state})

    return edition_act(who, "refer", edition_id, moment, act)


def answer_referral(
    who: Standing,
    edition_id: int,
    *,
    answer: str,
    letter: str,
    text: str,
    answered_on: date,
    moment: datetime,
) -> Edition:
    """Record the answer to a referral; it binds what may be signed from now on. `answer`: disclose or withhold."""

    def act(case: Case, permit: Permit) -> Written[Edition]:
        row = case.edition.referrals.filter(answered_on=None, round=case.edition.round).last()
        if row is None:
            raise Refused(Refusal("no_question", "没有等待答复的报请。", permit.move.clause, ""))
        if answer not in ("disclose", "withhold"):
            raise Refused(
                Refusal(
                    "unknown_answer", "没有选择答复结论。", permit.move.clause, "请选择可以公开或不得公开。"
                )
            )
        if not letter.strip():
            raise Refused(
                Refusal(
                    "no_letter", "没有填写答复的文号。", permit.move.clause, "请填写答复文件的文号或日期。"
                )
            )
        if not today_of(row.referred_at) <= answered_on <= today_of(moment):
            reason = "答复日期不在报请之日和今天之间。"
            raise Refused(Refusal("implausible_date", reason, permit.move.clause, "请核对答复日期。"))
        row.answer, row.answer_letter, row.answer_text = answer, letter.strip(), text.strip()
        row.answered_on = answered_on
        row.save(update_fields=["answer", "answer_letter", "answer_text", "answered_on"])
        facts = replace(case.review, referral_answer=answer)
        _move_on(case.edition, after_answer(case.chain, row.stage, facts))
        payload: dict[str, object] = {
            "referral": row.pk,
            "answer": answer,
            "letter": row.answer_letter,
            "text": row.answer_text,
            "on": answered_on.isoformat(),
            "decided": case.edition.decided_class,
        }
        return Written(case.edition, payload | {"state": case.edition.state})

    return edition_act(who, "answer_referral", edition_id, moment, act)


def recuse(who: Standing, edition_id: int, *, reason: str, moment: datetime) -> Recusal:
    """Step back from an item; from then on its acts are somebody else's."""

    def act(case: Case, permit: Permit) -> Written[Recusal]:
        if not reason.strip():
            raise Refused(
                Refusal("no_reasons", "没有写明回避的理由。", permit.move.clause, "请写明与信息的关系。")
            )
        row = Recusal.objects.create(
            person_id=who.person_id, item=case.edition.item, reason=reason.strip(), declared_at=moment
        )
        return Written(row, {"reasons": row.reason})

    return edition_act(who, "recuse", edition_id, moment, act)


def _known_ground(case: Case, ground: str) -> None:
    grounds = case.lawbook.withhold_grounds(case.on).value
    if ground and ground not in {known.id for known in grounds}:
        clause = case.lawbook.gate("marked_secret")
        raise Refused(
            Refusal("unknown_ground", "选择的不予公开情形不在制度之中。", clause, "请从列出的情形中选择。")
        )


def _write_signature(
    case: Case, permit: Permit, paper: OpinionPaper, who: Standing, moment: datetime
) -> Signature:
    return Signature.objects.create(
        edition=case.edition,
        round=case.edition.round,
        stage=states.stage_of(case.edition.state) or "",
        role=permit.role.value,
        signer_id=who.person_id,
        signer_post=permit.capacity.label,
        in_place_of_id=permit.capacity.in_place_of,
        opinion=paper.opinion,
        ground=paper.ground,
        basis=list(paper.basis),
        reasons=paper.reasons,
        fingerprint=case.fingerprint,
        signed_at=moment,
    )


def _write_question(
    case: Case, stage: str, question: Question | None, who: Standing, moment: datetime
) -> Referral:
    clause = case.lawbook.gate("referral_waits")
    kinds = case.lawbook.referral_kinds(case.on).value
    if question is None or question.kind not in {kind.id for kind in kinds}:
        titles = "、".join(kind.title for kind in kinds)
        raise Refused(
            Refusal("unknown_question", "没有选择报请确定的事项。", clause, f"请从「{titles}」中选择。")
        )
    if not question.question.strip() or not question.referred_to.strip():
        raise Refused(
            Refusal("no_question", "没有写明报请的问题或者报往的机关。", clause, "请补充后再报请。")
        )
    return Referral.objects.create(
        edition=case.edition,
        round=case.edition.round,
        stage=stage,
        kind=question.kind,
        question=question.question.strip(),
        referred_to=question.referred_to.strip(),
        referred_by_id=who.person_id,
        referred_at=moment,
    )


def _asked(row: Referral | None) -> dict[str, object]:
    """What the ledger keeps of a question; nothing where none was put."""
    if row is None:
        return {}
    return {"referral": row.pk, "kind": row.kind, "question": row.question, "to": row.referred_to}


def _move_on(edition: Edition, step: Step) -> None:
    edition.state = step.state
    edition.decided_class = step.decided.value if step.decided else ""
    edition.save(update_fields=["state", "decided_class"])
