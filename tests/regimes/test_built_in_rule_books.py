"""The two rule books and the statute as they come with the software."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.regime import GATES, RULES, ClauseKind, Lawbook, Opinion
from gongkai.core.regime.plain import citations_in
from gongkai.core.terms import Audience, Citation
from gongkai.gateways.regimes import builtin_ids, load_builtin

NAIMAN = load_builtin("naiman-housing")
HULUNBUIR = load_builtin("hulunbuir-statistics")
STATUTE = load_builtin("cn-foi")
BUREAUS = pytest.mark.parametrize("book", [NAIMAN, HULUNBUIR], ids=lambda book: book.id)
TODAY = date(2025, 6, 3)


def stages(book: Lawbook) -> list[tuple[str, list[tuple[str, str]]]]:
    chain = book.review_chain(TODAY).value
    return [(s.id, [(signer.role.value, signer.clause.clause) for signer in s.signers]) for s in chain.stages]


def test_three_come_with_the_software() -> None:
    assert builtin_ids() == ("cn-foi", "hulunbuir-statistics", "naiman-housing")
    assert [(book.organ_name, book.statute_id) for book in (NAIMAN, HULUNBUIR, STATUTE)] == [
        ("奈曼旗住房和城乡建设局", "cn-foi"),
        ("呼伦贝尔市统计局", "cn-foi"),
        ("国务院", ""),
    ]


def test_the_housing_bureau_reviews_in_four_stages() -> None:
    assert stages(NAIMAN) == [
        ("producing_unit", [("producer", "secrecy.7.1")]),
        ("unit_head", [("producing_unit_head", "secrecy.7.2")]),
        ("secrecy_body", [("secrecy_body", "secrecy.7.3")]),
        ("leader", [("leader_in_charge", "secrecy.7.4")]),
    ]


def test_the_statistics_bureau_reviews_in_two_stages() -> None:
    assert stages(HULUNBUIR) == [
        (
            "office",
            [("leading_group_office", "3.9.1"), ("producer", "3.9.1"), ("reviewing_unit", "5.1")],
        ),
        ("leader", [("leader_in_charge", "3.9.2")]),
    ]


def test_each_bureau_has_its_own_three_opinions() -> None:
    assert NAIMAN.review_chain(TODAY).value.opinions == (
        Opinion("公开", "disclose"),
        Opinion("不予公开", "withheld"),
        Opinion("需报审", "refer"),
    )
    assert HULUNBUIR.review_chain(TODAY).value.opinions == (
        Opinion("主动公开", "proactive"),
        Opinion("依申请公开", "on_request"),
        Opinion("不予公开", "withheld"),
    )


def test_the_categories_rest_each_on_its_own_clause() -> None:
    assert [(each.title, each.clause.clause) for each in NAIMAN.categories(TODAY).value] == [
        ("工作职责", "disclosure.4.1"),
        ("政策法规", "disclosure.4.2"),
        ("政务信息", "disclosure.4.3"),
        ("行政许可事项", "disclosure.4.4"),
        ("机关公文", "disclosure.4.5"),
        ("办事指南", "disclosure.4.6"),
        ("纪律监督", "disclosure.4.7"),
        ("其他应当公开的事项", "disclosure.4.8"),
    ]
    found = HULUNBUIR.categories(TODAY).value
    assert [each.clause.clause for each in found if each.audience is Audience.PUBLIC] == [
        f"1.2.public.{number}" for number in range(1, 6)
    ]
    assert [each.clause.clause for each in found if each.audience is Audience.INTERNAL] == [
        f"1.2.internal.{number}" for number in range(1, 5)
    ]


def test_routing_knows_three_kinds_of_information() -> None:
    routing = HULUNBUIR.routing(TODAY)
    assert routing is not None
    assert [(each.title, each.unit_name, each.function) for each in routing.value] == [
        ("重要文件", None, "leading_group_office"),
        ("统计数据与统计分析", "综合科", None),
        ("统计法规、审批与资格考试", "设计与法规科", None),
    ]
    assert NAIMAN.routing(TODAY) is None


@BUREAUS
@pytest.mark.parametrize("gate", GATES)
def test_every_gate_rests_on_a_clause(book: Lawbook, gate: str) -> None:
    for citation in book.gate_clauses(gate):
        assert book.clause(citation).id == citation.clause


def test_the_gates_of_a_bureau_are_its_own() -> None:
    assert [NAIMAN.gate(name).clause for name in ("review_first", "four_eyes", "marked_secret")] == [
        "secrecy.3",
        "secrecy.7.4",
        "secrecy.6.1",
    ]
    assert HULUNBUIR.gate_clauses("review_first") == tuple(
        Citation("hulunbuir-statistics", clause) for clause in ("3.1", "4.1")
    )
    of_the_statute = {"receipt_day", "third_party", "co_maker", "fee", "record_accuracy", "suggestion"}
    of_the_statute |= {"withdraw_request", "applicant_data"}
    assert {name for name in GATES if name not in HULUNBUIR.own.gates} == of_the_statute | {"refusal_filing"}
    of_the_statute |= {"approval_by_law", "request_form", "one_matter", "receipt", "correction", "extension"}
    of_the_statute |= {"outcome", "provision", "publish_after_reply"}
    assert {name for name in GATES if name not in NAIMAN.own.gates} == of_the_statute


@BUREAUS
def test_every_clause_that_something_runs_on_is_told_in_a_sentence(book: Lawbook) -> None:
    untold = [c.id for c in book.clauses.values() if not c.title or not c.gist.endswith("。") or not c.kinds]
    assert untold == []


def test_the_clauses_are_complete_by_kind() -> None:
    def counted(book: Lawbook) -> dict[str, int]:
        return {k.value: sum(k in c.kinds for c in book.clauses.values()) for k in ClauseKind}

    assert counted(NAIMAN) == {"E": 43, "T": 6, "R": 20, "P": 19, "D": 16}
    assert counted(HULUNBUIR) == {"E": 92, "T": 11, "R": 23, "P": 34, "D": 30}


def test_numbering_faults_of_the_sources_are_noted() -> None:
    noted = [c.id for book in (NAIMAN, HULUNBUIR) for c in book.clauses.values() if "原文" in c.note]
    assert noted == ["disclosure.5", "2.3.4", "4.6", "6.2", "8.4"]


def test_every_rule_the_software_knows_is_spoken_to_by_some_book() -> None:
    silent = [
        rule
        for rule in RULES
        if not any(book.own.value(rule, TODAY) for book in (NAIMAN, HULUNBUIR, STATUTE))
    ]
    assert silent == []


def test_the_statute_changed_on_its_day_and_nothing_cites_the_old_text_after() -> None:
    reform = date(2019, 5, 15)
    stale = [
        (name, str(citation))
        for name, values in STATUTE.own.rules.items()
        for dated in values
        for citation in (dated.clause, *citations_in(dated.value))
        if citation.clause.startswith("2007.") is not (dated.start < reform)
    ]
    assert stale == []


def test_contact_says_what_is_known_and_what_is_not() -> None:
    contact = HULUNBUIR.contact(TODAY).value
    assert (contact.unit, contact.phone, contact.website, contact.fax) == (
        "综合科",
        "0470-8217792",
        "tjj.hlbe.gov.cn",
        "未公布",
    )
    assert NAIMAN.contact(TODAY).value.unit == "综合股"


def test_the_parts_of_indicators_make_a_hundred_and_accents_differ() -> None:
    assert NAIMAN.look(TODAY).value.accent != HULUNBUIR.look(TODAY).value.accent
    for book, number in ((NAIMAN, 6), (HULUNBUIR, 5)):
        assert len(book.list_rule("assessment.indicators", TODAY).value) == number
