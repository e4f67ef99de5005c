"""Two people at once: one wins, the other is told; nothing is lost and nothing is double."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.support.cast import Bureau, Cast, install
from tests.support.databases import together
from tests.support.road import CHANNEL, MOMENT, approved, case_of, registered, sign_as, slug, submitted, who

from gongkai.actions import release
from gongkai.core.terms import Refused
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import BakeTask, Edition, Item, Publication, Signature

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast() -> Cast:
    return install()


def publish_as(bureau: Bureau, key: str, edition: Edition, seen: str) -> Callable[[], object]:
    def act() -> object:
        return release.publish(
            who(bureau, key), edition.pk, channels=CHANNEL[slug(bureau)], seen_fingerprint=seen, moment=MOMENT
        )

    return act


@pytest.mark.clause("6.2.5", "disclosure.6")
def test_two_publish_at_once(transactional_db: None, cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = approved(bureau)
    seen = case_of(edition).fingerprint
    outcomes = together(
        publish_as(bureau, "office_handler", edition, seen),
        publish_as(bureau, "office_handler_2", edition, seen),
    )
    won = [outcome for outcome in outcomes if isinstance(outcome, Publication)]
    lost = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert (len(won), len(lost)) == (1, 1)
    assert lost[0].refusal.code == "not_in_this_state"
    assert list(Publication.objects.values_list("number", flat=True)) == ["2025-0001"]
    assert BakeTask.objects.count() == 1
    assert verify_organ(bureau.organ).holds


def test_different_items_published_at_once_get_numbers_of_their_own(
    transactional_db: None, cast: Cast
) -> None:
    bureau = cast.naiman
    editions = [approved(bureau) for _ in range(4)]
    acts = [publish_as(bureau, "office_handler", e, case_of(e).fingerprint) for e in editions]
    outcomes = together(*acts)
    assert [type(outcome) for outcome in outcomes] == [Publication] * 4
    numbers = sorted(Publication.objects.values_list("number", flat=True))
    assert numbers == ["2025-0001", "2025-0002", "2025-0003", "2025-0004"]
    assert verify_organ(bureau.organ).holds


def test_index_numbers_asked_for_at_once_are_different_and_without_a_gap(
    transactional_db: None, cast: Cast
) -> None:
    bureau = cast.naiman
    outcomes = together(*[lambda: registered(bureau) for _ in range(6)])
    assert [type(outcome) for outcome in outcomes] == [Edition] * 6
    serials = sorted(
        number.rsplit("-", 1)[1] for number in Item.objects.values_list("index_number", flat=True)
    )
    assert serials == ["00001", "00002", "00003", "00004", "00005", "00006"]
    assert verify_organ(bureau.organ).holds


@pytest.mark.clause("4.3")
def test_two_of_one_office_sign_at_once(transactional_db: None, cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = submitted(bureau)
    outcomes = together(
        lambda: sign_as(bureau, "office_handler", edition),
        lambda: sign_as(bureau, "office_handler_2", edition),
    )
    codes = sorted(outcome.refusal.code if isinstance(outcome, Refused) else "signed" for outcome in outcomes)
    assert codes == ["role_has_signed", "signed"]
    assert Signature.objects.filter(stage="office").count() == 1
