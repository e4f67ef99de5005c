from __future__ import annotations

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.support.databases import execute
from tests.support.ledgers import a_publication, an_edition, an_organ

from gongkai.actions.search import index_all, index_publication, remove_publication
from gongkai.queries.search import Hit, SearchPage, search
from gongkai.records.models import Organ, Publication

pytestmark = pytest.mark.django_db


def published(organ: Organ, title: str, days: int = 0, **columns: object) -> Publication:
    publication = a_publication(an_edition(organ, title=title), days=days, **columns)
    index_publication(publication)
    return publication


def titles(found: SearchPage) -> list[str]:
    return [hit.title for hit in found.hits]


def test_a_hit_says_what_and_where() -> None:
    organ = an_organ()
    body = "说明。" * 30 + "全年地区生产总值增长5.2%,第三产业增长。" + "完" * 200
    publication = a_publication(an_edition(organ, body=body, title="统计公报ＧＤＰ"))
    index_publication(publication)
    assert search(organ, "地区生产总值 gdp") == SearchPage(
        query="地区生产总值 gdp",
        page=1,
        total=1,
        at_least=False,
        has_next=False,
        hits=(
            Hit(
                item_id=publication.item_id,
                title="统计公报ＧＤＰ",
                marked_title=(("统计公报", False), ("ＧＤＰ", True)),
                doc_number="呼统字〔2026〕3号",
                category="statistics",
                published_on=date(2026, 3, 2),
                excerpt=(
                    ("…", False),
                    ("。" + "说明。" * 9 + "全年", False),
                    ("地区生产总值", True),
                    ("增长5.2%,第三产业增长。" + "完" * 70, False),
                    ("…", False),
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    "text", ["呼统字〔2026〕3号", "呼统字[2026]3号", "2026 3号", "TJJ-2026-00001", "统计公报"]
)
def test_found_by_title_and_by_number(text: str) -> None:
    organ = an_organ()
    published(organ, "统计公报")
    assert titles(search(organ, text)) == ["统计公报"]


def test_a_phrase_does_not_reach_from_the_title_into_the_body() -> None:
    organ = an_organ()
    index_publication(a_publication(an_edition(organ, title="统计", body="公报", doc_number="")))
    assert search(organ, "统计公报").total == 0
    assert search(organ, "统计 公报").total == 1


def test_the_newest_comes_first() -> None:
    organ = an_organ()
    for title, days in (("甲公报", 2), ("乙公报", 5), ("丙公报", 5), ("丁公报", 0)):
        published(organ, title, days)
    assert titles(search(organ, "公报")) == ["丙公报", "乙公报", "甲公报", "丁公报"]


def test_other_organs_and_audiences_are_not_shown() -> None:
    ours, theirs = an_organ(), an_organ("naiman-housing", "奈曼旗住房和城乡建设局")
    published(ours, "对外公报")
    published(ours, "内部公报", audience="internal")
    published(theirs, "别家公报")
    assert titles(search(ours, "公报")) == ["对外公报"]
    assert titles(search(ours, "公报", audience="internal")) == ["内部公报"]
    assert titles(search(theirs, "公报")) == ["别家公报"]


def test_category_and_year_narrow_the_search() -> None:
    organ = an_organ()
    published(organ, "今年公报")
    published(organ, "明年公报", days=305)
    published(organ, "今年规划公报", category="plans")
    assert titles(search(organ, "公报", category="plans")) == ["今年规划公报"]
    assert titles(search(organ, "公报", year=2027)) == ["明年公报"]
    assert titles(search(organ, "公报", year=2026, category="statistics")) == ["今年公报"]


def test_a_new_edition_takes_the_place_of_the_old_one() -> None:
    organ = an_organ()
    old = published(organ, "旧公报")
    Publication.objects.filter(pk=old.pk).update(ended_at=old.published_at, ended_how="replaced")
    edition = an_edition(organ, title="新公报")
    edition.item, edition.number = old.item, 2
    edition.save()
    index_publication(a_publication(edition, days=1))
    assert titles(search(organ, "公报")) == ["新公报"]


def test_what_is_withdrawn_is_found_no_longer() -> None:
    organ = an_organ()
    publication = published(organ, "公报")
    remove_publication(publication)
    assert search(organ, "公报").total == 0
    remove_publication(publication)


def test_indexing_twice_is_indexing_once_and_all_can_be_built_again() -> None:
    organ = an_organ()
    publication = published(organ, "公报")
    index_publication(publication)
    ended = a_publication(an_edition(organ, title="旧公报"), ended_how="withdrawn")
    ended.ended_at = ended.published_at
    ended.save()
    before = search(organ, "公报")
    assert index_all(Publication.objects.all()) == 1
    assert search(organ, "公报") == before
    assert titles(before) == ["公报"]


def test_pages_follow_each_other_and_counting_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    organ = an_organ()
    for number in range(45):
        published(organ, f"公报{number}", days=number)
    pages = [search(organ, "公报", page=page) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
    assert [page.has_next for page in pages] == [True, True, False, False]
    assert [title for page in pages for title in titles(page)] == [
        f"公报{number}" for number in range(44, -1, -1)
    ]
    assert (pages[0].total, pages[0].at_least) == (45, False)
    monkeypatch.setattr("gongkai.queries.search_index.COUNTED", 40)
    assert (search(organ, "公报").total, search(organ, "公报").at_least) == (40, True)


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    organ = an_organ()
    published(organ, "公报")
    with django_assert_num_queries(3):
        assert search(organ, "公报").total == 1
    published(organ, "公报二")
    published(organ, "公报三")
    with django_assert_num_queries(3):
        assert search(organ, "公报").total == 3


def test_an_entry_without_its_publication_is_passed_over() -> None:
    organ = an_organ()
    publication = published(organ, "公报")
    execute("UPDATE records_searchentry SET item_id = item_id + 1")
    Publication.objects.filter(pk=publication.pk).delete()
    assert titles(search(organ, "公报")) == []
