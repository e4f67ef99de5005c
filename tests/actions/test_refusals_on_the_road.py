"""What people try and may not: each refused with a code and a clause, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.support.cast import Bureau, Cast
from tests.support.road import (
    CHANNEL,
    MOMENT,
    case_of,
    draft,
    published,
    referred,
    registered,
    reviewed_until,
    sign_as,
    slug,
    submitted,
    who,
)

from gongkai.actions import catalogue, release, review
from gongkai.core.terms import DisclosureClass, Refused
from gongkai.records.models import Edition, LedgerEntry, Publication, Signature


def refused(act: Callable[[], object]) -> tuple[str, str]:
    """Code and clause of the refusal; the ledger must not have grown."""
    before = LedgerEntry.objects.count()
    with pytest.raises(Refused) as caught:
        act()
    assert LedgerEntry.objects.count() == before
    refusal = caught.value.refusal
    return refusal.code, refusal.clause.clause if refusal.clause else ""


def publish(bureau: Bureau, edition: Edition, by: str = "office_handler", **changes: object) -> Publication:
    return release.publish(
        who(bureau, by),
        edition.pk,
        channels=CHANNEL[slug(bureau)],
        seen_fingerprint=case_of(edition).fingerprint,
        moment=MOMENT,
    )


@pytest.mark.clause("secrecy.3", "disclosure.2", "3.1", "4.1", "secrecy.2")
def test_publishing_too_early(cast: Cast) -> None:
    early = submitted(cast.naiman)
    assert refused(lambda: publish(cast.naiman, early)) == ("not_reviewed", "secrecy.3")
    cleared = reviewed_until(cast.hulunbuir, None)
    assert refused(lambda: publish(cast.hulunbuir, cleared)) == ("not_approved", "1.4.1")
    assert Publication.objects.count() == 0


@pytest.mark.clause("4.3", "secrecy.7.4")
def test_signing_twice(cast: Cast) -> None:
    edition = submitted(cast.hulunbuir)
    sign_as(cast.hulunbuir, "office_handler", edition)
    assert refused(lambda: sign_as(cast.hulunbuir, "office_handler", edition)) == ("already_signed", "4.3")
    assert Signature.objects.count() == 1


@pytest.mark.clause("4.3")
def test_a_second_clerk_of_the_office_finds_the_role_signed(cast: Cast) -> None:
    edition = submitted(cast.hulunbuir)
    sign_as(cast.hulunbuir, "office_handler", edition)
    assert refused(lambda: sign_as(cast.hulunbuir, "office_handler_2", edition)) == (
        "role_has_signed",
        "3.9.1",
    )


@pytest.mark.clause("secrecy.2", "3.1")
def test_editing_after_a_signature(cast: Cast) -> None:
    edition = reviewed_until(cast.naiman, "secrecy_body")
    change = replace(draft(cast.naiman), title="另一个标题")

    def act() -> Edition:
        return catalogue.revise_edition(
            who(cast.naiman, "business_handler"), edition.pk, change, moment=MOMENT
        )

    assert refused(act) == ("not_in_this_state", "secrecy.2")
    assert Edition.objects.get(pk=edition.pk).title == draft(cast.naiman).title


@pytest.mark.clause("secrecy.2", "3.1")
def test_a_text_changed_behind_the_doors_back_voids_the_signatures(cast: Cast) -> None:
    edition = reviewed_until(cast.naiman, None)
    Edition.objects.filter(pk=edition.pk).update(body_text="偷换的内容")
    assert refused(lambda: publish(cast.naiman, edition)) == ("signatures_void", "secrecy.2")


def test_signing_what_has_changed_meanwhile(cast: Cast) -> None:
    edition = submitted(cast.naiman)
    act = lambda: sign_as(cast.naiman, "business_handler", edition, seen_fingerprint="0" * 64)  # noqa: E731 - handed on
    assert refused(act) == ("changed_meanwhile", "secrecy.2")


@pytest.mark.clause("1.4.1")
def test_a_reviewer_does_not_approve(cast: Cast) -> None:
    edition = submitted(cast.hulunbuir)
    for key in ("office_head", "business_handler", "leader"):
        sign_as(cast.hulunbuir, key, edition)
    seen = case_of(edition).fingerprint
    act = lambda: release.approve(  # noqa: E731 - handed on
        who(cast.hulunbuir, "office_head"), edition.pk, note="", seen_fingerprint=seen, moment=MOMENT
    )
    assert refused(act) == ("reviewer_approves", "4.3")


@pytest.mark.clause("disclosure.9", "3.11", "5.4")
def test_without_the_others_word_nothing_goes_out_and_with_it_it_does(cast: Cast) -> None:
    from gongkai.core.catalogue import Involved

    involved = (Involved("市财政局", joint_maker=True), Involved("市发改委"))
    edition = reviewed_until(cast.naiman, None, involved=involved)
    assert refused(lambda: publish(cast.naiman, edition)) == ("no_consent", "disclosure.9")
    for name in ("市财政局", "市发改委"):
        release.record_consent(
            who(cast.naiman, "office_handler"),
            edition.pk,
            organ_name=name,
            consented_on=MOMENT.date(),
            letter="函〔2025〕1号",
            file=None,
            moment=MOMENT,
        )
    assert publish(cast.naiman, edition).number == "2025-0001"


@pytest.mark.clause("secrecy.12", "3.14")
def test_a_new_edition_starts_a_review_of_its_own(cast: Cast) -> None:
    edition = published(cast.naiman)
    renewed = catalogue.renew_item(
        who(cast.naiman, "business_handler"),
        edition.item_id,
        draft(cast.naiman, title="修订稿"),
        moment=MOMENT,
    )
    assert (renewed.number, renewed.state, renewed.signatures.count()) == (2, "draft", 0)
    assert Edition.objects.get(pk=edition.pk).state == "published"
    assert refused(lambda: publish(cast.naiman, renewed)) == ("not_reviewed", "secrecy.3")


def test_a_superseded_edition_cannot_be_renewed_again(cast: Cast) -> None:
    edition = published(cast.naiman)

    def act() -> Edition:
        return catalogue.renew_item(
            who(cast.naiman, "business_handler"), edition.item_id, draft(cast.naiman), moment=MOMENT
        )

    act()
    assert refused(act) == ("not_in_this_state", "secrecy.2")


@pytest.mark.clause("secrecy.8", "3.12")
def test_a_referred_case_waits(cast: Cast) -> None:
    ours, theirs = referred(cast.naiman), referred(cast.hulunbuir)
    assert refused(lambda: sign_as(cast.naiman, "leader", ours))[0] == "not_in_this_state"
    assert refused(lambda: sign_as(cast.hulunbuir, "leader", theirs))[0] == "not_in_this_state"


@pytest.mark.clause("secrecy.6.1", "6.2.1")
def test_a_marked_file_is_not_waved_through(cast: Cast) -> None:
    edition = submitted(cast.naiman, secrecy_mark="机密")
    assert refused(lambda: sign_as(cast.naiman, "business_handler", edition)) == (
        "marked_secret",
        "secrecy.6.1",
    )


@pytest.mark.clause("disclosure.4.1", "1.2.internal.1")
def test_a_category_of_the_other_bureau_is_refused(cast: Cast) -> None:
    assert refused(lambda: registered(cast.naiman, category="statistics")) == (
        "foreign_category",
        "disclosure.4",
    )
    assert refused(lambda: registered(cast.hulunbuir, category="duties")) == ("foreign_category", "1.2")


def test_a_stranger_does_not_learn_that_it_exists(cast: Cast) -> None:
    edition = submitted(cast.naiman)
    with pytest.raises(Edition.DoesNotExist):
        review.submit(who(cast.hulunbuir, "business_handler"), edition.pk, moment=MOMENT)


@pytest.mark.clause("secrecy.7.4")
def test_the_recused_step_back_for_good(cast: Cast) -> None:
    edition = submitted(cast.naiman)
    review.recuse(who(cast.naiman, "leader"), edition.pk, reason="与当事人是近亲属", moment=MOMENT)
    act = lambda: review.recuse(who(cast.naiman, "leader"), edition.pk, reason="再说一遍", moment=MOMENT)  # noqa: E731 - handed on
    assert refused(act) == ("recused", "secrecy.7.4")


@pytest.mark.clause("disclosure.1", "3.6")
def test_only_a_handler_of_the_unit_registers(cast: Cast) -> None:
    assert refused(lambda: registered(cast.naiman, by="business_head"))[0] == "not_your_turn"
    assert refused(lambda: registered(cast.naiman, by="other_handler"))[0] == "not_your_turn"


@pytest.mark.clause("disclosure.2", "3.10")
def test_what_was_decided_as_on_request_is_not_published(cast: Cast) -> None:
    edition = reviewed_until(cast.hulunbuir, None, "依申请公开")
    assert (edition.state, edition.decided_class) == ("settled", DisclosureClass.ON_REQUEST)
    assert refused(lambda: publish(cast.hulunbuir, edition)) == ("not_proactive", "3.10")


def test_a_basis_named_many_times_is_kept_once(cast: Cast) -> None:
    edition = submitted(cast.hulunbuir)
    law = "中华人民共和国保守国家秘密法"
    sign_as(cast.hulunbuir, "office_handler", edition, basis=[law, f" {law} ", law])
    assert Signature.objects.get().basis == [law]
