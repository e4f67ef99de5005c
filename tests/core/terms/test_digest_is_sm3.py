from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.terms import sm3_hex
from gongkai.core.terms.digest import _from_cryptography


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        # GB/T 32905-2016, annex A
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_the_examples_of_the_standard(data: bytes, digest: str) -> None:
    assert sm3_hex(data) == digest


@given(st.binary(max_size=300))
def test_both_sources_of_sm3_agree(data: bytes) -> None:
    assert _from_cryptography()(data) == sm3_hex(data)
