"""What is kept sealed about requests: applicants, what they sent, the papers of letters. Opened to be compared."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from django.conf import settings

from gongkai.access.request_digests import SEALED, applicant_digest, file_told
from gongkai.core.ledger import sm3_hex
from gongkai.gateways.field_keys import BadFieldKey
from gongkai.gateways.files import FileStore
from gongkai.gateways.vault import Unopenable, the_vault
from gongkai.queries.request_ledger.account import Account, Key
from gongkai.queries.witness import Fault
from gongkai.records.models import Applicant, Letter, Organ, RequestFile

PORTION = 50
"""Letters carry their papers; few are held at a time."""

LETTER_COLUMNS = (
    "request_id", "kind", "title", "number", "to_applicant", "template_digest", "issued_at", "docx_digest",
    "pdf_digest",
)  # fmt: skip


def applicant_rows(organ: Organ) -> Iterator[tuple[Key, dict[str, Any]]]:
    """Who asked, by request: a digest of everything in clear, whether anything is left, when it was wiped."""
    for row in Applicant.objects.filter(request__organ=organ).iterator(chunk_size=500):
        left = any(
            getattr(row, name) for name in (*SEALED, "seal_key", "same_as", "identity_kind", "help_needed")
        )
        digest = _digest(row) if row.anonymised_at is None else ""
        yield (row.request_id,), {"digest": digest, "left": left, "anonymised_at": row.anonymised_at}


def _digest(row: Applicant) -> str:
    try:
        return applicant_digest(row)
    except (Unopenable, BadFieldKey):
        return "unopenable"


def file_rows(organ: Organ) -> Iterator[tuple[Key, dict[str, Any]]]:
    """What applicants sent, by request and row."""
    for row in RequestFile.objects.filter(request__organ=organ).iterator(chunk_size=500):
        yield (row.request_id, row.pk), file_told(row)


def lost_files(organ: Organ, account: Account, end: int) -> Iterator[Fault]:
    """A fault for each sealed file that is gone from the store or holds other bytes."""
    store = FileStore(settings.FILES_DIR)
    rows = RequestFile.objects.filter(request__organ=organ).values_list("request_id", "pk", "digest")
    for request_id, key, digest in rows.iterator(chunk_size=500):
        if not _holds(store, digest):
            first = account.first((request_id, key)) if (request_id, key) in account else end
            yield Fault(first, f"文件库中的文件{digest[:16]}…缺失或者被改动，它是申请人随这件申请提交的。")


def _holds(store: FileStore, digest: str) -> bool:
    try:
        return store.verify(digest)
    except (OSError, ValueError):
        return False


def letter_rows(organ: Organ) -> Iterator[tuple[Key, dict[str, Any]]]:
    """The letters without their papers."""
    rows = Letter.objects.filter(organ=organ).values("pk", *LETTER_COLUMNS)
    for row in rows.iterator(chunk_size=500):
        yield (row.pop("pk"),), dict(row)


def altered_papers(organ: Organ, account: Account, wiped: Container[int], end: int) -> Iterator[Fault]:
    """A fault for each letter whose papers are not those that were issued; wiped ones must be empty."""
    columns = ("pk", "request_id", "number", "docx", "pdf", "docx_digest", "pdf_digest")
    rows = Letter.objects.filter(organ=organ).order_by("pk").values_list(*columns)
    for key, request_id, number, docx, pdf, docx_digest, pdf_digest in rows.iterator(chunk_size=PORTION):
        if (key,) not in account:
            continue
        first, context = account.first((key,)), f"letter:{organ.pk}:{number}"
        for paper, digest in ((bytes(docx), docx_digest), (bytes(pdf), pdf_digest)):
            expected = "" if request_id in wiped else digest
            if _paper_digest(paper, context) != expected:
                yield Fault(first, "数据库中文书的文件与这条记录制作时不一致，或者不能打开。")
                break


def _paper_digest(sealed: bytes, context: str) -> str:
    """The digest of a paper in clear; "" where there is none, and a word for one that does not open."""
    if not sealed:
        return ""
    try:
        return sm3_hex(the_vault().open_bytes(sealed, context))
    except (Unopenable, BadFieldKey):
        return "unopenable"
