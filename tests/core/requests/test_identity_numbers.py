"""Numbers an applicant types: what is right passes however it is typed, what cannot be right is told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.requests.identity import (
    ApplicantKind,
    IdentityKind,
    credit_code_fault,
    identity_fault,
    passport_fault,
    permit_fault,
    resident_id_fault,
)

TODAY = date(2025, 3, 3)
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

pytestmark = pytest.mark.clause("cn-foi:29")


def with_id_check(digits: str) -> str:
    """A full number, checked the way the standard words it: the weighted sum with the check is 1 mod 11."""
    weights = [2**place % 11 for place in range(17, -1, -1)]
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights[:17], strict=True))
    rest = next(rest for rest in range(11) if (total + rest) % 11 == 1)
    return digits + ("X" if rest == 10 else str(rest))


def with_credit_check(code: str) -> str:
    """A full code: the weighted sum with the check is 0 mod 31."""
    total = sum(LETTERS.index(letter) * pow(3, place) for place, letter in enumerate(code))
    return code + next(letter for letter in LETTERS if (total + LETTERS.index(letter)) % 31 == 0)


ids = st.builds(
    lambda region, born, order: with_id_check(f"{region}{born:%Y%m%d}{order:03}"),
    st.sampled_from(["110105", "152301", "150702", "810000", "659001"]),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)
codes = st.builds(
    lambda head, region, body: with_credit_check(f"{head}{region:06}{body}"),
    st.sampled_from(["11", "12", "51", "52", "91", "92", "N2"]),
    st.integers(110000, 659999),
    st.text(LETTERS, min_size=9, max_size=9),
)


@pytest.mark.parametrize(
    "number",
    ["11010519491231002X", "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X\n",
     "440524188001010014", "110105491231002"],
)  # fmt: skip
def test_right_numbers_pass_however_they_are_typed(number: str) -> None:
    assert resident_id_fault(number, TODAY) == ""


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "居民身份证号码应为18位（旧号15位），现在是0位。"),
        ("11010519491231002", "居民身份证号码应为18位（旧号15位），现在是17位。"),
        ("1101051949123100AX", "居民身份证号码应为数字，只有18位号码的最后一位可以是X。"),
        ("11010549123100X", "居民身份证号码应为数字，只有18位号码的最后一位可以是X。"),
        ("1101051949123100٣X", "居民身份证号码应为数字，只有18位号码的最后一位可以是X。"),
        ("19010519491231002X", "居民身份证号码开头的“19”不是任何省级地区的代码。"),
        ("11010519490230002X", "居民身份证号码里的出生日期是19490230，历法上没有这一天。"),
        ("110105491331002", "居民身份证号码里的出生日期是19491331，历法上没有这一天。"),
        ("110105202503040021", "居民身份证号码里的出生日期是20250304，不可能是申请人的出生日期。"),
        ("110105179912310021", "居民身份证号码里的出生日期是17991231，不可能是申请人的出生日期。"),
        ("110105194912310021", "居民身份证号码的校验位不对，很可能有一位输错了。"),
    ],
)
def test_wrong_numbers_are_told_in_a_sentence(number: str, sentence: str) -> None:
    assert resident_id_fault(number, TODAY) == sentence


@given(ids, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_every_change_of_one_place_is_found(number: str, place: int, other: str) -> None:
    assert resident_id_fault(number, TODAY) == ""
    if other != number[place]:
        assert resident_id_fault(number[:place] + other + number[place + 1 :], TODAY) != ""


@given(ids, st.integers(0, 16))
def test_two_neighbours_exchanged_are_found(number: str, place: int) -> None:
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert (resident_id_fault(swapped, TODAY) == "") == (swapped == number)


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "91350100m000100y43", "９１３５０１００Ｍ０００１００Ｙ４３"]
)
def test_right_credit_codes_pass(code: str) -> None:
    assert credit_code_fault(code) == ""


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("91350100M000100Y4", "统一社会信用代码应为18位，现在是17位。"),
        ("91350100M000100I43", "统一社会信用代码由数字和大写字母组成，不用I、O、Z、S、V，现在有“I”。"),
        ("91A50100M000100Y43", "统一社会信用代码的第3至第8位是地区代码，应为数字。"),
        ("91350100M000100Y44", "统一社会信用代码的校验位不对，很可能有一位输错了。"),
    ],
)
def test_wrong_credit_codes_are_told_in_a_sentence(code: str, sentence: str) -> None:
    assert credit_code_fault(code) == sentence


@given(codes, st.integers(0, 17), st.sampled_from(LETTERS))
def test_every_change_of_one_letter_of_a_credit_code_is_found(code: str, place: int, other: str) -> None:
    assert credit_code_fault(code) == ""
    if other != code[place]:
        assert credit_code_fault(code[:place] + other + code[place + 1 :]) != ""


def test_other_papers_are_checked_by_their_shape_alone() -> None:
    passports = [
        "E12345678",
        "ｅ１２３４５６７８",
        "EC1234567",
        "X1234567",
        "",
        "E123",
        "ABCDEFGHI",
        "E1234-5678",
    ]
    assert [passport_fault(number) == "" for number in passports] == [True] * 4 + [False] * 4
    permits = ["H1234567890", "M12345678", "12345678", "810000199408230021", "H1", "A12345678"]
    assert [permit_fault(number) == "" for number in permits] == [True] * 4 + [False] * 2


@pytest.mark.parametrize(
    ("kind", "number", "right"),
    [
        (IdentityKind.RESIDENT_ID, "11010519491231002X", True),
        (IdentityKind.RESIDENT_ID, "110105194912310021", False),
        (IdentityKind.CREDIT_CODE, "91350100M000100Y43", True),
        (IdentityKind.CREDIT_CODE, "91350100M000100Y44", False),
        (IdentityKind.PASSPORT, "E12345678", True),
        (IdentityKind.PASSPORT, "护照", False),
        (IdentityKind.PERMIT, "H1234567890", True),
        (IdentityKind.PERMIT, "1", False),
        (IdentityKind.OTHER, "南字第12345678号", True),
        (IdentityKind.OTHER, "军官证", False),
        (IdentityKind.OTHER, "1" * 41, False),
    ],
)
def test_each_kind_of_paper_has_its_own_check(kind: IdentityKind, number: str, right: bool) -> None:
    fault = identity_fault(kind, number, TODAY)
    assert (fault == "") == right
    assert right or fault.endswith("。")


def test_kinds_of_applicants_are_the_columns_of_the_report() -> None:
    assert [(kind.value, kind.title) for kind in ApplicantKind] == [
        ("citizen", "公民"),
        ("company", "商业企业"),
        ("research", "科研机构"),
        ("welfare", "社会公益组织"),
        ("legal", "法律服务机构"),
        ("other", "其他"),
    ]
