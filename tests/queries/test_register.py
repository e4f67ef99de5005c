from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.support.cast import Bureau, Cast
from tests.support.ledgers import a_publication, an_edition
from tests.support.road import at_state

from gongkai.queries import register
from gongkai.queries.register import (
    HEADINGS,
    RegisterFilter,
    RegisterLine,
    RegisterPage,
    register_lines,
    register_page,
)
from gongkai.records.models import ChannelUse, Publication

pytestmark = pytest.mark.django_db
BEIJING = timezone(timedelta(hours=8))


def a_line(bureau: Bureau, title: str, days: int = 0, **columns: object) -> Publication:
    edition = an_edition(bureau.organ, title=title, regime_version=bureau.regime_version)
    return a_publication(edition, days=days, **columns)


def titles(bureau: Bureau, **wanted: object) -> list[str]:
    return [line.title for line in register_lines(bureau.organ, RegisterFilter(**wanted))]  # type: ignore[arg-type] # by name


@pytest.mark.clause("6.2.5")
def test_a_line_written_by_the_door_says_who_when_and_what(cast: Cast) -> None:
    bureau = cast.hulunbuir
    edition = at_state(bureau, "withdrawn")
    row = edition.publication
    names = {key: bureau.person(key).name for key in ("office_handler", "business_handler", "leader")}
    (line,) = register_lines(bureau.organ, RegisterFilter())
    assert line == RegisterLine(
        publication_id=row.pk,
        item_id=edition.item_id,
        number="2025-0001",
        index_number=edition.item.index_number,
        title="关于公布2024年度工作情况的通知",
        doc_number="",
        category=line.category,
        audience="向社会公开",
        published_at=datetime(2025, 3, 3, 10, 0, tzinfo=BEIJING),
        publisher=f"{names['office_handler']}（{row.publisher_post}）",
        reviewers=row.reviewers,
        channels=line.channels,
        fingerprint=row.fingerprint,
        standing="已撤回",
        ended_how="withdrawn",
        ended_at=datetime(2025, 3, 3, 10, 0, tzinfo=BEIJING),
        withdrawal_reason="内容有误。",
    )
    assert [name for name in names.values() if name not in line.reviewers] == []
    assert (line.category, line.channels) != (row.category, "website")
    assert len(line.cells) == len(HEADINGS)
    assert dict(zip([heading for heading, _ in HEADINGS], line.cells, strict=True)) == {
        "登记号": "2025-0001",
        "索引号": line.index_number,
        "标题": line.title,
        "发文字号": "",
        "类别": line.category,
        "公开方式（对象）": "向社会公开",
        "发布时间": line.published_at,
        "发布人": line.publisher,
        "审查人": line.reviewers,
        "渠道": line.channels,
        "内容摘要值（SM3）": line.fingerprint,
        "状态": "已撤回",
        "撤回时间": line.ended_at,
        "撤回原因": "内容有误。",
    }


def test_a_line_that_was_replaced_has_no_time_of_withdrawal(cast: Cast) -> None:
    row = a_line(cast.hulunbuir, "旧")
    Publication.objects.filter(pk=row.pk).update(ended_at=row.published_at, ended_how="replaced")
    (line,) = register_lines(cast.hulunbuir.organ, RegisterFilter())
    assert (line.standing, line.cells[11:]) == ("已更新", ("已更新", None, ""))


def test_the_newest_comes_first_and_filters_narrow(cast: Cast) -> None:
    bureau = cast.hulunbuir
    a_line(cast.naiman, "别家")
    a_line(bureau, "甲")
    a_line(bureau, "乙", days=1, audience="internal")
    withdrawn = a_line(bureau, "丙", days=2, category="other")
    Publication.objects.filter(pk=withdrawn.pk).update(ended_at=withdrawn.published_at, ended_how="withdrawn")
    assert titles(bureau) == ["丙", "乙", "甲"]
    assert titles(bureau, since=date(2026, 3, 3)) == ["丙", "乙"]
    assert titles(bureau, until=date(2026, 3, 3)) == ["乙", "甲"]
    assert titles(bureau, since=date(2026, 3, 3), until=date(2026, 3, 3)) == ["乙"]
    assert titles(bureau, category="other") == ["丙"]
    assert titles(bureau, audience="internal") == ["乙"]
    assert titles(bureau, standing="live") == ["乙", "甲"]
    assert titles(bureau, standing="withdrawn") == ["丙"]
    assert titles(bureau, standing="replaced") == []


def test_channels_stand_in_the_order_of_use_each_once(cast: Cast) -> None:
    row = a_line(cast.hulunbuir, "甲")
    for channel, day in (("b", 2), ("a", 1), ("b", 3)):
        ChannelUse.objects.create(publication=row, channel=channel, used_on=date(2026, 3, day))
    assert next(register_lines(cast.hulunbuir.organ, RegisterFilter())).channels == "a、b"


@pytest.mark.parametrize(
    ("page", "shown", "first"), [(-1, 1, "丙"), (1, 1, "丙"), (2, 2, "甲"), (99, 2, "甲")]
)
def test_pages(cast: Cast, page: int, shown: int, first: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "PAGE_SIZE", 2)
    for days, title in enumerate("甲乙丙"):
        a_line(cast.hulunbuir, title, days=days)
    found = register_page(cast.hulunbuir.organ, RegisterFilter(), page)
    assert (found.total, found.page, found.pages, found.lines[0].title) == (3, shown, 2, first)


def test_an_empty_register_has_one_page(cast: Cast) -> None:
    assert register_page(cast.hulunbuir.organ, RegisterFilter(), 3) == RegisterPage((), 0, 1, 1)


def test_the_number_of_queries_does_not_grow(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    a_line(cast.hulunbuir, "甲")
    list(register_lines(cast.hulunbuir.organ, RegisterFilter()))
    for titles_known in range(2):
        with django_assert_num_queries(2):
            assert len(list(register_lines(cast.hulunbuir.organ, RegisterFilter()))) == 1 + 2 * titles_known
        a_line(cast.hulunbuir, "乙")
        a_line(cast.hulunbuir, "丙")
