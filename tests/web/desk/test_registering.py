"""Registering: a file is read, a person confirms; what is wrong is told under its field and nothing is lost."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.desk import html, sit, words

from gongkai.records.models import Attachment, Edition, InvolvedOrgan, Item, LedgerEntry
from gongkai.web.desk.files import store

NEW = "/desk/items/new/"
PAGE = (
    "<html><head><title>通知</title></head><body><h1>呼伦贝尔市统计局关于做好年报工作的通知</h1>"
    "<p>呼统发〔2025〕3号</p><script>alert(1)</script><p onclick='x()'>各旗市区统计局：</p>"
    "<p>现将有关事项通知如下，请认真遵照执行。</p><p>呼伦贝尔市统计局</p><p>2025年2月24日</p></body></html>"
)


def filled(**changes: Any) -> dict[str, Any]:
    """A form typed by hand, complete for the statistics bureau."""
    given = {
        "step": "save",
        "title": "关于做好年报工作的通知",
        "formed_on": "2025-02-24",
        "validity": "有效",
        "body_text": "各旗市区统计局：\n请遵照执行。",
        "proposed_class": "proactive",
        "class_reasons": "属于应当让公众知晓的事项。",
        "audience": "public",
        "category": "statistics",
        "matter": "data-analysis",
        "provenance": "made",
    }
    return given | changes


def at_desk(cast: Cast) -> tuple[Client, str]:
    """A handler's browser and the id of her unit."""
    return sit(cast.hulunbuir, "business_handler"), str(cast.hulunbuir.unit("business").pk)


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def note_of(page: Any) -> str:
    """The signed note of the files in the form."""
    return html(page).partition('name="source" value="')[2].partition('"')[0]


def seen_of(page: Any) -> str:
    """The fingerprint of the draft that the form began from."""
    found: list[str] = re.findall(r'name="seen_fingerprint" value="([0-9a-f]{64})"', html(page))
    return found[0]


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.clause("3.6")
def test_a_file_is_read_confirmed_and_registered(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    page = desk.post(NEW, {"step": "read", "document": upload("通知.html", PAGE.encode())})
    assert page.status_code == 200, words(page)
    assert "呼伦贝尔市统计局关于做好年报工作的通知</textarea>" in html(page)
    assert 'value="呼统发〔2025〕3号"' in html(page)
    assert 'value="2025-02-24"' in html(page)
    assert "alert(1)" not in html(page)
    assert "onclick" not in html(page)
    given = filled(
        source=note_of(page), body_from="file", responsible_unit=unit, title="经核对的标题", body_text=""
    )
    done = desk.post(NEW, given)
    assert done.status_code == 302, words(done)
    edition = Edition.objects.get()
    assert done.headers["Location"] == f"/desk/items/{edition.item_id}/"
    assert (edition.title, edition.state, edition.formed_on) == ("经核对的标题", "draft", date(2025, 2, 24))
    assert (edition.proposed_class, edition.class_reasons) == ("proactive", "属于应当让公众知晓的事项。")
    assert edition.source_name == "通知.html"
    assert store().read(edition.source_digest) == PAGE.encode()
    assert "请认真遵照执行" in edition.body_text
    assert "script" not in edition.body_html
    assert "已登记，现在是草稿。" in words(desk.get(done.headers["Location"]))


def test_text_can_be_typed_by_hand_and_is_never_markup(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    assert "手工录入正文" in words(desk.get(NEW))
    assert desk.get(f"{NEW}?by=hand").status_code == 200
    desk.post(NEW, filled(responsible_unit=unit, body_text="甲<b>乙</b>\n\n丙"))
    edition = Edition.objects.get()
    assert edition.body_html == "<p>甲&lt;b&gt;乙&lt;/b&gt;</p><p>丙</p>"
    assert edition.body_text == "甲<b>乙</b>\n丙"


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as _archive:
    _archive.writestr("[Content_Types].xml", "<Types/>")
    _archive.writestr("word/document.xml", b"0" * 60_000_000)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("空.docx", b"", "文件"),
        ("假.pdf", b"<html><body>x</body></html>", "「假.pdf」没有收下："),
        ("坏.pdf", b"%PDF-1.7\nnothing", "「坏.pdf」没有收下："),
        ("炸弹.docx", BOMB.getvalue(), "「炸弹.docx」没有收下：文件解开后大得不合常理"),
        ("程序.exe", b"MZ\x90\x00" + b"\x00" * 100, "「程序.exe」没有收下："),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    cast: Cast, name: str, content: bytes, said: str
) -> None:
    desk, _ = at_desk(cast)
    page = desk.post(NEW, {"step": "read", "document": upload(name, content)})
    assert page.status_code == 400
    assert said in words(page)
    assert 'href="#id_document"' in html(page)
    assert not Item.objects.exists()


def test_a_file_over_the_limit_is_dropped_and_the_rest_of_the_form_is_kept(
    cast: Cast, settings: Settings
) -> None:
    settings.UPLOAD_LIMIT = 2 * 1024 * 1024
    desk, unit = at_desk(cast)
    big = b"x" * (5 * 1024 * 1024)
    page = desk.post(NEW, {"step": "read", "document": upload("大.docx", big)})
    assert (page.status_code, "「大.docx」超过2 MB，没有收下。" in words(page)) == (400, True)
    # The title comes after the file in the request: it must still be read.
    given = {"attachments": upload("大.docx", big), **filled(responsible_unit=unit, title="还在的标题")}
    page = desk.post(NEW, given)
    assert page.status_code == 400
    assert "「大.docx」超过2 MB，没有收下。" in words(page)
    assert "还在的标题</textarea>" in html(page)
    assert not Item.objects.exists()
    assert not list(settings.FILES_DIR.rglob("*")) if settings.FILES_DIR.exists() else True


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"title": "长" * 5000}, "title", "标题有5000个字，最多200个字"),
        ({"title": ""}, "title", "这一项没有填写。"),
        ({"formed_on": "1899-01-01"}, "formed_on", "1899年1月1日，早于1949年10月1日"),
        ({"formed_on": "2025-02-30"}, "formed_on", "「2025-02-30」不是一个日期"),
        ({"formed_on": "2026-01-01"}, "formed_on", "晚于今天"),
        ({"formed_on": "1899-01-01", "title": ""}, "formed_on", "这一项没有填写。"),
        ({"category": "affairs"}, "category", "「affairs」不在可选的范围内"),
        ({"category": "internal-budget"}, "category", "不是本机关制度里向社会公开的类别"),
        ({"class_reasons": ""}, "class_reasons", "这一项没有填写。"),
        ({"proposed_class": "secret"}, "proposed_class", "「secret」不在可选的范围内"),
        ({"provenance": "obtained"}, "obtained_from", "没有写明从谁获取"),
        ({"secrecy_until": "2030-01-01"}, "secrecy_until", "没有密级"),
        ({"matter": "nothing"}, "matter", "「nothing」不在可选的范围内"),
    ],
)
def test_what_is_wrong_is_told_under_its_field_and_the_rest_is_kept(
    cast: Cast, changes: dict[str, str], field: str, said: str
) -> None:
    desk, unit = at_desk(cast)
    page = desk.post(NEW, filled(responsible_unit=unit, doc_number="呼统发〔2025〕3号", **changes))
    assert page.status_code == 400
    assert said in words(page).replace(",", "，")
    assert f'href="#id_{field}' in html(page)
    assert 'value="呼统发〔2025〕3号"' in html(page)
    assert "请遵照执行。" in html(page)
    assert (Item.objects.count(), LedgerEntry.objects.count()) == (0, 0)


