"""What is published internally is nowhere on the portal; what was withdrawn is there no more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.published import Press, moment

from gongkai.actions.search import index_publication
from gongkai.jobs.bake import bake_everything, run_open_tasks
from gongkai.queries.search import search

MARK = "乌兰托娅任前公示"
FILE = b"%PDF inside 8d1f"


def files_with(root: Path, *needles: bytes) -> list[str]:
    """The files of a site that hold any of the needles, or are named for one."""
    return sorted(
        file.relative_to(root).as_posix()
        for file in root.rglob("*")
        if file.is_file() and any(needle in file.read_bytes() for needle in needles)
    )


def publish(press: Press, audience: str) -> None:
    press.publish("统计月报", at=moment(2025, 3, 3))
    line = press.publish(
        MARK,
        at=moment(2025, 3, 4),
        audience=audience,
        category="internal-personnel",
        body_text=f"{MARK}正文",
        summary=MARK,
        files=[(f"{MARK}.pdf", FILE)],
    )
    index_publication(line)


@pytest.mark.clause("1.2.internal.1")
@pytest.mark.clause("1.2")
@pytest.mark.parametrize("bake", [run_open_tasks, bake_everything])
def test_an_internal_publication_is_nowhere(
    cast: Cast, settings: Settings, bake: Callable[..., object]
) -> None:
    publish(Press(cast.hulunbuir), "internal")

    bake(moment=moment(2025, 3, 4))

    assert files_with(settings.SITE_DIR, MARK.encode(), FILE, b"internal-personnel") == []
    assert search(cast.hulunbuir.organ, MARK).hits == ()


@pytest.mark.parametrize("bake", [run_open_tasks, bake_everything])
def test_the_same_publication_to_the_public_would_have_been_seen(
    cast: Cast, settings: Settings, bake: Callable[..., object]
) -> None:
    """The needles of the test above are sharp: with the other audience they are found in all these files."""
    publish(Press(cast.hulunbuir), "public")

    bake(moment=moment(2025, 3, 4))

    found = files_with(settings.SITE_DIR, MARK.encode(), FILE)
    places = {path.removeprefix("hulunbuir-statistics/").split("/")[0] for path in found}
    assert places == {"index.html", "items", "catalogue", "log", "feed.xml"}
    assert len(search(cast.hulunbuir.organ, MARK).hits) == 1


@pytest.mark.clause("1.2.internal.4")
def test_an_item_that_becomes_internal_leaves_the_portal(cast: Cast, settings: Settings) -> None:
    press = Press(cast.hulunbuir)
    line = press.publish(
        "机关停车安排", at=moment(2025, 3, 3), body_text="地下车库", files=[("图.pdf", FILE)]
    )
    run_open_tasks(moment(2025, 3, 3))
    press.publish(MARK, at=moment(2025, 4, 7), item=line.item, audience="internal", body_text=MARK)

    run_open_tasks(moment(2025, 4, 7))

    page = settings.SITE_DIR / f"hulunbuir-statistics/items/{line.item_id}/index.html"
    assert files_with(settings.SITE_DIR, MARK.encode(), FILE, "地下车库".encode()) == []
    assert "本信息自2025年4月7日起不再向社会公开。" in page.read_text()


@pytest.mark.clause("6.1")
def test_a_withdrawn_item_leaves_a_dated_notice_and_nothing_of_its_text(
    cast: Cast, settings: Settings
) -> None:
    press = Press(cast.hulunbuir)
    line = press.publish(
        "一季度数据",
        at=moment(2025, 4, 3),
        body_text="增长百分之九十",
        summary="概述在此",
        files=[("表.xlsx", FILE)],
    )
    run_open_tasks(moment(2025, 4, 3))
    before = files_with(settings.SITE_DIR, "增长百分之九十".encode(), FILE, "概述在此".encode())
    press.withdraw(line.item, at=moment(2025, 5, 6), reason="数据有误")

    run_open_tasks(moment(2025, 5, 6))

    folder = settings.SITE_DIR / f"hulunbuir-statistics/items/{line.item_id}"
    assert len(before) == 4  # page, data, attachment, feed
    assert files_with(settings.SITE_DIR, "增长百分之九十".encode(), FILE, "概述在此".encode()) == []
    assert [file.name for file in folder.iterdir()] == ["index.html"]
    page = (folder / "index.html").read_text()
    assert "本机关于2025年5月6日撤回本信息，正文和附件不再公开。" in page
    assert "理由：数据有误" in page
    assert '"state": "withdrawn"' in folder.with_suffix(".json").read_text()
