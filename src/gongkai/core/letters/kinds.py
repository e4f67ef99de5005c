"""The letters there are, and the places each may use."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.letters import places as p
from gongkai.core.letters.places import Place
from gongkai.core.terms import Citation


@dataclass(frozen=True, slots=True)
class LetterKind:
    """`title` is the full name of the letter, `short` how the desk calls it, `word` its word in the number.

    `required`: the places without which the letter is not what the clause asks for. A template must name
    them (those the layout prints itself aside), and a letter cannot be made while one is empty.
    `remedies`: it must tell the remedies, with the body and the court named.
    """

    id: str
    title: str
    short: str
    word: str
    clause: Citation
    places: tuple[Place, ...]
    required: tuple[str, ...]
    remedies: bool = False

    def place(self, name: str) -> Place | None:
        """A place by its id or its Chinese title."""
        return next((place for place in self.places if name in (place.id, place.title)), None)


def letter_number(abbreviation: str, kind: str, year: int, serial: int) -> str:
    """The number of a letter in the shape of a document number: six-angle brackets, no 第, nothing padded (GB/T 9704).

    >>> letter_number("奈建", "reply-refused", 2025, 3)
    '奈建公开答〔2025〕3号'
    """
    return f"{abbreviation}公开{LETTER_KINDS[kind].word}〔{year}〕{serial}号"


_REMEDIES = ("remedy_body", "remedy_court")


def _kind(
    kind: str,
    names: tuple[str, str, str],
    article: str,
    own: tuple[Place, ...],
    required: str,
    *,
    remedies: bool = False,
) -> LetterKind:
    title, short, word = names
    needed = (*p.LAYOUT, *required.split(), *(_REMEDIES if remedies else ()))
    return LetterKind(
        kind, title, short, word, Citation("cn-foi", article), (*p.COMMON, *own), needed, remedies
    )


def _reply(outcome: str, short: str, article: str, own: tuple[Place, ...], required: str) -> LetterKind:
    always = f"name request_number received_on matter articles {required}"
    names = ("政府信息公开申请答复书", short, "答")
    return _kind(f"reply-{outcome}", names, article, (*p.REPLY, *own), always, remedies=True)


_TO_APPLICANT = "name request_number received_on matter"

_STEPS = (
    _kind(
        "receipt", ("政府信息公开申请登记回执", "登记回执", "登"), "45",
        (*p.APPLICANT, Place("query_code", "查询码"), Place("channel", "收到方式")),
        f"{_TO_APPLICANT} query_code channel due",
    ),
    _kind(
        "correction", ("政府信息公开申请补正告知书", "补正告知书", "补"), "30",
        (
            *p.APPLICANT,
            Place("points", "需要补正的事项", "lines"),
            Place("period", "补正期限", hint="例如：收到本告知书之日起15个工作日内"),
            Place("period_end", "补正截止日"),
        ),
        f"{_TO_APPLICANT} articles points period",
    ),
    _kind(
        "extension", ("政府信息公开申请延期答复告知书", "延期答复告知书", "延"), "33",
        (
            *p.APPLICANT,
            Place("old_due", "原答复到期日"),
            Place("new_due", "延长后的到期日"),
            Place("reason", "延期的理由", "lines"),
            Place("consented_by", "同意延期的人"),
        ),
        f"{_TO_APPLICANT} articles old_due new_due reason consented_by",
    ),
    _kind(
        "fee", ("政府信息公开信息处理费收费通知书", "收费通知书", "费"), "42",
        (
            *p.APPLICANT,
            Place("tariff", "收费标准"),
            Place("quantity", "计费数量"),
            Place("amount", "应缴金额"),
            Place("pay_by", "缴费截止日"),
            Place("pay_how", "缴费方式"),
            Place("fee_lines", "金额计算表", "rows", "三列：数量段、每件或者每页收费、小计"),
        ),
        f"{_TO_APPLICANT} articles tariff quantity amount pay_by",
    ),
    _kind(
        "closing", ("政府信息公开申请终结告知书", "终结告知书", "终"), "45",
        (*p.APPLICANT, Place("ground", "终结的情形"), p.REASONS, Place("closed_on", "终结日期")),
        f"{_TO_APPLICANT} articles ground", remedies=True,
    ),
    _kind(
        "followup", ("政府信息公开事项答复书", "更正和建议答复书", "复"), "41",
        (
            *p.APPLICANT,
            Place("asked", "提出的要求或者建议"),
            Place("asked_on", "收到要求或者建议的日期"),
            Place("conclusion", "处理结果"),
            p.REASONS,
        ),
        "name articles asked asked_on conclusion", remedies=True,
    ),
)  # fmt: skip

_TO_OTHERS = (
    _kind(
        "third-party", ("征求第三方意见书", "征求第三方意见书", "征"), "32",
        (
            Place("third_party", "第三方名称"),
            *p.TO_OTHERS,
            Place("why", "与第三方的关系", "lines", "公开为什么可能损害其合法权益"),
        ),
        "third_party information why articles period contact_address",
    ),
    _kind(
        "consultation", ("征求意见函", "征求意见函", "函"), "34",
        (
            Place("addressee", "收函机关"),
            *p.TO_OTHERS,
            Place("our_opinion", "本机关意见", "lines"),
            Place("basis", "本机关意见的依据", "lines"),
            Place("reply_by", "复函截止日"),
            Place("silence", "逾期的后果"),
        ),
        "addressee information our_opinion basis period",
    ),
    _kind(
        "decision-to-third-party", ("政府信息公开决定告知书", "告知第三方书", "告"), "32",
        (
            Place("third_party", "第三方名称"),
            Place("information", "决定公开的信息"),
            Place("objected_on", "第三方提出意见的日期"),
            p.REASONS,
            Place("disclosed_on", "公开日期"),
        ),
        "third_party information articles reasons", remedies=True,
    ),
    _kind(
        "filing", ("不予公开政府信息备案表", "不予公开备案表", "备"), "36",
        (
            Place("filed_to", "备案机关"),
            Place("reply_number", "答复书文号"),
            Place("reply_date", "答复日期"),
            p.GROUND, p.GROUND_CLAUSE, p.REASONS,
            Place("decided_by", "决定人"),
            Place("decided_on", "决定日期"),
        ),
        "filed_to request_number received_on matter reply_number ground ground_clause reasons decided_by decided_on",
    ),
)  # fmt: skip

_WITHHELD = Place("withheld", "不予公开的内容", "lines")
_HOW = Place("how", "提供方式")

_REPLIES = (
    _reply("already-public", "答复书（已主动公开）", "36", (p.WHERE, p.WHEN), "where"),
    _reply("granted", "答复书（予以公开）", "36", (p.FILES, p.WHERE, p.WHEN, _HOW, p.PUBLIC_INTEREST), ""),
    _reply(
        "partial", "答复书（部分公开）", "37",
        (
            p.FILES, _HOW, p.WHERE, p.WHEN, _WITHHELD, p.GROUND, p.GROUND_CLAUSE, p.REASONS, p.PUBLIC_INTEREST,
        ),
        "files withheld ground ground_clause reasons",
    ),
    _reply(
        "refused", "答复书（不予公开）", "36", (p.GROUND, p.GROUND_CLAUSE, p.REASONS),
        "ground ground_clause reasons",
    ),
    _reply(
        "not-existing", "答复书（信息不存在）", "36", (Place("search", "检索情况", "lines"), p.REASONS), "search"
    ),
    _reply(
        "not-held", "答复书（不属于本机关公开）", "36",
        (p.REASONS, Place("who", "负责公开的机关"), Place("who_contact", "该机关联系方式")),
        "reasons",
    ),
    _reply("repeated", "答复书（重复申请）", "36", (*p.EARLIER, p.REASONS), "earlier_number earlier_date"),
    _reply(
        "special-query", "答复书（行政查询事项）", "36",
        (Place("where", "办理的途径"), Place("law", "专门规定"), p.REASONS), "where law",
    ),
    _reply("needs-making", "答复书（需另行加工制作）", "38", (p.REASONS,), "reasons"),
    _reply("petition", "答复书（信访投诉举报类）", "39", (Place("where", "提出的渠道"), p.REASONS), "where"),
    _reply("publication", "答复书（公开出版物）", "39", (p.WHERE, p.REASONS), "where"),
    _reply("excessive", "答复书（无正当理由大量反复申请）", "35", (p.REASONS,), "reasons"),
    _reply("unclear-still", "答复书（补正后仍不明确）", "30", (p.REASONS,), "reasons"),
    _reply("confirm-again", "答复书（要求确认或重新出具）", "36", (*p.EARLIER, p.REASONS), "reasons"),
)  # fmt: skip

LETTER_KINDS: dict[str, LetterKind] = {kind.id: kind for kind in (*_STEPS, *_TO_OTHERS, *_REPLIES)}
"""By id; a reply's id is `reply-` and the id of its outcome."""
