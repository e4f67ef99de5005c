"""What cannot be taken is refused in sentences, what was typed stays, and nothing in the database changes."""

from __future__ import annotations

import http.client
from urllib.parse import urlsplit

import pytest
from pytest_django import Settings
from tests.browser.acts import WHY_PUBLIC, carried_through, hands_in
from tests.browser.conftest import Visits
from tests.browser.person import DOCUMENTS, Visitor
from tests.support.cast import Cast

from gongkai.records.models import Edition, Item, LedgerEntry

pytestmark = pytest.mark.browser

MEGABYTE = 1024 * 1024


def nothing_is_kept() -> bool:
    return not (Item.objects.exists() or LedgerEntry.objects.exists())


def filled_by_hand(visitor: Visitor) -> None:
    """A complete form without a file, not yet sent."""
    visitor.goes_to("/desk/items/new/")
    visitor.follows("手工录入正文")
    visitor.fills("标题", "关于统计开放日的通知")
    visitor.page.get_by_label("成文日期").fill("2025-02-24")
    visitor.picks("拟定公开属性", "主动公开")
    visitor.fills("认定的理由", WHY_PUBLIC)
    visitor.selects("类别", "统计信息")
    visitor.selects("信息种类", "重要文件")
    visitor.page.get_by_role("textbox", name="正文", exact=True).fill("现将有关事项通知如下。")


def stays_filled(visitor: Visitor, *, but: str = "") -> None:
    typed = {"标题": "关于统计开放日的通知", "认定的理由": WHY_PUBLIC}
    for label, words in typed.items():
        if label != but:
            assert visitor.value_of(label) == words
    assert visitor.chosen("拟定公开属性") == ["主动公开"]
    assert (
        visitor.page.get_by_role("textbox", name="正文", exact=True).input_value() == "现将有关事项通知如下。"
    )


def complaint(visitor: Visitor) -> str:
    """The summary on top, which must link to the field it speaks of."""
    summary = visitor.refusal
    assert summary.get_by_role("heading").inner_text().startswith("没有收下")
    target = summary.get_by_role("link").first.get_attribute("href") or ""
    assert visitor.page.locator(target).count() == 1
    return str(summary.inner_text())


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("空的.docx", b"", "空"),
        ("通知.pdf", "%PDF-1.7 其实是一段文字".encode(), "「通知.pdf」没有收下"),
        ("通知.docx", b"PK\x03\x04" + bytes(200), "「通知.docx」没有收下"),
    ],
)
def test_a_file_that_is_not_what_it_says(
    visit: Visits, cast: Cast, name: str, data: bytes, sentence: str
) -> None:
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    desk.follows("登记信息")
    desk.uploads("选择文件", (name, "application/octet-stream", data))
    desk.presses("读取文件")
    assert sentence in complaint(desk)
    assert nothing_is_kept()


def test_a_file_that_is_too_large_beside_a_filled_form(visit: Visits, cast: Cast, settings: Settings) -> None:
    settings.UPLOAD_LIMIT = MEGABYTE
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    filled_by_hand(desk)
    desk.uploads("添加附件", ("附表.xlsx", "application/octet-stream", bytes(2 * MEGABYTE)))
    desk.presses("登记")
    assert "「附表.xlsx」超过1 MB" in complaint(desk)
    stays_filled(desk)
    assert nothing_is_kept()


def test_a_title_of_five_thousand_characters(visit: Visits, cast: Cast) -> None:
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    filled_by_hand(desk)
    desk.fills("标题", "统" * 5000)
    desk.presses("登记")
    assert "5000个字" in complaint(desk)
    assert desk.value_of("标题") == "统" * 5000
    stays_filled(desk, but="标题")
    assert nothing_is_kept()


def test_a_date_in_1899(visit: Visits, cast: Cast) -> None:
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    filled_by_hand(desk)
    desk.page.get_by_label("成文日期").fill("1899-12-31")
    desk.presses("登记")
    assert "1899" in complaint(desk)
    assert desk.page.get_by_label("成文日期").input_value() == "1899-12-31"
    stays_filled(desk)
    assert nothing_is_kept()


