"""The cast installed through the door is the cast that tests write straight into the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from pytest_django import Settings
from tests.support.cast import install
from tests.support.refusals import refused

from gongkai.jobs.demo.install import install_cast
from gongkai.queries.organs import organ_lines, organisation
from gongkai.records.models import LedgerEntry, Organ

MOMENT = datetime(2024, 12, 2, 1, 30, tzinfo=UTC)
DAY = date(2025, 6, 3)


def _described() -> list[object]:
    """Everything the organisation pages tell, without the numbers of rows."""
    told: list[object] = [
        (line.slug, line.superior, line.version, line.in_force_from) for line in organ_lines(DAY)
    ]
    for organ in Organ.objects.exclude(superior=None).order_by("id"):
        shown = organisation(organ, DAY)
        told += [(unit.name, unit.functions, [_post(post) for post in unit.posts]) for unit in shown.units]
        told += [(line.name, line.posts, line.username, line.is_active) for line in shown.accounts]
    return told


def _post(post: object) -> list[object]:
    names = ("title", "kind", "holder", "held_from", "held_until", "in_charge_of", "when")
    return [getattr(post, name) for name in names]


@pytest.mark.django_db
def test_both_ways_give_the_same_organs(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with transaction.atomic():
        install_cast(MOMENT)
        entries = LedgerEntry.objects.filter(organ__slug="naiman-housing")
        through_the_door, acts = _described(), set(entries.values_list("verb", "actor_key"))
        with refused("organ_taken"):
            install_cast(MOMENT)
        transaction.set_rollback(True)
    install()
    assert through_the_door == _described()
    verbs = ("open_organ", "open_unit", "add_person", "appoint", "open_account", "adopt_regime")
    assert acts == {(verb, "system:setup") for verb in verbs}
