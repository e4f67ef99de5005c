"""The register of requests on the screen and as a file: filters in the address, and nothing that runs as a formula."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook
from tests.support.cast import Cast
from tests.support.desk import html, sit, words
from tests.support.request_road import applied, assigned, at_request_state

from gongkai.core.requests import states
from gongkai.core.requests.identity import ApplicantKind, IdentityKind
from gongkai.queries.request_list import HEADINGS

FORMULAS = ("=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "-2", "＝1+1")


def test_filters_stay_in_the_address_and_in_the_form(cast: Cast) -> None:
    assigned(cast.hulunbuir)
    page = sit(cast.hulunbuir, "general_handler").get("/desk/requests/?state=working&order=due&text=工业")
    text = html(page)
    assert '<option value="working" selected>' in text
    assert 'name="order" value="due"' in text
    assert "order=received" in text
    assert "/desk/requests/export/xlsx/?state=working" in text
    assert "共1件" in words(page)


@pytest.mark.parametrize(
    "asked",
    ["state=x&unit=x&due=x&year=x&page=x", "page=99999999999999", "unit=99999999999999999999", "text=%00"],
)
def test_nonsense_in_the_address_is_no_matter(cast: Cast, asked: str) -> None:
    assigned(cast.hulunbuir)
    assert sit(cast.hulunbuir, "general_handler").get(f"/desk/requests/?{asked}").status_code == 200


def test_an_empty_register_says_what_will_be_here(cast: Cast) -> None:
    page = words(sit(cast.hulunbuir, "general_handler").get("/desk/requests/"))
    assert "还没有收到过申请。 申请人在网上提交的，和受理机构登记的" in page
    filtered = words(sit(cast.hulunbuir, "general_handler").get("/desk/requests/?state=open"))
    assert "没有符合条件的申请。" in filtered


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_begins_like_a_formula_is_text_in_the_export(cast: Cast, kind: str) -> None:
    for formula in FORMULAS:
        applied(
            cast.hulunbuir,
            description=formula,
            kind=ApplicantKind.COMPANY,
            name=formula,
            identity_kind=IdentityKind.OTHER,
            identity="A1234",
        )
    page = sit(cast.hulunbuir, "general_handler").get(f"/desk/requests/export/{kind}/?order=oldest")
    content = bytes(page.content)
    column = [heading for heading, _ in HEADINGS].index("申请内容")
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]
        assert [row[column] for row in rows] == [f"'{formula}" for formula in FORMULAS]
        assert [row[column + 1] for row in rows] == [f"'{formula}" for formula in FORMULAS]
    else:
        sheet = load_workbook(io.BytesIO(content)).active
        assert sheet is not None
        cells = [row[column] for row in sheet.iter_rows(min_row=2)]
        assert [(cell.value, cell.data_type) for cell in cells] == [(formula, "s") for formula in FORMULAS]


def test_names_are_masked_on_the_screen_and_in_the_file(cast: Cast) -> None:
    applied(cast.hulunbuir)
    desk = sit(cast.hulunbuir, "general_handler")
    assert "李**" in words(desk.get("/desk/requests/"))
    content = bytes(desk.get("/desk/requests/export/csv/").content).decode("utf-8-sig")
    assert "李**" in content
    assert "李四光" not in content


def test_what_is_due_stands_under_its_heading(cast: Cast) -> None:
    at_request_state(cast.hulunbuir, states.CORRECTING)
    page = words(sit(cast.hulunbuir, "general_handler").get("/desk/requests/due/"))
    assert "逾期 0件 没有逾期的申请。" in page
    assert "暂停计时 1件 2025-00001" in page


def test_only_who_answers_for_others_sees_the_load(cast: Cast) -> None:
    assigned(cast.hulunbuir)
    assert sit(cast.hulunbuir, "business_handler").get("/desk/requests/load/").status_code == 403
    page = sit(cast.hulunbuir, "business_head").get("/desk/requests/load/?year=2025")
    assert "工业统计科 1 0 0 0 0 没有" in words(page)
    assert sit(cast.hulunbuir, "business_head").get("/desk/requests/load/?year=1").status_code == 200


def test_there_is_no_other_kind_of_export(cast: Cast) -> None:
    assert sit(cast.hulunbuir, "general_handler").get("/desk/requests/export/pdf/").status_code == 404
