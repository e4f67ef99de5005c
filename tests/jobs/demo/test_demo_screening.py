"""The demo shows what screening finds, how it is answered, what is withheld, and what cannot be waved through."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from gongkai.access.cases import content_of
from gongkai.access.screenings import finding_of, screening_facts, withheld_texts
from gongkai.core.screening.checks import bank_card, checked_id
from gongkai.core.screening.finding import FindingKind
from gongkai.core.terms import states
from gongkai.gateways.files import FileStore
from gongkai.gateways.leakcheck import leaks
from gongkai.jobs.demo import build
from gongkai.jobs.demo.build import build_demo
from gongkai.jobs.demo.papers import made
from gongkai.jobs.demo.request_stories import RequestBook, request_books
from gongkai.jobs.demo.stories import Paper, StoryBook, story_books
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Edition, FindingRow, Organ

NOW = datetime(2026, 6, 17, 8, 30, tzinfo=UTC)


def _of_screening() -> tuple[StoryBook, ...]:
    return tuple(
        book.model_copy(update={"documents": tuple(one for one in book.documents if one.kind == "told")})
        for book in story_books()
    )


def _no_requests() -> tuple[RequestBook, ...]:
    return tuple(book.model_copy(update={"requests": ()}) for book in request_books())


@pytest.fixture
def built(db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(build, "story_books", _of_screening)
    monkeypatch.setattr(build, "request_books", _no_requests)
    build_demo(NOW)


def test_both_bureaus_show_every_way_a_screening_can_end(built: None, settings: Settings) -> None:
    store = FileStore(settings.FILES_DIR)
    for slug in ("hulunbuir-statistics", "naiman-housing"):
        organ = Organ.objects.get(slug=slug)
        rows = {row.title: row for row in Edition.objects.filter(item__organ=organ, current_of__isnull=False)}
        facts = {title: screening_facts(row, content_of(row)) for title, row in rows.items()}
        waiting = next(title for title in rows if title.endswith("（核对稿）"))
        assert (rows[waiting].state, facts[waiting].open > 4) == (states.DRAFT, True)
        assert _kinds(rows[waiting]) >= {
            FindingKind.RESIDENT_ID, FindingKind.MOBILE, FindingKind.BANK_CARD, FindingKind.CAUTION_MARK,
        }  # fmt: skip
        assert [facts[title].open for title, row in rows.items() if row.state == states.CLEARED] == [0]
        blocked = [title for title in rows if facts[title].blocked]
        assert [rows[title].attachments.get().name in facts[title].blocked[0] for title in blocked] == [True]
        redacted = next(row for row in rows.values() if row.redacted_from_id)
        assert (redacted.state, facts[redacted.title].to_cut) == (states.PUBLISHED, 0)
        withheld, out = withheld_texts(redacted), redacted.attachments.get().released
        assert len(withheld) >= 3
        assert leaks(store.read(out.digest), out.name, withheld).passes
        assert verify_organ(organ).holds


def _kinds(edition: Edition) -> set[FindingKind]:
    return {finding_of(row).kind for row in FindingRow.objects.filter(screening__edition=edition)}


def test_the_statistics_bureau_has_a_table_that_shows_single_respondents(built: None) -> None:
    rows = FindingRow.objects.filter(kind=FindingKind.STATISTICAL_CELL.value)
    assert {row.screening.edition.item.organ.slug for row in rows} == {"hulunbuir-statistics"}
    assert [finding_of(row).text for row in rows] == ["1260.5", "3120.0"]


def test_numbers_are_right_by_their_check_digits_and_people_are_invented(built: None) -> None:
    of_kind: dict[str, set[str]] = {}
    for row in FindingRow.objects.all():
        of_kind.setdefault(row.kind, set()).add(finding_of(row).text)
    persons, cards = of_kind["resident_id"], of_kind["bank_card"]
    assert [number for number in persons if not checked_id(number)] == []
    # Whoever was born then has long been dead; the codes are of both bureaus' own places.
    assert {(number[:2], number[6:9]) for number in persons} == {("15", "191")}
    assert [card for card in cards if not bank_card(card) or "0000000000" not in card] == []
    assert {number[:9] for number in of_kind["mobile"]} == {"138000000"}


@pytest.mark.parametrize("name", ["说明.docx", "明细.xlsx"])
def test_the_same_paper_gives_the_same_bytes(name: str) -> None:
    paper = Paper(name=name, lines=("一行。",), rows=(("甲", "乙"), ("1", "2")), hidden=("B",))
    assert made(paper) == made(paper)
    with pytest.raises(ValueError, match=r"名单\.odt"):
        made(Paper(name="名单.odt"))