@pytest.mark.clause("1.2.public.1", "disclosure.4.1")
def test_sending_to_review_without_a_category_leads_back_to_the_draft(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    desk.post(NEW, filled(responsible_unit=unit, category=""))
    edition = Edition.objects.get()
    page = desk.post(f"/desk/editions/{edition.pk}/submit/")
    assert page.status_code == 409
    assert "没有归入类别" in words(page)
    assert f'href="/desk/items/{edition.item_id}/revise/">去修改草稿' in html(page)


def test_files_survive_a_form_that_is_sent_back(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    page = desk.post(
        NEW, {"step": "read", "document": upload("通知.docx", docx("关于年报工作的通知", "正文一段。"))}
    )
    page = desk.post(
        NEW,
        filled(
            source=note_of(page),
            body_from="file",
            title="",
            responsible_unit=unit,
            attachments=upload("附表.txt", b"1,2"),
        ),
    )
    assert page.status_code == 400
    assert "通知.docx" in words(page)
    assert "附表.txt" in words(page)
    done = desk.post(NEW, filled(source=note_of(page), body_from="file", responsible_unit=unit))
    assert done.status_code == 302, words(done)
    assert "正文一段。" in Edition.objects.get().body_text
    assert [(row.name, row.size) for row in Attachment.objects.all()] == [("附表.txt", 3)]


def test_a_note_that_is_not_hers_brings_no_files(cast: Cast) -> None:
    desk, _ = at_desk(cast)
    page = desk.post(NEW, {"step": "read", "document": upload("通知.html", PAGE.encode())})
    other = sit(cast.hulunbuir, "other_handler")
    unit = str(cast.hulunbuir.unit("other").pk)
    for note in (note_of(page), "forged", note_of(page)[:-2]):
        done = other.post(NEW, filled(source=note, body_from="file", responsible_unit=unit))
        assert done.status_code == 302
    assert {edition.source_digest for edition in Edition.objects.all()} == {""}


def test_joint_makers_and_others_concerned_are_written_one_to_a_line(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    desk.post(
        NEW,
        filled(responsible_unit=unit, joint_makers="市财政局\n 市财政局\n", concerned="市公安局\n市财政局"),
    )
    rows = InvolvedOrgan.objects.values_list("name", "joint_maker")
    assert sorted(rows) == [("市公安局", False), ("市财政局", True)]


def test_who_handles_nothing_is_told_to_whom_to_give_the_file(cast: Cast) -> None:
    page = sit(cast.hulunbuir, "leader").get(NEW)
    assert "您现在不能登记信息" in words(page)
    assert '<form method="post" enctype' not in html(page)


def test_registering_for_somebody_elses_unit_is_not_offered(cast: Cast) -> None:
    desk, _ = at_desk(cast)
    page = desk.post(NEW, filled(responsible_unit=str(cast.hulunbuir.unit("law").pk)))
    assert page.status_code == 400
    assert not Item.objects.exists()


def test_a_draft_is_changed_on_the_same_form(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    page = desk.post(NEW, {"step": "read", "document": upload("通知.html", PAGE.encode())})
    desk.post(
        NEW,
        filled(
            source=note_of(page), body_from="file", responsible_unit=unit, attachments=upload("表.txt", b"1")
        ),
    )
    edition = Edition.objects.get()
    address = f"/desk/items/{edition.item_id}/revise/"
    page = desk.get(address)
    assert "关于做好年报工作的通知</textarea>" in html(page)
    assert "表.txt" in words(page)
    digest = Attachment.objects.get().digest
    done = desk.post(
        address, filled(source=note_of(page), body_from="file", title="改过的标题", drop=[digest])
    )
    assert done.status_code == 302, words(done)
    fresh = Edition.objects.get()
    assert (fresh.title, fresh.body_html, fresh.source_name) == ("改过的标题", edition.body_html, "通知.html")
    assert not Attachment.objects.exists()


def test_after_it_was_sent_changing_is_refused_and_a_new_edition_is_offered(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    desk.post(NEW, filled(responsible_unit=unit))
    edition = Edition.objects.get()
    desk.post(f"/desk/editions/{edition.pk}/submit/")
    for answer in (
        desk.get(f"/desk/items/{edition.item_id}/revise/"),
        desk.post(f"/desk/items/{edition.item_id}/revise/", filled()),
    ):
        assert answer.status_code == 409
        assert "不能修改草稿" in words(answer)
        assert "另立新版本" in words(answer)
    done = desk.post(f"/desk/items/{edition.item_id}/renew/", filled(title="第二版"))
    assert done.status_code == 302, words(done)
    assert list(Edition.objects.order_by("number").values_list("number", "title", "state")) == [
        (1, "关于做好年报工作的通知", "superseded"),
        (2, "第二版", "draft"),
    ]


def test_of_two_who_change_a_draft_the_second_is_told(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    desk.post(NEW, filled(responsible_unit=unit))
    edition = Edition.objects.get()
    address = f"/desk/items/{edition.item_id}/revise/"
    colleague = sit(cast.hulunbuir, "business_handler_2")
    hers, his = (seen_of(one.get(address)) for one in (desk, colleague))
    assert desk.post(address, filled(title="她改的标题", seen_fingerprint=hers)).status_code == 302
    late = colleague.post(address, filled(title="他改的标题", seen_fingerprint=his))
    assert late.status_code == 409
    assert "您看到的内容已经改动" in words(late)
    assert "他改的标题" in html(late)
    assert Edition.objects.get().title == "她改的标题"
    again = colleague.post(
        address, filled(title="他改的标题", seen_fingerprint=seen_of(colleague.get(address)))
    )
    assert again.status_code == 302


def test_marks_nobody_sees_are_not_kept_and_alone_are_no_title(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    refused = desk.post(NEW, filled(title="\u200b\u202e\x01", responsible_unit=unit))
    assert refused.status_code == 400
    typed = filled(title="关于\x0b年报\u202e的通知", issuer="市局\x01", responsible_unit=unit)
    assert desk.post(NEW, typed).status_code == 302
    edition = Edition.objects.get()
    assert (edition.title, edition.issuer) == ("关于年报的通知", "市局")


def test_the_name_of_a_file_reads_as_it_is_written(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    desk.post(NEW, filled(responsible_unit=unit, attachments=upload("表\u202egpj.exe", b"1")))
    assert Attachment.objects.get().name == "表gpj.exe"


def test_a_file_is_handed_only_to_who_may_see_its_item(cast: Cast) -> None:
    desk, unit = at_desk(cast)
    desk.post(NEW, filled(responsible_unit=unit, attachments=upload("页.html", b"<script>alert(1)</script>")))
    edition = Edition.objects.get()
    address = f"/desk/files/{edition.pk}/{Attachment.objects.get().digest}/"
    answer = desk.get(address)
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"  # type: ignore[attr-defined] # a file answer
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert sit(cast.naiman, "office_head").get(address).status_code == 404
    assert desk.get(f"/desk/files/{edition.pk}/{'0' * 64}/").status_code == 404
