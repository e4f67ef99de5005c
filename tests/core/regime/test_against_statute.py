"""A rule book held against the statute as it stands now."""

from __future__ import annotations

from gongkai.core.regime.against_statute import against_statute
from gongkai.gateways.regimes import load_builtin


def told(book: str) -> dict[str, set[tuple[str, str | None, str]]]:
    found: dict[str, set[tuple[str, str | None, str]]] = {}
    for remark in against_statute(load_builtin(book)):
        clause = remark.clause.clause if remark.clause else None
        found.setdefault(remark.kind, set()).add((remark.rule, clause, remark.against.clause))
    return found


def test_the_statistics_bureau_is_laxer_in_its_extension_and_stricter_in_its_limits() -> None:
    found = told("hulunbuir-statistics")
    assert found["laxer"] == {("requests.reply.extension", "2.3", "33")}
    assert found["stricter"] == {("publication.due", "1.4.4", "26"), ("requests.reply", "2.3", "33")}
    assert ("requests.outcomes", "2.3", "36") in found["outdated"]
    assert ("requests.third_party", None, "32") in found["silent"]


def test_the_housing_bureau_says_nothing_of_requests() -> None:
    found = told("naiman-housing")
    assert found.keys() == {"silent", "outdated"}
    assert {
        ("publication.due", None, "26"),
        ("requests.reply", None, "33"),
        ("report.publish", None, "49"),
    } <= found["silent"]


def test_a_month_may_be_longer_than_twenty_working_days() -> None:
    (message,) = [
        each.message for each in against_statute(load_builtin("hulunbuir-statistics")) if each.kind == "laxer"
    ]
    assert message == (
        "「答复期限的延长」：制度 2.3 规定1个月，条例 cn-foi:33 规定20个工作日；"
        "1个月可能超过20个工作日，超过的部分不能用，从条例。"
    )


def test_the_statute_is_not_held_against_itself() -> None:
    assert against_statute(load_builtin("cn-foi")) == ()
