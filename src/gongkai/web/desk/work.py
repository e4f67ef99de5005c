"""我的待办: the first screen."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse

from gongkai.queries.reminders import my_notices
from gongkai.queries.work import OTHERS, OVERDUE, figures, my_work, overdue_publications
from gongkai.web.desk.visit import Visit, staff


@staff
def my_desk(visit: Visit) -> HttpResponse:
    """Everything that waits for her, by what is due first; filters stay in the address."""
    lines = my_work(visit.who, visit.today)
    given = visit.request.GET
    unit, act = given.get("unit", ""), given.get("act", "")
    kept = [line for line in lines if unit in ("", line.unit) and act in ("", line.act)]
    groups = [(name, list(part)) for name, part in groupby(kept, key=lambda line: line.group)]
    context: dict[str, Any] = {
        "figures": figures(lines),
        "groups": groups,
        "units": sorted({line.unit for line in lines if line.unit}),
        "acts": sorted({line.act for line in lines if line.act}),
        "unit": unit,
        "act": act,
        "any": bool(lines),
        "reminders": my_notices(visit.who, visit.today),
        "LATE": OVERDUE,
        "OTHERS": OTHERS,
    }
    return visit.render("desk/work.html", **context)


@staff
def overdue(visit: Visit) -> HttpResponse:
    """What ought to be public and is not yet, overdue first (naiman-housing:disclosure.6)."""
    lines = overdue_publications(visit.who, visit.today)
    late = [line for line in lines if line.group == OVERDUE]
    coming = [line for line in lines if line.group != OVERDUE]
    return visit.render(
        "desk/overdue.html", late=late, coming=coming, clause=visit.lawbook.gate("publication_due")
    )
