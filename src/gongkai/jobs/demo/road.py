"""One document's way: registered, reviewed, published and what came after, as its story tells."""

from __future__ import annotations

from django.utils.timezone import localdate

from gongkai.actions import catalogue
from gongkai.core.terms import states
from gongkai.jobs.demo.looking import Looking
from gongkai.jobs.demo.releasing import Releasing
from gongkai.jobs.demo.reviewing import Reviewing
from gongkai.jobs.demo.teller import Acts
from gongkai.jobs.demo.timeline import Tale

RENEWAL_AFTER = 20
"""Working days from the publication of a first edition to the drafting of a second."""


class Road(Looking, Reviewing, Releasing):
    """A story from its registration to where it stops."""

    def tell(self) -> Tale:
        """The whole story, to where it stops."""
        yield from self._register()
        yield from self.look_through()
        if self.until != states.DRAFT:
            yield from self._to_the_end()
        if self.story.renewed:
            yield from self._renew()

    def _register(self) -> Acts:
        moment = self.pace.after(0)
        yield moment
        drafter = self.desk.drafter(self.story)
        self.edition = catalogue.register_item(
            drafter,
            self.draft(None),
            organ=self.desk.organ,
            responsible_unit=self.desk.units[self.story.unit],
            moment=moment,
        )

    def _renew(self) -> Acts:
        moment = self.pace.after(RENEWAL_AFTER)
        yield moment
        case = self.case(moment)
        who = self.desk.somebody("renew", case)
        self.edition = catalogue.renew_item(
            who, self.current.item_id, self.draft(localdate(moment)), moment=moment
        )
        self.until = self.story.renewed
        if self.until != states.DRAFT:
            yield from self._to_the_end()

    def _to_the_end(self) -> Acts:
        yield from self.submit()
        if self.story.recused:
            yield from self.recuse()
        if self.story.returned:
            yield from self.send_back()
        yield from self.consents()
        if self.story.referral:
            yield from self.refer()
        yield from self.sign_on()
        if self._stops_at(states.CLEARED) or self.current.state != states.CLEARED:
            return
        yield from self.papers()
        if self.case(self.pace.now).lawbook.release_approval(self.formed_on):
            yield from self.approve()
        if not self._stops_at(states.APPROVED):
            yield from self.publish()

    def _stops_at(self, state: str) -> bool:
        return self.until == state
