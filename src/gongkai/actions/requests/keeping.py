"""When the time of an applicant's data is over: it is made anonymous, the case stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from gongkai.access.lawbooks import lawbook_for
from gongkai.access.request_digests import SEALED
from gongkai.actions.door import today_of
from gongkai.actions.requests.door import Told, locked_case, write
from gongkai.core.terms import Refusal, Refused, system_actor
from gongkai.gateways.files import FileStore
from gongkai.records.models import Request, RequestFile

KEEPER = system_actor("keeper", "资料保管")
MOST_AT_ONCE = 500


def anonymise(request_id: int, *, moment: datetime) -> Request:
    """Wipe what identifies the applicant of an ended request whose retention is over.

    Sealed fields, her key, the papers of letters, the files she sent and the names of those consulted go; what was
    asked, decided and when stays, and so do the digests in the ledger, which nobody can turn back.
    """
    with transaction.atomic():
        case = locked_case(request_id, today_of(moment))
        request, clause = case.request, case.lawbook.gate("applicant_data")
        if not is_over(request, case.lawbook.retention_years(case.on).value, moment):
            reason = "申请还没有办结，或者资料的保存期限还没有满。"
            raise Refused(Refusal("retention_runs", reason, clause, "期满以后系统会自动办理。"))
        row = request.applicant
        for name in (*SEALED, "seal_key", "same_as", "identity_kind", "help_needed"):
            setattr(row, name, "")
        row.anonymised_at = moment
        row.save()
        request.letters.update(docx=b"", pdf=b"")
        request.consultations.update(name="", address="")
        request.notices.filter(person=None, sent_at=None).delete()
        digests = list(request.files.values_list("digest", flat=True))
        RequestFile.objects.filter(request=request).delete()
        request.code_digest = ""
        told = Told(request, {"files": len(digests)})
        write(case, "anonymise", told, clause=clause, by=(KEEPER, ""), moment=moment)
        # Before the commit: who is killed in between finds the row again tomorrow, and no file outlives its row.
        _remove(digests)
        return request


def is_over(request: Request, years: int, moment: datetime) -> bool:
    """Whether an ended request's applicant data may be wiped."""
    if request.ended_at is None or request.applicant.anonymised_at is not None:
        return False
    return request.ended_at + timedelta(days=366 * years) < moment


def due_for_anonymising(moment: datetime) -> list[int]:
    """The ended requests whose retention is over, at most 500 at a time; one query."""
    rows = (
        Request.objects.filter(ended_at__lt=moment - timedelta(days=365), applicant__anonymised_at=None)
        .select_related("regime_version", "applicant")
        .defer("regime_version__bureau_sources", "regime_version__statute_sources")
        .order_by("id")
    )
    found = []
    for request in rows.iterator(chunk_size=500):
        lawbook = lawbook_for(request.regime_version)
        years = lawbook.retention_years(request.received_on or request.arrived_on).value
        if is_over(request, years, moment):
            found.append(request.pk)
        if len(found) == MOST_AT_ONCE:
            break
    return found


def _remove(digests: list[str]) -> None:
    store = FileStore(settings.FILES_DIR)
    for digest in digests:
        # Sealed with a random nonce: no other file has these bytes.
        store.path(digest).unlink(missing_ok=True)
