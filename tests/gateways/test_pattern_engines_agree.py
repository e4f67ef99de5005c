"""Hyperscan and `re` lead to the same findings, whatever the text, from any thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.identifiers import GAPS
from tests.support.screened import GoldenCase, fast_scan, golden_cases, plain_scan, screened

from gongkai.core.screening.screening import TRIGGERS
from gongkai.gateways.patterns import FastScan, PlainScan, ScreeningScan

CASES = golden_cases()
FILLING = (
    "为贯彻落实政府信息公开条例，现就有关事项通知如下：二〇一八年十二月全旗完成投资3.5亿元，增长12.8%。\n"
)
PIECES = (
    *(case.text for case in CASES),
    *GAPS,
    "1380013",
    "8000",
    "62220212",
    "*",
    "电话",
    "国家秘密",
    "\U00020bb7",
    "\ud800",
    "\ufe0f",
    "\u2800",
    "\U000e0100",
    "机\u034f密",
    "᠑᠓᠘᠔᠗",
    "\x00\x01",
    "0475",
    "E",
    "号",
    FILLING * 12,
)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_on_every_golden_text(case: GoldenCase) -> None:
    text = case.text
    assert screened(text, scan=fast_scan()) == screened(text, scan=plain_scan())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=24))
def test_on_any_mixture(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert screened(text, scan=fast_scan()) == screened(text, scan=plain_scan())


def test_on_all_golden_texts_in_one_long_one() -> None:
    text = "\n".join(f"{FILLING * 30}{case.text}" for case in CASES)
    found = screened(text, scan=fast_scan())
    assert found == screened(text, scan=plain_scan())
    assert len(found) > 150


def test_places_are_those_of_the_text() -> None:
    text = "字" * 10_000 + "𠮷a@b.cn" + "字" * 5_000
    (number,) = (n for n, pattern in enumerate(TRIGGERS) if pattern.startswith("[@"))
    assert [hit for hit in fast_scan()(text) if hit[0] == number] == [(number, 10_002, 10_003)]


def test_one_engine_serves_several_threads() -> None:
    scan = fast_scan()
    text = "\n".join(FILLING * 5 + case.text for case in CASES)
    alone = screened(text, scan=scan)
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: screened(text, scan=scan), range(12))) == [alone] * 12


def test_the_fast_engine_takes_over_once_there_is_much_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.gateways.patterns._PAYS", 100)
    scan = ScreeningScan()
    small, large = "机密★10年", FILLING * 20 + "机密★10年"
    kinds = [type(scan._fast)]
    assert scan(small) == PlainScan(TRIGGERS)(small)
    kinds.append(type(scan._fast))
    assert screened(large, scan=scan) == screened(large)
    kinds.append(type(scan._fast))
    assert kinds == [type(None), type(None), FastScan]


def test_without_hyperscan_the_plain_engine_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.gateways.patterns._PAYS", 0)
    monkeypatch.setattr("gongkai.gateways.patterns.has_hyperscan", lambda: False)
    scan = ScreeningScan()
    assert screened("机密★10年", scan=scan) == screened("机密★10年")
    assert scan._fast is None
