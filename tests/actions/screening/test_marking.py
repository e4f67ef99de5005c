"""Marking words to be withheld, by hand, at any stage; a mark stops disclosing and undoes no signature."""

from __future__ import annotations

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.found import GROUND, marks, publishes, ready
from tests.support.kept_files import kept
from tests.support.plain_drafts import worded
from tests.support.refusals import refused
from tests.support.road import (
    CHAINS,
    MOMENT,
    NO,
    case_of,
    registered,
    reviewed_until,
    sign_as,
    slug,
    submitted,
    who,
)

from gongkai.access.screenings import marked_text, marking_context
from gongkai.actions.screening import drop_mark
from gongkai.gateways.vault import Unopenable, the_vault
from gongkai.records.models import Edition, Marking

pytestmark = [pytest.mark.django_db, pytest.mark.clause("secrecy.12"), pytest.mark.clause("3.14")]
WORDS = "呼和敖其尔"
TEXT = f"经研究，给予{WORDS}一次性补助。"


@pytest.fixture(params=["naiman", "hulunbuir"])
def bureau(request: pytest.FixtureRequest, cast: Cast) -> Bureau:
    return cast.naiman if request.param == "naiman" else cast.hulunbuir


def drops(
    bureau: Bureau, edition: Edition, marking: int, by: str = "business_handler", seen: str = ""
) -> Marking:
    seen = seen or case_of(edition).fingerprint
    return drop_mark(who(bureau, by), edition.pk, marking=marking, seen_fingerprint=seen, moment=MOMENT)


def test_words_are_kept_sealed_with_ground_and_person(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    row = marks(bureau, edition, f" {WORDS} ", instead=" 某人 ")
    stored = Marking.objects.filter(pk=row.pk).values().get()

    assert not [name for name, value in stored.items() if WORDS in str(value)]
    assert (marked_text(row), row.ground, row.instead) == (WORDS, GROUND, "某人")
    assert (row.person, row.marked_at, row.dropped_at) == (bureau.business_handler, MOMENT, None)
    with pytest.raises(Unopenable):
        the_vault().open(row.text, marking_context(edition.pk + 1))


@pytest.mark.parametrize(
    ("text", "changes", "code"),
    [
        ("呼", {}, "too_short"),
        ("。、 ", {}, "too_short"),
        ("呼" * 2001, {}, "too_long"),
        (WORDS, {"ground": ""}, "no_ground"),
        (WORDS, {"ground": "no-such-ground"}, "unknown_ground"),
        ("张三丰", {}, "stands_nowhere"),
        (WORDS, {"seen_fingerprint": "0" * 64}, "changed_meanwhile"),
    ],
)
def test_what_cannot_be_marked(bureau: Bureau, text: str, changes: dict[str, str], code: str) -> None:
    edition = registered(bureau, **worded(TEXT))
    with refused(code):
        marks(bureau, edition, text, **changes)
    assert Marking.objects.count() == 0


def test_words_are_marked_once_however_they_are_written(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(f"{TEXT}电话0475-4219999。"))
    marks(bureau, edition, "0475-4219999")
    with refused("already_marked"):
        marks(bureau, edition, "０４７５ 4219999")


def test_words_in_a_file_alone_may_be_marked(bureau: Bureau) -> None:
    file = kept("名单.txt", f"{WORDS}，男".encode())
    edition = registered(bureau, attachments=(file,))
    assert marked_text(marks(bureau, edition, WORDS)) == WORDS


def test_a_mark_stops_every_opinion_that_discloses_and_no_other(bureau: Bureau) -> None:
    edition = submitted(bureau, **worded(TEXT))
    key = CHAINS[slug(bureau)][0][1]
    marks(bureau, edition, WORDS, by=key)
    with refused("not_redacted"):
        sign_as(bureau, key, edition)
    sign_as(bureau, key, edition, NO, ground=GROUND)


def test_a_later_reviewer_marks_without_undoing_what_others_signed(bureau: Bureau) -> None:
    edition = reviewed_until(bureau, "leader", **worded(TEXT))
    before = case_of(edition)
    row = marks(bureau, edition, WORDS, by="leader")

    assert case_of(edition).fingerprint == before.fingerprint
    assert case_of(edition).review.signed == before.review.signed != ()
    with refused("not_redacted"):
        sign_as(bureau, "leader", edition)
    drops(bureau, edition, row.pk, "leader")
    assert sign_as(bureau, "leader", edition).state == "cleared"


def test_a_mark_taken_back_stays_as_a_row_and_counts_no_more(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    row = marks(bureau, edition, WORDS)
    drops(bureau, edition, row.pk)

    assert Marking.objects.get().dropped_at == MOMENT
    assert case_of(edition).review.screening.to_cut == 0
    with refused("unknown_mark"):
        drops(bureau, edition, row.pk)
    marks(bureau, edition, WORDS)
    assert case_of(edition).review.screening.to_cut == 1


def test_a_mark_of_another_edition_is_unknown(bureau: Bureau) -> None:
    one, other = registered(bureau, **worded(TEXT)), registered(bureau, **worded(TEXT))
    row = marks(bureau, one, WORDS)
    with refused("unknown_mark"):
        drops(bureau, other, row.pk)
    with refused("changed_meanwhile"):
        drops(bureau, one, row.pk, seen="0" * 64)


def test_only_those_whose_turn_it_is_mark(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    row = marks(bureau, edition, WORDS)
    for key in ("leader", "secrecy_handler", "other_handler"):
        with refused("not_your_turn"):
            marks(bureau, edition, "一次性补助", by=key)
        with refused("not_your_turn"):
            drops(bureau, edition, row.pk, key)


def test_once_the_review_is_over_nothing_is_marked_any_more(bureau: Bureau) -> None:
    edition = ready(bureau, registered(bureau, **worded(TEXT)))
    with refused("not_in_this_state"):
        marks(bureau, edition, WORDS)
    publishes(bureau, edition)


def test_a_mark_behind_the_door_still_stops_publication(bureau: Bureau) -> None:
    edition = registered(bureau, **worded(TEXT))
    row = marks(bureau, edition, WORDS)
    drops(bureau, edition, row.pk)
    ready(bureau, edition)
    Marking.objects.update(dropped_at=None)
    with refused("not_redacted") as caught:
        publishes(bureau, edition)
    assert caught.clause in ("naiman-housing:secrecy.12", "hulunbuir-statistics:3.14")
