"""What screening found in an edition, for staff who may see it."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import Router

from gongkai.gateways.vault import Unopenable
from gongkai.queries.items import case_of
from gongkai.web.api.doorway import Token, caller
from gongkai.web.api.screening_shape import ScreeningOut, screening_out
from gongkai.web.api.shapes import STAFF_NOS

router = Router(tags=["查验和隐去（工作人员）"])


@router.get(
    "/{slug:organ}/editions/{int:edition_id}/screening",
    auth=Token(),
    response={200: ScreeningOut, **STAFF_NOS},
    operation_id="screening",
    summary="一个版本的查验结果",
    description="查出的内容、读不出来的部分、标出的文字和各自的答复；保存草稿、送审和隐去时自动查验。",
)
def screening(request: HttpRequest, organ: str, edition_id: int) -> ScreeningOut:
    found = caller(request, organ)
    try:
        return screening_out(case_of(found.who, edition_id, found.today))
    except Unopenable as error:
        raise Http404 from error
