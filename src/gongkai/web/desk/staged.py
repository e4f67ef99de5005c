"""Files on their way into an item: kept by content, remembered in the form by a signed note.

Nothing is written to the tables before the form is complete, and a browser can send back no file that this
person has not uploaded: the note is signed, and bound to her.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from django.core import signing

from gongkai.core.catalogue import AttachedFile

_SALT = "gongkai.desk.staged"


@dataclass(frozen=True, slots=True)
class Staged:
    """The document the text is read from, the attachments, and what was doubtful when it was read."""

    source: AttachedFile | None = None
    attachments: tuple[AttachedFile, ...] = ()
    notes: tuple[str, ...] = ()

    def seal(self, person_id: int) -> str:
        """The note for the hidden field."""
        data = {
            "source": asdict(self.source) if self.source else None,
            "attachments": [asdict(file) for file in self.attachments],
            "notes": list(self.notes),
        }
        return signing.dumps(data, salt=f"{_SALT}.{person_id}", compress=True)

    def with_attachments(self, more: list[AttachedFile]) -> Staged:
        """More files beside those there are; one that is there already is not doubled."""
        known = {file.digest for file in self.attachments}
        fresh = {file.digest: file for file in more if file.digest not in known}
        return replace(self, attachments=(*self.attachments, *fresh.values()))

    def without(self, digests: list[str]) -> Staged:
        return replace(
            self, attachments=tuple(file for file in self.attachments if file.digest not in digests)
        )


def unseal(note: str, person_id: int) -> Staged:
    """The files of a note; none for an empty note, and for one that is not ours or not hers."""
    if not note:
        return Staged()
    try:
        data = signing.loads(note, salt=f"{_SALT}.{person_id}")
    except signing.BadSignature:
        return Staged()
    return Staged(
        source=AttachedFile(**data["source"]) if data["source"] else None,
        attachments=tuple(AttachedFile(**file) for file in data["attachments"]),
        notes=tuple(data["notes"]),
    )
