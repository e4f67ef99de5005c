"""What staff may choose from: the units of their organ, and the words of its rule book."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from ninja import Router

from gongkai.core.requests.outcomes import ENDINGS
from gongkai.records.models import Unit
from gongkai.web.api.doorway import Token, caller
from gongkai.web.api.public_shape import ChoiceOut
from gongkai.web.api.shapes import STAFF_NOS, Out, out

router = Router(tags=["可以选择的"])


class UnitOut(Out):
    """一个科室。"""

    id: int = out("编号")
    name: str = out("名称")


class ChoicesOut(Out):
    """本机关今天的制度里可以选择的。"""

    units: list[UnitOut] = out("科室")
    ways: list[ChoiceOut] = out("申请怎样收到的")
    outcomes: list[ChoiceOut] = out("答复类型")
    refusal_grounds: list[ChoiceOut] = out("答复里不予公开的理由类别")
    tariffs: list[ChoiceOut] = out("收费标准")
    opinions: list[ChoiceOut] = out("审查意见")
    withhold_grounds: list[ChoiceOut] = out("审查里不予公开的情形")
    questions: list[ChoiceOut] = out("报请确定的事项")
    categories: list[ChoiceOut] = out("类别")
    matters: list[ChoiceOut] = out("信息种类")
    channels: list[ChoiceOut] = out("公开形式")


@router.get(
    "/{slug:organ}/choices",
    auth=Token(),
    response={200: ChoicesOut, **STAFF_NOS},
    operation_id="choices",
    summary="可以选择的科室、类别、意见和答复类型",
    description="案卷按收到或者送审那天的制度办理，个别选择可能与今天的不同。",
)
def choices(request: HttpRequest, organ: str) -> ChoicesOut:
    found = caller(request, organ)
    book, today = found.lawbook, found.today
    tariffs, routing = book.tariffs(today), book.routing(today)
    units = Unit.objects.filter(organ=found.organ, closed_on=None).order_by("id")
    opinions = book.review_chain(today).value.opinions
    return ChoicesOut(
        units=[UnitOut(id=unit.pk, name=unit.name) for unit in units],
        ways=_named(book.receipt_ways(today).value),
        outcomes=_named(
            one for one in book.outcomes(today) if one.result != "correction" and one.id not in ENDINGS
        ),
        refusal_grounds=_named(book.refusal_grounds(today).value),
        tariffs=_named(tariffs.value if tariffs else ()),
        opinions=[ChoiceOut(value=one.name, title=one.name) for one in opinions],
        withhold_grounds=_named(book.withhold_grounds(today).value),
        questions=_named(book.referral_kinds(today).value),
        categories=_named(book.categories(today).value),
        matters=_named(routing.value if routing else ()),
        channels=_named(book.channels(today).value),
    )


def _named(listed: Iterable[Any]) -> list[ChoiceOut]:
    return [ChoiceOut(value=one.id, title=one.title) for one in listed]
