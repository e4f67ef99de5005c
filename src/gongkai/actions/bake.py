"""The portal's outbox: what has been baked is marked as done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from gongkai.records.models import BakeTask


def mark_baked(task_ids: Collection[int], moment: datetime) -> int:
    """Marks tasks whose pages are on disk; how many of them were still open. Marking again changes nothing."""
    return BakeTask.objects.filter(id__in=list(task_ids), done_at=None).update(done_at=moment)
