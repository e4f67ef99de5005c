"""Random histories: a site baked publication by publication is, byte for byte, the site baked at once."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.published import Press, moment

from gongkai.gateways.site import Signer, verify
from gongkai.jobs.bake import bake_everything, run_open_tasks
from gongkai.queries.portal import footprint, shelves
from gongkai.records.models import Item
from gongkai.web.portal import composing

TITLES = ("统计月报", "年度计划", "2024年政府信息公开工作年度报告", '关于<b>表彰</b>的"通知" & 决定')
CATEGORIES = ("statistics", "policies", "other", "dropped-by-the-rule-book")


def snapshot(root: Path) -> dict[str, bytes]:
    files = (file for file in sorted(root.rglob("*")) if file.is_file() and ".work" not in file.parts)
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def act(press: Press, chance: random.Random, at: object) -> None:
    """One act of the register: publish, replace (perhaps in another category or audience), or withdraw."""
    live = list(
        Item.objects.filter(
            publications__ended_at=None, publications__isnull=False, organ=press.organ
        ).distinct()
    )
    items = list(Item.objects.filter(organ=press.organ))
    kind = chance.random()
    if live and kind < 0.2:
        press.withdraw(chance.choice(live), at=at, reason=chance.choice(["内容有误", "已经失效"]))  # type: ignore[arg-type]
        return
    again = chance.choice(items) if items and kind < 0.45 else None
    press.publish(
        chance.choice(TITLES),
        at=at,  # type: ignore[arg-type]
        item=again,
        category=chance.choice(CATEGORIES),
        audience=chance.choice(["public", "public", "public", "internal"]),
        files=[("附件.pdf", bytes([chance.randrange(3)]))] if chance.random() < 0.3 else (),
        body_text="正文\n第二段",
    )


@pytest.mark.parametrize("seed", range(6))
def test_any_history_bakes_to_the_same_site(
    cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for module in (shelves, footprint, composing):
        monkeypatch.setattr(module, "PAGE", 3)
    chance = random.Random(seed)
    presses = [Press(cast.hulunbuir), Press(cast.naiman)]
    at = moment(2023, 11, 20)
    signer = Signer.open(settings.KEYS_DIR)
    for _ in range(28):
        # Mostly the same day or week, now and then months later: pages fill, months stay quiet.
        at += timedelta(days=chance.choice([0, 0, 1, 3, 9, 75]), minutes=chance.randrange(1, 90))
        act(presses[0] if chance.random() < 0.8 else presses[1], chance, at)
        if chance.random() < 0.6:
            run_open_tasks(at)
    run_open_tasks(at)
    little = snapshot(settings.SITE_DIR)
    held = verify(settings.SITE_DIR, signer.public_pem)

    settings.SITE_DIR = tmp_path / "at-once"
    bake_everything(moment=at)

    assert held.holds, held.as_json()
    assert list(snapshot(settings.SITE_DIR)) == list(little)
    assert snapshot(settings.SITE_DIR) == little


def test_a_full_page_gains_the_way_to_the_next(
    cast: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (shelves, footprint, composing):
        monkeypatch.setattr(module, "PAGE", 3)
    press = Press(cast.hulunbuir)
    touched: list[set[str]] = []
    for number in range(8):
        press.publish(f"第{number}号", at=moment(2025, 3, 3, 9, number), category="statistics")
        touched.append(set(run_open_tasks(moment(2025, 3, 3)).touched))
    little = snapshot(settings.SITE_DIR)
    settings.SITE_DIR = tmp_path / "at-once"
    bake_everything(moment=moment(2025, 3, 3))

    month = "hulunbuir-statistics/catalogue/statistics/2025-03"
    pages = [f"{month}/index.html", f"{month}/2/index.html", f"{month}/3/index.html"]
    assert snapshot(settings.SITE_DIR) == little
    assert [[page in step for page in pages] for step in touched[3:]] == [
        [True, True, False],
        [False, True, False],
        [False, True, False],
        [False, True, True],
        [False, False, True],
    ]
