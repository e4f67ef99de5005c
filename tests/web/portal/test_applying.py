"""The form on the web: what is wrong is told beside it and nothing typed is lost; it is sent once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.support.applying import FILLED, RESIDENT_ID, apply, field_values, receipt_on
from tests.support.cast import Cast
from tests.support.desk import words
from tests.support.published import Press, moment
from tests.web.portal.conftest import Clock

from gongkai.actions.requests.people import opened
from gongkai.actions.search import index_publication
from gongkai.gateways.files import FileStore
from gongkai.gateways.vault import the_vault
from gongkai.records.models import LedgerEntry, Request

pytestmark = pytest.mark.usefixtures("on_the_day", "cast")

HOME = "/hulunbuir-statistics/apply/"
SEND = f"{HOME}send/"


def a_file(name: str = "证.jpg", data: bytes = b"\xff\xd8 evidence") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def faults(page: str) -> list[str]:
    """The lines of the summary on top, which link to their fields."""
    return [re.sub("<.*?>", "", line) for line in re.findall(r'<li><a href="#id_.*?</li>', page)]


@pytest.mark.clause("2.1")
@pytest.mark.clause("2.1.2")
@pytest.mark.clause("disclosure.3")
def test_the_form_tells_why_it_asks_and_until_when_the_answer_comes(client: Client) -> None:
    said = words(client.get(HOME))

    assert "今天提交，最迟在 2025年3月24日前答复您" in said
    assert "姓名或者名称 必填 制度 二（一）2" in said
    assert "用途 制度 二（一）2" in said
    assert "一份申请只写一件事。 制度 二（一）1" in said


def test_the_first_steps_leave_no_cookie(client: Client) -> None:
    answers = [client.get(HOME), client.get(f"{HOME}?q=统计"), client.post(HOME, {"name": "甲"})]

    assert [(answer.status_code, dict(answer.cookies)) for answer in answers] == [
        (200, {}),
        (200, {}),
        (400, {}),
    ]


def test_the_box_shows_what_is_public_before_the_form(cast: Cast, client: Client) -> None:
    index_publication(Press(cast.hulunbuir).publish("2024年统计公报", at=moment(2025, 2, 3)))

    found, nothing = client.get(HOME, {"q": "统计公报"}), client.get(HOME, {"q": "<b>没有</b>"})

    assert "已经公开的 2024年 统计公报 2025-02-03" in words(found)
    assert field_values(nothing.text)["q"] == "<b>没有</b>"
    assert "没有查到含有“<b>没有</b>”的公开信息" in words(nothing)
    assert "&lt;b&gt;没有&lt;/b&gt;</textarea>" in nothing.text


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": ""}, ["姓名或者名称：没有填写姓名或者名称。请填写。"]),
        ({"name": "\u200b\0 "}, ["姓名或者名称：没有填写姓名或者名称。请填写。"]),
        (
            {"identity": "110105194912310021"},
            ["证件号码：居民身份证号码的校验位不对，很可能有一位输错了。请对照证件核对。"],
        ),
        ({"phone": ""}, ["联系电话：没有填写联系方式。请至少填写电话、邮箱、地址中的一项。"]),
        ({"way_wanted": "email"}, ["电子邮箱：选择了电子邮件，没有填写邮箱。请填写邮箱。"]),
        ({"way_wanted": "pigeon"}, ["希望的获取方式：请从列出的各项中选择。"]),
        ({"kind": "robot"}, ["申请人类别：请从列出的各项中选择。"]),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(
    client: Client, changes: dict[str, str], expected: list[str]
) -> None:
    answer = client.post(HOME, FILLED | changes)

    assert (answer.status_code, faults(answer.text)) == (400, expected)
    assert "2024年度全市规模以上工业企业名单\n只要名称和所在旗县。</textarea>" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert Request.objects.count() == 0


@pytest.mark.parametrize("size", [5001, 1_000_000])
def test_a_text_that_is_too_long_is_refused_and_kept(client: Client, size: int) -> None:
    """A million characters are 3 MB."""
    answer = client.post(HOME, FILLED | {"description": "长" * size})

    assert answer.status_code == 400
    assert f"所需信息的内容描述有 {size} 个字，最多 5000 个字。" in answer.text
    assert "长" * size in answer.text


def test_more_than_the_server_reads_is_refused_in_a_sentence(client: Client) -> None:
    answer = client.post(HOME, FILLED | {"description": "长" * 2_200_000})

    assert answer.status_code == 400
    assert "文字过长" in words(answer)


@pytest.mark.clause("2.2.1")
@pytest.mark.clause("cn-foi:31")
def test_what_is_sent_is_what_was_shown(cast: Cast, client: Client) -> None:
    look = client.post(HOME, FILLED)
    said = words(look)
    sent = apply(client, cast.hulunbuir)
    request = Request.objects.get(number=sent.number)

    shown = ("公民", "𠮷小明", RESIDENT_ID, "2024年度全市规模以上工业企业名单", "电子版", "2025年3月24日")
    assert [text for text in shown if text not in said] == []
    assert (request.description, request.state, str(request.received_on), str(request.due_on)) == (
        FILLED["description"],
        "received",
        "2025-03-03",
        "2025-03-24",
    )
    assert opened(request.applicant, "name") == "𠮷小明"
    assert LedgerEntry.objects.filter(verb="apply", subject_id=request.pk).count() == 1


def test_going_back_to_the_form_keeps_everything(client: Client) -> None:
    look = client.post(HOME, FILLED | {"evidence": a_file()})
    back = client.post(HOME, field_values(look.text, HOME))

    assert back.status_code == 200
    assert "证.jpg" in words(back)
    assert "没有收下" not in words(back)
    assert [field_values(back.text, HOME)[name] for name in ("name", "identity")] == ["𠮷小明", RESIDENT_ID]


def test_files_are_asked_for_once_and_end_sealed_with_the_request(
    cast: Cast, client: Client, settings: Settings
) -> None:
    faulty = client.post(HOME, FILLED | {"name": "", "evidence": a_file()})
    note = field_values(faulty.text, HOME)["staged"]
    look = client.post(
        HOME, FILLED | {"staged": note, "attachments": [a_file("a.pdf"), a_file("b.pdf", b"b")]}
    )
    staged = settings.FILES_DIR.with_name("staged")
    waiting = [path.read_bytes() for path in staged.iterdir()]
    page = client.post(SEND, field_values(look.text, SEND), follow=True)
    request = Request.objects.get(number=receipt_on(page.text).number)
    rows = list(request.files.order_by("id"))
    context = f"request-file:{request.pk}"

    assert len(waiting) == 3
    assert not any(b"evidence" in data for data in waiting)
    assert list(staged.iterdir()) == []
    assert [(row.kind, the_vault().open(row.name, context), row.size) for row in rows] == [
        ("evidence", "证.jpg", 11),
        ("attachment", "a.pdf", 11),
        ("attachment", "b.pdf", 1),
    ]
    store = FileStore(settings.FILES_DIR)
    assert the_vault().open_bytes(store.read(rows[0].digest), context) == b"\xff\xd8 evidence"


def test_a_file_can_be_taken_out_again(client: Client, settings: Settings) -> None:
    look = client.post(HOME, FILLED | {"attachments": [a_file("a.pdf"), a_file("b.pdf")]})
    back = client.post(HOME, field_values(look.text, HOME))
    unwanted = field_values(back.text, HOME)["unwanted"]
    note = field_values(back.text, HOME)["staged"]
    again = client.post(HOME, FILLED | {"staged": note, "unwanted": unwanted})

    assert "a.pdf" in words(again)
    assert "b.pdf" not in words(again)
    assert len(list(settings.FILES_DIR.with_name("staged").iterdir())) == 1


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([a_file(f"{n}.pdf") for n in range(20)], "附带了 20 个文件，最多 10 个。"),
        ([a_file("空.pdf", b"")], "附带的文件里有空文件。"),
        ([a_file("大.pdf", bytes(20 * 1024 * 1024 + 1))], "附带的文件合计超过 20 MB。"),
    ],
)
def test_too_many_too_large_and_empty_files_are_refused(
    client: Client, settings: Settings, files: list[Any], sentence: str
) -> None:
    for file in files:
        file.seek(0)
    answer = client.post(HOME, FILLED | {"attachments": files})

    assert answer.status_code == 400
    assert [sentence in line for line in faults(answer.text)] == [True]
    assert not settings.FILES_DIR.with_name("staged").exists()


def test_a_note_of_files_that_is_not_ours_brings_no_files(client: Client) -> None:
    look = client.post(HOME, FILLED | {"staged": "eyJwbGFjZSI6Ii4uL3NlY3JldCJ9:1abc:xyz"})

    assert (look.status_code, field_values(look.text, SEND)["staged"]) == (200, "")


def test_files_that_waited_too_long_are_asked_for_again(client: Client, settings: Settings) -> None:
    look = client.post(HOME, FILLED | {"attachments": a_file()})
    for path in settings.FILES_DIR.with_name("staged").iterdir():
        path.unlink()
    answer = client.post(SEND, field_values(look.text, SEND))

    assert answer.status_code == 400
    assert faults(answer.text) == ["其他材料：先前选的文件已经不在了（最多保留一天）。请重新选择文件。"]
    assert Request.objects.count() == 0


def test_pressing_twice_sends_once_and_shows_the_same_receipt(client: Client) -> None:
    look = client.post(HOME, FILLED)
    given = field_values(look.text, SEND)
    receipts = [receipt_on(client.post(SEND, given, follow=True).text) for _ in range(2)]

    assert Request.objects.count() == 1
    assert (receipts[0].number, receipts[0].code) == (receipts[1].number, receipts[1].code)


def test_another_last_look_is_another_request(cast: Cast, client: Client) -> None:
    first, second = apply(client, cast.hulunbuir), apply(client, cast.hulunbuir)

    assert Request.objects.count() == 2
    assert first.number != second.number


def test_sending_needs_the_token_of_the_last_look(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    look = strict.post(HOME, FILLED)
    given = field_values(look.text, SEND)
    forged = strict.post(
        SEND, {name: value for name, value in given.items() if name != "csrfmiddlewaretoken"}
    )
    fine = strict.post(SEND, given)

    assert (look.status_code, forged.status_code, fine.status_code) == (200, 403, 302)
    assert Request.objects.count() == 1


def test_what_was_tampered_with_on_the_last_look_is_judged_again(client: Client) -> None:
    look = client.post(HOME, FILLED)
    answer = client.post(SEND, field_values(look.text, SEND) | {"name": ""})

    assert (answer.status_code, Request.objects.count()) == (400, 0)


@pytest.mark.parametrize("nonce", ["", "x", "0" * 5000])
def test_without_a_last_look_nothing_is_sent(client: Client, nonce: str) -> None:
    answer = client.post(SEND, FILLED | {"nonce": nonce})

    assert (answer.status_code, answer.headers["Location"], Request.objects.count()) == (302, HOME, 0)
    assert client.get(SEND).status_code == 302


@pytest.mark.clause("2.2.2")
def test_the_receipt_has_number_code_due_date_and_how_it_was_counted(cast: Cast, client: Client) -> None:
    sent = apply(client, cast.hulunbuir)
    answer = client.get(f"{HOME}receipt/")
    said = words(answer)

    assert re.fullmatch("2025-[0-9A-Z]{4}-[0-9A-Z]{4}", sent.number)
    assert len(sent.code) == 10
    assert "最迟在2025年3月24日前答复您" in said
    assert "2025年3月4日至3月24日：计15个工作日（第1至第15个）。依据：制度 二（三）。" in said
    assert '<svg class="day-strip"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    link = re.findall(r'href="(/hulunbuir-statistics/track/letters/\d+/docx)"', answer.text)[0]
    assert client.get(link).content[:2] == b"PK"


def test_the_receipt_ends_after_half_an_hour_and_is_nobody_elses(
    cast: Cast, client: Client, on_the_day: Clock
) -> None:
    sent = apply(client, cast.hulunbuir)
    stranger = Client().get(f"{HOME}receipt/")
    elsewhere = client.get("/naiman-housing/apply/receipt/")
    on_the_day.moment += timedelta(minutes=31)
    late = client.get(f"{HOME}receipt/")

    assert [each.status_code for each in (stranger, elsewhere, late)] == [410] * 3
    assert not any(sent.code in each.text for each in (stranger, elsewhere, late))


def test_the_code_lies_nowhere_in_the_database_in_clear(cast: Cast, client: Client) -> None:
    sent = apply(client, cast.hulunbuir)
    session = client.session
    kept = str({key: session[key] for key in session.keys()})  # noqa: SIM118 - a session is no dict

    assert "portal.receipt" in kept
    assert sent.code not in kept


def test_a_bureau_without_a_portal_has_no_form(client: Client) -> None:
    assert [client.get(f"/{slug}/apply/").status_code for slug in ("nobody", "hulunbuir-government")] == [
        404,
        404,
    ]


@pytest.mark.clause("disclosure.7")
@pytest.mark.clause("2.2.2")
def test_the_form_names_the_acceptance_body_of_each_bureau(client: Client) -> None:
    said = {slug: words(client.get(f"/{slug}/apply/")) for slug in ("hulunbuir-statistics", "naiman-housing")}

    assert [re.findall("任何人都可以申请，由(.*?)受理", text) for text in said.values()] == [
        ["综合科"],
        ["综合股"],
    ]
