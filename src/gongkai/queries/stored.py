"""Whether the files that an organ's rows name are still in the store, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from gongkai.gateways.files import FileStore
from gongkai.queries.witness import Fault
from gongkai.records.models import (
    Attachment,
    ChannelUse,
    Edition,
    EvidenceRecord,
    InvolvedOrgan,
    LedgerEntry,
    Organ,
    ReleasedFile,
)

CHUNK = 500


def file_faults(organ: Organ, end: int) -> Iterator[Fault]:
    """A fault for each file that is gone or holds other bytes, with the first entry about its item.

    `end` is the number after the last entry, for an item without one. Every file is read once.
    """
    store, known = FileStore(settings.FILES_DIR), set[str]()
    for item_id, digest in _named(organ):
        if digest in known:
            continue
        known.add(digest)
        if not _holds(store, digest):
            about = LedgerEntry.objects.filter(organ=organ, subject_kind="item", subject_id=item_id)
            first = about.order_by("sequence").values_list("sequence", flat=True).first()
            yield Fault(first or end, f"文件库中的文件{digest[:16]}…缺失或者被改动，它属于这条记录的信息。")


def _holds(store: FileStore, digest: str) -> bool:
    try:
        return store.verify(digest)
    except (OSError, ValueError):
        return False


def _named(organ: Organ) -> Iterator[tuple[int, str]]:
    """Item and digest of every file that a row of the organ names."""
    for rows in (
        Edition.objects.filter(item__organ=organ).values_list("item_id", "source_digest"),
        Attachment.objects.filter(edition__item__organ=organ).values_list("edition__item_id", "digest"),
        ReleasedFile.objects.filter(attachment__edition__item__organ=organ).values_list(
            "attachment__edition__item_id", "digest"
        ),
        EvidenceRecord.objects.filter(edition__item__organ=organ).values_list(
            "edition__item_id", "file_digest"
        ),
        InvolvedOrgan.objects.filter(edition__item__organ=organ).values_list(
            "edition__item_id", "letter_digest"
        ),
        ChannelUse.objects.filter(publication__organ=organ).values_list(
            "publication__item_id", "evidence_digest"
        ),
    ):
        yield from ((item, digest) for item, digest in rows.iterator(chunk_size=CHUNK) if digest)
