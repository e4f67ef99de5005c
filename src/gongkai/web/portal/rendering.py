"""From a template and a frame to the bytes of a page: no request, no clock, no settings but the address."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.template.loader import get_template
from django.utils import timezone

from gongkai.core.terms import Citation
from gongkai.queries.portal.frame import Frame
from gongkai.web.citing import Cited, cite
from gongkai.web.portal.pages import Page

Crumbs = Sequence[tuple[str, str]]


def page(path: str, template: str, frame: Frame, title: str, here: str = "", **context: object) -> Page:
    """A page of an organ at `path` (a folder below the organ's, "" for its home)."""
    folder = f"{frame.slug}/{path}".rstrip("/")
    return Page(f"{folder}/index.html", html(template, frame, title, here, **context))


def html(template: str, frame: Frame, title: str, here: str = "", **context: object) -> bytes:
    """The bytes of a template inside the frame; `here` names the column it belongs to."""
    return text(template, {"frame": frame, "title": title, "here": here, **context}).encode()


def text(template: str, context: dict[str, object]) -> str:
    return get_template(f"portal/{template}.html").render(context)


def json_bytes(value: object) -> bytes:
    """JSON for people and programs: indented, in the order given, Han characters as they are."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def cited(frame: Frame, citation: Citation) -> Cited:
    """A clause as the chip shows it."""
    return cite(citation, frame.lawbook, f"/{frame.slug}/rules/")


def address(path: str) -> str:
    """The full address of a path, for feeds and sitemaps, which demand it."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def moment_text(moment: datetime) -> str:
    """A moment in local time with its zone: 2026-03-02T09:30:00+08:00."""
    return timezone.localtime(moment).replace(microsecond=0).isoformat()


def minute_text(moment: datetime) -> str:
    """A moment as written in a table: 2026-03-02 09:30."""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def cn_day(moment: datetime) -> str:
    """The day of a moment in a sentence: 2026年3月2日."""
    day = timezone.localdate(moment)
    return f"{day.year}年{day.month}月{day.day}日"
