"""What may be handed out: editions that have passed review as they stand, and nothing else."""

from __future__ import annotations

from gongkai.access.cases import Case, load_cases
from gongkai.access.gates import handing_out_obstacles
from gongkai.access.request_cases import RequestCase
from gongkai.core.terms import Refusal, Refused
from gongkai.records.models import Edition

MOST_EDITIONS = 50


def reviewed_editions(case: RequestCase, ids: tuple[int, ...]) -> list[Case]:
    """The cases of these editions, in the order named; Refused where one may not be given.

    There is no way around: a reply carries editions, never files (naiman-housing:secrecy.2,
    hulunbuir-statistics:3.1).
    """
    clause = case.lawbook.gate("reply_reviewed")
    named = tuple(dict.fromkeys(ids))
    if len(named) > MOST_EDITIONS:
        reason = f"一次最多提供 {MOST_EDITIONS} 份信息。"
        raise Refused(Refusal("too_many", reason, clause, "请分开办理，或者合成一份。"))
    rows = Edition.objects.filter(pk__in=named, item__organ_id=case.request.organ_id)
    found = {each.edition.pk: each for each in load_cases(rows, case.today)}
    listed = [found.get(edition_id) for edition_id in named]
    for each in listed:
        if each is None:
            reason = "选择的信息不在本机关的目录中。"
            raise Refused(Refusal("unknown_edition", reason, clause, "请先登记，经保密审查后再提供。"))
        for obstacle in handing_out_obstacles(each, case.today):
            told = f"《{each.edition.title[:60]}》不能提供：{obstacle.reason}"
            raise Refused(Refusal(obstacle.code, told, obstacle.clause or clause, obstacle.remedy))
    return [each for each in listed if each is not None]
