"""The last look at a page before it is put into the portal: nothing withheld from its item may stand on it."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape

from gongkai.access.screenings import withheld_texts
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.terms import Audience
from gongkai.gateways.leakcheck import leaks_in
from gongkai.gateways.vault import Unopenable
from gongkai.jobs.item_words import words_of_item
from gongkai.queries.portal.frame import Frame
from gongkai.queries.portal.items import public_item
from gongkai.records.models import Organ, Publication, Withheld
from gongkai.web.portal.item_page import item_pages
from gongkai.web.portal.pages import Page

_log = logging.getLogger(__name__)
_OF_ITEM = re.compile(r"([^/]+)/items/([0-9]+)(?:\.json|/[^/]+)\Z")
_TAG = re.compile(r"<[^>]*>")


class PageGuard:
    """Knows from which items anything is withheld; what it is, is asked when a page of one comes by.

    Takes the organs with the frames their pages are made with.
    """

    def __init__(self, frames: Iterable[tuple[Organ, Frame]]) -> None:
        self._portals = {frame.slug: (organ, frame) for organ, frame in frames}
        organs = [organ for organ, _ in self._portals.values()]
        self._items = set(Withheld.objects.filter(item__organ__in=organs).values_list("item_id", flat=True))
        self._withheld = cache(_withheld)

    def lets_through(self, page: Page) -> bool:
        """Whether a page may be put; where not, it is told in the log, never with the words themselves."""
        of_item = _OF_ITEM.match(page.path)
        if of_item is None or int(of_item[2]) not in self._items:
            return True
        organ, frame = self._portals[of_item[1]]
        item_id = int(of_item[2])
        withheld = self._withheld(organ.pk, item_id)
        if withheld is None:
            _log.error("门户没有放上%s：隐去的文字打不开，无法核对；请从备份恢复密钥。", page.path)
            return False
        met = next(leaks_in(_texts(page), withheld), None)
        if met is not None:
            # The frame of a page says 附件 and 统计局 too: only what the item itself says there counts.
            met = next(leaks_in(_own_texts(page, organ, frame, item_id), withheld), None)
        if met is not None:
            _log.error("门户没有放上%s：页面上有要隐去的文字（%s）。", page.path, met.how)
        return met is None


def _withheld(organ_id: int, item_id: int) -> tuple[str, ...] | None:
    """What is withheld from the last public line of an item, live or ended, which fills its page; None where it cannot
    be opened: what must not be met is not known then, and nothing can be let through."""
    rows = Publication.objects.filter(organ=organ_id, item=item_id, audience=Audience.PUBLIC.value)
    row = rows.select_related("edition__redacted_from").order_by("id").last()
    try:
        return withheld_texts(row.edition) if row else ()
    except Unopenable:
        return None


def _own_texts(page: Page, organ: Organ, frame: Frame, item_id: int) -> tuple[Part, ...]:
    """What of a page comes from the item. Of a page that is not what the item gives now, all of it."""
    item = public_item(organ, item_id)
    if item is None or page not in list(item_pages(frame, item)):
        return _texts(page)
    return tuple(Part(page.path, PartKind.BODY, text) for text in words_of_item(item))


def _texts(page: Page) -> tuple[Part, ...]:
    """The page as bytes have it, and as a reader sees it, with words that tags part put together."""
    raw = page.content.decode("utf-8", "replace")
    texts = [raw, unescape(_TAG.sub("", raw))]
    if page.path.endswith(".json"):
        texts += _strings(json.loads(raw))
    return tuple(Part(page.path, PartKind.BODY, text) for text in texts)


def _strings(said: object) -> Iterator[str]:
    """Every text of a data file as its readers get it, with line ends and signs no longer escaped."""
    if isinstance(said, str):
        yield from (said, unescape(_TAG.sub("", said)))
    elif isinstance(said, dict):
        for each in said.values():
            yield from _strings(each)
    elif isinstance(said, list):
        for each in said:
            yield from _strings(each)
