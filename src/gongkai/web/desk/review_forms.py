"""Forms of the review: opinions, returns, referrals, recusal."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.access.cases import Case
from gongkai.core.review import refers_by_opinion
from gongkai.web.desk.act_form import ActForm, SeenForm
from gongkai.web.desk.forms import DateField, choice, set_options, text

OWN_AUTHORITY = "不填时按制度规定的机关。"


class SignForm(SeenForm):
    """An opinion of the rule book, what it rests on, and why."""

    opinion = choice("审查意见", [], radio=True)
    basis = forms.MultipleChoiceField(
        label="依据",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="至少选一项，或在下面写明。",
    )
    other_basis = text("其他依据", 200, required=False)
    reasons = text("理由", 2000, lines=4)
    ground = choice(
        "不予公开的情形", [], required=False, empty="不涉及", help_text="意见是不予公开时必须选择。"
    )
    question_kind = choice("报请确定的事项", [], required=False)
    question = text("需要确定什么", 2000, required=False, lines=3)
    referred_to = text("报请的机关", 120, required=False, help_text=OWN_AUTHORITY)

    def shape(self) -> None:
        super().shape()
        if refers_by_opinion(self.case.chain):
            set_options(self, "question_kind", [("", "不涉及"), *_kinds(self.case)])
            referring = "、".join(
                f"“{one.name}”" for one in self.case.chain.opinions if one.effect == "refer"
            )
            self.fields["question_kind"].help_text = f"意见是{referring}时，填写这里和下面两项。"
        else:
            for name in ("question_kind", "question", "referred_to"):
                del self.fields[name]
        book, on = self.case.lawbook, self.case.on
        set_options(self, "opinion", [(opinion.name, opinion.name) for opinion in self.case.chain.opinions])
        set_options(self, "basis", [(basis, basis) for basis in book.review_basis(on).value])
        grounds = [(ground.id, ground.title) for ground in book.withhold_grounds(on).value]
        set_options(self, "ground", [("", "不涉及"), *grounds])

    def citations(self) -> dict[str, Any]:
        gate = self.case.lawbook.gate
        asked = gate("opinion_basis_reasons")
        grounds = self.case.lawbook.withhold_grounds(self.case.on).clause
        waits = gate("referral_waits")
        return {"opinion": asked, "basis": asked, "reasons": asked, "ground": grounds, "question_kind": waits}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        other = cleaned.get("other_basis", "").strip()
        cleaned["basis"] = [*cleaned.get("basis", []), *([other] if other else [])]
        if cleaned.get("question_kind"):
            cleaned["referred_to"] = cleaned.get("referred_to") or _authority(
                self.case, cleaned["question_kind"]
            )
        if not cleaned["basis"] and "basis" not in self.errors:
            self.refuse("basis", "没有注明依据，请至少选一项或写明其他依据。")
        return cleaned


class ReasonsForm(ActForm):
    """Why a paper goes back."""

    reasons = text("退回的理由", 2000, lines=3)


class ReferForm(ActForm):
    """A question the bureau cannot settle itself, and who can."""

    kind = choice("报请的问题", [], radio=True)
    question = text("需要确定什么", 2000, lines=4)
    referred_to = text("报请的机关", 120, required=False, help_text=OWN_AUTHORITY)

    def shape(self) -> None:
        set_options(self, "kind", _kinds(self.case))

    def citations(self) -> dict[str, Any]:
        return {"kind": self.case.lawbook.gate("referral_waits")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("referred_to"):
            cleaned["referred_to"] = _authority(self.case, cleaned.get("kind", ""))
        return cleaned


class AnswerForm(ActForm):
    """What the authority answered; it binds."""

    answer = choice("答复", [("disclose", "可以公开"), ("withhold", "不得公开")], radio=True)
    letter = text("答复文号", 120)
    text = text("答复要点", 2000, lines=3)
    answered_on = DateField(label="答复日期")


class RecuseForm(ActForm):
    reason = text("回避的理由", 200, lines=2)


def _kinds(case: Case) -> list[tuple[str, str]]:
    kinds = case.lawbook.referral_kinds(case.on).value
    return [(kind.id, f"{kind.title}（报{kind.to}）") for kind in kinds]


def _authority(case: Case, kind_id: str) -> str:
    kinds = case.lawbook.referral_kinds(case.on).value
    return next((kind.to for kind in kinds if kind.id == kind_id), "")
