"""Which files belong to an edition."""

from __future__ import annotations

from gongkai.access.editions import visible_editions
from gongkai.core.organs import Standing
from gongkai.records.models import ChannelUse, ReleasedFile


def name_of_file(who: Standing, edition_id: int, digest: str) -> str | None:
    """The name of a file of an edition a person may see; None where the file is not of it, or she may not."""
    edition = (
        visible_editions(who)
        .filter(pk=edition_id)
        .prefetch_related("attachments", "evidence", "involved_organs")
        .first()
    )
    if edition is None or not digest:
        return None
    names = {edition.source_digest: edition.source_name}
    released = ReleasedFile.objects.filter(attachment__edition=edition)
    names |= {row.digest: row.name for row in released}
    names |= {row.digest: row.name for row in edition.attachments.all()}
    names |= {row.file_digest: row.file_name or "文件" for row in edition.evidence.all()}
    names |= {row.letter_digest: f"{row.name}复函" for row in edition.involved_organs.all()}
    if digest in names:
        return names[digest]
    used = ChannelUse.objects.filter(publication__edition=edition, evidence_digest=digest).first()
    return "公开凭据" if used else None
