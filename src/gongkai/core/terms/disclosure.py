"""Words for what may be seen by whom."""

from __future__ import annotations

from gongkai.core.terms.titled import TitledEnum


class DisclosureClass(TitledEnum):
    """Every item has exactly one (naiman-housing:disclosure.1)."""

    PROACTIVE = "proactive", "主动公开"
    ON_REQUEST = "on_request", "依申请公开"
    WITHHELD = "withheld", "不予公开"


class Audience(TitledEnum):
    """To whom a proactive item is open (hulunbuir-statistics:1.2)."""

    PUBLIC = "public", "向社会公开"
    INTERNAL = "internal", "部门内部公开"


class Provenance(TitledEnum):
    """Made in performing duties, or obtained from somebody (naiman-housing:disclosure.1)."""

    MADE = "made", "本机关制作"
    OBTAINED = "obtained", "从外部获取"
