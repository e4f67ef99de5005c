"""What the acts of screening take; the lengths are those of the desk's forms."""

from __future__ import annotations

from typing import Literal

from gongkai.core.screening.answers import AnswerKind
from gongkai.web.api.given import an_id, plain, words
from gongkai.web.api.item_bodies import SEEN, Typed

_GROUND = "本机关制度里的情形，见 choices。"


class AnswerFinding(Typed):
    key: str = words("查出的内容的名字", 32, why="查验结果里 findings 的 key。")
    answer: Literal["not_sensitive", "withhold", "substitute", "declassified", "consent"] = plain(
        "答复", why="，".join(f"{one.value} {one.title}" for one in AnswerKind) + "。"
    )
    reasons: str = words("理由", 1000)
    ground: str = words("不予公开的情形", 60, "", why="答复是删去时必须写；" + _GROUND)
    instead: str = words("改为的文字", 500, "", why="答复是改为其他文字时必须写。")
    proof: str = words("凭据", 300, "", why="解密文件、同意书或者发电单位复文的编号和日期。")
    seen_fingerprint: str = words("看到的内容的指纹", 64, why=SEEN)


class MarkText(Typed):
    text: str = words("要隐去的文字", 2000, why="在正文和附件里，无论怎样拆开书写，凡有这些字的地方都隐去。")
    ground: str = words("不予公开的情形", 60, why=_GROUND)
    instead: str = words("改为的文字", 500, "", why="不写就删去，原处留下写明情形的标记。")
    seen_fingerprint: str = words("看到的内容的指纹", 64, why=SEEN)


class DropMark(Typed):
    marking: int = an_id("标记的编号", why="查验结果里 marks 的 id。")
    seen_fingerprint: str = words("看到的内容的指纹", 64, why=SEEN)


class Redact(Typed):
    seen_fingerprint: str = words("看到的内容的指纹", 64, why=SEEN)
