"""What each act on an item takes; the lengths are those of the desk's forms."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from gongkai.core.catalogue.header import LIMITS
from gongkai.core.terms import Audience, DisclosureClass, Provenance
from gongkai.gateways.paper.text import clean
from gongkai.web.api.given import Day, Exact, SentPaper, an_id, cleaned_by, listed, plain, words

LONGEST_BODY = 2_000_000
MOST_FILES = 100
SEEN = "看到的内容的指纹，案卷里 fingerprint 的值；内容一变就不能再用。"
_OWN_AUTHORITY = "不写时按制度规定的机关。"

Name = Annotated[str, Field(max_length=120)]


class Typed(Exact):
    """The body of a call; what is typed keeps its characters, as documents do."""

    of_lines: ClassVar[frozenset[str]] = frozenset(
        {"body_text", "class_reasons", "summary", "reasons", "question", "text", "note", "reason"}
    )

    @field_validator("*", mode="before")
    @classmethod
    def _as_typed(cls, value: Any, field: ValidationInfo) -> Any:
        tidy = _lines if field.field_name in cls.of_lines else _line
        return cleaned_by(tidy, LONGEST_BODY, value)


def _lines(text: str) -> str:
    return clean(text).strip()


def _line(text: str) -> str:
    return " ".join(_lines(text).split("\n"))


class NothingMore(Typed):
    """什么也不用写。"""


class Question(Typed):
    """报请确定的问题。"""

    kind: str = words("报请的事项", 60, why="本机关制度里的事项，见 choices。")
    question: str = words("需要确定什么", 2000)
    referred_to: str = words("报请的机关", 120, "", why=_OWN_AUTHORITY)


class Sign(Typed):
    opinion: str = words("审查意见", 40, why="本机关制度里的意见，见 choices。", example="主动公开")
    basis: list[Annotated[str, Field(max_length=200)]] = listed(
        "依据", 20, example=["中华人民共和国保守国家秘密法"]
    )
    reasons: str = words("理由", 2000)
    ground: str = words("不予公开的情形", 60, "", why="意见是不予公开时必须写。")
    question: Question | None = plain("报请确定的问题", None, why="意见是报请时填写。")
    seen_fingerprint: str = words("看到的内容的指纹", 64, why=SEEN)


class ReturnBack(Typed):
    reasons: str = words("退回的理由", 2000)


class AnswerReferral(Typed):
    answer: Literal["disclose", "withhold"] = plain("答复", why="disclose 可以公开，withhold 不得公开。")
    letter: str = words("答复文号", 120)
    text: str = words("答复要点", 2000, "")
    answered_on: Day = plain("答复日期")


class Recuse(Typed):
    reason: str = words("回避的理由", 200)


class Approve(Typed):
    note: str = words("审定意见", 500, "")
    seen_fingerprint: str = words("看到的内容的指纹", 64, why=SEEN)


class Publish(Typed):
    channels: list[Annotated[str, Field(max_length=60)]] = listed(
        "公开形式", 20, [], why="本机关制度里的网上形式，见 choices。", example=["website"]
    )
    seen_fingerprint: str = words("看到的内容的指纹", 64, why=SEEN)


class Withdraw(Typed):
    reason: str = words("撤回的理由", 500, why="理由会写在公开页面原来的位置。")


class Decision(Typed):
    number: str = words("文号", 60)
    decided_on: Day = plain("决定日期")
    authority: str = words("决定机关", 120)
    file: SentPaper | None = plain("文件扫描件", None)


class Consent(Typed):
    organ_name: str = words("哪个机关", 120)
    consented_on: Day = plain("复函日期")
    letter: str = words("复函文号或标题", 120)
    file: SentPaper | None = plain("复函扫描件", None)


class Channel(Typed):
    channel: str = words("公开形式", 60, why="本机关制度里的形式，见 choices。")
    used_on: Day = plain("日期")
    evidence: str = words("凭据", 300, "")
    file: SentPaper | None = plain("凭据文件", None)


class Header(Typed):
    """一份信息的文头、正文和情形。修改时没有写的照旧。"""

    title: str = words("标题", LIMITS["title"], "")
    doc_number: str = words("发文字号", LIMITS["doc_number"], "", example="呼统字〔2025〕3号")
    issuer: str = words("发文机关", LIMITS["issuer"], "")
    formed_on: Day | None = plain("成文日期", None)
    changed_on: Day | None = plain("变更日期", None)
    subject: str = words("主题分类", LIMITS["subject"], "")
    summary: str = words("内容概述", LIMITS["summary"], "")
    validity: str = words("有效性", 20, "有效", why="有效、已修改、失效或者废止。")
    body_text: str = words("正文", LONGEST_BODY, "", why="一段一行；也可以用 document 交来文件。")
    document: SentPaper | None = plain(
        "正文所在的文件", None, why="DOCX、PDF、OFD、HTML 或者 TXT；正文从中读出，文件照原样留存。"
    )
    attachments: list[SentPaper] = listed("附件", MOST_FILES, [], why="修改时写了就代替原来的全部附件。")
    proposed_class: Literal["proactive", "on_request", "withheld"] = plain(
        "拟定公开属性",
        "proactive",
        why="，".join(f"{one.value} {one.title}" for one in DisclosureClass) + "。",
    )
    class_reasons: str = words("认定的理由", LIMITS["class_reasons"], "")
    audience: Literal["public", "internal"] = plain(
        "公开对象", "public", why="，".join(f"{one.value} {one.title}" for one in Audience) + "。"
    )
    category: str = words("类别", 60, "", why="本机关制度里的类别，见 choices。", example="statistics")
    matter: str = words("信息种类", 60, "")
    provenance: Literal["made", "obtained"] = plain(
        "来源", "made", why="，".join(f"{one.value} {one.title}" for one in Provenance) + "。"
    )
    obtained_from: str = words("从哪里获取", LIMITS["obtained_from"], "")
    joint_makers: list[Name] = listed("共同制作的机关", 100, [])
    concerned: list[Name] = listed("涉及的其他机关", 100, [])
    compiled_by: str = words("组织编制机关", LIMITS["compiled_by"], "")
    needs_law_approval: bool = plain("依法需要经过批准才能公开", False)
    secrecy_mark: str = words("密级标识", 10, "", why="秘密、机密或者绝密；没有的不写。")
    secrecy_until: Day | None = plain("保密期限至", None)


class Register(Header):
    """登记一份信息，成为草稿。"""

    title: str = words("标题", LIMITS["title"], example="关于公布2024年度工作情况的通知")
    formed_on: Day = plain("成文日期")
    class_reasons: str = words(
        "认定的理由", LIMITS["class_reasons"], example="属于应当让公众广泛知晓的事项。"
    )
    responsible_unit: int = an_id("责任科室的编号", why="您须是该科室的经办人；编号见 choices。")


class Change(Header):
    """修改草稿，或者另立新版本；没有写的照旧。"""

    seen_fingerprint: str = words("看到的内容的指纹", 64, "", why=SEEN + "不写就不核对。")
