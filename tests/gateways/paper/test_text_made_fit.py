"""Text from outside is rid of what nobody sees, and keeps what spells a word."""

from __future__ import annotations

import pytest

from gongkai.gateways.paper.text import clean


@pytest.mark.parametrize(
    "sign", "\u00ad\u034f\u061c\u115f\u1160\u200b\u202e\u2060\ufeff\uffa0\ufff9\ufffc\U0001bca0\U000e0020"
)
def test_what_nobody_sees_goes(sign: str) -> None:
    assert clean(f"机{sign}密") == "机密"


@pytest.mark.parametrize("word", ["ᠪᠠᠭ\u180eᠠ", "ᠰ\u180bᠤ", "葛\U000e0100", "︎★\ufe0f"])
def test_what_chooses_the_form_of_a_letter_stays(word: str) -> None:
    assert clean(word) == word
