"""The bureau's rule book for desk reading."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from os.path import commonprefix

from django.http import HttpResponse

from gongkai.core.regime.clauses import Clause
from gongkai.web.desk.visit import Visit, staff


@staff
def rules(visit: Visit) -> HttpResponse:
    """Every clause in the order of the text, by parts, with what the software does about it; then the statute."""
    book = visit.lawbook
    wanted = visit.request.GET.get("q", "").strip()
    own = _found(book.clauses.values(), wanted)
    parts = [(_key(first), _title(key, clauses), clauses) for key, clauses, first in _parts(own)]
    statute = _found(book.law.clauses.values(), wanted) if book.law else []
    return visit.render("desk/rules.html", parts=parts, statute=statute, law=book.law, wanted=wanted)


def _found(clauses: Iterable[Clause], wanted: str) -> list[Clause]:
    return [
        one for one in clauses if not wanted or wanted in one.gist or wanted in one.title or wanted in one.id
    ]


def _parts(clauses: list[Clause]) -> list[tuple[str, list[Clause], Clause]]:
    listed = [(key, list(part)) for key, part in groupby(clauses, key=_key)]
    return [(key, part, part[0]) for key, part in listed]


def _key(clause: Clause) -> str:
    """The part a clause belongs to: what stands before the first point of its id."""
    return clause.id.partition(".")[0]


def _title(key: str, clauses: list[Clause]) -> str:
    """What the titles of a part have in common (信息公开制度); where they share nothing, its number."""
    shared = commonprefix([clause.title for clause in clauses]).rstrip("（(")
    name = shared.rstrip("第一二三四五六七八九十")
    return name or f"第{shared or key}部分"
