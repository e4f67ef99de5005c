"""What stands on the baked pages."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytest_django import Settings
from tests.support.cast import Bureau, Cast
from tests.support.published import Press, moment

from gongkai.core.terms import Audience, sm3_hex
from gongkai.jobs.bake import bake_everything, run_open_tasks
from gongkai.queries.lawbooks import lawbook_for

NOW = moment(2025, 4, 8)


@pytest.fixture
def site(cast: Cast, settings: Settings) -> Path:
    bake_everything(moment=NOW)
    return Path(settings.SITE_DIR)


class _Outline(HTMLParser):
    """Ids, links, inline scripts and styles of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if identity := given.get("id"):
            self.ids.append(identity)
        if tag in ("a", "link", "script") and (target := given.get("href") or given.get("src")):
            self.links.append(target)
        if tag == "style" or (tag == "script" and not given.get("src")):
            self.inline.append(tag)
        self.inline += [name for name, _ in attrs if name == "style" or name.startswith("on")]


def outline(path: Path) -> _Outline:
    return _Outline(path.read_text())


def bureaus(cast: Cast) -> list[Bureau]:
    return [cast.hulunbuir, cast.naiman]


def filled(cast: Cast) -> int:
    """A few items, one of each kind of page; the id of one that is live."""
    press = Press(cast.hulunbuir)
    body = "<h3>一、综合</h3><p>增长。</p><table><tr><th>甲</th></tr></table>"
    files = [("附件1.xlsx", b"PK"), ("说明.html", b"<script>")]
    live = press.publish(
        "统计公报", at=moment(2025, 3, 3), category="statistics", doc_number="呼统字〔2025〕3号", body_html=body,
        files=files, subject="统计/综合", summary="概述",
    )  # fmt: skip
    gone = press.publish("旧办法", at=moment(2025, 3, 4), category="policies")
    press.withdraw(gone.item, at=moment(2025, 3, 5))
    press.publish("2024年政府信息公开工作年度报告", at=moment(2025, 1, 20), category="other")
    bake_everything(moment=NOW)
    return live.item_id


@pytest.mark.clause("disclosure.14")
@pytest.mark.clause("disclosure.15")
@pytest.mark.clause("12")
@pytest.mark.clause("13")
def test_the_rules_page_has_every_clause_with_gist_and_place(cast: Cast, site: Path) -> None:
    for bureau in bureaus(cast):
        lawbook = lawbook_for(bureau.regime_version)
        page = site / bureau.organ.slug / "rules/index.html"
        text = page.read_text()
        anchors = [each for each in outline(page).ids if each.startswith("c-")]
        law = lawbook.law
        assert law is not None
        assert anchors == [f"c-{key}" for key in lawbook.clauses] + [f"c-cn-foi-{key}" for key in law.clauses]
        assert [clause.id for clause in lawbook.clauses.values() if clause.gist not in text] == []


@pytest.mark.clause("1.4.4")
def test_the_rules_page_tells_the_numbers_of_a_clause(site: Path) -> None:
    text = (site / "hulunbuir-statistics/rules/index.html").read_text()
    clause = text[text.index('id="c-1.4.4"') :]

    assert "主动公开期限：10个工作日（自2008年5月1日起）" in clause[: clause.index("</section>")]


@pytest.mark.clause("disclosure.4.1")
@pytest.mark.clause("disclosure.4.2")
@pytest.mark.clause("disclosure.4.3")
@pytest.mark.clause("disclosure.4.4")
@pytest.mark.clause("disclosure.4.5")
@pytest.mark.clause("disclosure.4.6")
@pytest.mark.clause("disclosure.4.7")
@pytest.mark.clause("disclosure.4.8")
@pytest.mark.clause("1.2.public.1")
@pytest.mark.clause("1.2.public.2")
@pytest.mark.clause("1.2.public.3")
@pytest.mark.clause("1.2.public.4")
@pytest.mark.clause("1.2.public.5")
def test_every_public_category_has_its_page_also_when_empty(cast: Cast, site: Path) -> None:
    for bureau in bureaus(cast):
        categories = lawbook_for(bureau.regime_version).categories(date(2025, 4, 8)).value
        public = {
            category.id: category.title for category in categories if category.audience is Audience.PUBLIC
        }
        folder = site / bureau.organ.slug / "catalogue"
        assert {each.name for each in folder.iterdir() if each.is_dir()} == set(public)
        for name, title in public.items():
            assert f"属于“{title}”的信息经审查、审定后，由" in (folder / name / "index.html").read_text()


