"""Driving an edition along the real road: every step is an act through the door, by the standing cast.

edition = at_state(cast.naiman, "cleared")          # drafted by business_handler, all four stages signed
edition = at_state(cast.hulunbuir, "published", title="…")
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from tests.support.cast import Bureau

from gongkai.access.cases import Case, load_case
from gongkai.actions import catalogue, release, review
from gongkai.actions.review import Question
from gongkai.core.catalogue import Draft
from gongkai.core.organs import Standing
from gongkai.core.terms import Audience, DisclosureClass, states
from gongkai.records.models import Edition

MOMENT = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
TODAY = date(2025, 3, 3)

CHAINS = {
    "hulunbuir-statistics": (
        ("office", "office_handler"),
        ("office", "business_handler"),
        ("leader", "leader"),
    ),
    "naiman-housing": (
        ("producing_unit", "business_handler"),
        ("unit_head", "business_head"),
        ("secrecy_body", "secrecy_handler"),
        ("leader", "leader"),
    ),
}
CATEGORY = {"hulunbuir-statistics": "statistics", "naiman-housing": "affairs"}
INTERNAL_CATEGORY = "internal-budget"
MATTER = {"hulunbuir-statistics": "important-documents", "naiman-housing": ""}
YES = {"hulunbuir-statistics": "主动公开", "naiman-housing": "公开"}
NO = "不予公开"
CHANNEL = {"hulunbuir-statistics": ["website"], "naiman-housing": ["column"]}


def slug(bureau: Bureau) -> str:
    return bureau.organ.slug


def who(bureau: Bureau, key: str) -> Standing:
    return bureau.standing(key, TODAY)


def draft(bureau: Bureau, **changes: Any) -> Draft:
    """A complete draft of the bureau, with changes."""
    values: dict[str, Any] = {
        "title": "关于公布2024年度工作情况的通知",
        "formed_on": date(2025, 2, 24),
        "proposed_class": DisclosureClass.PROACTIVE,
        "class_reasons": "属于应当让公众广泛知晓的事项。",
        "body_html": "<p>现将有关情况公布如下。</p>",
        "body_text": "现将有关情况公布如下。",
        "category": CATEGORY[slug(bureau)],
        "matter": MATTER[slug(bureau)],
    }
    return Draft(**(values | changes))


def registered(
    bureau: Bureau, by: str = "business_handler", unit: str = "business", **changes: Any
) -> Edition:
    return catalogue.register_item(
        who(bureau, by),
        draft(bureau, **changes),
        organ=bureau.organ,
        responsible_unit=bureau.unit(unit),
        moment=MOMENT,
    )


def case_of(edition: Edition) -> Case:
    return load_case(edition.pk, TODAY)


def sign_as(bureau: Bureau, key: str, edition: Edition, opinion: str = "", **changes: Any) -> Edition:
    paper: dict[str, Any] = {
        "opinion": opinion or YES[slug(bureau)],
        "basis": ["中华人民共和国保守国家秘密法"],
        "reasons": "经核对，不涉及国家秘密、商业秘密和个人隐私。",
        "ground": "",
        "question": None,
        "seen_fingerprint": case_of(edition).fingerprint,
    }
    return review.sign(who(bureau, key), edition.pk, moment=MOMENT, **(paper | changes))


def submitted(bureau: Bureau, **changes: Any) -> Edition:
    edition = registered(bureau, **changes)
    return review.submit(who(bureau, "business_handler"), edition.pk, moment=MOMENT)


def reviewed_until(bureau: Bureau, stage: str | None, last_opinion: str = "", **changes: Any) -> Edition:
    """In review with every stage before `stage` signed; all of them signed where `stage` is None."""
    edition = submitted(bureau, **changes)
    chain = CHAINS[slug(bureau)]
    for position, (at, key) in enumerate(chain):
        if at == stage:
            break
        is_last = position == len(chain) - 1
        opinion = last_opinion if is_last else ""
        ground = "stability" if opinion == NO else ""
        edition = sign_as(bureau, key, edition, opinion, ground=ground)
    return edition


def referred(bureau: Bureau) -> Edition:
    question = Question("may-disclose", "文中的数据是否属于国家秘密？", "市国家保密局")
    if slug(bureau) == "naiman-housing":
        edition = submitted(bureau)
        return sign_as(bureau, "business_handler", edition, "需报审", question=question)
    edition = submitted(bureau)
    return review.refer(
        who(bureau, "office_handler"),
        edition.pk,
        kind=question.kind,
        question=question.question,
        referred_to=question.referred_to,
        moment=MOMENT,
    )


def approved(bureau: Bureau, **changes: Any) -> Edition:
    edition = reviewed_until(bureau, None, **changes)
    if slug(bureau) == "naiman-housing":
        return edition
    return release.approve(
        who(bureau, "principal"),
        edition.pk,
        note="同意公开。",
        seen_fingerprint=case_of(edition).fingerprint,
        moment=MOMENT,
    )


def published(bureau: Bureau, **changes: Any) -> Edition:
    edition = approved(bureau, **changes)
    internal = edition.audience == Audience.INTERNAL
    release.publish(
        who(bureau, "office_handler"),
        edition.pk,
        channels=[] if internal else CHANNEL[slug(bureau)],
        seen_fingerprint=case_of(edition).fingerprint,
        moment=MOMENT,
    )
    return Edition.objects.get(pk=edition.pk)


def at_state(bureau: Bureau, state: str, **changes: Any) -> Edition:
    """A fresh edition in any state of the bureau's table. KeyError where the bureau has no such state."""
    if stage := states.stage_of(state):
        return reviewed_until(bureau, stage, **changes)
    ways = {
        states.DRAFT: lambda: registered(bureau, **changes),
        states.REFERRED: lambda: referred(bureau),
        states.CLEARED: lambda: reviewed_until(bureau, None, **changes),
        states.SETTLED: lambda: reviewed_until(bureau, None, NO, **changes),
        states.APPROVED: lambda: approved(bureau, **changes),
        states.PUBLISHED: lambda: published(bureau, **changes),
        states.WITHDRAWN: lambda: _withdrawn(bureau, **changes),
        states.SUPERSEDED: lambda: _superseded(bureau, **changes),
    }
    return ways[state]()


def _withdrawn(bureau: Bureau, **changes: Any) -> Edition:
    edition = published(bureau, **changes)
    release.withdraw(who(bureau, "office_handler"), edition.pk, reason="内容有误。", moment=MOMENT)
    return Edition.objects.get(pk=edition.pk)


def _superseded(bureau: Bureau, **changes: Any) -> Edition:
    edition = reviewed_until(bureau, None, **changes)
    catalogue.renew_item(who(bureau, "business_handler"), edition.item_id, draft(bureau), moment=MOMENT)
    return Edition.objects.get(pk=edition.pk)
