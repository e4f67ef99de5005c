"""What entries say of a request itself, and its row in the words of the entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from gongkai.access.request_digests import ASKED, asked_digest, text_digest
from gongkai.queries.request_clock import CLOCK_KEY
from gongkai.queries.request_ledger.account import Key
from gongkai.queries.witness import Act
from gongkai.records.models import Organ, Request

OPENING = ("apply", "register_request", "import_request", "split_off")

_COLUMNS = (
    "number", "serial", "code_digest", "regime_version__version", "state", "way", "arrived_on", "received_on",
    "registered_at", "registered_by_id", "oral", "old_number", "description", "unit_id", "handed_in_at",
    "split_from_id", "due_on", "due_provisional", "standing_still", "outcome", "report_row", "ended_at",
    "late_unit_id", *ASKED,
)  # fmt: skip
_SAID = {
    "number": "number", "serial": "serial", "code_digest": "code", "regime_version__version": "rules", "way": "way",
    "arrived_on": "arrived_on", "registered_by_id": "registered_by", "oral": "oral", "old_number": "old_number",
    "asked": "asked",
}  # fmt: skip
"""Column → the key of what the first entry says of it, once for all."""

_MOVING = {
    "state": "state", "due_on": "due", "due_provisional": "provisional", "standing_still": "still",
    "received_on": "received_on",
}  # fmt: skip
"""Column → the key of what any entry may say of it."""

_AT_FIRST: dict[str, Any] = {
    "unit_id": None, "handed_in_at": None, "split_from_id": None, "outcome": "", "report_row": "", "ended_at": None,
    "late_unit_id": None, "due_provisional": False, "standing_still": "",
}  # fmt: skip


def course_of(act: Act) -> dict[str, Any]:
    """What an entry says of the request it is about: column → value."""
    said = act.payload
    facts = {column: said[key] for column, key in _MOVING.items() if key in said}
    if act.verb in OPENING:
        facts = _AT_FIRST | facts | {column: said[key] for column, key in _SAID.items() if key in said}
        facts |= {"registered_at": act.moment, "description": said.get("description")}
        facts["split_from_id"] = said.get("split_from")
    if act.verb in ("assign", "import_request") and "unit" in said:
        facts |= {"unit_id": said["unit"], "handed_in_at": None}
    if act.verb == "hand_in":
        facts["handed_in_at"] = act.moment
    if act.verb == "take_correction":
        facts["description"] = text_digest(said["description"])
    if act.verb == "split":
        facts["description"] = text_digest(said["matters"][0])
    if act.verb == "anonymise":
        facts["code_digest"] = ""
    return facts | (_end_of(act) if "report_row" in said else {})


def _end_of(act: Act) -> dict[str, Any]:
    """How the request ended; of one that was imported the entry names the moment."""
    said = act.payload
    return {
        "outcome": said.get("outcome"),
        "report_row": said["report_row"],
        "ended_at": datetime.fromisoformat(said["ended_at"]) if "ended_at" in said else act.moment,
        "late_unit_id": said.get("late_unit"),
    }


def moves_the_clock(payload: Mapping[str, Any]) -> bool:
    """Whether an entry may say another due date than the one before it."""
    return CLOCK_KEY in payload


def course_rows(organ: Organ) -> Iterator[tuple[Key, dict[str, Any]]]:
    """The requests of an organ in the words of the entries; one query."""
    rows = Request.objects.filter(organ=organ).values("pk", *_COLUMNS)
    for row in rows.iterator(chunk_size=500):
        key = (row.pop("pk"),)
        row["asked"] = asked_digest(row)
        row["code_digest"] = text_digest(row["code_digest"])
        row["description"] = text_digest(row["description"])
        yield key, {name: value for name, value in row.items() if name not in ASKED}
