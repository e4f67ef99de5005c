"""Every act on an edition that staff may do: its name, what it takes, and the one action it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.access.cases import Case, draft_of
from gongkai.actions import catalogue, release, review
from gongkai.actions import screening as acts
from gongkai.core.screening.answers import Answer, AnswerKind
from gongkai.core.terms import Refusal, Refused
from gongkai.web.api import item_bodies as bodies
from gongkai.web.api import screening_bodies as words
from gongkai.web.api.doorway import PAPERS, SMALL, Caller
from gongkai.web.api.files import keep
from gongkai.web.api.item_drafts import drafted

Perform = Callable[[Caller, Case, Any], object]


@dataclass(frozen=True, slots=True)
class ItemVerb:
    """`perform` is called once the person may act at all; it raises Refused for what is missing."""

    title: str
    body: type[bodies.Typed]
    perform: Perform
    note: str = ""
    limit: int = SMALL


def _calls(action: Callable[..., object]) -> Perform:
    """An action that takes exactly the fields of its body, a file as one kept by its content."""

    def perform(found: Caller, case: Case, given: bodies.Typed) -> object:
        return action(found.who, case.edition.pk, **_told(given), moment=found.moment)

    return perform


def _told(given: bodies.Typed) -> dict[str, Any]:
    told = {name: getattr(given, name) for name in type(given).model_fields}
    if "file" in told:
        told["file"] = keep(told["file"]) if told["file"] else None
    return told


def _sign(found: Caller, case: Case, given: bodies.Sign) -> object:
    told = _told(given)
    asked: bodies.Question | None = told["question"]
    told["question"] = review.Question(**_asked(case, asked)) if asked else None
    return review.sign(found.who, case.edition.pk, **told, moment=found.moment)


def _refer(found: Caller, case: Case, given: bodies.Question) -> object:
    return review.refer(found.who, case.edition.pk, **_asked(case, given), moment=found.moment)


def _asked(case: Case, given: bodies.Question) -> dict[str, str]:
    """A question, put to whom the rule book names where the call names nobody."""
    kinds = {kind.id: kind.to for kind in case.lawbook.referral_kinds(case.on).value}
    told = {name: str(getattr(given, name)) for name in ("kind", "question", "referred_to")}
    return told | {"referred_to": told["referred_to"] or kinds.get(given.kind, "")}


def _answer(found: Caller, case: Case, given: words.AnswerFinding) -> object:
    answer = Answer(AnswerKind(given.answer), given.reasons, given.ground, given.instead, given.proof)
    seen = given.seen_fingerprint
    return acts.answer_finding(
        found.who, case.edition.pk, key=given.key, answer=answer, seen_fingerprint=seen, moment=found.moment
    )


def _use_channel(found: Caller, case: Case, given: bodies.Channel) -> object:
    return release.use_channel(found.who, case.edition.publication.pk, **_told(given), moment=found.moment)


def _read(found: Caller, case: Case, _: bodies.NothingMore) -> object:
    return release.read(found.who, case.edition.publication.pk, moment=found.moment)


def _revise(found: Caller, case: Case, given: bodies.Change) -> object:
    draft = drafted(given, draft_of(case.edition), case.lawbook, found.today)
    seen = given.seen_fingerprint
    return catalogue.revise_edition(
        found.who, case.edition.pk, draft, moment=found.moment, seen_fingerprint=seen
    )


def _renew(found: Caller, case: Case, given: bodies.Change) -> object:
    if case.edition.item.current_id != case.edition.pk:
        clause = case.lawbook.gate("class_required")
        reason = "这不是最新的版本。"
        raise Refused(Refusal("newer_edition", reason, clause, "请在最新的版本上办理。"))
    draft = drafted(given, draft_of(case.edition), found.lawbook, found.today)
    seen = given.seen_fingerprint
    return catalogue.renew_item(
        found.who, case.edition.item_id, draft, moment=found.moment, seen_fingerprint=seen
    )


ITEM_VERBS: dict[str, ItemVerb] = {
    "revise": ItemVerb("修改草稿", bodies.Change, _revise, "没有写的照旧。", PAPERS),
    "answer_finding": ItemVerb(
        "答复查出的内容", words.AnswerFinding, _answer, "可以改答，最后一次的算数；有人签署之后不能再答。"
    ),
    "mark_text": ItemVerb(
        "标记要隐去的文字", words.MarkText, _calls(acts.mark_text), "标了就不能准予公开，直到隐去或者取消。"
    ),
    "drop_mark": ItemVerb("取消标记", words.DropMark, _calls(acts.drop_mark)),
    "redact": ItemVerb(
        "制作隐去后的版本",
        words.Redact,
        _calls(acts.redact_edition),
        "答复为删去、改为其他文字的和标出的文字，从正文和附件中隐去；得到的新版本是草稿，要自己送审。",
    ),
    "submit": ItemVerb(
        "送审", bodies.NothingMore, _calls(review.submit), "送审之后内容不能再改；要改，须由审查的人退回。"
    ),
    "sign": ItemVerb("签署意见", bodies.Sign, _sign, "签署的就是指纹所指的内容；签署之后不能更改。"),
    "return": ItemVerb("退回", bodies.ReturnBack, _calls(review.return_to_draft), "已有的签署全部作废。"),
    "refer": ItemVerb("报请确定", bodies.Question, _refer, "审查停在这里，直到登记答复。"),
    "answer_referral": ItemVerb("登记答复", bodies.AnswerReferral, _calls(review.answer_referral)),
    "recuse": ItemVerb("申请回避", bodies.Recuse, _calls(review.recuse)),
    "record_consent": ItemVerb("登记书面同意", bodies.Consent, _calls(release.record_consent), limit=PAPERS),
    "declassify": ItemVerb(
        "登记解密手续", bodies.Decision, _calls(release.declassify), "必须附上解密决定的扫描件。", PAPERS
    ),
    "record_law_approval": ItemVerb(
        "登记依法批准", bodies.Decision, _calls(release.record_law_approval), limit=PAPERS
    ),
    "approve": ItemVerb("审定", bodies.Approve, _calls(release.approve), "审定的就是指纹所指的内容。"),
    "publish": ItemVerb("发布", bodies.Publish, _calls(release.publish), "发布之后任何人都能看到并保存。"),
    "withdraw": ItemVerb("撤回", bodies.Withdraw, _calls(release.withdraw), "撤回的理由和日期会公开。"),
    "use_channel": ItemVerb("登记公开渠道", bodies.Channel, _use_channel, limit=PAPERS),
    "read": ItemVerb("登记已读", bodies.NothingMore, _read, "只用于部门内部公开的信息。"),
    "renew": ItemVerb(
        "另立新版本", bodies.Change, _renew, "新版本要重新审查；没有写的照现在的版本。", PAPERS
    ),
}
"""In the order of the road; the names are those of the ledger."""
