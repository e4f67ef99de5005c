"""Places are cut out of the pieces of a text, in one go through both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.screening.needles import Haystack, Needle
from gongkai.core.screening.plan import Cut, Place, places_in
from gongkai.gateways.paper.redact.scribe import cut_pieces

PIECES = st.lists(st.tuples(st.text("甲乙丙", max_size=5), st.booleans()), max_size=8)


def one_after_another(pieces: list[tuple[str, bool]], places: list[Place]) -> list[str]:
    """The same by the plain rule: every place held against every piece, the last first."""
    made = [text for text, _ in pieces]
    starts = [sum(len(text) for text, _ in pieces[:at]) for at in range(len(pieces))]
    for place in sorted(places, key=lambda one: one.start, reverse=True):
        mark = place.mark
        for at, (text, writable) in enumerate(pieces):
            first, last = max(place.start - starts[at], 0), min(place.end - starts[at], len(text))
            if first < last and writable:
                made[at] = made[at][:first] + mark + made[at][last:]
                mark = ""
    return made


@st.composite
def apart(draw: st.DrawFn, length: int) -> list[Place]:
    edges = sorted(draw(st.sets(st.integers(0, length), max_size=12)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return draw(st.permutations([Place(start, end, f"〔{start}〕") for start, end in pairs]))


@given(st.data(), PIECES)
def test_the_same_as_one_after_another(data: st.DataObject, pieces: list[tuple[str, bool]]) -> None:
    places = data.draw(apart(sum(len(text) for text, _ in pieces)))
    assert cut_pieces(pieces, places) == one_after_another(pieces, places)


def test_all_of_places_that_overlap_is_cut() -> None:
    assert cut_pieces([("甲乙丙丁戊", True)], [Place(0, 3, "A"), Place(1, 4, "B"), Place(1, 2, "C")]) == [
        "AB戊"
    ]


class Counted(Sequence[tuple[str, bool]]):
    """Pieces that count how often one of them is asked for."""

    def __init__(self, pieces: list[tuple[str, bool]]) -> None:
        self._pieces, self.asked = pieces, 0

    def __len__(self) -> int:
        return len(self._pieces)

    def __getitem__(self, at: Any) -> Any:
        self.asked += 1
        return self._pieces[at]


def test_work_grows_with_pieces_and_places_and_not_with_one_times_the_other() -> None:
    many = 2_000
    pieces = Counted([("电话13847512346，\n", True)] * many)
    places = places_in("".join(text for text, _ in pieces), [Cut("13847512346", "X")])
    pieces.asked = 0
    assert cut_pieces(pieces, places) == ["电话X，\n"] * many
    assert pieces.asked < 20 * many


def test_a_hundred_thousand_places_in_one_long_text() -> None:
    many = 145_000
    text = "电话13847512346，\n" * many
    assert cut_pieces([(text, True)], places_in(text, [Cut("13847512346", "X")])) == ["电话X，\n" * many]


def test_a_word_cut_at_places_of_its_own_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    find = Needle.find

    def noted(self: Needle, text: Haystack) -> Iterator[tuple[int, int]]:
        looked.append(self.text)
        return find(self, text)

    monkeypatch.setattr(Needle, "find", noted)
    cuts = [Cut("张三丰", "X", "正文", nth) for nth in range(0, 20, 2)]
    assert [place.start for place in places_in("张三丰，" * 20, cuts, "正文")] == list(range(0, 80, 8))
    assert looked == ["张三丰"]
