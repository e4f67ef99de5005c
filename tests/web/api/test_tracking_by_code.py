"""Applicants at the API: number and code open a request; wrong ones are slowed down."""

from __future__ import annotations

import pytest
from tests.support.calling import Answered, Program, stranger
from tests.support.cast import Cast
from tests.support.request_road import GRANTED, applied, approve_all, who
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.actions.requests import Receipt
from gongkai.records.models import LedgerEntry, Letter, Request

pytestmark = pytest.mark.django_db


def shown(program: Program, receipt: Receipt, path: str = "track", **more: str) -> Answered:
    return program.post(path, number=receipt.request.number, code=receipt.code, **more)


def test_number_and_code_show_the_progress(cast: Cast) -> None:
    receipt = applied(cast.hulunbuir)
    program = stranger(cast.hulunbuir)
    told = shown(program, receipt)
    assert (told.status, told.json["number"], told.json["may"]) == (200, receipt.request.number, ["withdraw"])
    assert told.json["clock"]["due"] == "2025-03-24"
    assert "2025年3月24日" in told.json["state"]
    sloppy = program.post(
        "track", number=f" {receipt.request.number.lower()} ", code=f"{receipt.code[:5]} {receipt.code[5:]}"
    )
    assert sloppy.json == told.json


def test_a_wrong_code_and_an_unknown_number_are_answered_alike(cast: Cast) -> None:
    receipt = applied(cast.hulunbuir)
    program = stranger(cast.hulunbuir)
    wrong = program.post("track", number=receipt.request.number, code="2222222222")
    unknown = program.post("track", number="2025-2222-2222", code="2222222222")
    elsewhere = shown(stranger(cast.naiman), receipt)
    assert (wrong.status, wrong.code) == (409, "wrong_code")
    assert wrong.json == unknown.json
    assert elsewhere.code == "wrong_code"


def test_who_tries_many_codes_is_slowed_down(cast: Cast) -> None:
    receipt = applied(cast.hulunbuir)
    program = stranger(cast.hulunbuir)
    tries = [
        program.post("track", number=receipt.request.number, code=f"22222222{n}{n}") for n in range(2, 7)
    ]
    assert {answer.status for answer in tries} == {409}
    slowed = shown(program, receipt)
    assert (slowed.status, slowed.code, slowed.raw.headers["Retry-After"]) == (429, "slow_down", "900")


def test_the_applicants_own_acts(cast: Cast) -> None:
    bureau = cast.hulunbuir
    receipt = applied(bureau)
    program = stranger(bureau)
    row = receipt.request
    acts.ask_correction(
        who(bureau, "general_handler"), row.pk, points="请写明年份。", period_days=10, moment=MOMENT
    )
    assert shown(program, receipt).json["expected"]["points"] == ["请写明年份。"]
    early = shown(program, receipt, "track/follow-up", kind="suggest", text="应公开")
    assert (early.status, early.code) == (409, "not_replied")
    corrected = shown(program, receipt, "track/correct", description="要2024年的。")
    assert (corrected.status, corrected.json["expected"]) == (200, None)
    assert Request.objects.get(pk=row.pk).description == "要2024年的。"
    assert shown(program, receipt, "track/withdraw").json["ended"] is True
    assert LedgerEntry.objects.get(verb="withdraw_request").actor_name == "申请人"
    assert shown(program, receipt, "track/withdraw").code == "not_in_this_state"


def test_letters_are_hers_alone(cast: Cast) -> None:
    bureau = cast.hulunbuir
    receipt, other = applied(bureau), applied(bureau)
    letter = Letter.objects.get(request=receipt.request)
    program = stranger(bureau)
    paper = shown(program, receipt, f"track/letters/{letter.pk}/docx")
    assert (paper.status, bytes(getattr(paper.raw, "content"))[:2]) == (200, b"PK")  # noqa: B009
    assert shown(program, other, f"track/letters/{letter.pk}/docx").status == 404
    assert shown(program, receipt, f"track/letters/{letter.pk}/number").status == 404


def test_after_the_reply_she_may_still_speak(cast: Cast) -> None:
    bureau = cast.hulunbuir
    receipt = applied(bureau)
    row = receipt.request
    acts.assign(who(bureau, "general_handler"), row.pk, unit_id=bureau.unit("business").pk, moment=MOMENT)
    acts.propose_reply(who(bureau, "business_handler"), row.pk, given=GRANTED, moment=MOMENT)
    approve_all(bureau, row.pk)
    acts.send_reply(who(bureau, "general_handler"), row.pk, how="网上下载", moment=MOMENT)
    program = stranger(bureau)
    told = shown(program, receipt, "track/follow-up", kind="suggest", text="建议公开。").json
    assert [(said["title"], said["text"], said["answered_on"]) for said in told["said"]] == [
        ("建议主动公开", "建议公开。", None)
    ]
    assert told["may"] == ["follow-up"]
    assert shown(program, receipt, f"track/files/1/{'0' * 64}").status == 404
