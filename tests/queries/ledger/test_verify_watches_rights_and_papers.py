"""Rights come from posts, the gate opens for papers: neither changes behind the door without being found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import Settings
from tests.support.cast import Bureau, Cast
from tests.support.road import MOMENT, at_state, draft, referred, registered, who

from gongkai.actions import catalogue, organs, release, review
from gongkai.core.catalogue import AttachedFile, Involved
from gongkai.core.terms import states
from gongkai.gateways.files import FileStore
from gongkai.jobs.demo.install import install_cast
from gongkai.queries.ledger import verify_organ
from gongkai.records.models import (
    Account,
    Adoption,
    ChannelUse,
    Deputation,
    Edition,
    EvidenceRecord,
    InvolvedOrgan,
    LedgerEntry,
    Organ,
    Person,
    Post,
    Publication,
    Recusal,
    Referral,
    RegimeVersion,
    Signature,
    Unit,
)

pytestmark = pytest.mark.django_db
DAY = date(2020, 1, 1)


@pytest.fixture
def founded(db: None, settings: Settings) -> Organ:
    """A bureau opened, staffed and given its rule book through the door."""
    # Some fifty good hashes for each case here would take longer than all the rest.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    organ = install_cast(MOMENT)[0]
    post = Post.objects.filter(unit__organ=organ, kind="unit_head").first()
    deputy = Person.objects.filter(organ=organ).exclude(pk=post.holder_id if post else 0).last()
    assert post
    assert deputy
    days = {"held_from": date(2025, 3, 3), "held_until": date(2025, 3, 7)}
    organs.deputise(organs.SETUP, organ.pk, post.pk, deputy.pk, **days, reason="休假", moment=MOMENT)
    verdict = verify_organ(organ)
    assert (verdict.holds, verdict.why) == (True, "")
    return organ


def seated_by_hand() -> object:
    post = Post.objects.get(pk=Post.objects.order_by("pk").values_list("pk", flat=True)[0])
    post.pk = None
    post.holder = Person.objects.filter(organ=post.unit.organ).latest("pk")
    post.save()
    return post


def deputy_by_hand() -> object:
    post = Post.objects.order_by("pk")[0]
    deputy = Person.objects.filter(organ=post.unit.organ).latest("pk")
    return Deputation.objects.create(post=post, deputy=deputy, held_from=DAY, held_until=DAY, reason="x")


def another_rule() -> object:
    version = RegimeVersion.objects.order_by("pk")[0]
    version.bureau_sources = {name: f"{text}\n# 改" for name, text in version.bureau_sources.items()}
    version.save()
    return version


BY_HAND: dict[str, tuple[Callable[[], object], str]] = {
    "a post nobody gave": (seated_by_hand, "任职"),
    "a deputy nobody named": (deputy_by_hand, "代理"),
    "a post that goes on": (lambda: Post.objects.update(held_until=date(2099, 1, 1)), "任职"),
    "another holder": (lambda: Post.objects.update(holder=Person.objects.order_by("pk")[3]), "任职"),
    "units in charge of": (lambda: Post.in_charge_of.through.objects.all().delete(), "任职"),
    "a deputy for longer": (lambda: Deputation.objects.update(held_until=date(2099, 1, 1)), "代理"),
    "functions of a unit": (lambda: Unit.objects.update(functions=["leading_group"]), "内设机构"),
    "an account's person": (
        lambda: Account.objects.filter(username="liuyang").update(username="eve"),
        "账号",
    ),
    "a closed account": (lambda: Account.objects.update(is_active=False), "账号"),
    "where somebody's mail goes": (lambda: Account.objects.update(email="eve@example.cn"), "账号"),
    "a name": (lambda: Person.objects.update(name="某人"), "人员"),
    "the day of a rule book": (lambda: Adoption.objects.update(in_force_from=DAY), "制度施行登记"),
    "the text of a rule book": (another_rule, "制度文本"),
    "the organ's name": (
        lambda: Organ.objects.filter(short_name="市统计局").update(name="某局"),
        "机关的名称",
    ),
}


@pytest.mark.parametrize("what", BY_HAND)
def test_who_may_do_what_changed_by_hand(founded: Organ, what: str) -> None:
    alter, said = BY_HAND[what]
    assert alter()
    founded.refresh_from_db()
    verdict = verify_organ(founded)
    assert not verdict.holds
    assert said in verdict.why


def consented(bureau: Bureau, edition: Edition) -> None:
    release.record_consent(
        who(bureau, "business_handler"),
        edition.pk,
        organ_name="市生态环境局",
        consented_on=date(2025, 3, 1),
        letter="呼环函〔2025〕1号",
        file=None,
        moment=MOMENT,
    )


@pytest.fixture
def papers(cast: Cast) -> Bureau:
    """The statistics bureau with a consent, a question, a channel, a recusal and a publication."""
    bureau = cast.hulunbuir
    producer = who(bureau, "business_handler")
    joint = registered(bureau, involved=(Involved("市生态环境局", joint_maker=True), Involved("市财政局")))
    review.submit(producer, joint.pk, moment=MOMENT)
    consented(bureau, joint)
    review.recuse(who(bureau, "leader"), joint.pk, reason="亲属", moment=MOMENT)
    referred(bureau)
    at_state(bureau, states.PUBLISHED)
    verdict = verify_organ(bureau.organ)
    assert (verdict.holds, verdict.why) == (True, "")
    return bureau


def decided_by_hand() -> object:
    return EvidenceRecord.objects.create(
        edition=Edition.objects.order_by("pk")[0],
        kind="law_approval",
        number="1",
        decided_on=DAY,
        authority="x",
        recorded_at=MOMENT,
    )


PAPERS: dict[str, tuple[Callable[[], object], str]] = {
    "a consent nobody gave": (
        lambda: InvolvedOrgan.objects.filter(consented_on=None).update(consented_on=DAY, letter="x"),
        "书面意见",
    ),
    "another letter": (
        lambda: InvolvedOrgan.objects.exclude(consented_on=None).update(letter="x"),
        "书面意见",
    ),
    "a decision nobody took": (decided_by_hand, "手续"),
    "an answer nobody gave": (lambda: Referral.objects.update(answer="disclose", answered_on=DAY), "报请"),
    "a channel": (lambda: ChannelUse.objects.update(used_on=DAY), "公开渠道"),
    "a recusal undone": (lambda: Recusal.objects.all().delete(), "回避"),
    "the day of publication": (lambda: Publication.objects.update(published_on=DAY), "发布登记"),
    "who had reviewed": (lambda: Publication.objects.update(reviewers="x"), "发布登记"),
    "in which post she signed": (lambda: Signature.objects.update(signer_post="局长"), "签署"),
    "the class decided": (
        lambda: Edition.objects.filter(state=states.PUBLISHED).update(decided_class="withheld"),
        "审定属性",
    ),
    "the day it was sent": (
        lambda: Edition.objects.exclude(submitted_on=None).update(submitted_on=DAY),
        "送审日期",
    ),
}


@pytest.mark.parametrize("what", PAPERS)
def test_papers_changed_by_hand(papers: Bureau, what: str) -> None:
    alter, said = PAPERS[what]
    assert alter()
    verdict = verify_organ(papers.organ)
    assert not verdict.holds
    assert said in verdict.why


def test_a_consent_asked_anew_after_the_draft_changed_holds(cast: Cast) -> None:
    bureau = cast.hulunbuir
    producer = who(bureau, "business_handler")
    joint = (Involved("市生态环境局", joint_maker=True),)
    edition = registered(bureau, involved=joint)
    review.submit(producer, edition.pk, moment=MOMENT)
    consented(bureau, edition)
    review.return_to_draft(who(bureau, "office_handler"), edition.pk, reasons="改", moment=MOMENT)
    catalogue.revise_edition(producer, edition.pk, draft(bureau, involved=joint), moment=MOMENT)
    assert verify_organ(bureau.organ).why == ""


@pytest.mark.parametrize("content", [None, b"2"])
def test_a_stored_file_lost_or_altered(cast: Cast, settings: Settings, content: bytes | None) -> None:
    bureau = cast.hulunbuir
    registered(bureau)
    store = FileStore(settings.FILES_DIR)
    digest = store.put(b"1")
    edition = registered(bureau, attachments=(AttachedFile("表.xlsx", digest, 1),))
    assert verify_organ(bureau.organ).why == ""
    store.path(digest).unlink()
    if content:
        store.path(digest).write_bytes(content)
    verdict = verify_organ(bureau.organ)
    entry = LedgerEntry.objects.get(subject_kind="item", subject_id=edition.item_id)
    assert (verdict.first_bad, verdict.why) == (
        entry.sequence,
        f"文件库中的文件{digest[:16]}…缺失或者被改动，它属于这条记录的信息。",
    )
