"""A register written straight into the tables: publications, changes and withdrawals without the whole road.

    press = Press(cast.hulunbuir)
    line = press.publish("统计公报", at=moment(2025, 3, 3), category="statistics", body="……")
    press.publish("统计公报（修订）", at=moment(2025, 4, 1), item=line.item)      # replaces
    press.withdraw(line.item, at=moment(2025, 5, 6), reason="数据有误")

Each act leaves an open BakeTask, as the door does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from tests.support.cast import Bureau

from gongkai.core.terms import sm3_hex
from gongkai.gateways.files import FileStore
from gongkai.records.models import Attachment, BakeTask, Edition, Item, Publication, ReleasedFile

BEIJING = ZoneInfo("Asia/Shanghai")


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 30) -> datetime:
    """A moment in Beijing."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


class Press:
    """Writes the register of one bureau."""

    def __init__(self, bureau: Bureau) -> None:
        self.bureau = bureau
        self.organ = bureau.organ
        self._serial = Publication.objects.filter(organ=self.organ).count()
        self._items = Item.objects.filter(organ=self.organ).count()

    def publish(
        self,
        title: str = "关于印发统计工作要点的通知",
        *,
        at: datetime,
        item: Item | None = None,
        category: str = "other",
        audience: str = "public",
        files: Sequence[tuple[str, bytes]] = (),
        formed_on: date | None = None,
        **columns: object,
    ) -> Publication:
        """A new line of the register; of an item that is live already, the old line ends."""
        author = self.bureau.person("business_handler")
        if item is None:
            self._items += 1
            number = f"{self.organ.organ_code}/{at.year}-{self._items:05d}"
            item = Item.objects.create(
                organ=self.organ, index_number=number, registered_at=at, registered_by=author
            )
        Publication.objects.filter(item=item, ended_at=None).update(ended_at=at, ended_how="replaced")
        edition = Edition(
            item=item,
            number=item.editions.count() + 1,
            state="published",
            regime_version=self.bureau.regime_version,
            drafted_by=author,
            drafted_at=at,
            responsible_unit=self.bureau.unit("business"),
            title=title,
            formed_on=formed_on or at.date(),
            proposed_class="proactive",
            decided_class="proactive",
            audience=audience,
            category=category,
            issuer=self.organ.name,
        )
        for name, value in columns.items():
            setattr(edition, name, value)
        edition.save()
        for position, (name, content) in enumerate(files, start=1):
            digest = FileStore(settings.FILES_DIR).put(content)
            kept = Attachment.objects.create(
                edition=edition, name=name, digest=digest, size=len(content), position=position
            )
            # As if the gate had made the same bytes of it: how files are made anew is tested elsewhere.
            ReleasedFile.objects.create(attachment=kept, name=name, digest=digest, size=len(content))
        self._serial += 1
        return self._line(edition, item, at)

    def withdraw(self, item: Item, *, at: datetime, reason: str = "内容有误") -> Publication:
        """The live line of an item ends without another."""
        line = Publication.objects.get(item=item, ended_at=None)
        line.ended_at, line.ended_how, line.withdrawal_reason = at, "withdrawn", reason
        line.withdrawn_by = self.bureau.person("office_head")
        line.save()
        BakeTask.objects.create(organ=self.organ, item=item, created_at=at)
        return line

    def _line(self, edition: Edition, item: Item, at: datetime) -> Publication:
        line = Publication.objects.create(
            organ=self.organ,
            number=f"{at.year}-{self._serial:04d}",
            item=item,
            edition=edition,
            audience=edition.audience,
            category=edition.category,
            fingerprint=sm3_hex(f"{item.pk}:{edition.number}:{edition.title}".encode()),
            published_at=at,
            published_on=at.date(),
            publisher=self.bureau.person("office_head"),
            publisher_post="办公室主任",
            reviewers="张雪梅（办公室科员）、巴特尔（副局长）",
        )
        BakeTask.objects.create(organ=self.organ, item=item, created_at=at)
        return line
