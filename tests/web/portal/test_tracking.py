"""Following a request on the web: only with number and code, only hers, only for a while."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from tests.support.applying import opened
from tests.support.cast import Bureau, Cast
from tests.support.desk import words
from tests.support.request_road import REFUSED, applied, approve_all, consult, on_request_edition, who
from tests.support.road import MOMENT
from tests.web.portal.conftest import Clock

from gongkai.actions import requests as acts
from gongkai.actions.requests import Receipt, ReplyGiven
from gongkai.core.catalogue import AttachedFile
from gongkai.core.terms import sm3_hex
from gongkai.gateways.files import FileStore
from gongkai.records.models import FollowUp, Letter, ReleasedFile, Request

pytestmark = pytest.mark.usefixtures("on_the_day", "cast")

TRACK = "/hulunbuir-statistics/track/"
PAGE = f"{TRACK}request/"


def tries(client: Client, number: str, code: str) -> HttpResponse:
    answer = client.post(TRACK, {"number": number, "code": code})
    assert isinstance(answer, HttpResponse)
    return answer


def ask_to_correct(bureau: Bureau, receipt: Receipt) -> None:
    head = who(bureau, "general_handler")
    acts.ask_correction(head, receipt.request.pk, points="请写明年份", period_days=10, moment=MOMENT)


def reply_to(bureau: Bureau, receipt: Receipt, given: ReplyGiven) -> None:
    unit, head = bureau.unit("business"), who(bureau, "general_handler")
    acts.assign(head, receipt.request.pk, unit_id=unit.pk, moment=MOMENT)
    acts.propose_reply(who(bureau, "business_handler"), receipt.request.pk, given=given, moment=MOMENT)
    approve_all(bureau, receipt.request.pk)
    acts.send_reply(head, receipt.request.pk, how="网上下载", moment=MOMENT)


def alert(answer: HttpResponse) -> str:
    found = re.search(r'role="alert".*?</section>', answer.text, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub("<.*?>", " ", found[0])) if found else ""


@pytest.mark.clause("2.2.1")
def test_number_and_code_open_the_request_however_they_are_typed(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in receipt.code.lower())
    answer = tries(client, f" {receipt.request.number.lower()} ", wide)
    page = client.get(PAGE)

    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert "已收到，正在安排承办的科室；最迟在2025年3月24日前答复您。" in words(page)
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "no-store")


def test_a_wrong_code_and_an_unknown_number_get_the_same_answer(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    wrong = tries(client, receipt.request.number, "AAAAAAAAAA")
    unknown = tries(client, "2025-AAAA-AAAA", receipt.code)
    elsewhere = client.post(
        "/naiman-housing/track/", {"number": receipt.request.number, "code": receipt.code}
    )

    assert [each.status_code for each in (wrong, unknown, elsewhere)] == [403] * 3
    assert "编号或者查询码不对。" in alert(wrong)
    assert alert(wrong) == alert(unknown)
    assert client.get(PAGE).status_code == 302


def test_who_tries_many_codes_is_told_to_wait(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    statuses = [tries(client, receipt.request.number, f"WRONG{n}").status_code for n in range(6)]
    right = tries(client, receipt.request.number, receipt.code)

    assert statuses == [403] * 5 + [429]
    assert (right.status_code, "请在 15 分钟以后再试" in alert(right)) == (429, True)


@pytest.mark.parametrize("given", [{}, {"number": "x"}, {"code": "x"}, {"number": "\0", "code": " "}])
def test_both_must_be_filled_in(client: Client, given: dict[str, str]) -> None:
    answer = client.post(TRACK, given)

    assert answer.status_code == 400
    assert "编号和查询码要一起填写。" in words(answer)


def test_without_the_code_nothing_is_shown(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    letter = Letter.objects.get(request=receipt.request)
    paths = (PAGE, f"{TRACK}letters/{letter.pk}/docx", f"{TRACK}given/1/", f"{TRACK}files/1/{'a' * 64}")

    assert [(client.get(path).status_code, client.get(path).headers["Location"]) for path in paths] == [
        (302, TRACK)
    ] * 4
    assert client.post(f"{TRACK}withdraw/").status_code == 302
    assert Request.objects.get(pk=receipt.request.pk).state == "received"


def test_the_leave_ends_after_half_an_hour_without_use(cast: Cast, client: Client, on_the_day: Clock) -> None:
    opened(client, cast.hulunbuir, applied(cast.hulunbuir))
    statuses = []
    for minutes in (20, 20, 31):
        on_the_day.moment += timedelta(minutes=minutes)
        statuses.append(client.get(PAGE).status_code)

    assert statuses == [200, 200, 302]


def test_what_was_written_while_the_time_ran_out_is_not_lost(
    cast: Cast, client: Client, on_the_day: Clock
) -> None:
    receipt = applied(cast.hulunbuir)
    ask_to_correct(cast.hulunbuir, receipt)
    opened(client, cast.hulunbuir, receipt)
    on_the_day.moment += timedelta(minutes=31)
    answer = client.post(f"{TRACK}correct/", {"text": "2024年的<名单>"})

    assert answer.status_code == 403
    assert "2024年的&lt;名单&gt;</textarea>" in answer.text
    assert Request.objects.get(pk=receipt.request.pk).state == "correcting"


def test_leaving_closes_it_for_the_next_person(cast: Cast, client: Client) -> None:
    opened(client, cast.hulunbuir, applied(cast.hulunbuir))
    left = client.post(f"{TRACK}leave/")

    assert "已经退出查询" in words(left)
    assert client.get(PAGE).status_code == 302


def test_opening_one_request_closes_the_other(cast: Cast, client: Client) -> None:
    first, second = applied(cast.hulunbuir), applied(cast.hulunbuir)
    opened(client, cast.hulunbuir, first)
    opened(client, cast.hulunbuir, second)
    letter = Letter.objects.get(request=first.request)

    assert second.request.number in words(client.get(PAGE))
    assert client.get(f"{TRACK}letters/{letter.pk}/docx").status_code == 404


def test_a_session_known_before_does_not_open_what_is_hers(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    client.post("/hulunbuir-statistics/apply/", {})
    opened(client, cast.hulunbuir, applied(cast.hulunbuir))
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    opened(client, cast.hulunbuir, receipt)

    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_letters_come_as_they_were_issued_and_letters_to_others_do_not(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    bureau, row = cast.hulunbuir, receipt.request
    acts.assign(who(bureau, "general_handler"), row.pk, unit_id=bureau.unit("business").pk, moment=MOMENT)
    consult(bureau, row.pk)
    page = opened(client, bureau, receipt)
    mine, other = (Letter.objects.get(request=row, to_applicant=hers) for hers in (True, False))
    docx = client.get(f"{TRACK}letters/{mine.pk}/docx")

    assert (docx.status_code, docx.content[:2]) == (200, b"PK")
    assert docx.headers["Content-Disposition"].startswith("attachment")
    assert docx.headers["Cache-Control"] == "no-store"
    assert client.get(f"{TRACK}letters/{other.pk}/docx").status_code == 404
    assert client.get(f"{TRACK}letters/{mine.pk}/title").status_code == 404
    assert "某煤业公司" not in page
    assert other.number not in page


@pytest.mark.clause("2.4.2")
def test_what_is_given_can_be_read_and_taken_away_after_the_reply(cast: Cast, client: Client) -> None:
    bureau, receipt = cast.hulunbuir, applied(cast.hulunbuir)
    roster = "<p>名录</p>".encode()
    digest = FileStore(settings.FILES_DIR).put(roster)
    edition = on_request_edition(
        bureau,
        title="规模以上工业企业名录",
        attachments=(AttachedFile("名录.html", digest, len(roster)),),
    )
    opened(client, bureau, receipt)
    given, kept = f"{TRACK}given/{edition.pk}/", f"{TRACK}files/{edition.pk}/{digest}"
    before = [client.get(path).status_code for path in (given, kept)]
    reply_to(bureau, receipt, ReplyGiven("granted", editions=(edition.pk,)))
    released = ReleasedFile.objects.get()
    page, text = client.get(PAGE), client.get(given)
    file = client.get(f"{TRACK}files/{edition.pk}/{released.digest}")

    assert before == [404, 404]
    assert "提供给您的信息 规模以上工业企业名录 名录.html" in words(page)
    assert "现将有关情况公布如下。" in words(text)
    content = b"".join(file.streaming_content)  # type: ignore[attr-defined]  # a FileResponse
    assert (sm3_hex(content), "<p>名录</p>" in content.decode()) == (released.digest, True)
    assert file.headers["Content-Type"] == "application/octet-stream"
    assert [client.get(path).status_code for path in (kept, f"{TRACK}files/{edition.pk}/{'a' * 64}")] == [
        404,
        404,
    ]


@pytest.mark.clause("cn-foi:30")
def test_she_answers_a_correction(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    ask_to_correct(cast.hulunbuir, receipt)
    page = opened(client, cast.hulunbuir, receipt)
    empty = client.post(f"{TRACK}correct/", {"text": "  "})
    done = client.post(f"{TRACK}correct/", {"text": "2024年的名单"}, follow=True)
    again = client.post(f"{TRACK}correct/", {"text": "2023年的名单"})

    assert "请写明年份" in page
    assert (empty.status_code, "没有写明补正后的内容。" in words(empty)) == (409, True)
    assert "已经收到您的补正，答复期限重新计算。" in words(done)
    assert "您申请的内容 2024年的名单" in words(done)
    assert again.status_code == 409


def test_she_takes_it_back_and_cannot_twice(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    page = opened(client, cast.hulunbuir, receipt)
    first = client.post(f"{TRACK}withdraw/", follow=True)
    second = client.post(f"{TRACK}withdraw/")

    assert "撤回以后不再办理，不能恢复" in page
    assert "已按您的要求于2025年3月3日撤回，不再办理。" in words(first)
    assert second.status_code == 409
    assert "撤回申请" not in words(first)


@pytest.mark.clause("cn-foi:41")
@pytest.mark.clause("cn-foi:44")
def test_she_can_say_something_about_the_reply(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    reply_to(cast.hulunbuir, receipt, REFUSED)
    page = opened(client, cast.hulunbuir, receipt)
    nothing = client.post(f"{TRACK}follow-up/", {"text": "名字写错了"})
    done = client.post(f"{TRACK}follow-up/", {"kind": "inaccurate", "text": "名字写错了"}, follow=True)

    assert "自收到答复之日起60日内向呼伦贝尔市人民政府申请行政复议" in page
    assert (nothing.status_code, "名字写错了</textarea>" in nothing.text) == (409, True)
    assert "要求更正 2025-03-03 名字写错了 还没有答复。" in words(done)
    assert [(row.kind, row.text) for row in FollowUp.objects.all()] == [("inaccurate", "名字写错了")]


@pytest.mark.clause("2.1.1")
def test_the_parts_of_one_form_are_all_hers(cast: Cast, client: Client) -> None:
    receipt = applied(cast.hulunbuir)
    head = who(cast.hulunbuir, "general_handler")
    rows = acts.split(head, receipt.request.pk, matters=["甲事", "乙事"], moment=MOMENT)
    stranger = applied(cast.hulunbuir).request
    opened(client, cast.hulunbuir, receipt)
    other = client.get(f"{TRACK}part/{rows[1].number}/", follow=True)

    assert f"申请 {rows[1].number}" in words(other)
    assert client.get(f"{TRACK}part/{stranger.number}/").status_code == 404


def test_an_act_that_does_not_exist_is_not_found(cast: Cast, client: Client) -> None:
    opened(client, cast.hulunbuir, applied(cast.hulunbuir))

    assert client.post(f"{TRACK}approve_reply/").status_code == 404
    assert client.get(f"{TRACK}withdraw/").status_code == 405


def test_acts_need_the_token_of_the_page(cast: Cast) -> None:
    strict, receipt = Client(enforce_csrf_checks=True), applied(cast.hulunbuir)
    token = re.findall('csrfmiddlewaretoken" value="(.*?)"', strict.get(TRACK).text)[0]
    given = {"number": receipt.request.number, "code": receipt.code, "csrfmiddlewaretoken": token}
    assert strict.post(TRACK, given).status_code == 302

    assert strict.post(f"{TRACK}withdraw/").status_code == 403
    assert Request.objects.get(pk=receipt.request.pk).state == "received"
