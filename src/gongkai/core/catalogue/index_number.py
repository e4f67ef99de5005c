"""Index numbers from the regime's template, e.g. `{organ_code}/{year}-{serial:05d}`."""

from __future__ import annotations

from datetime import date
from string import Formatter

_FIELDS = {"organ_code", "year", "month", "serial"}


def _values(organ_code: str, registered_on: date, serial: int) -> dict[str, object]:
    return {
        "organ_code": organ_code,
        "year": registered_on.year,
        "month": registered_on.month,
        "serial": serial,
    }


def index_number(template: str, organ_code: str, registered_on: date, serial: int) -> str:
    """The index number of the serial-th item; ValueError where the template asks for an unknown field.

    >>> index_number("{organ_code}/{year}-{serial:05d}", "000014349", date(2018, 12, 29), 222)
    '000014349/2018-00222'
    >>> index_number("{organ_code}/{year}{month:02d}-{serial:05d}", "11341730003260983A", date(2025, 2, 3), 118)
    '11341730003260983A/202502-00118'
    """
    names = {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    if not names <= _FIELDS or "serial" not in names:
        raise ValueError(f"an index number is made of {sorted(_FIELDS)} and needs serial: {template}")
    return template.format(**_values(organ_code, registered_on, serial))


def counter_key(template: str, organ_code: str, registered_on: date) -> str:
    """What shares one row of serials: everything of the number but its serial.

    >>> counter_key("{organ_code}/{year}-{serial:05d}", "000014349", date(2018, 12, 29))
    'index:000014349/2018-00000'
    """
    return "index:" + index_number(template, organ_code, registered_on, 0)
