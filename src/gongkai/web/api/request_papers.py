"""What a request holds about its applicant, for staff who may see it, and never without a record."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from ninja import Router

from gongkai.actions.requests import look
from gongkai.queries.request_page import request_case_of
from gongkai.records.models import Letter, RequestFile
from gongkai.web.api.doorway import Token, caller
from gongkai.web.api.files import letter_file, sent_paper
from gongkai.web.api.request_bodies import LookedAt
from gongkai.web.api.shapes import STAFF_NOS

router = Router(tags=["依申请公开（工作人员）"])

_NO_REASON = LookedAt()


@router.post(
    "/{slug:organ}/requests/{int:request_id}/letters/{int:letter_id}/{slug:kind}",
    auth=Token(),
    response={200: None, **STAFF_NOS},
    operation_id="letter",
    summary="下载一份文书",
    description=(
        "kind 是 docx 或者 pdf。给申请人的文书里有她的资料：只有受理机构能下载，why 写明为办理什么事，"
        "记入台账。给别人的不用写。"
    ),
)
def letter(  # noqa: PLR0917 - the parts of the address, in their order
    request: HttpRequest, organ: str, request_id: int, letter_id: int, kind: str, given: LookedAt = _NO_REASON
) -> HttpResponseBase:
    found = caller(request, organ)
    case = request_case_of(found.who, request_id, found.today)
    row = Letter.objects.filter(pk=letter_id, request_id=case.request.pk).first()
    paper = letter_file(row, kind)
    if row is not None and row.to_applicant:
        look(found.who, request_id, why=given.why, moment=found.moment)
    return paper


@router.post(
    "/{slug:organ}/requests/{int:request_id}/files/{int:file_id}",
    auth=Token(),
    response={200: None, **STAFF_NOS},
    operation_id="applicant_file",
    summary="下载申请人附带的一个文件",
    description="只有受理机构能下载；why 写明为办理什么事，记入台账。",
)
def applicant_file(
    request: HttpRequest, organ: str, request_id: int, file_id: int, given: LookedAt = _NO_REASON
) -> HttpResponseBase:
    found = caller(request, organ)
    case = request_case_of(found.who, request_id, found.today)
    paper = sent_paper(case.request, RequestFile.objects.filter(pk=file_id, request=case.request).first())
    look(found.who, request_id, why=given.why, moment=found.moment)
    return paper
