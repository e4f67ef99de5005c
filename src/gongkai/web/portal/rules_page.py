"""The rule book, clause by clause, with the numbers it fixes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.core.regime.binding import Dated
from gongkai.core.regime.clauses import Clause, ClauseKind
from gongkai.core.regime.regime import Regime
from gongkai.core.regime.values_requests import Clock, FeePayment
from gongkai.core.regime.values_review import Count
from gongkai.core.regime.vocabulary import RULES
from gongkai.core.terms import Citation
from gongkai.queries.portal.frame import Frame
from gongkai.web.portal.pages import Page
from gongkai.web.portal.rendering import page


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause as the page shows it; `anchor` is what the clause chips of other pages point to."""

    id: str
    anchor: str
    place: str
    gist: str
    kinds: str
    limits: tuple[str, ...]
    note: str


def rules_page(frame: Frame) -> Page:
    """The whole rule book, then the statute it sits on."""
    own, law = frame.lawbook.own, frame.lawbook.law
    limits: dict[Citation, list[str]] = {}
    for book in (own, law):
        for citation, sentence in _limits(book) if book else ():
            limits.setdefault(citation, []).append(sentence)
    return page(
        "rules",
        "rules",
        frame,
        "政府信息公开制度",
        "rules",
        crumbs=[(frame.short_name, f"/{frame.slug}/")],
        book_title=own.title,
        law_title=f"《{law.title}》" if law else own.title,
        kinds="、".join(f"{kind.title}（{_KIND_MEANING[kind]}）" for kind in ClauseKind),
        own=[_row(own, clause, limits, "") for clause in own.clauses.values()],
        law=[_row(law, clause, limits, f"{law.id}-") for clause in law.clauses.values()] if law else [],
    )


_KIND_MEANING = {
    ClauseKind.ENFORCED: "违反的不予办理",
    ClauseKind.TIMED: "计算期限并提醒",
    ClauseKind.RECORDED: "留下记录",
    ClauseKind.PRODUCED: "形成页面、文书或者报告",
    ClauseKind.DECLARED: "原则性规定",
}


def _row(book: Regime, clause: Clause, limits: dict[Citation, list[str]], prefix: str) -> ClauseRow:
    return ClauseRow(
        id=clause.id,
        anchor=f"c-{prefix}{clause.id}",
        place=clause.title or clause.id,
        gist=clause.gist,
        kinds="、".join(kind.title for kind in clause.kinds),
        limits=tuple(dict.fromkeys(limits.get(Citation(book.id, clause.id), ()))),
        note=clause.note,
    )


def _limits(book: Regime) -> Iterator[tuple[Citation, str]]:
    """Every number a rule book fixes, as a sentence, with the clause it rests on."""
    for name, dated_values in book.rules.items():
        for dated in dated_values:
            yield from _sentences(name, dated)


def _sentences(name: str, dated: Dated[object]) -> Iterator[tuple[Citation, str]]:
    title, value = RULES[name].title, dated.value
    since = f"自{_day(dated.start)}起"
    if isinstance(value, Clock):
        yield dated.clause, f"{value.title or title}：{value.within.title}（{since}）"
        if value.extension:
            extension = value.extension
            yield (
                extension.clause,
                f"{title}的延长：最多{extension.within.title}，{extension.times}次（{since}）",
            )
        for pause in value.pauses:
            if pause.at_most:
                sentence = f"{pause.title}：最多{pause.at_most.title}，不计入期限（{since}）"
                yield pause.at_most_clause or pause.clause, sentence
    elif isinstance(value, Count):
        yield dated.clause, f"{title}：{value.count}（{since}）"
    elif isinstance(value, FeePayment):
        yield dated.clause, f"{title}：{value.within.title}（{since}）"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
