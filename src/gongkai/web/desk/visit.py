"""A visit of a member of staff: who she is today, which organ and rule book, and the moment, read once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from gongkai.access.standing import standing_of_account
from gongkai.core.organs import Standing
from gongkai.core.regime.lawbook import Lawbook
from gongkai.core.terms import UnitFunction
from gongkai.queries.lawbooks import lawbook_of_organ
from gongkai.records.models import Account, Organ
from gongkai.web import clock
from gongkai.web.desk.navigation import menu

P = ParamSpec("P")


@dataclass(frozen=True)
class Visit:
    """What every view of the desk is given instead of the bare request."""

    request: HttpRequest
    account: Account
    who: Standing
    moment: datetime

    @property
    def today(self) -> date:
        """The day where the organ is, whatever zone the moment is told in."""
        return timezone.localdate(self.moment)

    @cached_property
    def organ(self) -> Organ:
        return Organ.objects.get(pk=self.who.organ_id)

    @cached_property
    def lawbook(self) -> Lawbook:
        """The rule book of the organ in force today."""
        return lawbook_of_organ(self.organ, self.today)

    def carries(self, *functions: UnitFunction) -> bool:
        """Whether she acts today in a unit that carries one of the functions."""
        return any(capacity.functions & set(functions) for capacity in self.who.capacities)

    def render(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """The page with what every page of the desk shows: organ, person, posts, rule book."""
        return render(self.request, template, {**self.surroundings, **context}, status=status)

    @property
    def surroundings(self) -> dict[str, Any]:
        oversees = self.carries(UnitFunction.LEADING_GROUP_OFFICE, UnitFunction.SECRECY_BODY)
        return {
            "visit": self,
            "menu": menu(self.request.path, oversees=oversees),
            "who": self.who,
            "organ": self.organ,
            "lawbook": self.lawbook,
            "today": self.today,
            "oversees": oversees,
            "large": self.request.COOKIES.get("type") == "large",
        }


View = Callable[Concatenate[Visit, P], HttpResponseBase]


def staff(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Opens a view to whoever is logged in; others are sent to the log-in page and come back afterwards."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        account = request.user
        if not isinstance(account, Account):
            back = request.get_full_path() if request.method == "GET" else "/desk/"
            return redirect("/desk/login/?" + urlencode({"next": back}))
        moment = clock.now()
        who = standing_of_account(account, timezone.localdate(moment))
        return view(Visit(request, account, who, moment), *args, **kwargs)

    return guarded
