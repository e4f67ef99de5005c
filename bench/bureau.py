"""A bureau with a long register, written straight into the tables of a database of the measurement's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.records.models import Edition, Organ, Person, Publication, RegimeVersion, Unit

FIRST = datetime(2008, 5, 5, 1, 30, tzinfo=UTC)
LAST = datetime(2026, 10, 30, 1, 30, tzinfo=UTC)
CATEGORIES = ("organisation", "policies", "statistics", "permits", "other")
BODY = "\n".join(
    f"第{number}段，初步核算，全年地区生产总值比上年增长，各项指标运行平稳。" for number in range(12)
)


class Register:
    """A statistics bureau whose register runs from 2008 to 2026."""

    def __init__(self) -> None:
        from gongkai.gateways.regimes import load_builtin, sources
        from gongkai.records.models import Adoption, Organ, Person, RegimeVersion, Unit

        bureau, statute = sources("hulunbuir-statistics")
        lawbook = load_builtin("hulunbuir-statistics")
        self.organ: Organ = Organ.objects.create(
            slug="hulunbuir-statistics",
            name="呼伦贝尔市统计局",
            short_name="市统计局",
            organ_code="11150700011612345X",
        )
        self.unit: Unit = Unit.objects.create(organ=self.organ, name="综合科", functions=["acceptance_body"])
        self.person: Person = Person.objects.create(organ=self.organ, name="白音")
        self.version: RegimeVersion = RegimeVersion.objects.create(
            version=lawbook.version,
            regime_id=lawbook.id,
            title=lawbook.title,
            bureau_sources=bureau,
            statute_sources=statute,
        )
        since = date(2008, 5, 1)
        Adoption.objects.create(organ=self.organ, version=self.version, in_force_from=since, adopted_at=FIRST)
        self.count = 0

    def fill(self, count: int) -> None:
        """So many publications, evenly over the years and the categories."""
        from gongkai.records.models import Edition, Item, Publication

        step = (LAST - FIRST) / count
        lines = ((FIRST + step * number, number) for number in range(count))
        while part := list(islice(lines, 1000)):
            items = Item.objects.bulk_create(
                Item(
                    organ=self.organ,
                    index_number=f"{self.organ.organ_code}/{moment.year}-{number:05d}",
                    registered_at=moment,
                    registered_by=self.person,
                )
                for moment, number in part
            )
            editions = Edition.objects.bulk_create(
                self._edition(item.pk, moment, number)
                for item, (moment, number) in zip(items, part, strict=True)
            )
            Publication.objects.bulk_create(
                self._line(edition, moment, number)
                for edition, (moment, number) in zip(editions, part, strict=True)
            )
        self.count += count

    def publish(self) -> datetime:
        """One more, the newest, with its open task; answers with its moment."""
        from gongkai.records.models import BakeTask, Item

        self.count += 1
        moment = LAST + timedelta(minutes=self.count)
        item = Item.objects.create(
            organ=self.organ,
            index_number=f"{self.organ.organ_code}/x-{self.count:05d}",
            registered_at=moment,
            registered_by=self.person,
        )
        edition = self._edition(item.pk, moment, self.count)
        edition.save()
        self._line(edition, moment, self.count).save()
        BakeTask.objects.create(organ=self.organ, item=item, created_at=moment)
        return moment

    def _edition(self, item_id: int, moment: datetime, number: int) -> Edition:
        from gongkai.records.models import Edition

        return Edition(
            item_id=item_id,
            state="published",
            regime_version=self.version,
            drafted_by=self.person,
            drafted_at=moment,
            responsible_unit=self.unit,
            title=f"关于第{number}号统计事项的通知",
            doc_number=f"呼统字〔{moment.year}〕{number}号",
            issuer=self.organ.name,
            formed_on=(moment - timedelta(days=number % 19)).date(),
            proposed_class="proactive",
            decided_class="proactive",
            category=CATEGORIES[number % len(CATEGORIES)],
            body_text=BODY,
        )

    def _line(self, edition: Edition, moment: datetime, number: int) -> Publication:
        from django.utils import timezone

        from gongkai.records.models import Publication

        return Publication(
            organ=self.organ,
            number=f"{moment.year}-{number:05d}",
            item_id=edition.item_id,
            edition=edition,
            audience="public",
            category=edition.category,
            fingerprint=f"{number:064x}",
            published_at=moment,
            published_on=timezone.localdate(moment),
            publisher=self.person,
            publisher_post="办公室主任",
            reviewers="白音（办公室主任）",
        )
