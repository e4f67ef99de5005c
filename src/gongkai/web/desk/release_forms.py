"""Forms of the release: papers the gate asks for, approval, publication, withdrawal, channels."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.access.cases import Case
from gongkai.core.terms import Audience
from gongkai.web.desk.act_form import ActForm, SeenForm
from gongkai.web.desk.forms import DateField, choice, set_options, text
from gongkai.web.desk.upload_fields import OneFile


class DecisionForm(ActForm):
    """A paper the gate asks for: number, day, who decided, and the file."""

    number = text("文号", 60)
    decided_on = DateField(label="决定日期")
    authority = text("决定机关", 120)
    file = OneFile(label="文件扫描件", required=False)


class DeclassifyForm(DecisionForm):
    """The decision itself is kept: a mark is never lifted on somebody's word."""

    file = OneFile(label="解密决定扫描件")


class ConsentForm(ActForm):
    """The written word of another organ."""

    organ_name = choice("哪个机关", [])
    consented_on = DateField(label="复函日期")
    letter = text("复函文号或标题", 120)
    file = OneFile(label="复函扫描件", required=False)

    def shape(self) -> None:
        waiting = [row.name for row in self.case.edition.involved_organs.all() if row.consented_on is None]
        set_options(self, "organ_name", [("", "请选择"), *((name, name) for name in waiting)])

    def citations(self) -> dict[str, Any]:
        return {"letter": self.case.lawbook.gate("consent_first")}


class ApproveForm(SeenForm):
    note = text("审定意见", 500, required=False, lines=3)


class PublishForm(SeenForm):
    """By which of the rule book's ways it goes out."""

    channels = forms.MultipleChoiceField(
        label="公开形式", widget=forms.CheckboxSelectMultiple, help_text="线下的形式在实际公开之后再登记。"
    )

    def shape(self) -> None:
        super().shape()
        options = channels_of(self.case, online=True)
        if not options:
            del self.fields["channels"]
            return
        self.fields["channels"].required = self.case.edition.audience == Audience.PUBLIC
        set_options(self, "channels", options)
        self.fields["channels"].initial = [value for value, _ in options[:1]]

    def citations(self) -> dict[str, Any]:
        return {"channels": self.case.lawbook.channels(self.case.on).clause}


class WithdrawForm(ActForm):
    reason = text("撤回的理由", 500, lines=3, help_text="理由会写在公开页面原来的位置。")

    def shape(self) -> None:
        if self.case.edition.audience != Audience.PUBLIC:
            self.fields["reason"].help_text = "理由会写入发布台账。"


class ChannelForm(ActForm):
    """One more way by which a publication reached people."""

    channel = choice("公开形式", [])
    used_on = DateField(label="日期")
    evidence = text("凭据", 300, required=False, help_text="如报纸版面、播出时间、张贴地点。")
    file = OneFile(label="凭据文件", required=False)

    def shape(self) -> None:
        set_options(self, "channel", [("", "请选择"), *channels_of(self.case)])

    def citations(self) -> dict[str, Any]:
        return {"channel": self.case.lawbook.gate("register")}


def channels_of(case: Case, *, online: bool = False) -> list[tuple[str, str]]:
    """The ways the rule book knows for the audience of the edition; all of them, or those on line."""
    audience = Audience(case.edition.audience)
    fitting = [one for one in case.lawbook.channels(case.on).value if one.audience is audience]
    return [(one.id, one.title) for one in fitting if one.online or not online]
