"""What is withheld from an item does not get onto its pages, whichever way it came there."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings
from tests.support.cast import Bureau, Cast
from tests.support.found import marks, publishes, ready, redacts
from tests.support.kept_files import kept
from tests.support.plain_drafts import worded
from tests.support.redacted import NUMBER, PERSON, TEXT, published, redacted
from tests.support.road import MOMENT, registered

from gongkai.jobs.bake import bake_everything, run_open_tasks
from gongkai.jobs.page_guard import PageGuard
from gongkai.queries.portal.frame import frame_of
from gongkai.records.models import Edition, Publication, ReleasedFile
from gongkai.web.portal.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.clause("3.14"), pytest.mark.clause("secrecy.12")]


@pytest.fixture
def row(cast: Cast) -> Publication:
    return published(cast.hulunbuir, redacted(cast.hulunbuir, "trade-secret-privacy"))


@pytest.fixture
def site(settings: Settings, tmp_path: Path) -> Path:
    settings.SITE_DIR = tmp_path / "site"
    return tmp_path / "site"


def guard_of(row: Publication) -> PageGuard:
    return PageGuard([(row.organ, frame_of(row.organ, row.published_on))])


def pages(site: Path, row: Publication) -> Iterator[str]:
    return (
        path.relative_to(site).as_posix()
        for path in sorted(site.rglob("*"))
        if f"/items/{row.item_id}" in path.as_posix() and path.is_file()
    )


def test_the_redacted_text_goes_out_and_nothing_withheld_anywhere_in_the_site(
    row: Publication, site: Path
) -> None:
    run_open_tasks()
    slug = row.organ.slug
    assert list(pages(site, row)) == [
        f"{slug}/items/{row.item_id}/index.html",
        f"{slug}/items/{row.item_id}.json",
    ]
    everything = [path.read_bytes() for path in site.rglob("*") if path.is_file()]
    assert not [1 for content in everything if NUMBER.encode() in content or PERSON.encode() in content]
    data = json.loads((site / f"{slug}/items/{row.item_id}.json").read_bytes())
    assert data["body_text"].startswith("申请人〔不予公开：")
    assert data["body_text"].endswith("经审核符合条件。")


def test_a_page_on_which_it_came_back_is_not_put_and_what_was_there_is_taken_off(
    row: Publication, site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    run_open_tasks()
    Edition.objects.filter(pk=row.edition_id).update(body_text=TEXT, body_html=f"<p>{TEXT}</p>")
    with caplog.at_level(logging.ERROR):
        bake_everything()
    assert list(pages(site, row)) == []
    assert NUMBER not in caplog.text
    assert "页面上有要隐去的文字" in caplog.text


def test_words_parted_by_markup_or_escaped_are_met(row: Publication) -> None:
    guard = guard_of(row)
    path = f"{row.organ.slug}/items/{row.item_id}/index.html"
    data = f"{row.organ.slug}/items/{row.item_id}.json"
    split = f"<p>{NUMBER[:9]}<b>{NUMBER[9:]}</b></p>"
    entity = "".join(f"&#{ord(letter)};" for letter in PERSON)
    escaped = json.dumps({"a": [{"b": PERSON}]})
    met = [
        guard.lets_through(page)
        for page in (
            Page(path, split.encode()),
            Page(path, entity.encode()),
            Page(data, escaped.encode()),
            Page(path, "经审核符合条件".encode()),
            Page(f"{row.organ.slug}/feed.xml", PERSON.encode()),
        )
    ]
    assert met == [False, False, False, True, True]


def test_without_the_key_nothing_is_let_through(
    row: Publication, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.KEYS_DIR = tmp_path / "no-keys"
    guard = guard_of(row)
    assert guard.lets_through(Page(f"{row.organ.slug}/items/{row.item_id}.json", b"{}")) is False
    assert "密钥" in caplog.text


@pytest.mark.parametrize("word", ["附件", "2025", "统计局", "标题", "公开"])
def test_a_word_of_the_frame_that_is_withheld_from_an_item_does_not_keep_its_page_off(
    cast: Cast, site: Path, word: str
) -> None:
    row = published_without(cast.hulunbuir, word, instead="某处")
    run_open_tasks()
    page = (site / f"{row.organ.slug}/items/{row.item_id}/index.html").read_text("utf-8")
    assert (word in page, "甲、某处、乙" in page) == (True, True)


@pytest.mark.parametrize("field", ["title", "doc_number", "issuer", "subject", "summary", "body_text"])
def test_the_same_word_in_what_the_item_says_does(cast: Cast, site: Path, field: str) -> None:
    row = published_without(cast.hulunbuir, "附件", instead="某处")
    Edition.objects.filter(pk=row.edition_id).update(**{field: "见附件。"})
    run_open_tasks()
    told = {name for name in pages(site, row) if name.endswith(".json")}
    assert told == set()


def test_words_that_emphasis_parts_are_met_in_a_page_as_it_is_made(cast: Cast, site: Path) -> None:
    row = published_without(cast.hulunbuir, "附件", instead="某处")
    Edition.objects.filter(pk=row.edition_id).update(body_html="<p>见附<b>件</b>。</p>")
    run_open_tasks()
    assert list(pages(site, row)) == []


def test_the_name_of_a_file_is_looked_at(cast: Cast, site: Path) -> None:
    file = kept("名录.txt", "无。".encode())
    row = published_without(cast.hulunbuir, "附件", instead="某处", attachments=(file,))
    ReleasedFile.objects.update(name="附件.txt")
    run_open_tasks()
    assert [name for name in pages(site, row) if not name.endswith(".txt")] == []


def test_the_notice_of_a_withdrawal_is_looked_at_too(row: Publication, site: Path) -> None:
    seen = Publication.objects.filter(pk=row.pk)
    seen.update(ended_at=MOMENT, ended_how="withdrawn", withdrawal_reason="内容有误。")
    bake_everything()
    assert len(list(pages(site, row))) == 2
    seen.update(withdrawal_reason=f"{PERSON}提出异议。")
    bake_everything()
    assert list(pages(site, row)) == []


def published_without(bureau: Bureau, word: str, instead: str, **changes: Any) -> Publication:
    """Information from which a word was taken."""
    edition = registered(bureau, title="关于表彰的决定", **worded(f"表彰甲、{word}、乙等。"), **changes)
    marks(bureau, edition, word, instead=instead)
    return publishes(bureau, ready(bureau, redacts(bureau, edition)))
