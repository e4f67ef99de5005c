"""The release of a story: papers, approval, publication, and what came after."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate

from gongkai.actions import release
from gongkai.core.terms import Audience, states
from gongkai.jobs.demo.teller import Acts, Teller
from gongkai.jobs.demo.texts import figure
from gongkai.records.models import Publication


class Releasing(Teller):
    """From a cleared review to the register, and after."""

    def papers(self) -> Acts:
        """What the gate asks for beside the review: a declassification, an approval by law."""
        if self.story.mark:
            moment = self.pace.after(self.story.pace)
            yield moment
            case = self.case(moment)
            decided = localdate(moment) - timedelta(days=1)
            release.declassify(
                self.desk.somebody("declassify", case),
                case.edition.pk,
                number=f"解密〔{decided.year}〕{figure(self.title, '解密', low=1, high=30)}号",
                decided_on=decided,
                authority=self.desk.book.referred_to,
                file=self.desk.paper("解密决定", f"关于《{self.title}》的解密决定：保密期限届满，予以解密。"),
                moment=moment,
            )
        if self.story.law_approval:
            moment = self.pace.after(self.story.pace)
            yield moment
            case = self.case(moment)
            release.record_law_approval(
                self.desk.somebody("record_law_approval", case),
                case.edition.pk,
                number=f"批〔{localdate(moment).year}〕{figure(self.title, '批准', low=1, high=30)}号",
                decided_on=localdate(moment),
                authority=self.desk.organ.superior_name,
                file=None,
                moment=moment,
            )

    def approve(self) -> Acts:
        moment = self.pace.after(self.story.pace)
        yield moment
        case = self.case(moment)
        release.approve(
            self.desk.somebody("approve", case),
            case.edition.pk,
            note="同意公开。",
            seen_fingerprint=case.fingerprint,
            moment=moment,
        )

    def publish(self) -> Acts:
        moment = self.pace.after(self.story.pace)
        yield moment
        case = self.case(moment)
        who = self.desk.somebody("publish", case)
        internal = self.story.audience is Audience.INTERNAL
        publication = release.publish(
            who,
            case.edition.pk,
            channels=[] if internal else list(self.desk.book.channels),
            seen_fingerprint=case.fingerprint,
            moment=moment,
        )
        yield from self.afterwards(publication)

    def afterwards(self, publication: Publication) -> Acts:
        for reader in self.desk.people[: self.story.readers]:
            moment = self.pace.after(0)
            yield moment
            release.read(reader, publication.pk, moment=moment)
        if self.story.offline:
            moment = self.pace.after(2)
            yield moment
            release.use_channel(
                self.desk.somebody("use_channel", self.case(moment)),
                publication.pk,
                channel=self.story.offline,
                used_on=localdate(moment),
                evidence="已刊登或张贴，样本存办公室档案。",
                file=None,
                moment=moment,
            )
        if self.until == states.WITHDRAWN:
            moment = self.pace.after(5)
            yield moment
            case = self.case(moment)
            who = self.desk.somebody("withdraw", case)
            release.withdraw(who, case.edition.pk, reason=self.story.withdrawal, moment=moment)
