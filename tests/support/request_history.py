"""Everything that can happen to requests, once: a bureau's register in which every kind of row is written.

rows = everything(cast.hulunbuir)       # name → Request
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.support.cast import Bureau
from tests.support.request_road import (
    GRANTED,
    REFUSED,
    a_draft,
    approve_all,
    arrived,
    ask_correction,
    ask_fee,
    assigned,
    consult,
    day_of,
    finish,
    fresh,
    given_to_unit,
    on_day,
    on_request_edition,
    opined,
    propose,
    registered_by_hand,
    search,
    send,
    who,
    withdraw,
)
from tests.support.road import published

from gongkai.actions import requests as acts
from gongkai.actions.letters import edit_wording
from gongkai.actions.requests.keeping import anonymise
from gongkai.core.requests.form import SentFile
from gongkai.gateways.letter_templates import built_in_template
from gongkai.records.models import Consultation, Edition, Request

MANY_YEARS = timedelta(days=6 * 366)


def everything(bureau: Bureau) -> dict[str, Request]:
    """One request for each story; at the end the first of them has been made anonymous."""
    new_wording(bureau)
    rows = {
        "wiped": _long_ago(bureau),
        "long": _the_long_way(bureau),
        "refused": _refused_and_filed(bureau),
        "public": _made_public(bureau),
        "paid": _paid(bureau),
        "split": _split(bureau),
        "silent": _nobody_answered(bureau),
        "unpaid": _unpaid(bureau),
        "at once": _at_once(bureau),
        "open": assigned(bureau, on_day(3)),
        "late": sent_late(bureau),
    }
    anonymise(rows["wiped"].pk, moment=on_day(0) + MANY_YEARS)
    return {name: fresh(row) for name, row in rows.items()}


def new_wording(bureau: Bureau) -> None:
    text = built_in_template(bureau.regime_version.regime_id, "cn-foi", "receipt")
    changed = text.rstrip() + "\n\n请妥善保管本回执。\n"
    edit_wording(who(bureau, "general_head"), "receipt", changed, moment=on_day(0))


def _with_file(bureau: Bureau) -> Request:
    file = SentFile("身份证.jpg", b"the picture of a paper", "evidence")
    return acts.apply_online(bureau.organ, a_draft(), (file,), moment=on_day(0)).request


def _long_ago(bureau: Bureau) -> Request:
    row = _with_file(bureau)
    given_to_unit(bureau, row.pk)
    letter = consult(bureau, row.pk, address="某市某街1号")
    opined(bureau, row.pk, letter)
    return withdraw(bureau, row.pk)


def _the_long_way(bureau: Bureau) -> Request:
    row, edition = _with_file(bureau), on_request_edition(bureau)
    key = row.pk
    given_to_unit(bureau, key)
    ask_correction(bureau, key, on_day(1))
    clerk = who(bureau, "general_handler")
    acts.take_correction(clerk, key, description="2023年的数据", on=day_of(on_day(2)), moment=on_day(3))
    acts.look(clerk, key, why="核对联系方式", moment=on_day(3))
    acts.recuse_request(who(bureau, "business_handler_2"), key, reason="与申请人是亲属", moment=on_day(3))
    search(bureau, key, on_day(4), found=True)
    letter = consult(bureau, key, on_day(4), address="某市某街1号")
    arrived(bureau, key, letter, on_day(5))
    opined(bureau, key, letter, "object", on_day(8), well_founded=True)
    _extended(bureau, key, agreed=False)
    _extended(bureau, key, agreed=True)
    unit = who(bureau, "business_handler")
    acts.hand_in(unit, key, note="建议部分公开。", editions=[edition.pk], moment=on_day(9))
    propose(bureau, key, GRANTED_ANYWAY, on_day(9))
    first = "office_handler" if bureau.regime_version.regime_id == "hulunbuir-statistics" else "business_head"
    acts.return_reply(who(bureau, first), key, reasons="应当区分处理。", moment=on_day(9))
    row = finish(bureau, key, _partial(edition), on_day(10))
    acts.record_delivery(
        clerk, key, on=day_of(on_day(11)), how="当面领取", proof="签收单1号", moment=on_day(11)
    )
    return row


GRANTED_ANYWAY = acts.ReplyGiven(
    "granted", where="本局一楼", public_interest="关系公众健康，不公开影响重大。"
)


def _partial(edition: Edition) -> acts.ReplyGiven:
    return acts.ReplyGiven(
        "partial",
        redacted=(edition.pk,),
        withheld="甲公司的单价",
        ground="third-party",
        reasons="第三方不同意公开，理由成立。",
    )


def _extended(bureau: Bureau, request_id: int, *, agreed: bool) -> None:
    unit = who(bureau, "business_handler")
    acts.propose_extension(
        unit, request_id, reasons="材料分散，需要逐卷核对。", working_days=5, moment=on_day(8)
    )
    consenting = "principal" if bureau.regime_version.regime_id == "hulunbuir-statistics" else "general_head"
    acts.decide_extension(
        who(bureau, consenting), request_id, agreed=agreed, note="请抓紧。", moment=on_day(8)
    )


def _refused_and_filed(bureau: Bureau) -> Request:
    row = finish(bureau, assigned(bureau).pk, REFUSED)
    office = who(bureau, "office_handler")
    acts.deliver_filing(office, row.pk, on=day_of(), how="机要交换1号", moment=on_day(1))
    acts.chase_filing(office, row.pk, on=day_of(on_day(2)), how="电话", moment=on_day(2))
    acts.acknowledge_filing(office, row.pk, on=day_of(on_day(3)), by="市政府办公室", moment=on_day(3))
    return row


def _made_public(bureau: Bureau) -> Request:
    given = acts.ReplyGiven("should-be-public", where="本局一楼查阅点")
    row = finish(bureau, assigned(bureau).pk, given)
    clerk = who(bureau, "general_handler")
    edition = published(bureau)
    task = row.publication_tasks.get()
    acts.fulfil_publication(clerk, row.pk, task_id=task.pk, item_id=edition.item_id, moment=on_day(1))
    for kind, decision in (("inaccurate", "correct"), ("suggest", "accept")):
        said = acts.follow_up_online(row.pk, kind=kind, text="请核对。", moment=on_day(1))
        acts.answer_followup(
            clerk, row.pk, followup_id=said.pk, decision=decision, answer="已经核对。", moment=on_day(2)
        )
    acts.follow_up_online(row.pk, kind="suggest", text="还有一份。", moment=on_day(3))
    return row


def _paid(bureau: Bureau) -> Request:
    row = assigned(bureau)
    ask_fee(bureau, row.pk)
    clerk = who(bureau, "general_handler")
    return acts.record_payment(clerk, row.pk, on=day_of(on_day(1)), receipt="票据001", moment=on_day(2))


def _split(bureau: Bureau) -> Request:
    row = registered_by_hand(bureau, "ordinary-post", old_number="2025-旧-7", oral=True)
    clerk = who(bureau, "general_handler")
    acts.confirm_receipt(clerk, row.pk, on=day_of(on_day(1)), moment=on_day(1))
    return acts.split(clerk, row.pk, matters=["甲事项", "乙事项", "丙事项"], moment=on_day(1))[0]


def _nobody_answered(bureau: Bureau) -> Request:
    row = assigned(bureau)
    letter = consult(bureau, row.pk, kind="co_maker", name="市某局")
    arrived(bureau, row.pk, letter)
    opined(bureau, row.pk, letter, "silent", _after_the_limit(letter))
    return row


def _after_the_limit(letter: int) -> datetime:
    row = Consultation.objects.get(pk=letter)
    days = (row.due_on - day_of()).days + 1 if row.due_on else 30
    return on_day(days)


def _unpaid(bureau: Bureau) -> Request:
    row = assigned(bureau)
    ask_fee(bureau, row.pk)
    return acts.abandon(who(bureau, "general_handler"), row.pk, moment=on_day(60))


def _at_once(bureau: Bureau) -> Request:
    row = acts.apply_online(bureau.organ, a_draft(), (), moment=on_day(0)).request
    acts.answer_at_once(
        who(bureau, "general_handler"), row.pk, given=GRANTED, how="当面提供", moment=on_day(0)
    )
    return row


def sent_late(bureau: Bureau) -> Request:
    """Answered after its due date."""
    row = assigned(bureau)
    propose(bureau, row.pk)
    approve_all(bureau, row.pk)
    return send(bureau, row.pk, on_day(60))
