"""Who calls: a token in the header, never a cookie; and how much may be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from gongkai.access.standing import standing_of
from gongkai.access.tokens import person_of_token
from gongkai.core.organs import Standing
from gongkai.core.regime import Lawbook
from gongkai.queries.lawbooks import NoRuleBook, lawbook_of_organ
from gongkai.records.models import Organ, Person
from gongkai.web import clock

_MEGABYTE = 1024 * 1024
SMALL = 6 * _MEGABYTE
"""A call without files."""
FORM = 29 * _MEGABYTE
"""An application: 20 MB of files grow by a third in base64."""
PAPERS = 75 * _MEGABYTE
"""A document of 50 MB in base64, and its header."""


class TooLarge(Exception):  # noqa: N818 - an answer about what was sent, not an error of the program
    """More was sent than is taken; `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} bytes")
        self.limit = limit


class Unreadable(Exception):  # noqa: N818 - an answer about what was sent, not an error of the program
    """The body broke off before its end."""


@dataclass(frozen=True)
class Caller:
    """The person a token stands for, where she stands now, and the moment, read once."""

    person: Person
    who: Standing
    moment: datetime

    @property
    def today(self) -> date:
        """The day where the organ is."""
        return timezone.localdate(self.moment)

    @property
    def organ(self) -> Organ:
        return self.person.organ

    @cached_property
    def lawbook(self) -> Lawbook:
        """The rule book of her organ in force today; Http404 where there is none."""
        return lawbook_today(self.organ, self.today)


class Token(HttpBearer):
    """`Authorization: Bearer …`; the body is read only once it is known whose call it is."""

    openapi_description = "用 gongkai token issue 签发的令牌。"

    def __init__(self, limit: int = SMALL) -> None:
        super().__init__()
        self._limit = limit

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        person = person_of_token(token.strip())
        if person is None:
            return None
        moment = clock.now()
        who = standing_of(person, timezone.localdate(moment))
        read_body(request, self._limit)
        return Caller(person, who, moment)


class Anybody:
    """No token asked for; the body is read up to the limit."""

    def __init__(self, limit: int = SMALL) -> None:
        self._limit = limit

    def __call__(self, request: HttpRequest) -> bool:
        read_body(request, self._limit)
        return True


def caller(request: HttpRequest, organ: str) -> Caller:
    """Who calls, at her own organ; Http404 at any other: what is there is not hers to know."""
    found: Any = getattr(request, "auth", None)
    if not isinstance(found, Caller) or found.organ.slug != organ:
        raise Http404
    return found


def public_organ(slug: str, today: date) -> tuple[Organ, Lawbook]:
    """An organ that has a rule book in force, for anybody; Http404 for any other."""
    organ = Organ.objects.filter(slug=slug).first()
    if organ is None:
        raise Http404
    return organ, lawbook_today(organ, today)


def lawbook_today(organ: Organ, today: date) -> Lawbook:
    try:
        return lawbook_of_organ(organ, today)
    except NoRuleBook as absent:
        raise Http404 from absent


def read_body(request: HttpRequest, limit: int) -> None:
    """Read what was sent up to the limit, which the framework's own for forms would not let through.

    What is announced as larger is not read at all.
    """
    if request.method not in ("POST", "PUT", "PATCH"):
        return
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if length.isascii() and length.isdigit() and int(length[:12]) > limit:
        raise TooLarge(limit)
    try:
        body = request.read(limit + 1)
    except OSError as broken:
        raise Unreadable from broken
    if len(body) > limit:
        raise TooLarge(limit)
    # The one place the framework looks before it reads by itself.
    request._body = body
