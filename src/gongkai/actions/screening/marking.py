"""Marking words to be withheld, by hand or by search, and taking a mark back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from gongkai.access.cases import Case, draft_of
from gongkai.access.editions import Permit
from gongkai.access.screenings import (
    finding_of,
    marked_text,
    marking_context,
    markings_of,
    screening_of,
)
from gongkai.actions.door import Written, edition_act, permitted, today_of, unchanged
from gongkai.actions.screening.answering import known_ground
from gongkai.core.organs import Standing
from gongkai.core.screening.finding import FindingKind, Severity
from gongkai.core.screening.needles import Needle
from gongkai.core.terms import Refusal, Refused, Role, sm3_hex
from gongkai.gateways.files import FileStore
from gongkai.gateways.search_in import standing_places
from gongkai.gateways.vault import the_vault
from gongkai.records.models import Marking

SHORTEST, LONGEST, MOST = 2, 2000, 500


def mark_text(
    who: Standing,
    edition_id: int,
    *,
    text: str,
    ground: str,
    instead: str = "",
    seen_fingerprint: str,
    moment: datetime,
) -> Marking:
    """Mark words to be withheld wherever they stand in the edition, its files included (secrecy.12, 3.14).

    With `instead` they are replaced, else deleted with a mark that names the ground. A mark stands in the way of every
    opinion to disclose until the edition was redacted or the mark taken back. Raises Refused for words that stand
    nowhere, are too short to be told from others, or are marked already.
    """
    wanted = text.strip()
    before, leave = permitted(who, "mark_text", edition_id, today_of(moment))
    unchanged(before, seen_fingerprint)
    _fit(before, leave, wanted, ground)
    # Looking through the files may take long, so it is done before anything is locked.
    _stands(before, leave, wanted)

    def act(case: Case, permit: Permit) -> Written[Marking]:
        unchanged(case, seen_fingerprint)
        _fit(case, permit, wanted, ground)
        row = Marking.objects.create(
            edition=case.edition,
            text=the_vault().seal(wanted, marking_context(case.edition.pk)),
            ground=ground,
            instead=instead.strip()[:500],
            person_id=who.person_id,
            marked_at=moment,
        )
        payload: dict[str, object] = {"marking": row.pk, "ground": row.ground, "instead": row.instead}
        payload["sealed"] = sm3_hex(row.text.encode())
        return Written(row, payload | {"letters": len(wanted)})

    return edition_act(who, "mark_text", edition_id, moment, act)


def drop_mark(
    who: Standing, edition_id: int, *, marking: int, seen_fingerprint: str, moment: datetime
) -> Marking:
    """Take a mark back, before anything was redacted by it."""

    def act(case: Case, permit: Permit) -> Written[Marking]:
        unchanged(case, seen_fingerprint)
        row = case.edition.markings.filter(pk=marking, dropped_at=None).first()
        if row is None:
            reason = "这个标记已经取消，或者不属于这份信息。"
            raise Refused(Refusal("unknown_mark", reason, permit.move.clause, "请刷新页面再看。"))
        if permit.role is Role.PRODUCER and row.person_id not in (who.person_id, case.edition.drafted_by_id):
            reason = f"这个标记是{row.person.name}审查时作出的，起草人不能取消。"
            remedy = "请制作隐去后的版本，或者请作出标记的人、审查人取消。"
            raise Refused(Refusal("marked_by_reviewer", reason, permit.move.clause, remedy))
        row.dropped_at = moment
        row.save(update_fields=["dropped_at"])
        return Written(row, {"marking": row.pk})

    return edition_act(who, "drop_mark", edition_id, moment, act)


def _fit(case: Case, permit: Permit, wanted: str, ground: str) -> None:
    clause = permit.move.clause
    key = Needle(wanted).key
    if len(key) < SHORTEST:
        reason = "要隐去的文字太短，同样的字在别处也有，会误删。"
        raise Refused(Refusal("too_short", reason, clause, f"请至少选{SHORTEST}个字，连同前后的字一起选。"))
    if len(wanted) > LONGEST:
        reason = f"一次最多标{LONGEST}个字，选了{len(wanted)}个字。"
        raise Refused(Refusal("too_long", reason, clause, "请分几次标。"))
    if not ground:
        raise Refused(Refusal("no_ground", "没有选择不予公开的情形。", clause, "请选择情形。"))
    known_ground(case, ground)
    marked = markings_of(case.edition)
    if len(marked) >= MOST:
        reason = f"已经标了{MOST}处，不能再多。"
        raise Refused(Refusal("too_many", reason, clause, "请先制作隐去后的版本，再接着标。"))
    if any(Needle(marked_text(row)).key == key for row in marked):
        raise Refused(Refusal("already_marked", "这些字已经标过。", clause, "请看已经标出的各处。"))
    _no_mark_in_force(case, key)


def _no_mark_in_force(case: Case, key: str) -> None:
    """A mark in force is not to be cut off: the paper stays secret without it (secrecy.6.1, 3.7.1)."""
    screening = screening_of(case.edition)
    for row in screening.findings.all() if screening else ():
        if row.severity != Severity.BLOCK or row.kind != FindingKind.SECRECY_MARK:
            continue
        mark = Needle(finding_of(row).text).key
        if mark and (mark in key or key in mark):
            reason = f"{row.message.rstrip('。')}。带密级的文件不能靠隐去标志变成可以公开的。"
            remedy = "请按不予公开处理；确已解密的，换成解密后的文件重新登记。"
            raise Refused(Refusal("marked_within", reason, case.lawbook.gate("marked_secret"), remedy))


def _stands(case: Case, permit: Permit, wanted: str) -> None:
    if not standing_places(draft_of(case.edition), FileStore(settings.FILES_DIR), wanted):
        reason = "正文和附件里都没有这些字，隐去也就无从谈起。"
        remedy = "请从正文里选，或者核对要找的字。"
        raise Refused(Refusal("stands_nowhere", reason, permit.move.clause, remedy))