def test_no_page_has_inline_script_or_style_and_no_link_leads_nowhere(cast: Cast, site: Path) -> None:
    filled(cast)
    dynamic = re.compile(r"/[a-z-]+/(search|apply|track)/")
    for page in site.rglob("*.html"):
        seen = outline(page)
        assert seen.inline == [], page
        for link in seen.links:
            place, _, anchor = link.partition("#")
            if not place.startswith("/"):
                assert place in {"", "data:,"}, (page, link)
                continue
            if dynamic.fullmatch(place):
                continue
            target = site / place.lstrip("/")
            target = target / "index.html" if place.endswith("/") else target
            assert target.is_file(), (page, link)
            assert not anchor or anchor in outline(target).ids, (page, link)


@pytest.mark.clause("cn-foi:12")
def test_an_item_shows_its_head_its_files_and_how_to_check_it(cast: Cast, site: Path) -> None:
    item = filled(cast)
    folder = site / "hulunbuir-statistics/items"
    text = (folder / f"{item}/index.html").read_text()
    data = (folder / f"{item}.json").read_bytes()

    heads = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", text)[:9]
    assert heads == [
        ("索引号", "11150700011612345X/2025-00001"),
        ("主题分类", "统计/综合"),
        ("发文机关", "呼伦贝尔市统计局"),
        ("成文日期", "2025-03-03"),
        ("标题", "统计公报"),
        ("发文字号", "呼统字〔2025〕3号"),
        ("发布日期", "2025-03-03"),
        ("有效性", "有效"),
        ("内容概述", "概述"),
    ]
    assert f"<code>{sm3_hex(data)}</code>" in text
    names = [f"{sm3_hex(b'PK')[:32]}.xlsx", f"{sm3_hex(b'<script>')[:32]}.bin"]
    assert sorted(file.name for file in (folder / f"{item}/files").iterdir()) == sorted(names)
    assert (
        f'files/{names[0]}" download="附件1.xlsx">附件1.xlsx</a> <span class="muted">（Excel 表格，2 字节）'
        in text
    )
    assert "<h2>一、综合</h2>" in text


def test_the_data_file_says_what_the_page_says(cast: Cast, site: Path) -> None:
    item = filled(cast)
    data = json.loads((site / f"hulunbuir-statistics/items/{item}.json").read_text())
    files = data.pop("attachments")

    assert [(file["name"], file["size"], file["sm3"]) for file in files] == [
        ("附件1.xlsx", 2, sm3_hex(b"PK")),
        ("说明.html", 8, sm3_hex(b"<script>")),
    ]
    assert {key: data[key] for key in ("state", "register_number", "title", "published_at", "category")} == {
        "state": "public",
        "register_number": "2025-0001",
        "title": "统计公报",
        "published_at": "2025-03-03T09:30:00+08:00",
        "category": {"id": "statistics", "title": "统计信息"},
    }


def test_the_home_counts_what_came_in_time(cast: Cast, site: Path) -> None:
    press = Press(cast.hulunbuir)
    # 2025-03-03 is a Monday: 10 working days later is 2025-03-17.
    press.publish("按期", at=moment(2025, 3, 17), formed_on=date(2025, 3, 3))
    press.publish("晚一天", at=moment(2025, 3, 18), formed_on=date(2025, 3, 3))
    press.publish(
        "变更后按期", at=moment(2025, 3, 18), formed_on=date(2024, 1, 2), changed_on=date(2025, 3, 10)
    )
    press.publish("去年", at=moment(2024, 3, 18), formed_on=date(2024, 3, 18))
    press.publish("内部", at=moment(2025, 3, 18), formed_on=date(2025, 3, 18), audience="internal")
    bake_everything(moment=NOW)

    text = (site / "hulunbuir-statistics/index.html").read_text()

    assert re.findall(r"<dt>(.*?)</dt><dd>(\d+)", text) == [("2025年已公开", "3"), ("其中按期公开", "2")]


