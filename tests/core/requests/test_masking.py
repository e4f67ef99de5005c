"""Numbers and names as shown to those who need not know them whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.requests.identity import ApplicantKind
from gongkai.core.requests.masking import masked, masked_name


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("152301198001011234", "1523**********1234"),
        ("１５２３０１１９８００１０１１２３４", "1523**********1234"),
        ("152301800101123", "1523*******1123"),
        ("13800001234", "138****1234"),
        ("E12345678", "E1*****78"),
        ("1234", "1**4"),
        ("123", "***"),
        ("", ""),
    ],
)
def test_numbers(number: str, shown: str) -> None:
    assert masked(number) == shown


@given(st.text("0123456789", max_size=30))
def test_a_masked_number_keeps_its_length_and_hides_a_third_at_least(number: str) -> None:
    shown = masked(number)
    assert len(shown) == len(number)
    assert shown.count("*") * 3 >= len(number)


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("张三", ApplicantKind.CITIZEN, "张*"),
        ("张三丰", ApplicantKind.CITIZEN, "张**"),
        ("𠮷小明", ApplicantKind.CITIZEN, "𠮷**"),
        ("葛\U000e0100城", ApplicantKind.CITIZEN, "葛\U000e0100*"),
        ("阿拉坦·其其格", ApplicantKind.CITIZEN, "阿******"),
        ("张", ApplicantKind.CITIZEN, "*"),
        ("", ApplicantKind.CITIZEN, ""),
        *(
            ("通辽市某某公司", kind, "通辽市某某公司")
            for kind in ApplicantKind
            if kind is not ApplicantKind.CITIZEN
        ),
    ],
)
def test_names(name: str, kind: ApplicantKind, shown: str) -> None:
    assert masked_name(name, kind) == shown
