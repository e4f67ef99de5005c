"""Pages that follow from the rule book alone: guide, annual reports, clarifications."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gongkai.core.regime.binding import Binding
from gongkai.core.regime.ruled import RuleSilentError
from gongkai.core.terms import Audience
from gongkai.queries.portal.frame import Frame
from gongkai.queries.portal.lines import Line
from gongkai.web.citing import Cited
from gongkai.web.portal.pages import Page
from gongkai.web.portal.rendering import cited, page

_HEADER = "索引号、主题分类、发文机关、成文日期、标题、发文字号、发布日期和有效性"


def due_of_publication(frame: Frame) -> tuple[str, Cited] | None:
    """The limit of publication in words, with its clause; None where no rule book sets one."""
    rule = frame.lawbook.find("publication.due", frame.on)
    return (rule.value.within.title, cited(frame, rule.clause)) if rule else None


def guide_page(frame: Frame) -> Page:
    """The guide (cn-foi:12): classes, arrangement, ways to get information, the disclosure body."""
    channels = frame.lawbook.channels(frame.on)
    public = [channel.title for channel in channels.value if channel.audience is Audience.PUBLIC]
    due = due_of_publication(frame)
    template = frame.lawbook.index_number_template(frame.on).value
    return page(
        "guide",
        "guide",
        frame,
        "政府信息公开指南",
        "guide",
        crumbs=_crumbs(frame),
        guide_cited=_cited(frame, "catalogue.guide"),
        shelves=[
            {"shelf": shelf, "cited": cited(frame, shelf.clause) if shelf.clause else None}
            for shelf in frame.shelves
        ],
        index_example=template.format(organ_code=frame.organ_code, year=2025, month=1, serial=1),
        header_fields=_HEADER,
        due_limit=due[0] if due else "",
        due_cited=due[1] if due else None,
        channels="、".join(public),
        channels_cited=cited(frame, channels.clause),
    )


def reports_page(frame: Frame, lines: Sequence[Line]) -> Page:
    """The column of annual reports, with those published so far."""
    due, sections = _find(frame, "report.publish"), _find(frame, "report.sections")
    return page(
        "reports",
        "reports",
        frame,
        "政府信息公开年报",
        "reports",
        crumbs=_crumbs(frame),
        lines=lines,
        due=due.value.within.title if due else "",
        due_cited=cited(frame, due.clause) if due else None,
        sections=[section.title for section in sections.value.items] if sections else [],
    )


def clarifications_page(frame: Frame) -> Page:
    """The column of clarifications."""
    rule = _cited(frame, "publication.clarification")
    return page("clarifications", "clarifications", frame, "澄清", crumbs=_crumbs(frame), cited=rule)


def _find(frame: Frame, rule: str) -> Binding[Any] | None:
    try:
        return frame.lawbook.find(rule, frame.on)
    except RuleSilentError:
        return None


def _cited(frame: Frame, rule: str) -> Cited | None:
    found = _find(frame, rule)
    return cited(frame, found.clause) if found else None


def _crumbs(frame: Frame) -> list[tuple[str, str]]:
    return [(frame.short_name, f"/{frame.slug}/")]
