"""The public log, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from gongkai.queries.portal import log
from gongkai.queries.portal.frame import Frame
from gongkai.queries.portal.lines import Line
from gongkai.queries.portal.months import Month, span
from gongkai.records.models import Organ
from gongkai.web.portal.pages import Page
from gongkai.web.portal.rendering import json_bytes, minute_text, moment_text, page

NEWEST = 20
_WHAT = {"published": "发布", "changed": "变更", "withdrawn": "撤回"}


def log_front(organ: Organ, frame: Frame) -> Page:
    """The newest events and the months."""
    ends = log.first_and_last(organ)
    months = sorted(span(*ends), reverse=True) if ends else []
    years = [(year, sorted(group)) for year, group in groupby(months, key=lambda month: month.year)]
    events = [
        {"minute": minute_text(moment), "what": _WHAT[what], "line": line}
        for moment, what, line in log.newest_events(organ, NEWEST)
    ]
    return page("log", "log", frame, "公开记录", crumbs=_crumbs(frame), events=events, years=years)


def log_pages(organ: Organ, frame: Frame, month: Month, number: int) -> Iterator[Page]:
    """One page of a month, with its data."""
    found = log.log_page(organ, month, number)
    base = f"/{frame.slug}/log/{month.slug}/"
    path = f"log/{month.slug}" + ("" if number == 1 else f"/{number}")
    yield page(
        path,
        "log_month",
        frame,
        f"公开记录：{month.title}",
        crumbs=[*_crumbs(frame), ("公开记录", f"/{frame.slug}/log/")],
        page=found.page,
        base=base,
        rows=[
            {"minute": minute_text(line.published_at), "what": _what(line), "line": line}
            for line in found.page.lines
        ],
        withdrawals=[
            {"minute": minute_text(line.ended_at), "line": line, "reason": _reason(line)}
            for line in found.withdrawals
            if line.ended_at
        ],
    )
    data = {
        "month": month.slug,
        "page": number,
        "published": [_event(line) | {"at": moment_text(line.published_at)} for line in found.page.lines],
        "withdrawn": [
            _event(line) | {"at": moment_text(line.ended_at), "what": "withdrawn", "reason": _reason(line)}
            for line in found.withdrawals
            if line.ended_at
        ],
        "next": f"{base}{number + 1}/index.json" if found.page.has_next else None,
    }
    yield Page(f"{frame.slug}/{path}/index.json", json_bytes(data))


def _event(line: Line) -> dict[str, object]:
    return {
        "what": "published" if line.first else "changed",
        "register_number": line.number,
        "item": line.item_id,
        "title": line.title,
        "fingerprint": line.fingerprint,
    }


def _what(line: Line) -> str:
    return _WHAT["published" if line.first else "changed"]


def _reason(line: Line) -> str:
    return line.withdrawal_reason or "不再向社会公开"


def _crumbs(frame: Frame) -> list[tuple[str, str]]:
    return [(frame.short_name, f"/{frame.slug}/")]
