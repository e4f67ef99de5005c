"""Editions that may be handed out with a reply: reviewed, and the newest of their items."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet

from gongkai.access.editions import visible_editions
from gongkai.core.organs import Standing
from gongkai.core.terms import DisclosureClass, states
from gongkai.queries.known import wordings
from gongkai.records.models import Edition

MOST = 30
_PASSED = (states.CLEARED, states.APPROVED, states.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edition to choose; `state` and `chosen` tell why it stands in the list."""

    edition_id: int
    item_id: int
    title: str
    doc_number: str
    index_number: str
    state: str
    chosen: bool = False

    @property
    def label(self) -> str:
        """`《…》（呼统字〔2025〕3号），依申请公开，索引号…`."""
        number = f"（{self.doc_number}）" if self.doc_number else ""
        return f"《{self.title}》{number}，{self.state}，索引号 {self.index_number}"


def may_be_given(who: Standing) -> QuerySet[Edition]:
    """The newest reviewed edition of each item of the person's organ.

    Whether one may go out is asked again by the act, which looks at signatures and consents too.
    """
    settled = Q(state=states.SETTLED, decided_class=DisclosureClass.ON_REQUEST.value)
    rows = visible_editions(who).filter(Q(state__in=_PASSED) | settled, current_of__isnull=False)
    return rows.select_related("item").defer("body_html", "body_text")


def candidates(who: Standing, text: str, chosen: Collection[int] = ()) -> tuple[Candidate, ...]:
    """Those already chosen, then those whose title, number or index number hold the words of a text; two queries."""
    rows = may_be_given(who)
    taken = list(rows.filter(pk__in=list(chosen)).order_by("id")) if chosen else []
    found = rows.filter(_holds(text)).exclude(pk__in=[row.pk for row in taken]).order_by("-id")
    return tuple(_candidate(row, row in taken) for row in (*taken, *found[: MOST - len(taken)]))


def _holds(text: str) -> Q:
    """Any of the ways to look for a text: whole, its words together, the longest of them."""
    tries = wordings(text[:500])
    if not tries:
        return Q(pk__isnull=False)
    return reduce(or_, (reduce(and_, (_has(word) for word in words)) for words in tries))


def _has(word: str) -> Q:
    return (
        Q(title__icontains=word)
        | Q(doc_number__icontains=word)
        | Q(item__index_number__icontains=word)
        | Q(summary__icontains=word)
    )


def _candidate(row: Edition, chosen: bool) -> Candidate:
    return Candidate(
        edition_id=row.pk,
        item_id=row.item_id,
        title=row.title,
        doc_number=row.doc_number,
        index_number=row.item.index_number,
        state=_state_title(row),
        chosen=chosen,
    )


def _state_title(row: Edition) -> str:
    """Where it stands; what was settled as open on request is called so, since it is about to be given."""
    if row.state == states.SETTLED:
        return DisclosureClass.ON_REQUEST.title
    return states.STATE_TITLES.get(row.state, row.state)
