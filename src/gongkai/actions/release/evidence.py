"""Papers the gate asks for: declassification, other organs' word, an approval required by law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.access.cases import Case
from gongkai.access.editions import Permit
from gongkai.actions.door import Written, edition_act, today_of
from gongkai.core.catalogue import AttachedFile
from gongkai.core.catalogue.dates import EARLIEST
from gongkai.core.organs import Standing
from gongkai.core.terms import Citation, Refusal, Refused
from gongkai.records.models import EvidenceRecord, InvolvedOrgan


@dataclass(frozen=True, slots=True)
class Paper:
    """A decision of an authority: number, day, who decided, and its file."""

    kind: str
    number: str
    decided_on: date
    authority: str
    file: AttachedFile | None


def declassify(
    who: Standing,
    edition_id: int,
    *,
    number: str,
    decided_on: date,
    authority: str,
    file: AttachedFile | None,
    moment: datetime,
) -> EvidenceRecord:
    """Record that what was once secret has been declassified, after a review that cleared it.

    naiman-housing:secrecy.9, hulunbuir-statistics:3.13. The file of the decision is required.
    """

    def act(case: Case, permit: Permit) -> Written[EvidenceRecord]:
        clause = permit.move.clause
        if not case.edition.secrecy_mark:
            reason = "这份信息没有密级标识，不需要解密。"
            raise Refused(Refusal("never_marked", reason, clause, "可以直接办理下一步。"))
        if file is None:
            reason = "没有上传解密决定的文件。"
            raise Refused(Refusal("no_file", reason, clause, "请上传解密决定。"))
        return _record(
            case,
            clause,
            Paper("declassification", number.strip(), decided_on, authority.strip(), file),
            moment,
        )

    return edition_act(who, "declassify", edition_id, moment, act)


def record_law_approval(
    who: Standing,
    edition_id: int,
    *,
    number: str,
    decided_on: date,
    authority: str,
    file: AttachedFile | None,
    moment: datetime,
) -> EvidenceRecord:
    """Record the approval a law asks for before publication (hulunbuir-statistics:5.5, cn-foi:11)."""

    def act(case: Case, permit: Permit) -> Written[EvidenceRecord]:
        if not case.edition.needs_law_approval:
            reason = "这份信息登记时没有注明依法需要批准。"
            raise Refused(Refusal("not_asked", reason, permit.move.clause, "可以直接办理下一步。"))
        paper = Paper("law_approval", number.strip(), decided_on, authority.strip(), file)
        return _record(case, permit.move.clause, paper, moment)

    return edition_act(who, "record_law_approval", edition_id, moment, act)


def record_consent(
    who: Standing,
    edition_id: int,
    *,
    organ_name: str,
    consented_on: date,
    letter: str,
    file: AttachedFile | None,
    moment: datetime,
) -> InvolvedOrgan:
    """Record another organ's written word: consent of a joint maker, confirmation of one concerned.

    naiman-housing:disclosure.9, hulunbuir-statistics:3.11 and 5.4.
    """

    def act(case: Case, permit: Permit) -> Written[InvolvedOrgan]:
        clause = permit.move.clause
        row = case.edition.involved_organs.filter(name=organ_name).first()
        if row is None:
            reason = f"「{organ_name}」不在这份信息涉及的机关之中。" if organ_name else "没有选择机关。"
            raise Refused(Refusal("not_involved", reason, clause, "请从登记的机关中选择。"))
        if row.consented_on is not None:
            raise Refused(Refusal("already_recorded", f"{row.name}的书面意见已经登记。", clause, ""))
        if not letter.strip():
            raise Refused(
                Refusal("no_letter", "没有填写来函的文号。", clause, "书面同意才算数，请填写来函文号。")
            )
        _plausible(consented_on, moment, clause)
        row.consented_on, row.letter = consented_on, letter.strip()
        row.letter_digest = file.digest if file else ""
        row.save(update_fields=["consented_on", "letter", "letter_digest"])
        payload: dict[str, object] = {"organ": row.name, "letter": row.letter, "on": consented_on.isoformat()}
        return Written(row, payload | {"file": row.letter_digest})

    return edition_act(who, "record_consent", edition_id, moment, act)


def _record(case: Case, clause: Citation, paper: Paper, moment: datetime) -> Written[EvidenceRecord]:
    if case.edition.evidence.filter(kind=paper.kind).exists():
        raise Refused(Refusal("already_recorded", "已经登记过，不能重复登记。", clause, "请看办理记录。"))
    if not paper.number or not paper.authority:
        raise Refused(Refusal("incomplete", "文号和作出决定的机关都要填写。", clause, "请补充后再登记。"))
    _plausible(paper.decided_on, moment, clause)
    row = EvidenceRecord.objects.create(
        edition=case.edition,
        kind=paper.kind,
        number=paper.number,
        decided_on=paper.decided_on,
        authority=paper.authority,
        file_name=paper.file.name if paper.file else "",
        file_digest=paper.file.digest if paper.file else "",
        recorded_at=moment,
    )
    payload: dict[str, object] = {
        "number": row.number,
        "authority": row.authority,
        "on": row.decided_on.isoformat(),
    }
    return Written(row, payload | {"file": row.file_digest, "file_name": row.file_name})


def _plausible(day: date, moment: datetime, clause: Citation) -> None:
    if not EARLIEST <= day <= today_of(moment):
        reason = f"日期{day.year}年{day.month}月{day.day}日不可信。"
        raise Refused(
            Refusal("implausible_date", reason, clause, "请核对日期，不能早于1949年10月1日，也不能晚于今天。")
        )
