"""Annual reports on disclosure among what was published, known by their titles."""

from __future__ import annotations

from django.db.models import Q

from gongkai.queries.portal.lines import Line, live_lines, read_lines
from gongkai.records.models import Organ

_WORDS = ("信息公开工作年度报告", "信息公开年度报告", "信息公开工作报告", "信息公开年报", "信息公开工作年报")


def is_annual_report(title: str) -> bool:
    """Whether a title is that of an annual report.

    >>> is_annual_report("呼伦贝尔市统计局2024年政府信息公开工作年度报告"), is_annual_report("2024年统计年报")
    (True, False)
    """
    return any(words in title for words in _WORDS)


def annual_reports(organ: Organ) -> list[Line]:
    """Those open to the public, newest first. Reads every title: asked only when a report comes or goes."""
    condition = Q()
    for words in _WORDS:
        condition |= Q(edition__title__contains=words)
    return list(read_lines(live_lines(organ).filter(condition).order_by("-published_on", "-id")))
