"""What a maker is given, and the makers that need nothing more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongkai.gateways.paper.archive import DAMAGED
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.scribe import Scribe


@dataclass(frozen=True, slots=True)
class Work:
    """One file's work: who cuts, within which limits, on which day, in which folder; `labels`: a PDF of the marks.

    Makers put into `notes` what readers will miss, as sentences.
    """

    scribe: Scribe
    limits: Limits
    today: date
    folder: Path
    labels: bytes = b""
    notes: list[str] = field(default_factory=list)


def make_word(data: bytes, work: Work) -> bytes:
    from gongkai.gateways.paper.redact.word import redact_word

    return redact_word(data, work.scribe, work.limits, work.today)


def make_excel(data: bytes, work: Work) -> bytes:
    from gongkai.gateways.paper.redact.excel import redact_excel

    return redact_excel(data, work.scribe, work.limits, work.today, work.notes)


def make_webpage(data: bytes, work: Work) -> bytes:
    from gongkai.gateways.paper.redact.webpage import redact_webpage

    return redact_webpage(data, work.scribe, work.limits)


def make_text(data: bytes, work: Work) -> bytes:
    from gongkai.gateways.paper.redact.plain import redact_text

    return redact_text(data, work.scribe)


def make_table(data: bytes, work: Work) -> bytes:
    from gongkai.gateways.paper.redact.plain import redact_table

    return redact_table(data, work.scribe)


def make_picture(data: bytes, work: Work) -> bytes:
    from gongkai.gateways.paper.redact.pictures import bare_picture

    made = bare_picture(data, work.limits)
    if made is None:
        raise Unreadable(DAMAGED)
    return made[0]
