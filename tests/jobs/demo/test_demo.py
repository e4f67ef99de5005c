"""The demo has items in every state, past and present, made by acts in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.utils.timezone import localdate
from pytest_django import Settings

from gongkai.access.cases import load_cases
from gongkai.core.terms import states
from gongkai.jobs.demo import build
from gongkai.jobs.demo.build import build_demo, is_empty
from gongkai.jobs.demo.request_stories import RequestBook, request_books
from gongkai.jobs.demo.stories import StoryBook, story_books
from gongkai.queries.clocks import publication_clock
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import (
    Attachment,
    ChannelUse,
    Clearance,
    Deputation,
    Edition,
    EvidenceRecord,
    FindingAnswer,
    LedgerEntry,
    Marking,
    Organ,
    Publication,
    ReadReceipt,
    Recusal,
    Referral,
    ReleasedFile,
    Withheld,
)

NOW = datetime(2026, 6, 17, 8, 30, tzinfo=UTC)
STATES = {
    "hulunbuir-statistics": {states.in_review("office"), states.in_review("leader"), states.APPROVED},
    "naiman-housing": {
        states.in_review(stage) for stage in ("producing_unit", "unit_head", "secrecy_body", "leader")
    },
}
EVERYWHERE = {
    states.DRAFT,
    states.REFERRED,
    states.CLEARED,
    states.SETTLED,
    states.PUBLISHED,
    states.SUPERSEDED,
    states.WITHDRAWN,
}


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.django_db
def test_the_whole_demo() -> None:
    assert is_empty()
    build_demo(NOW)
    assert not is_empty()
    for slug, own_states in STATES.items():
        organ = Organ.objects.get(slug=slug)
        editions = Edition.objects.filter(item__organ=organ)
        assert set(editions.values_list("state", flat=True)) == own_states | EVERYWHERE
        assert _badges(organ) >= {"overdue", "today", "later"}
        assert verify_organ(organ).holds
        moments = list(
            LedgerEntry.objects.filter(organ=organ).order_by("sequence").values_list("moment", flat=True)
        )
        assert all(earlier <= later for earlier, later in pairwise(moments))
        assert moments[-1] <= NOW
        years = set(Publication.objects.filter(organ=organ).values_list("published_on__year", flat=True))
        assert years == {2025, 2026}
    assert (
        Deputation.objects.filter(held_from__lte=localdate(NOW), held_until__gte=localdate(NOW)).count() == 2
    )
    for table in (
        Attachment, ChannelUse, Clearance, EvidenceRecord, FindingAnswer, Marking, ReadReceipt, Recusal, Referral,
        ReleasedFile, Withheld,
    ):  # fmt: skip
        assert table.objects.exists(), table


def _badges(organ: Organ) -> set[str]:
    """How the items still to be published stand against their due dates."""
    under_way = Edition.objects.filter(item__organ=organ, current_of__isnull=False).exclude(
        state__in=(states.PUBLISHED, states.SUPERSEDED, states.WITHDRAWN, states.SETTLED)
    )
    today = localdate(NOW)
    found = set()
    for case in load_cases(under_way, today):
        clock = publication_clock(case)
        if clock is not None and clock.due is not None:
            found.add("overdue" if clock.due < today else "today" if clock.due == today else "later")
    return found


def _short() -> tuple[StoryBook, ...]:
    return tuple(book.model_copy(update={"documents": book.documents[:3]}) for book in story_books())


def _few() -> tuple[RequestBook, ...]:
    return tuple(book.model_copy(update={"requests": book.requests[:5]}) for book in request_books())


@pytest.mark.django_db(transaction=True)
def test_the_same_moment_gives_the_same_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "story_books", _short)
    monkeypatch.setattr(build, "request_books", _few)
    told = []
    for stop in (True, False):
        try:
            build_demo(NOW, _Undo().watch if stop else None)
        except _Undo.AtTheEndError as end:
            told.append(end.args[0])
    told.append(_acts())
    assert told[0] == told[1]


def _acts() -> list[tuple[object, ...]]:
    names = ("organ__slug", "sequence", "moment", "actor_name", "actor_post", "verb")
    return list(LedgerEntry.objects.order_by("organ__slug", "sequence").values_list(*names))


class _Undo:
    """Looks on, and undoes everything at the end: the demo is there as a whole or not at all."""

    class AtTheEndError(Exception):
        pass

    def watch(self, steps: Iterable[None], length: int) -> Iterator[None]:
        seen = 0
        for step in steps:
            seen += 1
            yield step
        assert seen == length
        raise self.AtTheEndError(_acts())
