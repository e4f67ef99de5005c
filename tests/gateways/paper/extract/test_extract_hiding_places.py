"""Wherever a text is hidden in a file, extraction finds it, and says in what kind of place."""

from __future__ import annotations

import pytest
from tests.support.extracting import answer, kinds_with
from tests.support.papers.building import HIDING_PLACES, NEEDS_RECOGNITION, build, every_way, file_name

from gongkai.core.screening.parts import PartKind
from gongkai.gateways.paper.extract import extract
from gongkai.gateways.paper.tools import text_recognition

NUMBER, MARK = "152301199001011234", "机密★10年 某某某"
WAYS = [one for one in every_way() if one[1] is not NEEDS_RECOGNITION]
DRAWN = [one for one in every_way() if one[1] is NEEDS_RECOGNITION]


@pytest.mark.parametrize("secret", [NUMBER, MARK])
@pytest.mark.parametrize(("format_name", "place", "way"), WAYS)
def test_it_is_found_where_it_is(format_name: str, place: PartKind, way: str, secret: str) -> None:
    said = answer(build(format_name, place, secret, way), file_name(format_name))
    assert said["kind"] == format_name
    assert place in kinds_with(secret, said)
    assert said["unread"] == []


@pytest.mark.parametrize(("format_name", "place", "way"), WAYS)
def test_without_it_nothing_is_found(format_name: str, place: PartKind, way: str) -> None:
    said = answer(build(format_name, place, "一般内容", way), file_name(format_name))
    assert kinds_with(NUMBER, said) == set()
    assert place in kinds_with("一般内容", said)


@pytest.mark.parametrize(("format_name", "place", "way"), DRAWN)
def test_what_is_drawn_is_recognised(format_name: str, place: PartKind, way: str) -> None:
    if text_recognition() is None:
        pytest.skip("tesseract 和 chi_sim 没有安装")
    found = extract(build(format_name, place, NUMBER, way), file_name(format_name))
    assert [(part.kind, part.text) for part in found.parts if NUMBER in part.text] == [(place, NUMBER)]
    assert found.unread == ()


@pytest.mark.parametrize("format_name", HIDING_PLACES)
def test_through_the_cage_it_is_the_same(format_name: str) -> None:
    place = next(one for one in HIDING_PLACES[format_name] if one is not NEEDS_RECOGNITION)
    data, name = build(format_name, place, NUMBER), file_name(format_name)
    said, found = answer(data, name), extract(data, name)
    assert found.kind == said["kind"]
    assert [[part.id, part.kind.value, part.text] for part in found.parts] == [
        list(one) for one in said["parts"]
    ]
    assert found.unread == ()


def test_parts_keep_their_names_from_one_reading_to_the_next() -> None:
    for format_name, place, way in WAYS:
        data = build(format_name, place, NUMBER, way)
        ids = [part for part, _, _ in answer(data)["parts"]]
        assert ids == [part for part, _, _ in answer(data)["parts"]]
        assert len(ids) == len(set(ids))
