"""Any valid number is found however it is written apart; a masked one never is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.identifiers import (
    apart,
    bank_cards,
    credit_codes,
    embedded,
    in_any_width,
    in_boxes,
    masked,
    mobiles,
    resident_ids,
)
from tests.support.screened import screened

from gongkai.core.screening.finding import FindingKind
from gongkai.core.screening.normalise import plain

NUMBERS = {
    FindingKind.RESIDENT_ID,
    FindingKind.PERMIT,
    FindingKind.BANK_CARD,
    FindingKind.CREDIT_CODE,
    FindingKind.MOBILE,
    FindingKind.LANDLINE,
    FindingKind.PASSPORT,
}


def found(text: str, kind: FindingKind) -> list[str]:
    return [
        re.sub("[^0-9A-Z]", "", plain(each.text).upper()).removeprefix("0086").removeprefix("86")
        for each in screened(text)
        if each.kind is kind
    ]


@pytest.mark.clause("secrecy.6.2", "3.7.4")
@settings(max_examples=300, deadline=None)
@given(st.data(), resident_ids())
def test_a_resident_id_however_parted(data: st.DataObject, number: str) -> None:
    dressed = data.draw(apart(number) | in_boxes(number))
    text = data.draw(embedded(dressed))
    wide = data.draw(st.booleans())
    assert found(
        text.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")) if wide else text,
        FindingKind.RESIDENT_ID,
    ) == [number]


@settings(max_examples=150, deadline=None)
@given(st.data(), resident_ids())
def test_a_resident_id_in_any_width(data: st.DataObject, number: str) -> None:
    assert found(data.draw(embedded(data.draw(in_any_width(number)))), FindingKind.RESIDENT_ID) == [number]


@settings(max_examples=150, deadline=None)
@given(st.data(), bank_cards())
def test_a_bank_card_in_usual_groups_and_widths_or_labelled(data: st.DataObject, number: str) -> None:
    groups = " ".join(number[i : i + 4] for i in range(0, len(number), 4))
    dressed = data.draw(st.sampled_from((number, groups, groups.replace(" ", "-"))).flatmap(in_any_width))
    assert found(data.draw(embedded(dressed)), FindingKind.BANK_CARD) == [number]
    labelled = "银行卡号：" + data.draw(apart(number) | in_boxes(number))
    assert found(labelled, FindingKind.BANK_CARD) == [number]


@settings(max_examples=150, deadline=None)
@given(st.data(), mobiles())
def test_a_mobile_in_usual_groups_and_widths_or_labelled(data: st.DataObject, number: str) -> None:
    groups = f"{number[:3]} {number[3:7]} {number[7:]}"
    dressed = data.draw(st.sampled_from((number, groups, groups.replace(" ", "-"))).flatmap(in_any_width))
    assert found(data.draw(embedded(dressed)), FindingKind.MOBILE) == [number]
    labelled = "联系电话：" + data.draw(apart(number) | in_boxes(number))
    assert found(labelled, FindingKind.MOBILE) == [number]


@settings(max_examples=150, deadline=None)
@given(st.data(), credit_codes())
def test_a_credit_code_in_any_width(data: st.DataObject, code: str) -> None:
    wide = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789ABCDEFGHJKLMNPQRTUWXY"}
    dressed = data.draw(st.sampled_from((code, code.translate(wide), code.lower())))
    assert found(data.draw(embedded(dressed)), FindingKind.CREDIT_CODE) == [code]


@settings(max_examples=300, deadline=None)
@given(st.data(), resident_ids() | bank_cards() | mobiles())
def test_a_masked_number_is_no_finding(data: st.DataObject, number: str) -> None:
    text = data.draw(embedded(data.draw(masked(number))))
    assert [each for each in screened(text) if each.kind in NUMBERS] == []
