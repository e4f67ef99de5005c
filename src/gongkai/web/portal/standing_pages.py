"""Pages that follow from the rule book alone: guide, how to apply, annual reports, clarifications."""

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

_COUNTED = {
    "handed_in": "以递交之日为收到之日",
    "signed_for": "以签收之日为收到之日",
    "confirmed": "以双方确认之日为收到之日",
}
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


def apply_page(frame: Frame) -> Page:
    """How to apply: where, with what, and when the answer comes."""
    form = _find(frame, "requests.form")
    reply = _find(frame, "requests.reply")
    provision = _find(frame, "requests.provision")
    ways = _find(frame, "requests.receipt_day")
    return page(
        "apply",
        "apply",
        frame,
        "依申请公开",
        "apply",
        crumbs=_crumbs(frame),
        acceptance_cited=_cited(frame, "requests.acceptance"),
        fields=form.value.fields if form else (),
        one_matter=form.value.one_matter if form else False,
        form_cited=cited(frame, form.clause) if form else None,
        reply_limit=reply.value.within.title if reply else "",
        reply_cited=[cited(frame, clause) for clause in (reply.clause, *reply.also)] if reply else [],
        receipt_days=[(way.title, _COUNTED[way.counted_from]) for way in (ways.value.ways if ways else ())],
        provision="、".join(way.title for way in provision.value.ways) if provision else "",
        provision_cited=cited(frame, provision.clause) if provision else None,
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
