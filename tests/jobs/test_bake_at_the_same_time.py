"""Two bakers at once: they take turns, and what was published meanwhile is baked too."""

from __future__ import annotations

import pytest
from pytest_django import Settings
from tests.support.cast import install
from tests.support.databases import together
from tests.support.published import Press, moment

from gongkai.gateways.site import Signer, verify
from gongkai.jobs.bake import Outcome, run_open_tasks
from gongkai.records.models import BakeTask

NOW = moment(2025, 3, 4)


@pytest.mark.django_db(transaction=True)
def test_bakers_take_turns_and_each_task_is_done_once(settings: Settings) -> None:
    press = Press(install().hulunbuir)
    lines = [press.publish(f"第{number}号", at=NOW) for number in range(4)]

    outcomes = together(*[lambda: run_open_tasks(NOW)] * 3)

    assert sum(outcome.tasks for outcome in outcomes if isinstance(outcome, Outcome)) == 4
    assert BakeTask.objects.filter(done_at=None).count() == 0
    assert verify(settings.SITE_DIR, Signer.open(settings.KEYS_DIR).public_pem).holds
    folder = settings.SITE_DIR / "hulunbuir-statistics/items"
    assert sorted(int(file.stem) for file in folder.glob("*.json")) == [line.item_id for line in lines]
