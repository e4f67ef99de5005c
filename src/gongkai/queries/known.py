"""What may answer a request before it is made: what is published, and what was given out on request before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from gongkai.core.requests import states
from gongkai.core.requests.typed import clean_line
from gongkai.core.terms import states as edition_states
from gongkai.queries.search import LONGEST_QUERY, Hit, SearchPage, search
from gongkai.records.models import Organ, ReplyFile

SHOWN = 5
_READ = 40
_SHORTEST, _MOST_PARTS = 2, 6
_BETWEEN = re.compile(
    r"[\s,.;:?!()，。；：？！、（）「」“”《》]+|关于|有关|请问|我想|想要|需要|了解|查询|申请|公开|信息|[的和与及]"
)
"""What people write around the words that matter, when they ask in a sentence."""


@dataclass(frozen=True, slots=True)
class GivenBefore:
    """Something an applicant was given on a day; its title has passed the review."""

    title: str
    on: date


@dataclass(frozen=True, slots=True)
class Known:
    """`query` is what was looked for in the end, which may be a part of the text; `total` counts all of `items`."""

    text: str
    query: str
    items: tuple[Hit, ...]
    total: int
    at_least: bool
    given: tuple[GivenBefore, ...]

    @property
    def empty(self) -> bool:
        return not self.items and not self.given


def what_is_known(organ: Organ, text: str, today: date) -> Known:
    """Published items and earlier replies that may answer a description, the newest first, at most five of each.

    The whole text is looked for first, then its words together, then the longest of them. Of earlier requests only
    titles and places that went out are told, nothing that an applicant wrote; what a third party was asked about,
    and what had parts taken out, may concern somebody and is not told. A bounded number of queries.
    """
    line = clean_line(text)[:LONGEST_QUERY]
    tries = wordings(line)
    found = _searched(organ, tries)
    seen = {hit.item_id for hit in found.hits} if found else set()
    given = next((told for words in tries if (told := _given(organ, words, seen, today))), ())
    return Known(
        text=line,
        query=found.query if found else line,
        items=found.hits[:SHOWN] if found else (),
        total=found.total if found else 0,
        at_least=found.at_least if found else False,
        given=given,
    )


def wordings(text: str) -> tuple[tuple[str, ...], ...]:
    """Ways to look for a text, each a group of words that must all be there.

    >>> wordings("2024年统计公报的编制说明")
    (('2024年统计公报的编制说明',), ('2024年统计公报', '编制说明'), ('2024年统计公报',))
    >>> wordings("统计公报"), wordings("，")
    ((('统计公报',),), ())
    """
    whole = tuple(text.split())[:_MOST_PARTS]
    parts = tuple(dict.fromkeys(part for part in _BETWEEN.split(text) if len(part) >= _SHORTEST))[
        :_MOST_PARTS
    ]
    longest = (max(parts, key=len),) if parts else ()
    tries = (whole if parts else (), parts, longest)
    return tuple(dict.fromkeys(words for words in tries if words))


def _searched(organ: Organ, tries: Iterable[tuple[str, ...]]) -> SearchPage | None:
    for words in tries:
        found = search(organ, " ".join(words))
        if found.hits:
            return found
    return None


def _given(organ: Organ, words: tuple[str, ...], seen: set[int], today: date) -> tuple[GivenBefore, ...]:
    told = _handed_out(organ, words, seen)
    told = [each for each in told if each.on <= today]
    return tuple(sorted(told, key=lambda each: each.on, reverse=True)[:SHOWN])


def _handed_out(organ: Organ, words: tuple[str, ...], seen: set[int]) -> list[GivenBefore]:
    holds = Q()
    for word in words:
        holds &= Q(edition__title__icontains=word) | Q(edition__doc_number__icontains=word)
    rows = (
        ReplyFile.objects.filter(
            holds,
            redacted=False,
            reply__outcome__in=("granted", "should-be-public"),
            reply__sent_at__isnull=False,
            reply__request__organ=organ,
            reply__request__state=states.REPLIED,
        )
        .exclude(reply__request__consultations__kind="third_party")
        .exclude(edition__state=edition_states.WITHDRAWN)
        .order_by("-reply__sent_at", "-id")
        .values_list("edition__item_id", "edition__title", "reply__sent_at")[:_READ]
    )
    newest: dict[int, GivenBefore] = {}
    for item_id, title, sent_at in rows:
        if item_id not in seen:
            newest.setdefault(item_id, GivenBefore(title, timezone.localdate(sent_at)))
    return list(newest.values())
