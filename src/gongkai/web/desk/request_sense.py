"""Which of the acts that the procedure leaves open have an object on this request now."""

from __future__ import annotations

from collections.abc import Callable

from gongkai.core.requests import states
from gongkai.queries.request_page import RequestPage
from gongkai.records.models import RefusalFiling
from gongkai.web.desk.request_after_forms import open_tasks, waiting_follow_up

_AFTERWARDS = ("answer_followup", "deliver_filing", "fulfil_publication", "record_delivery")
"""Once a request is answered the first of these that has an object is the next act."""


def makes_sense(page: RequestPage, verb: str) -> bool:
    """False for an act that would only be refused: no second correction, no filing where nothing was refused."""
    test = _TESTS.get(verb)
    return test is None or test(page)


def next_verb(page: RequestPage) -> str:
    """The verb of the one next act of the person; "" where the request waits for others."""
    if page.next is not None:
        return page.next.move.verb
    mine = {permit.move.verb for permit in page.permits}
    return next((verb for verb in _AFTERWARDS if verb in mine and makes_sense(page, verb)), "")


def _letters_out(page: RequestPage) -> bool:
    return any(each.row.answered_on is None for each in page.asked)


def _not_arrived(page: RequestPage) -> bool:
    return any(each.row.answered_on is None and each.row.letter_received_on is None for each in page.asked)


def _period_over(page: RequestPage) -> bool:
    case = page.case
    end = case.fee.pay_by if page.request.state == states.AWAITING_FEE and case.fee else None
    if page.request.state == states.CORRECTING and case.correction:
        end = case.correction.period_end
    return end is not None and case.today > end


def _extendable(page: RequestPage) -> bool:
    agreed = any(row.agreed for row in page.extensions)
    due = page.request.due_on
    return page.case.extension is None and not agreed and due is not None and page.case.today <= due


def _filing(page: RequestPage) -> RefusalFiling | None:
    return getattr(page.request, "filing", None)


def _undelivered(page: RequestPage) -> bool:
    reply = page.case.reply
    return reply is not None and reply.sent_at is not None and reply.delivered_on is None


def _filing_out(page: RequestPage) -> bool:
    row = _filing(page)
    return row is not None and row.delivered_on is not None and row.acknowledged_on is None


def _filing_to_deliver(page: RequestPage) -> bool:
    row = _filing(page)
    return row is not None and row.delivered_on is None


_TESTS: dict[str, Callable[[RequestPage], bool]] = {
    "decide_extension": lambda page: page.case.extension is not None,
    "propose_extension": _extendable,
    "ask_correction": lambda page: page.case.correction is None,
    "notice_fee": lambda page: page.case.fee is None and page.case.lawbook.tariffs(page.case.on) is not None,
    "abandon": _period_over,
    "record_arrival": _not_arrived,
    "record_opinion": _letters_out,
    "record_delivery": _undelivered,
    "deliver_filing": _filing_to_deliver,
    "chase_filing": _filing_out,
    "acknowledge_filing": _filing_out,
    "suggest_publication": lambda page: not open_tasks(page),
    "fulfil_publication": lambda page: bool(open_tasks(page)),
    "answer_followup": lambda page: waiting_follow_up(page) is not None,
    "answer_at_once": lambda page: page.request.received_on == page.case.today,
}
