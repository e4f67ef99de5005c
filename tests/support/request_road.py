"""Requests in every state, brought there by the real acts.

row = at_request_state(cast.hulunbuir, "correcting")       # a Request in that state
receipt = applied(bureau)                                  # straight from the web: the request and its query code
row = replied(bureau, REFUSED)                             # through the whole approval, and sent
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from tests.support.cast import Bureau
from tests.support.road import MOMENT, reviewed_until, slug

from gongkai.access.request_cases import RequestCase, load_request
from gongkai.actions import requests as acts
from gongkai.core.organs import Standing
from gongkai.core.requests import states
from gongkai.core.requests.form import ApplicantDraft, RequestDraft
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.core.terms import DisclosureClass
from gongkai.records.models import Consultation, Edition, Request

CITIZEN = ApplicantDraft(
    ApplicantKind.CITIZEN,
    "李四光",
    IdentityKind.RESIDENT_ID,
    "11010519491231002X",
    phone="13800001234",
    email="lisi@example.cn",
    address="呼伦贝尔市海拉尔区中央街1号",
)
MATTER = "2024年全市规模以上工业增加值分行业数据"

GRANTED = acts.ReplyGiven("granted", where="本局一楼查阅点", when="工作日上午")
REFUSED = acts.ReplyGiven("refused", ground="in-process", reasons="属于还在讨论中的内部方案。")
SIGNERS = {
    "hulunbuir-statistics": {"office": "office_handler", "leader": "leader"},
    "naiman-housing": {"unit_head": "business_head", "leader": "leader"},
}
"""Who signs each stage of the approval of a reply."""


def on_day(days: int) -> datetime:
    """So many days after MOMENT, at the same hour."""
    return MOMENT + timedelta(days=days)


def day_of(moment: datetime = MOMENT) -> date:
    return timezone.localdate(moment)


def a_draft(description: str = MATTER, **changed: Any) -> RequestDraft:
    """A form as a citizen fills it in; changes by name, those of the applicant too."""
    person = {name: changed.pop(name) for name in list(changed) if hasattr(CITIZEN, name)}
    given: dict[str, Any] = {"form_wanted": "electronic", "way_wanted": "online"} | changed
    return RequestDraft(replace(CITIZEN, **person), description, **given)


def who(bureau: Bureau, key: str, moment: datetime = MOMENT) -> Standing:
    return bureau.standing(key, day_of(moment))


def case_of(request_id: int, moment: datetime = MOMENT) -> RequestCase:
    return load_request(request_id, day_of(moment))


def fresh(row: Request) -> Request:
    """The row as it stands now."""
    return Request.objects.get(pk=row.pk)


def applied(bureau: Bureau, moment: datetime = MOMENT, **changed: Any) -> acts.Receipt:
    """A request from the web."""
    return acts.apply_online(bureau.organ, a_draft(**changed), (), moment=moment)


def registered_by_hand(
    bureau: Bureau, way: str = "in-person", moment: datetime = MOMENT, **said: Any
) -> Request:
    """A request typed in by the acceptance body; what is said of its arrival by name."""
    given = {"arrived_on": day_of(moment)} | said
    clerk = who(bureau, "general_handler", moment)
    return acts.register_request(clerk, a_draft(), (), way=way, **given, moment=moment).request


def given_to_unit(
    bureau: Bureau, request_id: int, moment: datetime = MOMENT, unit: str = "business"
) -> Request:
    clerk = who(bureau, "general_handler", moment)
    return acts.assign(clerk, request_id, unit_id=bureau.unit(unit).pk, moment=moment)


def assigned(bureau: Bureau, moment: datetime = MOMENT, **changed: Any) -> Request:
    """Given to the business unit."""
    return given_to_unit(bureau, applied(bureau, moment, **changed).request.pk, moment)


def on_request_edition(bureau: Bureau, **changed: Any) -> Edition:
    """Information that has passed review and is open on request."""
    opinion = {"hulunbuir-statistics": "依申请公开"}.get(bureau.regime_version.regime_id, "")
    return reviewed_until(bureau, None, opinion, proposed_class=DisclosureClass.ON_REQUEST, **changed)


def propose(
    bureau: Bureau, request_id: int, given: acts.ReplyGiven = GRANTED, moment: datetime = MOMENT
) -> Request:
    """Have the unit propose a reply."""
    acts.propose_reply(who(bureau, "business_handler", moment), request_id, given=given, moment=moment)
    return Request.objects.get(pk=request_id)


def proposed(bureau: Bureau, given: acts.ReplyGiven = GRANTED, moment: datetime = MOMENT) -> Request:
    """With a reply on its way through the approval."""
    return propose(bureau, assigned(bureau, moment).pk, given, moment)


def approve_as(
    bureau: Bureau, key: str, request_id: int, moment: datetime = MOMENT, seen: str = ""
) -> object:
    """Agree to the reply as somebody, having seen it as it is."""
    seen = seen or case_of(request_id, moment).fingerprint
    return acts.approve_reply(
        who(bureau, key, moment), request_id, note="同意。", seen_fingerprint=seen, moment=moment
    )


def approve_all(bureau: Bureau, request_id: int, moment: datetime = MOMENT, until: str = "") -> None:
    """Sign every stage that is still to sign, up to `until`, each by the person the cast has for it."""
    while True:
        stage = states.stage_of(Request.objects.get(pk=request_id).state)
        if stage is None or stage == until:
            return
        approve_as(bureau, SIGNERS[slug(bureau)][stage], request_id, moment)


def send(bureau: Bureau, request_id: int, moment: datetime = MOMENT) -> Request:
    acts.send_reply(who(bureau, "general_handler", moment), request_id, how="网上下载", moment=moment)
    return Request.objects.get(pk=request_id)


def finish(
    bureau: Bureau, request_id: int, given: acts.ReplyGiven = GRANTED, moment: datetime = MOMENT
) -> Request:
    """Propose, approve at every stage, send."""
    propose(bureau, request_id, given, moment)
    approve_all(bureau, request_id, moment)
    return send(bureau, request_id, moment)


def replied(bureau: Bureau, given: acts.ReplyGiven = GRANTED, moment: datetime = MOMENT) -> Request:
    """Answered through the whole approval."""
    return finish(bureau, assigned(bureau, moment).pk, given, moment)


def consult(bureau: Bureau, request_id: int, moment: datetime = MOMENT, **changed: Any) -> int:
    """Send a letter to a third party; answers with its id."""
    given: dict[str, Any] = {
        "kind": "third_party",
        "name": "某煤业公司",
        "address": "",
        "matter": "该公司分月产量",
        "why": "可能涉及商业秘密",
    }
    writer = who(bureau, "business_handler", moment)
    return acts.consult(writer, request_id, **(given | changed), moment=moment).pk


def arrived(bureau: Bureau, request_id: int, letter: int, moment: datetime = MOMENT) -> Consultation:
    """The other side got the letter today."""
    clerk = who(bureau, "general_handler", moment)
    return acts.record_arrival(clerk, request_id, consultation_id=letter, on=day_of(moment), moment=moment)


def opined(
    bureau: Bureau,
    request_id: int,
    letter: int,
    opinion: str = "agree",
    moment: datetime = MOMENT,
    **more: Any,
) -> Consultation:
    """The other side answered today, or is taken to be silent."""
    given: dict[str, Any] = {"text": "" if opinion in ("agree", "silent") else "属于本公司商业秘密"} | more
    return acts.record_opinion(
        who(bureau, "general_handler", moment),
        request_id,
        consultation_id=letter,
        opinion=opinion,
        on=day_of(moment),
        moment=moment,
        **given,
    )


def ask_correction(
    bureau: Bureau, request_id: int, moment: datetime = MOMENT, period_days: int = 10
) -> Request:
    clerk = who(bureau, "general_handler", moment)
    return acts.ask_correction(
        clerk, request_id, points="请写明年份。", period_days=period_days, moment=moment
    )


def ask_fee(bureau: Bureau, request_id: int, moment: datetime = MOMENT) -> object:
    return acts.notice_fee(
        who(bureau, "general_handler", moment),
        request_id,
        tariff="pages",
        quantity=100,
        reasons="数量明显超过合理范围",
        moment=moment,
    )


def search(bureau: Bureau, request_id: int, moment: datetime = MOMENT, *, found: bool = False) -> object:
    return acts.record_search(
        who(bureau, "business_handler", moment),
        request_id,
        where="本局档案室、业务系统",
        how="以年份和行业名称检索",
        found=found,
        result="查到一份" if found else "没有查到",
        moment=moment,
    )


def withdraw(bureau: Bureau, request_id: int, moment: datetime = MOMENT) -> Request:
    clerk = who(bureau, "general_handler", moment)
    return acts.withdraw_request(clerk, request_id, evidence="当面签字", moment=moment)


def _waiting(bureau: Bureau, ask: Callable[[Bureau, int], object]) -> Request:
    row = assigned(bureau)
    ask(bureau, row.pk)
    return fresh(row)


def _approved(bureau: Bureau) -> Request:
    row = proposed(bureau)
    approve_all(bureau, row.pk)
    return fresh(row)


WAYS: dict[str, Callable[[Bureau], Request]] = {
    states.UNCONFIRMED: lambda bureau: registered_by_hand(bureau, "fax"),
    states.RECEIVED: lambda bureau: applied(bureau).request,
    states.WORKING: assigned,
    states.CORRECTING: lambda bureau: _waiting(bureau, ask_correction),
    states.CONSULTING: lambda bureau: _waiting(bureau, consult),
    states.AWAITING_FEE: lambda bureau: _waiting(bureau, ask_fee),
    states.APPROVED: _approved,
    states.REPLIED: lambda bureau: replied(bureau, REFUSED),
    states.CLOSED: lambda bureau: withdraw(bureau, assigned(bureau).pk),
}
"""The shortest real way into each state outside the approval."""


def states_of(bureau: Bureau) -> tuple[str, ...]:
    """Every state a request of the bureau can be in, in the order of its way."""
    stages = tuple(states.in_approval(stage) for stage in SIGNERS[slug(bureau)])
    before = tuple(WAYS)[: tuple(WAYS).index(states.APPROVED)]
    return (*before, *stages, *tuple(WAYS)[len(before) :])


def at_request_state(bureau: Bureau, state: str) -> Request:
    """A request of the bureau in the state, by the shortest real way."""
    stage = states.stage_of(state)
    if stage is None:
        return WAYS[state](bureau)
    row = proposed(bureau)
    approve_all(bureau, row.pk, until=stage)
    return fresh(row)
