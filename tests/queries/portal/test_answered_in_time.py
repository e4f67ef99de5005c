"""The home page tells how many requests of the year were answered, and how many of them in time."""

from __future__ import annotations

from datetime import timedelta

from tests.support.cast import Cast
from tests.support.request_road import approve_all, proposed, replied, who
from tests.support.road import MOMENT

from gongkai.actions import requests as acts
from gongkai.queries.portal.promise import Answered, answered
from gongkai.records.models import BakeTask, Request


def test_nothing_is_told_before_the_first_reply(cast: Cast) -> None:
    assert answered(cast.naiman.organ) is None


def test_a_late_reply_is_answered_and_not_in_time(cast: Cast) -> None:
    replied(cast.naiman)
    assert answered(cast.naiman.organ) == Answered(2025, 1, 1)
    late = MOMENT + timedelta(days=60)
    row = proposed(cast.naiman)
    approve_all(cast.naiman, row.pk)
    acts.send_reply(who(cast.naiman, "general_handler", late), row.pk, how="网上下载", moment=late)
    assert answered(cast.naiman.organ) == Answered(2025, 2, 1)
    assert Request.objects.get(pk=row.pk).late_unit == cast.naiman.unit("general")


def test_a_reply_has_the_home_page_made_again(cast: Cast) -> None:
    before = BakeTask.objects.filter(organ=cast.naiman.organ, item=None, done_at=None).count()
    replied(cast.naiman)
    after = BakeTask.objects.filter(organ=cast.naiman.organ, item=None, done_at=None).count()
    assert after == before + 1
