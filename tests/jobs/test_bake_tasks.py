"""The outbox of the portal: nothing is lost and nothing is done twice, whenever the baker dies."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings
from tests.support.cast import Cast
from tests.support.published import Press, moment

from gongkai.actions.bake import mark_baked
from gongkai.gateways.regimes import load_builtin
from gongkai.gateways.site import Baking, Signer, verify
from gongkai.jobs import bake
from gongkai.jobs.bake import bake_everything, bake_organ, run_open_tasks
from gongkai.records.models import Adoption, BakeTask, Organ, RegimeVersion

NOW = moment(2025, 3, 4)


class KilledError(BaseException):
    """Stands for the end of the process."""


def holds(settings: Settings) -> bool:
    return verify(settings.SITE_DIR, Signer.open(settings.KEYS_DIR).public_pem).holds


def page_of(settings: Settings, item_id: int) -> str:
    return Path(settings.SITE_DIR, f"hulunbuir-statistics/items/{item_id}/index.html").read_text()


def test_done_tasks_are_marked_with_the_moment(cast: Cast) -> None:
    Press(cast.hulunbuir).publish(at=NOW)

    assert run_open_tasks(NOW).tasks == 1
    assert list(BakeTask.objects.values_list("done_at", flat=True)) == [NOW]
    assert run_open_tasks(NOW).tasks == 0


def test_marking_again_changes_nothing(cast: Cast) -> None:
    Press(cast.hulunbuir).publish(at=NOW)
    task = BakeTask.objects.get()

    assert [mark_baked([task.pk], NOW), mark_baked([task.pk], moment(2025, 3, 9))] == [1, 0]
    assert BakeTask.objects.get().done_at == NOW


@pytest.mark.parametrize("place", ["commit", "mark_baked", "put"])
def test_a_baker_that_dies_leaves_the_task_open_and_the_next_one_finishes(
    cast: Cast, settings: Settings, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    bake_everything(moment=NOW)
    line = Press(cast.hulunbuir).publish("甲", at=NOW)

    def die(*args: object, **kwargs: object) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        if place == "mark_baked":
            patch.setattr(bake, "mark_baked", die)
        else:
            patch.setattr(Baking, place, die)
        with pytest.raises(KilledError):
            run_open_tasks(NOW)
    still_open = BakeTask.objects.filter(done_at=None).count()
    run_open_tasks(NOW)

    assert still_open == 1
    assert BakeTask.objects.filter(done_at=None).count() == 0
    assert "甲" in page_of(settings, line.item_id)
    assert holds(settings)


def test_a_damaged_manifest_makes_the_next_run_bake_everything(cast: Cast, settings: Settings) -> None:
    press = Press(cast.hulunbuir)
    old = press.publish("甲", at=NOW)
    run_open_tasks(NOW)
    (settings.SITE_DIR / f"hulunbuir-statistics/items/{old.item_id}/index.html").write_text("forged")
    for shard in (settings.SITE_DIR / "manifest").iterdir():
        shard.write_bytes(b"{}")
    press.publish("乙", at=NOW)

    run_open_tasks(NOW)

    assert holds(settings)
    assert "甲" in page_of(settings, old.item_id)


def test_a_new_rule_book_is_seen_on_its_day_without_any_task(cast: Cast, settings: Settings) -> None:
    press = Press(cast.hulunbuir)
    line = press.publish(at=moment(2025, 3, 3))
    run_open_tasks(NOW)
    other = load_builtin("naiman-housing")
    version = RegimeVersion.objects.get(version=other.version)
    Adoption.objects.create(
        organ=cast.hulunbuir.organ, version=version, in_force_from=date(2025, 6, 1), adopted_at=NOW
    )
    before, after = run_open_tasks(moment(2025, 5, 31)), run_open_tasks(moment(2025, 6, 1))

    assert before.touched == ()
    assert f"hulunbuir-statistics/items/{line.item_id}/index.html" in after.touched
    assert "hulunbuir-statistics/catalogue/discipline/index.html" in after.touched
    assert "index.html" in after.touched
    assert holds(settings)


def test_baking_one_organ_leaves_the_other_as_it_is(cast: Cast, settings: Settings) -> None:
    bake_everything(moment=NOW)
    Press(cast.hulunbuir).publish("甲", at=NOW)
    Press(cast.naiman).publish("乙", at=NOW, category="documents")

    touched = bake_organ("naiman-housing", moment=NOW).touched

    assert {path.split("/")[0] for path in touched if "manifest" not in path} == {"naiman-housing"}
    assert BakeTask.objects.filter(done_at=None).get().organ == cast.hulunbuir.organ
    with pytest.raises(Organ.DoesNotExist):
        bake_organ("nobody", moment=NOW)


def test_the_queries_of_a_bake_do_not_grow_with_the_site(cast: Cast) -> None:
    press = Press(cast.hulunbuir)
    counts = []
    for size in (1, 3, 60):
        while press._items < size:
            press.publish(at=moment(2025, 3, 3), category="statistics")
        run_open_tasks(NOW)
        press.publish(at=moment(2025, 3, 3), category="statistics")
        connection.force_debug_cursor = True
        connection.queries_log.clear()
        run_open_tasks(NOW)
        counts.append(len(connection.queries_log))
        connection.force_debug_cursor = False

    assert counts[0] == counts[1]
    assert counts[2] <= counts[1] + 10  # a second page of the month
