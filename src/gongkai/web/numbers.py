"""Numbers in addresses, typed by anybody."""

from __future__ import annotations

_LONGEST = 9


def number_in(text: str, otherwise: int = 1) -> int:
    """The number a text writes in at most nine figures; `otherwise` for anything else.

    Hazard: `int` of more than 4,300 figures raises, and a database takes no number of its own choosing.

    >>> number_in("12"), number_in("-1"), number_in("9" * 5000), number_in("")
    (12, 1, 1, 1)
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else otherwise
