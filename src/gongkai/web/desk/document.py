"""The head of a document （文头表） and its files, as the public will see them."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.access.cases import Case
from gongkai.records.models import Publication


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One cell of the head table; a wide one takes both columns."""

    label: str
    value: str
    wide: bool = False


def head_lines(case: Case) -> tuple[HeadLine, ...]:
    """The fields in the order of the public page, empty ones as a dash; the publication date once there is one."""
    edition = case.edition
    publication = Publication.objects.filter(edition=edition).first()
    lines = [
        HeadLine("索引号", edition.item.index_number),
        HeadLine("主题分类", edition.subject or "—"),
        HeadLine("发文机关", edition.issuer or "—"),
        HeadLine("成文日期", edition.formed_on.isoformat()),
        HeadLine("标题", edition.title, wide=True),
        HeadLine("发文字号", edition.doc_number or "—"),
        HeadLine("发布日期", publication.published_on.isoformat() if publication else "尚未发布"),
        HeadLine("有效性", edition.validity),
    ]
    if edition.changed_on:
        lines.append(HeadLine("变更日期", edition.changed_on.isoformat()))
    if edition.summary:
        lines.append(HeadLine("内容概述", edition.summary, wide=True))
    return tuple(lines)
