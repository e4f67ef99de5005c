"""The pages of disclosure on request, beside each other."""

from __future__ import annotations

from gongkai.access.requests import may_register
from gongkai.queries.request_load import sees_load
from gongkai.web.desk.navigation import Entry
from gongkai.web.desk.visit import Visit

_TABS = (
    ("register", "台账", "/desk/requests/"),
    ("due", "到期", "/desk/requests/due/"),
    ("load", "科室负荷", "/desk/requests/load/"),
    ("new", "登记申请", "/desk/requests/new/"),
    ("import", "补录旧台账", "/desk/requests/import/"),
    ("letters", "文书文字", "/desk/letters/"),
)


def tabs(visit: Visit, here: str) -> tuple[Entry, ...]:
    """The pages open to the person; only the acceptance body takes requests in."""
    takes_in, answers_for = may_register(visit.who) is not None, sees_load(visit.who)
    hidden = {"new", "import"} if not takes_in else set()
    hidden |= set() if answers_for else {"load"}
    return tuple(Entry(title, address, key == here) for key, title, address in _TABS if key not in hidden)
