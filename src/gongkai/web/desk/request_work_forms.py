"""Forms of the work on a request: asking others, searching, handing in, more time, stepping back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.actions.requests.asking import KINDS, OPINIONS
from gongkai.core.terms import Citation
from gongkai.queries.request_page import Asked
from gongkai.web.desk.forms import DateField, choice, set_options, text
from gongkai.web.desk.request_act_form import FindingForm, RequestActForm, Several

_YES_NO = [("yes", "查到了"), ("no", "没有查到")]


class ConsultForm(RequestActForm):
    kind = choice("向谁征求意见", list(KINDS.items()), radio=True)
    name = text("对方的姓名或者名称", 100)
    address = text("对方的地址", 200, required=False)
    matter = text("征求意见的信息", 1000, lines=3, help_text="写明涉及哪些信息。不要写出申请人是谁。")
    why = text(
        "与对方的关系", 1000, lines=3, help_text="写明公开为什么可能损害对方的权益，或者对方为什么有权决定。"
    )

    def citations(self) -> Mapping[str, Citation | None]:
        return {"kind": self.gate("third_party")}


class LetterForm(RequestActForm):
    """One of the letters that are still out."""

    consultation_id = choice("哪一封信", [])

    def letters(self) -> list[Asked]:
        return [each for each in self.page.asked if each.row.answered_on is None]

    def shape(self) -> None:
        listed = [(str(one.row.pk), f"{one.row.get_kind_display()}：{one.name}") for one in self.letters()]
        set_options(self, "consultation_id", listed if len(listed) == 1 else [("", "请选择"), *listed])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("consultation_id"):
            cleaned["consultation_id"] = int(cleaned["consultation_id"])
        return cleaned


class ArrivalForm(LetterForm):
    on = DateField(label="对方收到之日", help_text="对方的答复期限从这一天起算。")

    def letters(self) -> list[Asked]:
        return [each for each in super().letters() if each.row.letter_received_on is None]


class OpinionForm(LetterForm):
    opinion = choice("对方的意见", list(OPINIONS.items()), radio=True)
    text = text(
        "意见的内容", 2000, required=False, lines=3, help_text="照来信写；没有说明理由的，写“未说明理由”。"
    )
    well_founded = forms.BooleanField(label="本机关认为对方的理由成立", required=False)
    on = DateField(label="收到答复之日")

    def citations(self) -> Mapping[str, Citation | None]:
        return {"opinion": self.gate("third_party")}


class SearchForm(RequestActForm):
    where = text("在哪里检索", 500, help_text="查了哪些档案、系统、科室。")
    how = text("怎样检索", 500, help_text="用了哪些词，查了哪些年份。")
    found = choice("结果", _YES_NO, radio=True)
    result = text("检索结果", 1000, lines=3)

    def citations(self) -> Mapping[str, Citation | None]:
        return {"found": self.gate("outcome")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "found" in cleaned:
            cleaned["found"] = cleaned["found"] == "yes"
        return cleaned


class HandInForm(FindingForm):
    CHOSEN = ("editions",)
    field_order = ("note", "find", "editions")

    note = text("承办意见", 2000, lines=4, help_text="写明查到的情况和答复的建议。")
    editions = Several("建议提供的信息", required=False)

    def shape(self) -> None:
        self.options()

    def citations(self) -> Mapping[str, Citation | None]:
        return {"editions": self.gate("reply_reviewed")}


class ExtensionForm(RequestActForm):
    working_days = forms.IntegerField(label="延长几个工作日", min_value=1, max_value=1000)
    reasons = text(
        "延期的理由", 1000, lines=3, help_text="写明为什么不能按期答复。理由会写进给申请人的告知书。"
    )

    def shape(self) -> None:
        rule = self.case.lawbook.clock_rule("requests.reply", self.case.on)
        caps = [cap.limit.title for cap in rule.extension.caps] if rule and rule.extension else []
        field = self.fields["working_days"]
        field.help_text = f"最多延长{'，且最多延长'.join(caps)}。" if caps else ""
        field.error_messages |= {"invalid": "请填写整数，例如10。"}

    def citations(self) -> Mapping[str, Citation | None]:
        return {"working_days": self.gate("extension")}


class ConsentForm(RequestActForm):
    agreed = choice("决定", [("yes", "同意延期"), ("no", "不同意延期")], radio=True)
    note = text("意见", 1000, required=False, lines=2)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "agreed" in cleaned:
            cleaned["agreed"] = cleaned["agreed"] == "yes"
        return cleaned


class RecuseForm(RequestActForm):
    reason = text("回避的理由", 200, lines=2, help_text="写明与申请人或者申请事项的关系。")
