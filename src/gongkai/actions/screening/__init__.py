"""Looking at what an edition says, answering what was found, withholding, and clearing what goes out."""

from gongkai.actions.screening.answering import answer_finding, answer_findings
from gongkai.actions.screening.clearing import clear_for_release
from gongkai.actions.screening.marking import drop_mark, mark_text
from gongkai.actions.screening.redacting import redact_edition

__all__ = [
    "answer_finding",
    "answer_findings",
    "clear_for_release",
    "drop_mark",
    "mark_text",
    "redact_edition",
]
