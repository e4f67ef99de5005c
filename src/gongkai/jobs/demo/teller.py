"""Who tells a story of the demo, and what every part of it needs."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from gongkai.access.cases import Case
from gongkai.core.catalogue import Draft
from gongkai.jobs.demo.desk import Desk
from gongkai.jobs.demo.stories import Story
from gongkai.jobs.demo.timeline import Pace
from gongkai.records.models import Edition

Acts = Generator[datetime, None, None]
"""Some acts of a story: each yields its moment first and acts when it is its turn."""


@dataclass
class Teller:
    """A story being told, and how far it has come."""

    desk: Desk
    story: Story
    title: str
    formed_on: date
    pace: Pace
    until: str
    edition: Edition | None = None

    @property
    def current(self) -> Edition:
        """The edition as it is in the database now."""
        if self.edition is None:
            raise RuntimeError("not registered yet")
        return Edition.objects.get(pk=self.edition.pk)

    def case(self, moment: datetime) -> Case:
        """The current edition as a case, on the day of the moment."""
        return self.desk.case(self.current, moment)

    def draft(self, changed_on: date | None) -> Draft:
        """What the story's document says; `changed_on` where it is a later edition."""
        today = localdate(self.pace.now)
        return self.desk.draft(self.story, self.title, self.formed_on, today, changed_on)
