"""Files sent along with an application, kept sealed between the form and the last look.

The browser carries a signed note of them, so that nobody is asked twice for a file, and no file can be sent that
was not given to this form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from gongkai.core.requests.form import SentFile
from gongkai.core.requests.typed import clean_line
from gongkai.gateways.staging import KEPT_FOR, Staging
from gongkai.gateways.vault import the_vault

_SALT = "gongkai.portal.apply.files"
_SEALED_AS = "staged-upload"
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that waits: `place` is its name in the waiting folder, `kind` is `evidence` or `attachment`."""

    place: str
    name: str
    kind: str
    size: int


def staging() -> Staging:
    """The folder beside the store of files; what lies in it belongs to no request yet."""
    return Staging(settings.FILES_DIR.with_name("staged"))


def stage(files: Iterable[SentFile], moment: datetime) -> tuple[StagedFile, ...]:
    """Keeps files until the form is sent; StagingFullError where too much waits already."""
    vault, waiting = the_vault(), staging()
    return tuple(
        StagedFile(
            waiting.put(vault.seal_bytes(file.data, _SEALED_AS), moment.timestamp()),
            file.name,
            file.kind,
            len(file.data),
        )
        for file in files
    )


def taken_up(files: Iterable[StagedFile]) -> tuple[SentFile, ...]:
    """The files in clear again; FileNotFoundError where one has waited too long."""
    vault, waiting = the_vault(), staging()
    return tuple(
        SentFile(file.name, vault.open_bytes(waiting.read(file.place), _SEALED_AS), file.kind)
        for file in files
    )


def let_go(files: Iterable[StagedFile]) -> None:
    """The files are kept with their request now, or were taken out of the form."""
    waiting = staging()
    for file in files:
        waiting.drop(file.place)


def note_of(files: Sequence[StagedFile]) -> str:
    """The note for the hidden field; "" for no files."""
    return signing.dumps([asdict(file) for file in files], salt=_SALT, compress=True) if files else ""


def read_note(note: str) -> tuple[StagedFile, ...]:
    """The files of a note; none for an empty note, one that is not ours, and one that is too old."""
    try:
        told = signing.loads(note, salt=_SALT, max_age=KEPT_FOR) if note else []
    except signing.BadSignature:
        return ()
    return tuple(StagedFile(**file) for file in told)


def sent_file(upload: UploadedFile[bytes], kind: str) -> SentFile:
    """An upload as the application takes it; a name keeps its end, where the kind of file stands."""
    name = clean_line(upload.name or "")[-LONGEST_NAME:] or "文件"
    return SentFile(name, upload.read(), kind)
