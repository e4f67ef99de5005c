"""Tags and filters used on every screen: dates as they are written, the clause chip, form fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.utils import timezone

from gongkai.core.terms import Citation
from gongkai.core.workdays import BadgeKind, DueBadge
from gongkai.web.citing import cite

register = template.Library()

_BADGE_LOOKS = {
    BadgeKind.LEFT: "due",
    BadgeKind.SOON: "today",
    BadgeKind.TODAY: "today",
    BadgeKind.OVERDUE: "overdue",
    BadgeKind.PAUSED: "paused",
}


@register.filter
def cn_date(value: date | datetime | None) -> str:
    """A date as written in a text, in local time: 2025年4月1日； "" for None."""
    if value is None:
        return ""
    day = _local(value)
    return f"{day.year}年{day.month}月{day.day}日"


@register.filter
def iso_date(value: date | datetime | None) -> str:
    """A date as written in a table: 2025-04-01; "" for None."""
    return "" if value is None else _local(value).isoformat()


@register.filter
def minute(value: datetime | None) -> str:
    """A moment as written in a table, in local time: 2025-04-01 09:30; "" for None."""
    return "" if value is None else f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


@register.filter
def size(value: int) -> str:
    """Bytes for people: 980 字节， 12 KB, 3.4 MB."""
    if value < 1024:
        return f"{value} 字节"
    if value < 1024 * 1024:
        return f"{value / 1024:.0f} KB"
    return f"{value / 1024 / 1024:.1f} MB"


@register.filter
def entry(table: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key of a mapping; "" where there is none."""
    return table.get(key, "")


@register.inclusion_tag("pieces/due_badge.html")
def due_badge(badge: DueBadge | None) -> dict[str, Any]:
    """The due badge: the words say everything, the border only helps the eye."""
    return {"badge": badge, "look": _BADGE_LOOKS[badge.kind] if badge else ""}


@register.inclusion_tag("pieces/clause_chip.html", takes_context=True)
def clause(context: Context, citation: Citation | str | None) -> dict[str, Any]:
    """The chip that opens the gist of a clause where it stands."""
    return _chip(context, citation)


@register.inclusion_tag("pieces/clause_link.html", takes_context=True)
def clause_link(context: Context, citation: Citation | str | None) -> dict[str, Any]:
    """The chip as a plain link, for tables and lists where nothing may unfold."""
    return _chip(context, citation)


@register.inclusion_tag("pieces/field.html", takes_context=True)
def field(context: Context, bound: BoundField) -> dict[str, Any]:
    """A field of a form: label, clause it rests on, help, the control, and what is wrong with it."""
    citation = getattr(bound.form, "clauses", {}).get(bound.name)
    return {"field": bound, "citation": citation, **_surroundings(context)}


def _chip(context: Context, citation: Citation | str | None) -> dict[str, Any]:
    lawbook, organ = context.get("lawbook"), context.get("organ")
    if not citation:
        return {"cited": None}
    if isinstance(citation, str):
        citation = Citation.parse(citation, lawbook.id if lawbook else "cn-foi")
    return {"cited": cite(citation, lawbook, f"/{organ.slug}/rules/" if organ else "")}


def _surroundings(context: Context) -> dict[str, Any]:
    return {"lawbook": context.get("lawbook"), "organ": context.get("organ")}


def _local(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