def test_annual_reports_stand_in_their_column(cast: Cast, site: Path) -> None:
    empty = (site / "hulunbuir-statistics/reports/index.html").read_text()
    filled(cast)
    text = (site / "hulunbuir-statistics/reports/index.html").read_text()

    assert "这里将列出本机关历年的政府信息公开工作年度报告，由办公室编制、发布。" in empty
    assert re.findall(r'items/\d+/">(.*?)</a>', text) == ["2024年政府信息公开工作年度报告"]


def test_the_log_tells_publications_changes_and_withdrawals(cast: Cast, site: Path) -> None:
    press = Press(cast.hulunbuir)
    line = press.publish("办法", at=moment(2025, 3, 3))
    press.publish("办法（修订）", at=moment(2025, 3, 4), item=line.item)
    press.withdraw(line.item, at=moment(2025, 6, 5), reason="已废止")
    bake_everything(moment=NOW)
    months = {
        month: json.loads((site / f"hulunbuir-statistics/log/{month}/index.json").read_text())
        for month in ("2025-03", "2025-04", "2025-06")
    }

    told = {
        month: [(each["what"], each["register_number"]) for each in data["published"] + data["withdrawn"]]
        for month, data in months.items()
    }
    assert told == {
        "2025-03": [("published", "2025-0001"), ("changed", "2025-0002")],
        "2025-04": [],
        "2025-06": [("withdrawn", "2025-0002")],
    }
    assert months["2025-06"]["withdrawn"][0]["reason"] == "已废止"


def test_feed_and_sitemap_are_well_formed_and_hold_what_is_live(cast: Cast, site: Path) -> None:
    item = filled(cast)
    home = site / "hulunbuir-statistics"
    atom = "{http://www.w3.org/2005/Atom}"
    maps = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

    feed = ElementTree.parse(home / "feed.xml").getroot()
    index = ElementTree.parse(home / "sitemap.xml").getroot()
    march = ElementTree.parse(home / "sitemap/2025-03.xml").getroot()

    assert [entry.findtext(f"{atom}title") for entry in feed.findall(f"{atom}entry")] == [
        "统计公报",
        "2024年政府信息公开工作年度报告",
    ]
    assert feed.findtext(f"{atom}updated") == "2025-03-05T09:30:00+08:00"
    base = "http://127.0.0.1:8000/hulunbuir-statistics"
    assert [each.text for each in index.iter(f"{maps}loc")] == [
        f"{base}/sitemap/{part}.xml" for part in ("pages", "2025-01", "2025-02", "2025-03")
    ]
    assert [each.text for each in march.iter(f"{maps}loc")] == [
        f"{base}/log/2025-03/",
        f"{base}/items/{item}/",
    ]


def test_what_an_earlier_version_baked_for_applying_goes(cast: Cast, site: Path) -> None:
    """The form is dynamic: a page left in its place would be shown instead of it by a plain web server."""
    old = site / "hulunbuir-statistics/apply/index.html"
    assert not old.exists()
    old.parent.mkdir()
    old.write_text("old")
    (site / "hulunbuir-statistics/organ.json").write_text("{}")
    run_open_tasks(NOW)

    assert not old.exists()


def test_robots_keep_out_of_what_is_one_persons(site: Path) -> None:
    told = (site / "robots.txt").read_text().splitlines()

    wanted = [
        f"Disallow: /hulunbuir-statistics/{part}/"
        for part in ("search", "track", "apply/send", "apply/receipt")
    ]
    assert [line for line in told if "hulunbuir" in line and "Disallow" in line] == wanted


def test_each_organ_wears_its_own_colour(site: Path) -> None:
    looks = [(site / slug / "look.css").read_text() for slug in ("hulunbuir-statistics", "naiman-housing")]

    assert [re.findall("--accent: (#[0-9a-f]{6});", look) for look in looks] == [["#1b4b8a"], ["#1c5b4a"]]