def test_a_category_of_the_other_bureau(visit: Visits, cast: Cast) -> None:
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    filled_by_hand(desk)
    forge = "list => { list.add(new Option('政务信息', 'affairs')); list.value = 'affairs' }"
    desk.page.get_by_label("类别", exact=False).first.evaluate(forge)
    desk.presses("登记")
    assert "「affairs」不在可选的范围内" in complaint(desk)
    stays_filled(desk)
    assert nothing_is_kept()


def test_an_empty_form_names_every_field_that_is_missing(visit: Visits, cast: Cast) -> None:
    desk = visit().logs_in(cast.naiman, "business_handler")
    desk.goes_to("/desk/items/new/?by=hand")
    desk.presses("登记")
    missing = [link.inner_text() for link in desk.refusal.get_by_role("link").all()]
    assert missing == ["标题", "成文日期", "拟定公开属性", "认定的理由"]
    assert nothing_is_kept()


def test_scripts_of_a_page_do_not_reach_the_portal(visit: Visits, cast: Cast) -> None:
    page = (DOCUMENTS / "statistics-notice.html").read_bytes()
    trap = b"<script>document.title='trap'</script><img src=x onerror=\"document.title='trap'\"><a href='javascript:alert(1)'>x</a>"
    assert b"</body>" in page
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    desk.follows("登记信息")
    desk.uploads("选择文件", ("通知.html", "text/html", page.replace(b"</body>", trap + b"</body>")))
    desk.presses("读取文件")
    desk.picks("拟定公开属性", "主动公开")
    desk.fills("认定的理由", WHY_PUBLIC)
    desk.selects("类别", "统计信息")
    desk.selects("信息种类", "重要文件")
    desk.presses("登记")
    edition = Edition.objects.get()
    assert "<p" in edition.body_html
    carried_through(cast.hulunbuir, edition)

    desk.goes_to(f"/hulunbuir-statistics/items/{edition.item_id}/")
    assert desk.heading == edition.title
    assert "trap" not in desk.page.title()
    text = desk.page.get_by_role("article").inner_html()
    assert [bad for bad in ("<script", "onerror", "javascript:") if bad in text] == []


def test_two_hundred_megabytes_are_read_past_and_refused(visit: Visits, address: str, cast: Cast) -> None:
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    desk.goes_to("/desk/items/new/")
    token = desk.page.locator("form[enctype] input[name=csrfmiddlewaretoken]").input_value()
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in desk.page.context.cookies())
    edge = "edge-of-a-part"
    start = (
        f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
        f'--{edge}\r\nContent-Disposition: form-data; name="step"\r\n\r\nread\r\n'
        f'--{edge}\r\nContent-Disposition: form-data; name="document"; filename="big.pdf"\r\n\r\n'
    ).encode()
    end = f"\r\n--{edge}--\r\n".encode()
    block, blocks = bytes(MEGABYTE), 200
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=120)
    connection.putrequest("POST", "/desk/items/new/")
    connection.putheader("Cookie", cookies)
    connection.putheader("Content-Type", f"multipart/form-data; boundary={edge}")
    connection.putheader("Content-Length", str(len(start) + blocks * len(block) + len(end)))
    connection.endheaders(start)
    for _ in range(blocks):
        connection.send(block)
    connection.send(end)
    answer = connection.getresponse()
    assert (answer.status, "「big.pdf」超过50 MB" in answer.read().decode()) == (400, True)
    connection.close()
    assert nothing_is_kept()


def test_what_was_read_can_be_corrected_and_the_file_is_not_lost(visit: Visits, cast: Cast) -> None:
    desk = visit().logs_in(cast.hulunbuir, "business_handler")
    hands_in(desk, DOCUMENTS / "statistics-notice.docx")
    desk.fills("标题", "")
    desk.presses("登记")
    assert "标题" in complaint(desk)
    assert desk.sees("statistics-notice.docx")
    assert desk.value_of("发文字号") == "呼统字〔2024〕12号"
    assert desk.page.get_by_role("cell", name="海拉尔区调查点").count() == 1
    assert nothing_is_kept()
