"""Forms of the acceptance body: confirming, giving out, splitting, correcting, fees, taking back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.core.terms import Citation
from gongkai.queries.request_list import units_of
from gongkai.web.desk.forms import DateField, choice, set_options, text
from gongkai.web.desk.request_act_form import RequestActForm

PERIOD = 10
"""Working days offered for a correction; the acceptance body may give others."""


class ConfirmForm(RequestActForm):
    on = DateField(label="与申请人确认之日", help_text="答复期限从这一天起算，当日不计入。")

    def citations(self) -> Mapping[str, Citation | None]:
        return {"on": self.gate("receipt_day")}


class AssignForm(RequestActForm):
    unit_id = choice("承办科室", [])
    note = text("交办意见", 1000, required=False, lines=2)

    def shape(self) -> None:
        units = [
            (str(unit.pk), unit.name) for unit in units_of(self.who) if unit.pk != self.case.request.unit_id
        ]
        set_options(self, "unit_id", [("", "请选择"), *units])

    def clean(self) -> dict[str, Any]:
        return _as_number(super().clean() or {}, "unit_id")


class SplitForm(RequestActForm):
    matters = text(
        "逐项写明各要什么信息",
        20_000,
        lines=8,
        help_text="每项之间空一行。第一项留在这件申请，其余各项各自立为一件，编号随回执告知申请人。",
    )

    def shape(self) -> None:
        self.fields["matters"].initial = self.case.request.description

    def citations(self) -> Mapping[str, Citation | None]:
        return {"matters": self.gate("one_matter")}

    def clean_matters(self) -> list[str]:
        return [part.strip() for part in re.split(r"\n\s*\n", self.cleaned_data["matters"]) if part.strip()]


class CorrectionForm(RequestActForm):
    points = text("需要补正的事项", 3000, lines=5, help_text="一次写全，一行一项。补正只能要求一次。")
    period_days = forms.IntegerField(label="补正期限（工作日）", initial=PERIOD, min_value=1, max_value=90)

    def shape(self) -> None:
        _say_numbers(self, "period_days", "1至90之间的整数")

    def citations(self) -> Mapping[str, Citation | None]:
        return {"points": self.gate("correction")}


class CorrectedForm(RequestActForm):
    description = text("补正后的内容描述", 5000, lines=5)
    on = DateField(label="收到补正之日", help_text="答复期限从这一天起重新计算。")

    def shape(self) -> None:
        self.fields["description"].initial = self.case.request.description

    def citations(self) -> Mapping[str, Citation | None]:
        return {"on": self.gate("correction")}


class FeeForm(RequestActForm):
    tariff = choice("收费标准", [], radio=True, help_text="按件、按量只选一种。")
    quantity = forms.IntegerField(label="计费数量", min_value=1, max_value=1_000_000)
    reasons = text("收费的理由", 1000, lines=3, help_text="写明数量、频次为什么明显超过合理范围。")

    def shape(self) -> None:
        tariffs = self.case.lawbook.tariffs(self.case.on)
        set_options(self, "tariff", [(each.id, each.title) for each in tariffs.value] if tariffs else [])
        _say_numbers(self, "quantity", "不小于1的整数")
        self.fields["quantity"].help_text = "按件的填同一申请人当月的件数，按量的填页数。"

    def citations(self) -> Mapping[str, Citation | None]:
        tariffs = self.case.lawbook.tariffs(self.case.on)
        return {"tariff": tariffs.clause if tariffs else None, "reasons": self.gate("fee")}


class PaymentForm(RequestActForm):
    on = DateField(label="缴费日期", help_text="答复期限从缴费次日起重新计算。")
    receipt = text("缴款凭证号", 100)


class WithdrawForm(RequestActForm):
    evidence = text("撤回的凭据", 300, lines=2, help_text="如来信日期，或者当面签字的情况。")


class LookForm(RequestActForm):
    why = text("为办理什么事查看", 200, help_text="查看的人、时间和原因写入台账。")

    def citations(self) -> Mapping[str, Citation | None]:
        return {"why": self.gate("applicant_data")}


def _as_number(cleaned: dict[str, Any], name: str) -> dict[str, Any]:
    if cleaned.get(name):
        cleaned[name] = int(cleaned[name])
    return cleaned


def _say_numbers(form: forms.Form, name: str, accepted: str) -> None:
    """The sentence that a field for a number answers with, whatever is wrong with what was typed."""
    field, sentence = form.fields[name], f"请填写{accepted}。"
    field.error_messages |= {"invalid": sentence}
    if isinstance(field, forms.IntegerField):
        for validator in field.validators:
            setattr(validator, "message", sentence)  # noqa: B010 - validators of two kinds, both with a message
