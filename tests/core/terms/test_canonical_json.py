from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.terms import DisclosureClass, canonical_json

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("题名ab\x00", max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_keys_are_sorted_and_text_stays_as_it_is() -> None:
    value = {"题名": "“统计”公报\n", "b": [True, None, 3], "a": {"z": 1, "y": DisclosureClass.PROACTIVE}}
    assert canonical_json(value) == '{"a":{"y":"proactive","z":1},"b":[true,null,3],"题名":"“统计”公报\\n"}'


def test_dates_and_moments_are_written_in_iso_form() -> None:
    value = [date(2026, 3, 1), datetime(2026, 3, 1, 8, 30, tzinfo=UTC)]
    assert canonical_json(value) == '["2026-03-01","2026-03-01T08:30:00+00:00"]'


@given(PLAIN)
def test_reads_back_as_what_was_written(value: object) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(max_size=3), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


@pytest.mark.parametrize(
    "value",
    [1.5, b"bytes", {1: "a"}, {"a": {2}}, object(), datetime(2026, 3, 1)],  # noqa: DTZ001 - refused
)
def test_what_has_more_than_one_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)
