"""The chain holds in every case here; a row of the database was altered, removed or added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.databases import execute
from tests.support.ledgers import a_publication, an_edition
from tests.support.road import MOMENT, at_state, case_of, draft, sign_as, who

from gongkai.actions import catalogue, release, review
from gongkai.core.terms import states
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import Approval, Edition, LedgerEntry, Person, Publication, Referral, Signature

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(cast: Cast) -> Bureau:
    """The statistics bureau with items on their way and at its end."""
    bureau = cast.hulunbuir
    for state in (states.DRAFT, states.REFERRED, states.APPROVED, states.PUBLISHED, states.WITHDRAWN):
        at_state(bureau, state)
    return bureau


def first_of(verb: str, containing: str = "") -> int:
    """The number of the first entry of a verb, and with something in its payload."""
    entries = LedgerEntry.objects.filter(verb=verb, payload__contains=containing).order_by("sequence")
    return entries.values_list("sequence", flat=True)[0]


def test_everything_the_door_wrote_holds(cast: Cast) -> None:
    for bureau in cast.bureaus:
        for state in (states.REFERRED, states.SETTLED, states.PUBLISHED, states.WITHDRAWN, states.SUPERSEDED):
            at_state(bureau, state)
        verdict = verify_organ(bureau.organ)
        assert (verdict.holds, verdict.why) == (True, "")
        assert verdict.entries == LedgerEntry.objects.filter(organ=bureau.organ).count() > 20


def test_a_second_edition_holds_on_its_way_and_when_it_replaces_the_first(cast: Cast) -> None:
    bureau = cast.hulunbuir
    first = at_state(bureau, states.PUBLISHED)
    second = catalogue.renew_item(
        who(bureau, "business_handler"), first.item_id, draft(bureau, title="第二版"), moment=MOMENT
    )
    assert verify_organ(bureau.organ).why == ""
    through_to_publication(bureau, second)
    assert Publication.objects.get(edition=first).ended_how == "replaced"
    assert verify_organ(bureau.organ).why == ""
    Publication.objects.filter(edition=first).update(ended_how="withdrawn")
    verdict = verify_organ(bureau.organ)
    assert (verdict.first_bad, verdict.why) == (
        first_of("publish", '"edition":2'),
        "发布登记中更新或撤回的情况与记录不一致。",
    )


def through_to_publication(bureau: Bureau, edition: Edition) -> None:
    review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)
    for key in ("office_handler", "business_handler", "leader"):
        sign_as(bureau, key, edition)
    seen = case_of(edition).fingerprint
    release.approve(who(bureau, "principal"), edition.pk, note="", seen_fingerprint=seen, moment=MOMENT)
    release.publish(
        who(bureau, "office_handler"), edition.pk, channels=["website"], seen_fingerprint=seen, moment=MOMENT
    )


LEADER = '"stage":"leader"'
ALTERED: dict[str, tuple[Callable[[], int], str, str, str]] = {
    "opinion": (lambda: Signature.objects.update(opinion="不予公开"), "sign", "", "签署的意见"),
    "signed digest": (lambda: Signature.objects.update(fingerprint="0" * 64), "sign", "", "签署的意见"),
    "signer": (
        lambda: Signature.objects.filter(stage="leader").update(signer=a_stranger()),
        "sign",
        LEADER,
        "签署的意见",
    ),
    "moment": (
        lambda: Signature.objects.update(signed_at=datetime(2025, 1, 1, tzinfo=UTC)),
        "sign",
        "",
        "签署的意见",
    ),
    "basis": (lambda: Signature.objects.update(basis=[]), "sign", "", "签署的意见"),
    "approval": (lambda: Approval.objects.update(note="不同意。"), "approve", "", "审定"),
    "approver": (lambda: Approval.objects.update(approver=a_stranger()), "approve", "", "审定"),
    "published digest": (lambda: Publication.objects.update(fingerprint="0" * 64), "publish", "", "发布登记"),
    "audience": (lambda: Publication.objects.update(audience="internal"), "publish", "", "发布登记"),
    "question": (lambda: Referral.objects.update(question="没有问题"), "refer", "", "报请"),
}


def a_stranger() -> Person:
    return Person.objects.latest("pk")


@pytest.mark.parametrize("what", ALTERED)
def test_a_row_altered(bureau: Bureau, what: str) -> None:
    alter, verb, containing, title = ALTERED[what]
    assert alter() > 0
    verdict = verify_organ(bureau.organ)
    assert (verdict.holds, verdict.first_bad, verdict.why) == (
        False,
        first_of(verb, containing),
        f"数据库中的{title}与这条记录写入时不一致。",
    )


@pytest.mark.parametrize(
    ("table", "verb", "title"),
    [("signature", "sign", "签署的意见"), ("approval", "approve", "审定"), ("referral", "refer", "报请")],
)
def test_a_row_removed(bureau: Bureau, table: str, verb: str, title: str) -> None:
    assert execute(f"DELETE FROM records_{table}") > 0
    verdict = verify_organ(bureau.organ)
    assert (verdict.holds, verdict.first_bad, verdict.why) == (
        False,
        first_of(verb),
        f"这条记录写入的{title}在数据库中已经不存在。",
    )


def entries(bureau: Bureau) -> int:
    return LedgerEntry.objects.filter(organ=bureau.organ).count()


def test_a_publication_nobody_made(bureau: Bureau) -> None:
    row = a_publication(at_state(bureau, states.APPROVED))
    verdict = verify_organ(bureau.organ)
    assert (verdict.first_bad, verdict.why) == (
        entries(bureau) + 1,
        f"数据库中有一条发布登记（编号{row.pk}），记录链中没有写入它的记录。",
    )


def test_a_signature_nobody_gave(bureau: Bureau) -> None:
    row = Signature.objects.get(pk=Signature.objects.latest("pk").pk)
    row.pk, row.round = None, 9
    row.save()
    verdict = verify_organ(bureau.organ)
    assert (verdict.first_bad, verdict.why) == (
        entries(bureau) + 1,
        f"数据库中有一条签署的意见（编号{row.pk}），记录链中没有写入它的记录。",
    )


def test_an_edition_nobody_registered(bureau: Bureau) -> None:
    row = an_edition(bureau.organ)
    verdict = verify_organ(bureau.organ)
    assert (verdict.first_bad, verdict.why) == (
        entries(bureau) + 1,
        f"数据库中有一个信息版本（编号{row.pk}），记录链中没有登记它的记录。",
    )


@pytest.mark.parametrize("column", ["title", "body_text", "doc_number", "summary"])
def test_the_text_of_a_published_edition_altered(bureau: Bureau, column: str) -> None:
    edition = Edition.objects.get(state=states.PUBLISHED)
    Edition.objects.filter(pk=edition.pk).update(**{column: "改"})
    verdict = verify_organ(bureau.organ)
    assert (verdict.first_bad, verdict.why) == (
        first_of("publish"),
        "信息现在的内容与最后一条有关记录的内容摘要不一致。",
    )


def test_a_state_set_by_hand(bureau: Bureau) -> None:
    edition = Edition.objects.get(state=states.WITHDRAWN)
    Edition.objects.filter(pk=edition.pk).update(state=states.PUBLISHED)
    verdict = verify_organ(bureau.organ)
    assert (verdict.first_bad, verdict.why) == (
        first_of("withdraw"),
        "信息现在的状态与最后一条有关记录不一致。",
    )


def test_a_publication_ended_by_hand(bureau: Bureau) -> None:
    Publication.objects.filter(ended_at=None).update(ended_at=MOMENT, ended_how="withdrawn")
    verdict = verify_organ(bureau.organ)
    assert (verdict.first_bad, verdict.why) == (
        first_of("publish"),
        "发布登记中更新或撤回的情况与记录不一致。",
    )


def test_a_withdrawal_undone_by_hand(bureau: Bureau) -> None:
    Publication.objects.exclude(ended_at=None).update(ended_at=None, ended_how="")
    verdict = verify_organ(bureau.organ)
    assert (verdict.first_bad, verdict.why) == (
        first_of("withdraw"),
        "数据库中的撤回登记与这条记录写入时不一致。",
    )
