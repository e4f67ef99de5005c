"""A case whose facts fill every place of every letter."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.core.letters import LETTER_KINDS, DayRow, Letter, Template, Value, fill
from gongkai.gateways.letter_templates import built_in_template

FACTS: Mapping[str, Value] = {
    "organ": "奈曼旗住房和城乡建设局",
    "number": "奈建公开答〔2025〕3号",
    "date": "2025年3月3日",
    "name": "张𠮷㐱",
    "request_number": "NM-2025-7K3Q",
    "received_on": "2025年1月24日",
    "matter": "2024年老旧小区改造项目的中标单位和合同金额",
    "articles": "《中华人民共和国政府信息公开条例》第三十六条",
    "remedy_body": "奈曼旗人民政府",
    "remedy_court": "奈曼旗人民法院",
    "contact_unit": "综合股",
    "contact_phone": "0475-4212345",
    "contact_address": "大沁他拉镇诺恩吉雅大街1号",
    "due_days": [
        DayRow("2025年1月24日 星期五", "", "起算事件当日，不计入"),
        DayRow("2025年1月26日 星期日", "1", "调休上班"),
    ],
}


def full_facts(kind: str) -> dict[str, Value]:
    """FACTS, and for every other place of the kind words that name it."""
    made: dict[str, Value] = {}
    for place in LETTER_KINDS[kind].places:
        words: Value = f"〔{place.title}〕"
        if place.shape == "lines":
            words = [f"〔{place.title}甲〕", f"〔{place.title}乙〕"]
        elif place.shape == "rows":
            words = [("1至10件", "免费", "0元"), ("11至30件", "100元", "2000元")]
        made[place.id] = words
    return {**made, **FACTS}


def built_in(kind: str) -> str:
    return built_in_template("naiman-housing", "cn-foi", kind)


def letter_of(kind: str, **more: Value) -> Letter:
    """The built-in letter of this kind with every place filled."""
    letter = fill(Template(kind, built_in(kind)), {**full_facts(kind), **more})
    assert isinstance(letter, Letter), letter
    return letter
