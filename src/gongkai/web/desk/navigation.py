"""The menu of the desk."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    address: str
    here: bool


_ENTRIES = (
    ("我的待办", "/desk/"),
    ("政府信息", "/desk/items/"),
    ("依申请公开", "/desk/requests/"),
    ("内部公开", "/desk/internal/"),
    ("发布台账", "/desk/register/"),
    ("到期未公开", "/desk/overdue/"),
    ("审查总览", "/desk/oversight/"),
    ("日历", "/desk/calendar/"),
    ("机构人员", "/desk/organisation/"),
    ("制度", "/desk/rules/"),
)
OVERSIGHT = "/desk/oversight/"


def menu(path: str, *, oversees: bool) -> tuple[Entry, ...]:
    """The entries in order; the overview of reviews only for those who oversee them."""
    return tuple(
        Entry(title, address, path == address or (address != "/desk/" and path.startswith(address)))
        for title, address in _ENTRIES
        if oversees or address != OVERSIGHT
    )
