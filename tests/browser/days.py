"""The day it is for everybody in a test: it stands still until the test goes on to another."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from tests.support.published import BEIJING
from tests.support.road import MOMENT


class Days:
    """`days.come("2025-03-07")`: from now on the application reads ten in the morning of that day from its clock."""

    def __init__(self) -> None:
        self.moment = MOMENT

    def now(self) -> datetime:
        return timezone.localtime(self.moment)

    def come(self, day: str, hour: int = 10) -> None:
        self.moment = datetime.fromisoformat(day).replace(hour=hour, tzinfo=BEIJING)
