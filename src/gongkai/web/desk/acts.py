"""The acts on an edition as the desk offers them: button, form, warning, and the one action each calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.access.cases import Case
from gongkai.actions import release, review
from gongkai.core.organs import Standing
from gongkai.web.desk import release_forms, review_forms
from gongkai.web.desk.act_form import ActForm, PlainForm
from gongkai.web.desk.files import keep

Perform = Callable[[Standing, Case, dict[str, Any], datetime], object]


@dataclass(frozen=True, slots=True)
class Act:
    """`button` says the act; `beware` is what cannot be undone, said before; `done` is said after."""

    button: str
    form: type[ActForm]
    perform: Perform
    done: str
    beware: str = ""
    quiet: bool = False


def _sign(who: Standing, case: Case, given: dict[str, Any], moment: datetime) -> object:
    kind = given.get("question_kind")
    question = review.Question(kind, given["question"], given["referred_to"]) if kind else None
    return review.sign(
        who,
        case.edition.pk,
        opinion=given["opinion"],
        basis=given["basis"],
        reasons=given["reasons"],
        ground=given["ground"],
        seen_fingerprint=given["seen_fingerprint"],
        question=question,
        moment=moment,
    )


def _simple(action: Callable[..., object]) -> Perform:
    """An action that takes exactly the fields of its form."""

    def perform(who: Standing, case: Case, given: dict[str, Any], moment: datetime) -> object:
        return action(who, case.edition.pk, **given, moment=moment)

    return perform


def _with_file(action: Callable[..., object]) -> Perform:
    """An action that takes the fields of its form, the uploaded file as a file kept by its content."""

    def perform(who: Standing, case: Case, given: dict[str, Any], moment: datetime) -> object:
        kept = keep(given.pop("file", None))
        return action(who, case.edition.pk, **given, file=kept, moment=moment)

    return perform


def _use_channel(who: Standing, case: Case, given: dict[str, Any], moment: datetime) -> object:
    kept = keep(given.pop("file", None))
    return release.use_channel(who, case.edition.publication.pk, **given, file=kept, moment=moment)


def _publish(who: Standing, case: Case, given: dict[str, Any], moment: datetime) -> object:
    seen = given["seen_fingerprint"]
    channels = given.get("channels", [])
    return release.publish(who, case.edition.pk, channels=channels, seen_fingerprint=seen, moment=moment)


def _read(who: Standing, case: Case, _given: dict[str, Any], moment: datetime) -> object:
    return release.read(who, case.edition.publication.pk, moment=moment)


ACTS: dict[str, Act] = {
    "submit": Act(
        "送审",
        PlainForm,
        _simple(review.submit),
        "已送审，等待第一个环节签署。",
        "送审之后内容不能再改；要改，须由审查的人退回。",
    ),
    "sign": Act(
        "签署意见",
        review_forms.SignForm,
        _sign,
        "意见已签署，写入办理记录。",
        "签署之后不能更改。您签署的正是本页显示的内容；内容一有改动，签署即失效。",
    ),
    "answer_referral": Act(
        "登记答复",
        review_forms.AnswerForm,
        _simple(review.answer_referral),
        "答复已登记。",
        "答复对审查有约束力，登记后不能更改。",
    ),
    "approve": Act(
        "审定",
        release_forms.ApproveForm,
        _simple(release.approve),
        "已审定，可以发布。",
        "审定之后不能更改。您审定的正是本页显示的内容。",
    ),
    "publish": Act(
        "发布",
        release_forms.PublishForm,
        _publish,
        "已发布，并登记入发布台账。",
        "发布之后任何人都能看到并保存。以后可以撤回，但撤回本身也会公开。",
    ),
    "read": Act("登记已读", PlainForm, _read, "已登记您读过这份信息。"),
    "record_consent": Act(
        "登记书面同意",
        release_forms.ConsentForm,
        _with_file(release.record_consent),
        "书面意见已登记。",
        quiet=True,
    ),
    "declassify": Act(
        "登记解密手续",
        release_forms.DeclassifyForm,
        _with_file(release.declassify),
        "解密手续已登记。",
        quiet=True,
    ),
    "record_law_approval": Act(
        "登记依法批准",
        release_forms.DecisionForm,
        _with_file(release.record_law_approval),
        "批准文件已登记。",
        quiet=True,
    ),
    "use_channel": Act(
        "登记公开渠道", release_forms.ChannelForm, _use_channel, "公开渠道已登记。", quiet=True
    ),
    "return": Act(
        "退回",
        review_forms.ReasonsForm,
        _simple(review.return_to_draft),
        "已退回起草人修改。",
        "退回之后，这一轮已有的签署全部作废。",
        quiet=True,
    ),
    "refer": Act(
        "报请确定",
        review_forms.ReferForm,
        _simple(review.refer),
        "已报请确定，等待答复。",
        "报请之后，审查停在这里，直到登记答复。",
        quiet=True,
    ),
    "withdraw": Act(
        "撤回",
        release_forms.WithdrawForm,
        _simple(release.withdraw),
        "已撤回，理由写入发布台账。",
        "撤回的理由和日期会公开。已被他人保存的内容收不回来。",
        quiet=True,
    ),
    "recuse": Act(
        "申请回避",
        review_forms.RecuseForm,
        _simple(review.recuse),
        "已登记回避，这份信息由其他人办理。",
        "回避之后，这份信息您不能再办理任何事。",
        quiet=True,
    ),
}
"""In the order in which the next act is chosen: the first that is open and not quiet comes first."""

PAGES = {"revise": ("修改草稿", "revise"), "renew": ("另立新版本", "renew")}
"""Acts that have a page of their own: label and the last part of the address."""
