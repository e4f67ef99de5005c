"""Screening for tests: both engines, the bureau's own telephones, and golden files a clerk can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from gongkai.core.screening.finding import Finding, Known, Scan
from gongkai.core.screening.parts import Part, PartKind
from gongkai.core.screening.screening import TRIGGERS, screen
from gongkai.gateways.patterns import FastScan, PlainScan

GOLDEN = Path("tests/golden/screening")
ON = date(2026, 3, 2)
KNOWN = Known(frozenset({"0475-4219999"}), frozenset({"bureau@example.gov.cn"}))


@cache
def plain_scan() -> Scan:
    return PlainScan(TRIGGERS)


@cache
def fast_scan() -> Scan:
    return FastScan(TRIGGERS)


def screened(
    text: str, on: date = ON, made: date | None = None, scan: Scan | None = None
) -> tuple[Finding, ...]:
    return screen([Part("正文", PartKind.BODY, text)], KNOWN, on, scan or plain_scan(), made)


@dataclass(frozen=True)
class GoldenCase:
    """One line of a golden file: the text, what the rule finds in it, and how severe (None: not looked at)."""

    rule: str
    text: str
    finds: tuple[str, ...]
    on: date = ON
    made: date | None = None
    severity: str | None = None

    def __str__(self) -> str:
        return f"{self.rule}: {self.text[:24]!r}"


def golden_cases() -> list[GoldenCase]:
    return [
        case
        for path in sorted(GOLDEN.glob("*.yaml"))
        for case in _cases(yaml.safe_load(path.read_text("utf-8")))
    ]


def _cases(data: dict[str, object]) -> list[GoldenCase]:
    rule = str(data["规则"])
    cases = []
    for section in ("应当发现", "不应发现", "期限"):
        for entry in data.get(section) or ():  # type: ignore[attr-defined] # a golden file's section is a list of entries
            cases.append(
                GoldenCase(
                    rule,
                    entry["文字"],
                    tuple(entry.get("发现") or ([entry["文字"]] if section == "期限" else ())),
                    entry.get("查的那天") or ON,
                    entry.get("成文日期"),
                    entry.get("程度"),
                )
            )
    return cases
