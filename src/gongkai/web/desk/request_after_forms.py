"""Forms of what follows a reply: delivery, filing upward, publication for all, what the applicant still says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.actions.requests.afterwards import DECISIONS
from gongkai.core.terms import Citation, states
from gongkai.queries.handing_out import candidates
from gongkai.queries.request_list import units_of
from gongkai.queries.request_page import RequestPage
from gongkai.records.models import FollowUp
from gongkai.web.desk.forms import DateField, choice, set_options, text
from gongkai.web.desk.request_act_form import FindingForm, RequestActForm
from gongkai.web.numbers import number_in

PUBLISHED = states.STATE_TITLES[states.PUBLISHED]


class DeliveryForm(RequestActForm):
    on = DateField(label="送达日期")
    how = text("送达方式", 60)
    proof = text("送达凭据", 300, help_text="签收人、邮件单号，或者网上取得的时间。")

    def shape(self) -> None:
        self.fields["how"].initial = self.case.reply.delivered_how if self.case.reply else ""

    def citations(self) -> Mapping[str, Citation | None]:
        return {"proof": self.gate("provision")}


class FilingForm(RequestActForm):
    on = DateField(label="日期")
    how = text("方式和编号", 200, help_text="如公文交换、电子政务内网，写上编号。")


class AcknowledgedForm(RequestActForm):
    on = DateField(label="回执日期")
    by = text("出具回执的机关", 120)

    def shape(self) -> None:
        filing = getattr(self.case.request, "filing", None)
        self.fields["by"].initial = filing.to if filing else ""


class SuggestForm(RequestActForm):
    unit_id = choice("由哪个科室公开", [])

    def shape(self) -> None:
        set_options(
            self, "unit_id", [("", "请选择"), *((str(unit.pk), unit.name) for unit in units_of(self.who))]
        )
        if self.case.request.unit_id:
            self.fields["unit_id"].initial = str(self.case.request.unit_id)

    def citations(self) -> Mapping[str, Citation | None]:
        return {"unit_id": self.gate("suggestion")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("unit_id"):
            cleaned["unit_id"] = int(cleaned["unit_id"])
        return cleaned


class FulfilForm(FindingForm):
    """The item that is public now closes the task."""

    CHOSEN = ("item_id",)

    task_id = choice("哪一项任务", [])
    item_id = choice("已经公开的信息", [])
    field_order = ("task_id", "find", "item_id")

    def shape(self) -> None:
        tasks = [
            (str(row.pk), f"{row.get_why_display()}，由{row.unit.name}公开") for row in open_tasks(self.page)
        ]
        set_options(self, "task_id", tasks if len(tasks) == 1 else [("", "请选择"), *tasks])
        self.fields["find"].help_text = "先按程序发布，再在这里查出它来登记。"
        chosen = {number_in(key, 0) for key in self.typed("item_id")} - {0}
        chosen |= {edition.edition_id for edition, _ in self.page.reply_files}
        sought = "".join(self.typed("find")).strip() or self.case.request.description
        self._found = [one for one in candidates(self.who, sought, chosen) if one.state == PUBLISHED]
        listed = [(str(one.edition_id), one.label) for one in self._found]
        set_options(self, "item_id", [("", "请选择"), *listed])
        if not listed:
            self.fields["item_id"].help_text = "没有找到已经发布的信息，请换个词查找。"

    def citations(self) -> Mapping[str, Citation | None]:
        return {"item_id": self.gate("publish_after_reply")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("task_id"):
            cleaned["task_id"] = int(cleaned["task_id"])
        # The list offers editions; the task is closed with their item.
        chosen = cleaned.get("item_id")
        cleaned["item_id"] = next((one.item_id for one in self._found if str(one.edition_id) == chosen), 0)
        return cleaned


class FollowUpForm(RequestActForm):
    """The answer to the oldest thing an applicant said that is still open."""

    followup_id = forms.IntegerField(widget=forms.HiddenInput)
    decision = choice("处理结果", [], radio=True)
    answer = text("核实的情况和理由", 2000, lines=4, help_text="写给申请人看，随答复书寄出。")

    def shape(self) -> None:
        row = waiting_follow_up(self.page)
        if row is not None:
            self.fields["followup_id"].initial = row.pk
            set_options(self, "decision", list(DECISIONS[row.kind].items()))
            self.said = row.text

    def citations(self) -> Mapping[str, Citation | None]:
        row = waiting_follow_up(self.page)
        if row is None:
            return {}
        return {"decision": self.gate("record_accuracy" if row.kind == "inaccurate" else "suggestion")}


def open_tasks(page: RequestPage) -> list[Any]:
    return [row for row in page.tasks if row.done_on is None]


def waiting_follow_up(page: RequestPage) -> FollowUp | None:
    return next((row for row in page.follow_ups if row.answered_at is None), None)
