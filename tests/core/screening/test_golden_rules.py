"""Every rule finds what its golden file says, where it says, and nothing in what only looks like it."""

from __future__ import annotations

import pytest
import yaml
from tests.support.screened import GOLDEN, GoldenCase, golden_cases, screened

from gongkai.core.screening.screening import RULES

CASES = golden_cases()


@pytest.mark.clause("secrecy.6.1", "secrecy.6.2", "3.7.1", "3.7.2", "3.7.5", "4.5", "6.2.1", "6.2.3")
@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule_finds_exactly_this(case: GoldenCase) -> None:
    found = [each for each in screened(case.text, case.on, case.made) if each.rule == case.rule]
    assert [each.text for each in found] == list(case.finds)
    assert [case.text[each.start : each.end] for each in found] == list(case.finds)
    if case.severity is not None:
        assert {each.severity.value for each in found} == {case.severity}


def test_every_rule_has_a_golden_file_with_both_sides() -> None:
    files = {yaml.safe_load(path.read_text("utf-8"))["规则"]: path.stem for path in GOLDEN.glob("*.yaml")}
    assert files == {rule.id: rule.id for rule in RULES}
    for rule in RULES:
        mine = [case for case in CASES if case.rule == rule.id]
        assert any(case.finds for case in mine)
        assert any(not case.finds for case in mine)


def test_what_looks_like_a_mark_is_no_finding_of_any_rule() -> None:
    ordinary = "涉及国家秘密、商业秘密、个人隐私的政府信息，不得公开。做好保密工作，增强机密性。国发〔2018〕43号，2018年12月21日，热线12345。"
    assert screened(ordinary) == ()
