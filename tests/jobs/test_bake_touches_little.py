"""Baking: what one publication touches, and that little by little gives the same site as all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.published import Press, moment

from gongkai.jobs.bake import bake_everything, run_open_tasks


def snapshot(root: Path) -> dict[str, bytes]:
    """Every file of a site with its bytes, the baker's own folder left out."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file() and ".work" not in file.parts
    }


def test_one_publication_touches_the_pages_that_show_it(cast: Cast, settings: Settings) -> None:
    press = Press(cast.hulunbuir)
    press.publish("甲", at=moment(2025, 3, 3), category="statistics")
    run_open_tasks(moment(2025, 3, 3))
    line = press.publish("乙", at=moment(2025, 3, 4), category="statistics")

    outcome = run_open_tasks(moment(2025, 3, 4))

    home, item = "hulunbuir-statistics", line.item_id
    touched = {path for path in outcome.touched if not path.startswith("manifest")}
    assert outcome.tasks == 1
    assert touched == {
        f"{home}/index.html",
        f"{home}/items/{item}.json",
        f"{home}/items/{item}/index.html",
        f"{home}/catalogue/index.html",
        f"{home}/catalogue/index.json",
        f"{home}/catalogue/statistics/index.html",
        f"{home}/catalogue/statistics/index.json",
        f"{home}/catalogue/statistics/2025/index.html",
        f"{home}/catalogue/statistics/2025/index.json",
        f"{home}/catalogue/statistics/2025-03/index.html",
        f"{home}/catalogue/statistics/2025-03/index.json",
        f"{home}/log/index.html",
        f"{home}/log/2025-03/index.html",
        f"{home}/log/2025-03/index.json",
        f"{home}/feed.xml",
        f"{home}/sitemap/2025-03.xml",
    }


def test_the_same_state_twice_gives_the_same_bytes(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    press = Press(cast.hulunbuir)
    line = press.publish("甲", at=moment(2025, 3, 3), files=[("附表.xlsx", b"PK 1")])
    press.withdraw(line.item, at=moment(2025, 4, 1))
    press.publish("乙", at=moment(2025, 4, 2), files=[("附表.pdf", b"%PDF")])

    bake_everything(moment=moment(2025, 4, 2))
    first = snapshot(settings.SITE_DIR)
    settings.SITE_DIR = tmp_path / "another"
    bake_everything(moment=moment(2025, 9, 9))

    assert snapshot(settings.SITE_DIR) == first


@pytest.mark.parametrize("again", [run_open_tasks, bake_everything])
def test_baking_again_touches_nothing(cast: Cast, settings: Settings, again: object) -> None:
    Press(cast.hulunbuir).publish("甲", at=moment(2025, 3, 3))
    bake_everything(moment=moment(2025, 3, 3))

    outcome = again(moment=moment(2025, 3, 4))  # type: ignore[operator]  # both take a moment

    assert outcome.touched == ()
