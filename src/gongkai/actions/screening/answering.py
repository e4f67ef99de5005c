"""Saying of one finding what it is (naiman-housing:secrecy.6.2, hulunbuir-statistics:3.7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from gongkai.access.cases import Case, fingerprint_of, load_case
from gongkai.access.editions import Permit
from gongkai.access.screenings import finding_of, screening_of
from gongkai.actions.door import Written, edition_act, unchanged
from gongkai.core.organs import Standing
from gongkai.core.screening.answers import Answer, AnswerKind, check_answer
from gongkai.core.terms import Refusal, Refused
from gongkai.records.models import FindingAnswer, FindingRow


def answer_finding(
    who: Standing, edition_id: int, *, key: str, answer: Answer, seen_fingerprint: str, moment: datetime
) -> FindingAnswer:
    """Answer one finding. The newest answer counts; nothing is signed yet under what it changes.

    Raises Refused: for a mark in force, an answer that does not fit the finding, missing reasons, ground or proof,
    a ground the rule book does not know, and once somebody has signed in this round.
    """

    def act(case: Case, permit: Permit) -> Written[FindingAnswer]:
        unchanged(case, seen_fingerprint)
        unsigned(case, permit)
        row = _answerable(case, permit, key, answer)
        said = _say(case, key, answer, who, moment)
        payload: dict[str, object] = {"answer": said.pk, "finding": key, **_where(row), **_words(said)}
        return Written(said, payload | {"fingerprint": fresh_fingerprint(case)})

    return edition_act(who, "answer_finding", edition_id, moment, act)


def answer_findings(
    who: Standing,
    edition_id: int,
    *,
    keys: Sequence[str],
    answer: Answer,
    seen_fingerprint: str,
    moment: datetime,
) -> int:
    """Give several findings the same answer in one act with one entry: all of them, or none; how many they were.

    Raises Refused for the first that cannot take it, and tells which that is.
    """
    wanted = tuple(dict.fromkeys(keys))

    def act(case: Case, permit: Permit) -> Written[int]:
        unchanged(case, seen_fingerprint)
        unsigned(case, permit)
        if not wanted:
            reason = "没有选择要答复的内容。"
            raise Refused(Refusal("nothing_chosen", reason, permit.move.clause, "请先勾选，再答复。"))
        rows = [_answerable(case, permit, key, answer) for key in wanted]
        given = [_say(case, key, answer, who, moment) for key in wanted]
        told = [[said.pk, said.key] for said in given]
        kinds = dict(Counter(row.kind for row in rows))
        payload: dict[str, object] = {"answers": told, "finding_kinds": kinds, **_words(given[0])}
        return Written(len(given), payload | {"fingerprint": fresh_fingerprint(case)})

    return edition_act(who, "answer_finding", edition_id, moment, act)


def _answerable(case: Case, permit: Permit, key: str, answer: Answer) -> FindingRow:
    row = _finding(case, key, permit)
    refusal = check_answer(finding_of(row), answer, case.lawbook.gate)
    if refusal is not None:
        raise Refused(refusal)
    known_ground(case, answer.ground)
    return row


def _say(case: Case, key: str, answer: Answer, who: Standing, moment: datetime) -> FindingAnswer:
    return FindingAnswer.objects.create(
        edition=case.edition,
        key=key,
        kind=answer.kind.value,
        reasons=answer.reasons.strip()[:1000],
        ground=answer.ground if answer.kind is AnswerKind.WITHHOLD else "",
        instead=answer.instead.strip()[:500] if answer.kind is AnswerKind.SUBSTITUTE else "",
        proof=answer.proof.strip()[:300],
        person_id=who.person_id,
        answered_at=moment,
    )


def _where(row: FindingRow) -> dict[str, object]:
    return {"finding_kind": row.kind, "where": f"{row.file_name}：{row.part}"[:300]}


def _words(said: FindingAnswer) -> dict[str, object]:
    """What the ledger keeps of an answer."""
    return {
        "said": said.kind,
        "reasons": said.reasons,
        "ground": said.ground,
        "instead": said.instead,
        "proof": said.proof,
    }


def unsigned(case: Case, permit: Permit) -> None:
    """Refuse once somebody has signed: what she signed under must stay as she saw it."""
    refusal = already_signed(case)
    if refusal is not None:
        raise Refused(refusal)


def already_signed(case: Case) -> Refusal | None:
    """Why nothing can be answered any more once somebody has signed in this round; None where nobody has."""
    if not case.review.signed:
        return None
    reason = "已经有人按现在的查验结果签署了意见，答复不能再改。"
    clause = case.lawbook.gate("signature_binds")
    return Refusal("already_signed", reason, clause, "要改的话，请先退回，改好之后重新送审。")


def known_ground(case: Case, ground: str) -> None:
    """Refuse a ground that the rule book does not know."""
    known = {each.id for each in case.lawbook.withhold_grounds(case.on).value}
    if ground and ground not in known:
        clause = case.lawbook.gate("marked_secret")
        reason = "选择的不予公开情形不在制度之中。"
        raise Refused(Refusal("unknown_ground", reason, clause, "请从列出的情形中选择。"))


def fresh_fingerprint(case: Case) -> str:
    """The edition's fingerprint as it is after what this act wrote."""
    return fingerprint_of(load_case(case.edition.pk, case.today).edition)


def _finding(case: Case, key: str, permit: Permit) -> FindingRow:
    screening = screening_of(case.edition)
    rows = screening.findings.all() if screening else ()
    row = next((each for each in rows if each.key == key), None)
    if row is None:
        reason = "这处内容不在现在的查验结果里。"
        raise Refused(
            Refusal("unknown_finding", reason, permit.move.clause, "请刷新页面，看现在查出的内容。")
        )
    return row
