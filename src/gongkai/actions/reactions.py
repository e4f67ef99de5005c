"""What must happen later, written with the act that causes it."""

from __future__ import annotations

from datetime import datetime

from django_q.tasks import async_task

from gongkai.records.models import BakeTask, Item, Organ


def bake_later(item: Item, moment: datetime) -> None:
    """Ask for the item's portal pages to be made again.

    The row is what counts: it is kept or lost with the act. The queued call only makes it quick; a sweep
    finds rows whose call was lost.
    """
    BakeTask.objects.create(organ_id=item.organ_id, item=item, created_at=moment)
    async_task("gongkai.jobs.bake.run_open_tasks")


def bake_fronts_later(organ: Organ, moment: datetime) -> None:
    """Ask for the pages that tell an organ's figures to be made again."""
    BakeTask.objects.create(organ=organ, created_at=moment)
    async_task("gongkai.jobs.bake.run_open_tasks")
