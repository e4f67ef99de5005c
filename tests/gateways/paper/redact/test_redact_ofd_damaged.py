"""Damaged OFD: a sentence or a file that can be read, never anything else."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
from bench.damage import damaged
from tests.support.extracting import answer
from tests.support.papers.building import HIDING_PLACES, build, ways

from gongkai.core.screening.plan import Cut
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Unreadable
from gongkai.gateways.paper.redact.ofd import make_ofd
from gongkai.gateways.paper.redact.scribe import Scribe
from gongkai.gateways.paper.redact.work import Work

DAY = date(2026, 11, 20)
SECRET = "机密★10年 152301199001011234"
WHOLE = [build("ofd", place, SECRET, way) for place in HIDING_PLACES["ofd"] for way in ways("ofd", place)]


@pytest.mark.parametrize(
    "cuts", [(), (Cut(SECRET, "〔不予公开〕"), Cut("公示", "某"))], ids=["clean", "redact"]
)
def test_six_hundred_damaged_files_give_a_sentence_or_a_file(cuts: tuple[Cut, ...], tmp_path: Path) -> None:
    chance = random.Random("ofd made anew")
    outcomes, sentences = {"made": 0, "refused": 0}, set[str]()
    for _ in range(600):
        data = damaged(WHOLE, chance)
        try:
            made = make_ofd(data, Work(Scribe(cuts), Limits(), DAY, tmp_path))
        except Unreadable as error:
            sentences.add(error.sentence[-1])
            outcomes["refused"] += 1
            continue
        said = answer(made, "a.ofd")
        assert (said.get("unreadable"), said.get("unread")) == (None, [])
        outcomes["made"] += 1
    assert min(outcomes.values()) > 50
    assert sentences == {"。"}
