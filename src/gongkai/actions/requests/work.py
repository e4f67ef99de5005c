"""The unit's work on a request: searching, recording the search, handing in material; stepping back."""

from __future__ import annotations

from datetime import datetime

from gongkai.access.editions import Permit
from gongkai.access.request_cases import RequestCase
from gongkai.actions.requests.door import Told, need, request_act
from gongkai.actions.requests.handing import reviewed_editions
from gongkai.actions.requests.written import refuse_unfit
from gongkai.core.organs import Standing
from gongkai.core.terms import Refusal, Refused
from gongkai.records.models import HandIn, RequestRecusal, SearchRecord


def record_search(
    who: Standing,
    request_id: int,
    *,
    where: str,
    how: str,
    found: bool,
    result: str,
    moment: datetime,
) -> SearchRecord:
    """Record where and how somebody looked, and what was found; "does not exist" rests on it (2.3.6)."""

    def act(case: RequestCase, permit: Permit) -> Told[SearchRecord]:
        clause = permit.move.clause
        if not found:
            # The letter that says "does not exist" tells the applicant each of these searches, word by word.
            refuse_unfit(case, (where, how, result), ())
        row = SearchRecord.objects.create(
            request=case.request,
            unit_id=permit.capacity.unit_id,
            person_id=who.person_id,
            where=need(where, "no_where", "没有写明在哪里检索。", clause, "请写明查了哪些档案、系统。", 500),
            how=need(how, "no_how", "没有写明怎样检索。", clause, "请写明用了哪些词、查了哪些年份。", 500),
            found=found,
            result=need(
                result, "no_result", "没有写明检索结果。", clause, "请写明查到了什么，或者没有查到。"
            ),
            recorded_at=moment,
        )
        payload: dict[str, object] = {
            "search": row.pk,
            "unit": row.unit_id,
            "where": row.where,
            "how": row.how,
            "found": found,
            "result": row.result,
        }
        return Told(row, payload)

    return request_act(who, "record_search", request_id, moment, act)


def hand_in(who: Standing, request_id: int, *, note: str, editions: list[int], moment: datetime) -> HandIn:
    """Hand in the unit's view, with the editions it proposes to give; each must have passed review (secrecy.2)."""

    def act(case: RequestCase, permit: Permit) -> Told[HandIn]:
        rows = reviewed_editions(case, tuple(editions))
        row = HandIn.objects.create(
            request=case.request,
            person_id=who.person_id,
            note=need(
                note, "no_note", "没有写明承办意见。", permit.move.clause, "请写明查到的情况和建议。", 2000
            ),
            editions=[each.edition.pk for each in rows],
            handed_in_at=moment,
        )
        case.request.handed_in_at = moment
        payload: dict[str, object] = {"hand_in": row.pk, "note": row.note, "editions": row.editions}
        return Told(row, payload)

    return request_act(who, "hand_in", request_id, moment, act)


def recuse_request(who: Standing, request_id: int, *, reason: str, moment: datetime) -> RequestRecusal:
    """Step back from a request; from then on its acts are somebody else's."""

    def act(case: RequestCase, permit: Permit) -> Told[RequestRecusal]:
        clause = permit.move.clause
        said = need(reason, "no_reasons", "没有写明回避的理由。", clause, "请写明与申请的关系。", 200)
        if RequestRecusal.objects.filter(request=case.request, person_id=who.person_id).exists():
            raise Refused(Refusal("recused", "您已经登记过回避。", clause, "请由其他人办理。"))
        row = RequestRecusal.objects.create(
            person_id=who.person_id, request=case.request, reason=said, declared_at=moment
        )
        return Told(row, {"reasons": said})

    return request_act(who, "recuse_request", request_id, moment, act)
