"""Index numbers come from the regime's template."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.catalogue import counter_key, index_number

DAY = date(2025, 2, 3)


def test_both_real_shapes() -> None:
    assert index_number("{organ_code}/{year}-{serial:05d}", "000014349", DAY, 222) == "000014349/2025-00222"
    assert index_number("{organ_code}/{year}{month:02d}-{serial:05d}", "11X", DAY, 118) == "11X/202502-00118"


def test_a_serial_row_is_everything_but_the_serial() -> None:
    monthly = "{organ_code}/{year}{month:02d}-{serial:05d}"
    assert counter_key(monthly, "X", date(2025, 2, 3)) == counter_key(monthly, "X", date(2025, 2, 28))
    assert counter_key(monthly, "X", date(2025, 2, 3)) != counter_key(monthly, "X", date(2025, 3, 1))


@pytest.mark.parametrize("template", ["{organ_code}/{year}", "{serial}{weather}", "{serial}{0}"])
def test_a_template_without_serial_or_with_a_stranger_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="an index number is made of"):
        index_number(template, "X", DAY, 1)
