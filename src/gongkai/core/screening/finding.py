"""What screening answers with, and what it is asked with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.core.terms.titled import TitledEnum


class FindingKind(TitledEnum):
    """What was found; the values are a promise to programs."""

    SECRECY_MARK = "secrecy_mark", "密级标志"
    TELEGRAM = "telegram", "电报"
    CAUTION_MARK = "caution_mark", "内部标志"
    RESIDENT_ID = "resident_id", "居民身份证号码"
    PASSPORT = "passport", "护照号码"
    PERMIT = "permit", "通行证和居住证号码"
    BANK_CARD = "bank_card", "银行卡号和账号"
    MOBILE = "mobile", "手机号码"
    LANDLINE = "landline", "固定电话"
    EMAIL = "email", "电子邮箱"
    PLATE = "plate", "车牌号"
    ADDRESS = "address", "住址"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    HIDDEN_CONTENT = "hidden_content", "看不见的内容"
    METADATA = "metadata", "文档属性"
    STATISTICAL_CELL = "statistical_cell", "能识别单个统计调查对象的数据"


class Severity(TitledEnum):
    """What a finding asks of people."""

    BLOCK = "block", "不能公开"
    ANSWER = "answer", "须逐项答复"
    NOTE = "note", "提请注意"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: `text` stands in part `part` at characters `start` to `end` (end not included)."""

    kind: FindingKind
    severity: Severity
    text: str
    part: str
    start: int
    end: int
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the organ itself has published: its telephones and mailboxes, in any way of writing."""

    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """With what a text is screened: the day asked, the day the document was made (None: not known), and the known."""

    on: date
    made: date | None = None
    known: Known = Known()


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found, at places of the part's text; None takes the rule's own severity or message."""

    start: int
    end: int
    severity: Severity | None = None
    message: str | None = None


Scan = Callable[[str], Iterable[tuple[int, int, int]]]
"""The pattern engine: text → (number of the pattern, start, end) for every place it matches.

`end` is where a match ends and `start` lies within it, at its first character or later; of matches that overlap, one
may stand for all.
"""
