"""Where a request stands, in one sentence that its applicant reads."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gongkai.access.request_cases import RequestCase
from gongkai.core.requests import states
from gongkai.core.workdays import ClockReading, SegmentKind, zh_day

_DOING = {
    states.UNCONFIRMED: "已收到，等待与您确认；从确认之日起计算答复期限",
    states.RECEIVED: "已收到，正在安排承办的科室",
    states.WORKING: "已收到，承办中",
    states.CONSULTING: "正在征求其他方面的意见，其间不计入答复期限",
    states.APPROVED: "答复已经批准，即将发出",
}
_ENDS = {
    "not-corrected": "没有按期补正，视为放弃申请，已于{day}终结",
    "fee-unpaid": "没有按期缴费，视为放弃申请，已于{day}终结",
    "withdrawn": "已按您的要求于{day}撤回，不再办理",
}


def state_sentence(case: RequestCase, reading: ClockReading | None, outcome_title: str = "") -> str:
    """What has been done and what comes next, with its day; one sentence, ended by a full stop.

    `outcome_title` is the reply's, once there is one. Nothing of other people is told.
    """
    request = case.request
    if request.state in states.ENDED:
        return f"{_ended(case, outcome_title)}。"
    if request.state == states.CORRECTING and case.correction:
        by = zh_day(case.correction.period_end)
        return f"需要您补正，请在{by}前补正；收到补正后重新计算答复期限。"
    if request.state == states.AWAITING_FEE and case.fee:
        by = zh_day(case.fee.pay_by)
        return f"等待您缴纳信息处理费，请在{by}前缴纳；缴费后重新计算答复期限。"
    doing = _DOING.get(request.state, "已收到，答复正在审批")
    return f"{doing}{_promise(reading, case.today)}。"


def _ended(case: RequestCase, outcome_title: str) -> str:
    request = case.request
    day = zh_day(timezone.localdate(request.ended_at)) if request.ended_at else zh_day(case.today)
    if request.state == states.REPLIED:
        return f"已于{day}答复您" + (f"，答复类型：{outcome_title}" if outcome_title else "")
    return _ENDS.get(request.outcome, "已于{day}终结").format(day=day)


def _promise(reading: ClockReading | None, today: date) -> str:
    if reading is None or reading.due is None:
        return ""
    if today > reading.due:
        return f"；应当在{zh_day(reading.due)}前答复，现在已经超过期限"
    doubt = "（暂定，所涉年份的放假安排尚未公布）" if reading.provisional else ""
    silent = "对方一直不答复的，" if reading.stands_still(today) else ""
    return f"；{_put_off(reading)}{silent}最迟在{zh_day(reading.due)}{doubt}前答复您"


def _put_off(reading: ClockReading) -> str:
    """The day before the extension, where there was one: she was promised it."""
    more = next((each for each in reading.segments if each.kind is SegmentKind.EXTENSION), None)
    return f"原定{zh_day(more.start)}前答复，已经延期，" if more else ""
