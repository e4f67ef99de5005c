"""The list of the organ's items."""

from __future__ import annotations

from django.http import HttpResponse

from gongkai.core.terms import DisclosureClass
from gongkai.queries.item_list import STATE_FILTERS, Wanted, item_page, units_of
from gongkai.web.desk.forms import DeskForm, choice, set_options, text
from gongkai.web.desk.visit import Visit, staff
from gongkai.web.numbers import number_in


class FilterForm(DeskForm):
    """Every filter is optional; what is not one of the choices filters nothing."""

    q = text("标题、文号或索引号", 100, required=False)
    state = choice("状态", list(STATE_FILTERS.items()), required=False, empty="全部")
    disclosure_class = choice(
        "公开属性", [(one.value, one.title) for one in DisclosureClass], required=False, empty="全部"
    )
    category = choice("类别", [], required=False, empty="全部")
    unit = choice("责任科室", [], required=False, empty="全部")


@staff
def item_list(visit: Visit) -> HttpResponse:
    """Items of her organ, filtered, newest first."""
    form = FilterForm(visit.request.GET)
    categories = visit.lawbook.categories(visit.today).value
    set_options(form, "category", [("", "全部"), *((category.id, category.title) for category in categories)])
    set_options(form, "unit", [("", "全部"), *((str(unit.pk), unit.name) for unit in units_of(visit.who))])
    form.is_valid()
    given = form.cleaned_data
    wanted = Wanted(
        state=given.get("state", ""),
        disclosure_class=given.get("disclosure_class", ""),
        category=given.get("category", ""),
        unit=int(given["unit"]) if given.get("unit") else None,
        text=given.get("q", ""),
    )
    number = number_in(visit.request.GET.get("page", ""))
    found = item_page(visit.who, wanted, number, visit.today)
    return visit.render(
        "desk/items.html", form=form, page=found.page, lines=found.lines, filtered=wanted != Wanted()
    )
