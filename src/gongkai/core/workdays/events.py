"""What happens to a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

EVENT_TITLES = {
    "received": "收到",
    "correction_asked": "告知补正",
    "corrected": "收到补正",
    "consultation_started": "发出征求意见书",
    "consultation_ended": "收到意见",
    "extended": "延长期限",
    "created": "形成信息",
    "changed": "信息变更",
    "fee_noticed": "发出收费通知",
    "fee_paid": "缴费",
    "arrived": "送达",
    "letter_received": "收到来函",
    "year_ended": "年度终了",
}
"""The events every clock understands; one that a clock has no use for leaves it as it was."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a case on its day; an extension says how long (`working_days` or `months`)."""

    on: date
    event: str
    working_days: int | None = None
    months: int | None = None
    note: str = ""

    @property
    def title(self) -> str:
        return EVENT_TITLES.get(self.event, self.event)
