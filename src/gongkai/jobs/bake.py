"""Baking the portal: the open tasks, or everything."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongkai.actions.bake import mark_baked
from gongkai.gateways.files import FileStore
from gongkai.gateways.site import Baking, DamagedSiteError, Signer, open_site
from gongkai.jobs.page_guard import PageGuard
from gongkai.queries.calendar import look_again
from gongkai.queries.portal.frame import Frame, frame_of, portal_organs
from gongkai.records.models import BakeTask, Organ
from gongkai.web.portal.composing import (
    pages_of_item,
    pages_of_organ,
    pages_of_site,
    standing_pages_of,
)
from gongkai.web.portal.home_page import description_page
from gongkai.web.portal.pages import Baked, Gone, Page

_log = logging.getLogger(__name__)

Watch = Callable[[Iterator[Baked]], Iterable[Baked]]
"""Sees the pages go by, for a progress bar."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a baking did: tasks marked as done, and the files whose bytes changed."""

    tasks: int
    touched: tuple[str, ...]


def run_open_tasks(moment: datetime | None = None) -> Outcome:
    """Bakes what the open tasks ask for, and any organ whose surroundings changed; safe to call at any time.

    The tasks are read under the site's lock, before the pages: a publication that comes in meanwhile has a
    task of its own, which the next call finds. A task is marked only after its files are on disk, so that a
    kill in between repeats the work and loses nothing.
    """
    now = moment or timezone.now()
    try:
        with _site() as baking:
            tasks = list(
                BakeTask.objects.filter(done_at=None).order_by("id").values("id", "organ_id", "item_id")
            )
            _bake_open(baking, tasks, now)
            baking.commit()
            return Outcome(mark_baked([task["id"] for task in tasks], now), tuple(baking.touched))
    except DamagedSiteError as damage:
        _log.error("门户的文件清单与签名不符，重新生成全部页面（%s）", damage)
        return bake_everything(moment=now)


def bake_everything(*, moment: datetime | None = None, watch: Watch = iter) -> Outcome:
    """Bakes every page of every organ anew, and removes whatever else lies in the site."""
    now = moment or timezone.now()
    with _site(anew=True) as baking:
        tasks = list(BakeTask.objects.filter(done_at=None).values_list("id", flat=True))
        baked: set[str] = set()
        frames = _frames(now)
        guard = PageGuard(frames)
        for organ, frame in frames:
            _put_all(baking, watch(pages_of_organ(organ, frame)), baked, guard)
        _put_all(baking, pages_of_site(frame for _, frame in frames), baked, guard)
        baking.keep_only("", baked)
        baking.commit()
        return Outcome(mark_baked(tasks, now), tuple(baking.touched))


def bake_organ(slug: str, *, moment: datetime | None = None, watch: Watch = iter) -> Outcome:
    """Bakes every page of one organ; Organ.DoesNotExist where it has no portal."""
    now = moment or timezone.now()
    try:
        with _site() as baking:
            organ, frame = _one_of(_frames(now), slug)
            tasks = list(BakeTask.objects.filter(organ=organ, done_at=None).values_list("id", flat=True))
            guard = PageGuard([(organ, frame)])
            _bake_organ(baking, organ, frame, watch, guard)
            _put_all(baking, pages_of_site(frame for _, frame in _frames(now)), set(), guard)
            baking.commit()
            return Outcome(mark_baked(tasks, now), tuple(baking.touched))
    except DamagedSiteError as damage:
        _log.error("门户的文件清单与签名不符，重新生成全部页面（%s）", damage)
        return bake_everything(moment=now, watch=watch)


def _bake_open(baking: Baking, tasks: Sequence[Mapping[str, Any]], now: datetime) -> None:
    frames = _frames(now)
    guard = PageGuard(frames)
    for organ, frame in frames:
        mine = [task for task in tasks if task["organ_id"] == organ.pk]
        description = description_page(frame)
        if baking.read(description.path) != description.content:
            _bake_organ(baking, organ, frame, iter, guard)
            continue
        if any(task["item_id"] is None for task in mine):
            _put_all(baking, standing_pages_of(organ, frame), set(), guard)
        for item_id in dict.fromkeys(task["item_id"] for task in mine if task["item_id"]):
            _put_all(baking, pages_of_item(organ, frame, item_id), set(), guard)
    _put_all(baking, pages_of_site(frame for _, frame in frames), set(), guard)


def _bake_organ(baking: Baking, organ: Organ, frame: Frame, watch: Watch, guard: PageGuard) -> None:
    baked: set[str] = set()
    _put_all(baking, watch(pages_of_organ(organ, frame)), baked, guard)
    baking.keep_only(organ.slug, baked)


def _put_all(baking: Baking, pages: Iterable[Baked], baked: set[str], guard: PageGuard) -> None:
    """Puts pages as they are made; `baked` gathers what now belongs to the site. What the guard stops is taken off."""
    files = FileStore(settings.FILES_DIR)
    for page in pages:
        if isinstance(page, Gone):
            for stray in baking.files_under(page.folder) - page.but:
                baking.remove_any(stray)
            continue
        if isinstance(page, Page) and not guard.lets_through(page):
            baking.remove_any(page.path)
            continue
        baked.add(page.path)
        if isinstance(page, Page):
            baking.put(page.path, page.content)
        else:
            baking.put_file(page.path, files.path(page.digest), page.digest)


def _site(*, anew: bool = False) -> AbstractContextManager[Baking]:
    return open_site(settings.SITE_DIR, Signer.open(settings.KEYS_DIR), anew=anew)


def _frames(now: datetime) -> list[tuple[Organ, Frame]]:
    # The worker lives long: a year may have been installed since its last baking.
    look_again()
    today = timezone.localdate(now)
    return [(organ, frame_of(organ, today)) for organ in portal_organs(today)]


def _one_of(frames: list[tuple[Organ, Frame]], slug: str) -> tuple[Organ, Frame]:
    for organ, frame in frames:
        if organ.slug == slug:
            return organ, frame
    raise Organ.DoesNotExist(slug)
