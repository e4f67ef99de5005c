"""A header's faults are told one by one, each with its field and clause."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.core.catalogue import Draft, HeaderRules, Involved, faults_of, unready
from gongkai.core.terms import Audience, Citation, DisclosureClass, Provenance

TODAY = date(2025, 3, 3)
RULES = HeaderRules(
    categories={Audience.PUBLIC: frozenset({"duties"}), Audience.INTERNAL: frozenset({"internal-budget"})},
    matters=frozenset({"data"}),
    class_clause=Citation("r", "class"),
    category_clause=Citation("r", "category"),
    provenance_clause=Citation("r", "provenance"),
    matter_clause=Citation("r", "matter"),
)
GOOD = Draft(
    title="通知",
    formed_on=date(2025, 3, 3),
    proposed_class=DisclosureClass.PROACTIVE,
    class_reasons="应当公开",
    category="duties",
    matter="data",
    body_text="正文",
)


def found(draft: Draft) -> list[tuple[str, str, Citation | None]]:
    return [
        (fault.field, fault.refusal.code, fault.refusal.clause) for fault in faults_of(draft, RULES, TODAY)
    ]


def test_a_good_draft_has_no_fault() -> None:
    assert found(GOOD) == []
    assert unready(GOOD, RULES) == ()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": "题" * 5000}, ("title", "too_long", None)),
        ({"title": "  "}, ("title", "missing", None)),
        ({"summary": "摘" * 101}, ("summary", "too_long", None)),
        ({"formed_on": date(1899, 1, 1)}, ("formed_on", "implausible_date", None)),
        ({"formed_on": date(2025, 3, 4)}, ("formed_on", "future_date", None)),
        ({"changed_on": date(2025, 3, 2)}, ("changed_on", "changed_before_formed", None)),
        ({"category": "statistics"}, ("category", "foreign_category", RULES.category_clause)),
        ({"category": "internal-budget"}, ("category", "foreign_category", RULES.category_clause)),
        ({"audience": Audience.INTERNAL}, ("category", "foreign_category", RULES.category_clause)),
        ({"matter": "weather"}, ("matter", "foreign_matter", RULES.matter_clause)),
        ({"secrecy_mark": "内部"}, ("secrecy_mark", "unknown_mark", None)),
        ({"secrecy_until": date(2030, 1, 1)}, ("secrecy_until", "until_without_mark", None)),
        ({"involved": (Involved("机" * 121, joint_maker=True),)}, ("joint_makers", "too_long", None)),
        ({"involved": tuple(Involved(str(n)) for n in range(101))}, ("concerned", "too_many", None)),
        ({"validity": "很有效"}, ("validity", "unknown_validity", None)),
    ],
)
def test_each_mistake_is_one_fault_at_its_field(
    changes: dict[str, object], fault: tuple[str, str, Citation | None]
) -> None:
    assert found(replace(GOOD, **changes)) == [fault]  # type: ignore[arg-type] # a value of the field's own type each


@pytest.mark.clause("disclosure.1", "3.6")
def test_a_class_needs_its_reasons() -> None:
    assert found(replace(GOOD, class_reasons=" ")) == [("class_reasons", "no_reasons", RULES.class_clause)]


@pytest.mark.clause("disclosure.1")
def test_what_was_obtained_names_from_whom() -> None:
    obtained = replace(GOOD, provenance=Provenance.OBTAINED)
    assert found(obtained) == [("obtained_from", "no_source", RULES.provenance_clause)]
    assert found(replace(obtained, obtained_from="某企业")) == []


@pytest.mark.clause("disclosure.4.1", "1.2.public.1", "5.1")
def test_before_review_it_needs_category_route_and_content() -> None:
    bare = replace(GOOD, category="", matter="", body_text="")
    assert found(bare) == []
    assert [(fault.field, fault.refusal.code) for fault in unready(bare, RULES)] == [
        ("category", "no_category"),
        ("matter", "no_matter"),
        ("body_text", "empty"),
    ]


def test_what_is_not_proactive_needs_no_category() -> None:
    assert unready(replace(GOOD, category="", proposed_class=DisclosureClass.WITHHELD), RULES) == ()


def test_a_long_title_is_told_with_its_length() -> None:
    fault = faults_of(replace(GOOD, title="题" * 5000), RULES, TODAY)[0]
    assert fault.refusal.reason == "标题有5000个字，最多200个字。"
