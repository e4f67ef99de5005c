"""A clock reading as plain values, the same for commands, pages and programs."""

from __future__ import annotations

from gongkai.core.workdays.reading import ClockReading


def reading_data(reading: ClockReading, regime: str) -> dict[str, object]:
    """The reading as JSON: its figures, its segments, and day by day what became of every day.

    Clauses of `regime` are in their short form ("" for none: all in full), dates are YYYY-MM-DD.
    """
    return {
        "title": reading.title,
        "started": reading.started.isoformat(),
        "counted_from": reading.counted_from.isoformat(),
        "due": reading.due.isoformat() if reading.due else None,
        "provisional": reading.provisional,
        "paused_since": reading.paused_since.isoformat() if reading.paused_since else None,
        "clauses": [clause.seen_from(regime) for clause in reading.clauses],
        "also": [clause.seen_from(regime) for clause in reading.also],
        "segments": [
            {
                "kind": segment.kind.value,
                "from": segment.start.isoformat(),
                "to": segment.end.isoformat() if segment.end else None,
                "working_days": segment.working_days,
                "clause": segment.clause.seen_from(regime),
                "title": segment.title,
            }
            for segment in reading.segments
        ],
        "days": [
            {
                "date": line.date.isoformat(),
                "kind": line.kind.value,
                "number": line.number,
                "why": line.why,
                "provisional": line.provisional,
            }
            for line in reading.days
        ],
    }
