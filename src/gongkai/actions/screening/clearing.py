"""The gate that fails closed: what goes out is made anew, opened afresh, and searched for all that is withheld."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from gongkai.access.cases import Case, draft_of, load_case
from gongkai.access.screenings import answers_of, finding_of, has_withheld, screening_of, withheld_texts
from gongkai.actions.door import lock_item_of, today_of, unchanged
from gongkai.actions.ledger import append_entry
from gongkai.actions.looking import WHILE_WAITED_FOR
from gongkai.core.screening.finding import FindingKind
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.terms import Citation, DisclosureClass, Refusal, Refused, states, system_actor
from gongkai.gateways.files import FileStore
from gongkai.gateways.inspection import body_parts
from gongkai.gateways.leakcheck import LeakReport, leaks, leaks_in
from gongkai.gateways.paper.extract.door import OUT_OF_TIME
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact import Redacted, clean
from gongkai.gateways.search_in import texts_of
from gongkai.gateways.vault import Unopenable
from gongkai.records.models import Attachment, Clearance, ReleasedFile

_log = logging.getLogger(__name__)

_REVIEWED = (states.CLEARED, states.SETTLED, states.APPROVED)
_GIVEN = (DisclosureClass.PROACTIVE.value, DisclosureClass.ON_REQUEST.value)
GATE = system_actor("release-gate", "放行检查")


@dataclass(frozen=True, slots=True)
class _Proved:
    """A file made anew that passed: the attachment it stands for, the file, how many parts were read."""

    attachment: Attachment
    made: Redacted
    digest: str
    parts: int


def clear_for_release(edition_id: int, moment: datetime, seconds: float = WHILE_WAITED_FOR) -> None:
    """Prove an edition as it is to go out, and keep the files that may. Raises Refused with the first thing met.

    Reads files and asks scanners, so it is done before the act that lets the edition out, which then looks whether the
    clearance is of exactly this content. `seconds` is what text recognition may take; a longer scan is refused for now,
    and read on in the background (`clearable`). naiman-housing:secrecy.12, hulunbuir-statistics:3.14.
    """
    today = today_of(moment)
    case = load_case(edition_id, today)
    if is_cleared(case):
        return
    try:
        withheld = _withheld(case)
    except Unopenable as error:
        reason = f"隐去的文字打不开，不能核对：{error}"
        clause = case.lawbook.gate("part_secret")
        raise Refused(Refusal("key_missing", reason, clause, "请联系管理员，从备份恢复密钥。")) from error
    until = time.monotonic() + seconds
    _prove_words(case, withheld)
    proved = [_prove_file(case, row, withheld, today, until) for row in case.edition.attachments.all()]
    with transaction.atomic():
        lock_item_of(edition_id)
        now = load_case(edition_id, today)
        unchanged(now, case.fingerprint)
        if now.edition.state != case.edition.state:
            reason = f"检查的时候这一版本的状态变了，现在是「{now.state_title}」。"
            clause = case.lawbook.gate("signature_binds")
            raise Refused(Refusal("changed_meanwhile", reason, clause, "请刷新页面，看现在的情况再办。"))
        if not is_cleared(now):
            _write(now, proved, len(withheld), moment)


def clearable() -> list[int]:
    """The editions reviewed to be given with files that are still to be proved, the oldest first."""
    reviewed = Attachment.objects.filter(edition__state__in=_REVIEWED, released=None)
    rows = reviewed.filter(edition__decided_class__in=_GIVEN)
    return list(rows.order_by("edition_id").values_list("edition_id", flat=True).distinct())


def is_cleared(case: Case) -> bool:
    """Whether an edition may go out as it is now; text from which nothing is withheld has nothing to be proved."""
    files = list(case.edition.attachments.all())
    if not files and not has_withheld(case.edition):
        return True
    try:
        clearance = case.edition.clearance
    except Clearance.DoesNotExist:
        return False
    return clearance.fingerprint == case.fingerprint and _as_proved(clearance, files)


def _as_proved(clearance: Clearance, files: list[Attachment]) -> bool:
    """Whether what would be handed out is what was proved: row by row, and byte by byte in the store."""
    proved = {file["of"]: (file["name"], file["digest"], file["size"]) for file in clearance.report["files"]}
    store = FileStore(settings.FILES_DIR)
    for row in files:
        try:
            released = row.released
        except ReleasedFile.DoesNotExist:
            return False
        kept = (released.name, released.digest, released.size)
        if proved.get(row.digest) != kept or not store.verify(released.digest):
            return False
    return True


def refuse_uncleared(case: Case) -> None:
    """The last word before something goes out: refuse what was not proved as it stands now."""
    if not is_cleared(case):
        reason = "放行前的检查还没有做，或者检查之后内容有改动。"
        clause = case.lawbook.gate("part_secret")
        raise Refused(Refusal("not_cleared", reason, clause, "请再办一次，系统会先重新检查。"))


def _withheld(case: Case) -> tuple[str, ...]:
    """All that must not be met: what was cut out before, and what nobody sees and was said to be withheld.

    Words that anybody reads elsewhere in the edition are no secret of the comment or the revision in which they stand
    too: to look for them would stop every document in which a slip was corrected.
    """
    answers, screening = answers_of(case.edition), screening_of(case.edition)
    hidden = [
        finding_of(row).text.rstrip("…")
        for row in (screening.findings.all() if screening else ())
        if row.key in answers and answers[row.key].cuts and row.kind == FindingKind.HIDDEN_CONTENT
    ]
    texts = texts_of(draft_of(case.edition), FileStore(settings.FILES_DIR)) if hidden else ()
    seen = [each.part for each in texts if each.part.kind.in_sight]
    in_sight = {leak.withheld for leak in leaks_in(seen, hidden)}
    return tuple(
        dict.fromkeys((*withheld_texts(case.edition), *(text for text in hidden if text not in in_sight)))
    )


def _prove_words(case: Case, withheld: tuple[str, ...]) -> None:
    names = [Part("文件名", PartKind.FILE_NAME, row.name) for row in case.edition.attachments.all()]
    met = next(leaks_in((*body_parts(draft_of(case.edition)), *names), withheld), None)
    if met is not None:
        reason = f"要隐去的文字还在“{met.found_in}”里（{met.how}），不能公开。"
        remedy = "请另立新版本，改好之后重新审查。"
        raise Refused(Refusal("leaks", reason, case.lawbook.gate("part_secret"), remedy))


def _prove_file(case: Case, row: Attachment, withheld: tuple[str, ...], today: date, until: float) -> _Proved:
    store = FileStore(settings.FILES_DIR)
    clause = case.lawbook.gate("part_secret")
    remedy = (
        "请另立新版本，换成能够改制的文件（DOCX、DOC、XLSX、PDF、OFD、PNG、JPEG、TXT、CSV、HTML），重新审查。"
    )
    if not store.verify(row.digest):
        reason = f"附件“{row.name}”不在文件库中，或者和登记时不是同一个文件，不能公开。"
        raise Refused(Refusal("file_missing", reason, clause, "请联系管理员，从备份恢复文件。"))
    limits = replace(Limits(), all_tools_seconds=max(0.0, until - time.monotonic()))
    try:
        made = clean(store.read(row.digest), row.name, today=today)
        report = leaks(made.data, made.name, withheld, limits=limits)
    except Unreadable as error:
        reason = f"附件“{row.name}”不能制成放行的文件：{error.sentence}"
        raise Refused(Refusal("cannot_clean", reason, clause, remedy)) from error
    except Exception as error:
        # Whatever the gate trips over, nothing may pass that was not proved.
        _log.exception("放行前的检查没有做成：附件%s", row.pk)
        reason = f"附件“{row.name}”放行前的检查没有做成，程序出错，不能公开。"
        raise Refused(Refusal("gate_broke", reason, clause, "请联系管理员，修好之后再办一次。")) from error
    _refuse_unproved(row, report, clause)
    return _Proved(row, made, store.put(made.data), report.parts)


def _refuse_unproved(row: Attachment, report: LeakReport, clause: Citation) -> None:
    if report.leaks:
        remedy = "请另立新版本，改好之后重新审查。"
        raise Refused(Refusal("leaks", _told(row.name, report), clause, remedy))
    if report.unread and all(each.why == OUT_OF_TIME for each in report.unread):
        reason = f"附件“{row.name}”是扫描件，放行前的文字识别还没有做完，正在后台继续。"
        raise Refused(Refusal("still_checking", reason, clause, "请几分钟后再办。"))
    if not report.passes:
        remedy = (
            "请另立新版本，换成能够读出的文件；识别或者扫描的程序没有运行的，请联系管理员，恢复之后再办。"
        )
        raise Refused(Refusal("unproved", _told(row.name, report), clause, remedy))


def _told(name: str, report: LeakReport) -> str:
    """What stopped a file; never the words themselves, which would stand on a screen and in logs."""
    if report.leaks:
        met = report.leaks[0]
        return f"附件“{name}”里还有要隐去的文字：在“{met.found_in}”（{met.how}），不能公开。"
    unread = report.unread[0]
    return f"附件“{name}”有读不出来的部分（{unread.id}：{unread.why.rstrip('。')}），没有读过的内容不能公开。"


def _write(case: Case, proved: list[_Proved], withheld: int, moment: datetime) -> None:
    files = []
    for each in proved:
        kept = {"name": each.made.name, "digest": each.digest, "size": len(each.made.data)}
        ReleasedFile.objects.update_or_create(attachment=each.attachment, defaults=kept)
        told = {"of": each.attachment.digest, "parts": each.parts, "notes": list(each.made.notes)}
        files.append({**told, **kept})
    report: dict[str, object] = {"files": files, "withheld": withheld}
    Clearance.objects.update_or_create(
        edition=case.edition,
        defaults={"fingerprint": case.fingerprint, "report": report, "cleared_at": moment},
    )
    edition = case.edition
    append_entry(
        organ_id=case.bearing.organ_id,
        moment=moment,
        actor=GATE,
        post="",
        verb="clear",
        subject_kind="item",
        subject_id=edition.item_id,
        clauses=(case.lawbook.gate("part_secret"), case.lawbook.gate("screening_answered")),
        payload={"edition": edition.number, "edition_id": edition.pk, "state": edition.state}
        | {"cleared": case.fingerprint, **report},
    )
