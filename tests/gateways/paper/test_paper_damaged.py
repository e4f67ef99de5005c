"""Damaged documents: a paper or a sentence, never a traceback, whatever was done to the bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.gateways.paper.cage import parse
from gongkai.gateways.paper.limits import Limits
from gongkai.gateways.paper.paper import Paper, Unreadable
from gongkai.gateways.paper.reader import read_document

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"
NAMES = ["statistics-notice.docx", "statistics-bulletin.pdf", "housing-letter.ofd", "statistics-notice.html"]
PLAIN = ["housing-letter.txt", "housing-rules.json"]
GENTLE = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def damage(draw: st.DrawFn, name: str) -> bytes:
    """The document cut off, with bytes changed, a piece cut out, a piece doubled."""
    data = bytearray((DOCUMENTS / name).read_bytes())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        size = draw(st.integers(1, 200))
        how = draw(st.sampled_from(["cut", "change", "remove", "double", "zero"]))
        if how == "cut":
            del data[max(at, 8) :]
        elif how == "change" and data:
            data[at] ^= draw(st.integers(1, 255))
        elif how == "remove":
            del data[at : at + size]
        elif how == "double":
            data[at:at] = data[at : at + size]
        else:
            data[at : at + size] = bytes(min(size, len(data) - at))
    return bytes(data)


@pytest.mark.parametrize("name", NAMES)
def test_parsers_answer_with_blocks_or_a_sentence(name: str) -> None:
    @GENTLE
    @given(damage(name))
    def check(data: bytes) -> None:
        answer = parse(name.rpartition(".")[2], data, Limits())
        assert ("blocks" in answer) != ("unreadable" in answer)

    check()


@pytest.mark.parametrize("name", PLAIN)
def test_the_whole_way_ends_in_a_paper_or_a_sentence(name: str) -> None:
    @GENTLE
    @given(damage(name))
    def check(data: bytes) -> None:
        assert outcome(data, name)

    check()


@pytest.mark.parametrize("name", NAMES)
def test_halves_of_documents_through_the_real_cage(name: str) -> None:
    data = (DOCUMENTS / name).read_bytes()
    assert all(outcome(part, name) for part in (data[: len(data) // 2], data[:900] + data[1000:]))


def outcome(data: bytes, name: str) -> Paper | str:
    try:
        return read_document(data, name)
    except Unreadable as error:
        return error.sentence if error.sentence.endswith("。") else ""
