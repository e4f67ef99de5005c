"""The forms of the personnel office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from gongkai.core.terms import PostKind, UnitFunction
from gongkai.gateways.regimes import builtin_ids, load_builtin
from gongkai.queries.organs import Organisation
from gongkai.web.desk.forms import DateField, DeskForm, choice, set_options, text

_FUNCTIONS = [(one.value, one.title) for one in UnitFunction]


class OrganForm(DeskForm):
    """A form made for one organ; `subject` is the id of what it is about, None where there is none."""

    def __init__(
        self,
        organisation: Organisation,
        subject: int | None,
        today: date,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.subject, self.today = organisation, subject, today
        self.shape()

    def shape(self) -> None:
        """Fills in what depends on the organ."""

    def offer(self, name: str, options: list[tuple[str, str]]) -> None:
        several = isinstance(self.fields[name], forms.MultipleChoiceField)
        set_options(self, name, options if several else [("", "请选择"), *options])

    @property
    def units(self) -> list[tuple[str, str]]:
        return [(str(unit.id), unit.name) for unit in self.organisation.units if unit.closed_on is None]

    @property
    def people(self) -> list[tuple[str, str]]:
        lines = self.organisation.accounts
        return [(str(one.person_id), f"{one.name}（{'、'.join(one.posts) or '无职务'}）") for one in lines]


class UnitForm(OrganForm):
    name = text("名称", 1000)
    functions = forms.MultipleChoiceField(
        label="职能", choices=_FUNCTIONS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="在这个科室任职的人，就以这些身份办事。",
    )  # fmt: skip

    def shape(self) -> None:
        unit = next((one for one in self.organisation.units if one.id == self.subject), None)
        if unit:
            self.initial.update(name=unit.name, functions=[one.value for one in unit.functions])


class CloseUnitForm(OrganForm):
    closed_on = DateField(label="撤销日期", help_text="从这一天起不再存在。")


class PersonForm(OrganForm):
    name = text("姓名", 1000)


class AppointForm(OrganForm):
    person_id = choice("人员", [], help_text="名单里没有的，请先登记人员。")
    unit_id = choice("科室", [])
    kind = choice("职务类别", [(one.value, one.title) for one in PostKind], radio=True)
    title = text("职务名称", 1000, help_text="如：综合科科长。")
    held_from = DateField(label="从哪天起")
    held_until = DateField(label="到哪天止", required=False, help_text="没有期限的不填。")
    in_charge_of = forms.MultipleChoiceField(
        label="分管的科室",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只有分管领导填写。",
    )

    def shape(self) -> None:
        self.offer("person_id", self.people)
        self.offer("unit_id", self.units)
        self.offer("in_charge_of", self.units)
        self.initial.setdefault("held_from", self.today)


class EndPostForm(OrganForm):
    held_until = DateField(label="最后一天", help_text="填昨天即刻免职。")

    def shape(self) -> None:
        self.initial.setdefault("held_until", self.today)


class DeputiseForm(OrganForm):
    deputy_id = choice("由谁代理", [])
    held_from = DateField(label="从哪天起")
    held_until = DateField(label="到哪天止")
    reason = text("原因", 1000)

    def shape(self) -> None:
        self.offer("deputy_id", self.people)
        self.initial.setdefault("held_from", self.today)


class EndDeputationForm(OrganForm):
    ended_on = DateField(label="从哪天起不再代理")

    def shape(self) -> None:
        self.initial.setdefault("ended_on", self.today)


class _PasswordForm(OrganForm):
    password = forms.CharField(
        label="密码",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="至少10个字符，不能全是数字，不能是常见密码。当面告诉本人。",
    )


class AccountForm(_PasswordForm):
    person_id = choice("人员", [])
    username = forms.CharField(
        label="登录名",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    field_order = ("person_id", "username", "password")

    def shape(self) -> None:
        without = {str(one.person_id) for one in self.organisation.accounts if not one.is_active}
        self.offer("person_id", [one for one in self.people if one[0] in without])


class PasswordForm(_PasswordForm):
    """A new password for an account."""


class EmailForm(OrganForm):
    email = forms.CharField(
        label="电子邮箱",
        max_length=1000,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text="到期提醒会发到这里。不填就只在工作台上提醒。",
    )

    def shape(self) -> None:
        account = next((one for one in self.organisation.accounts if one.account_id == self.subject), None)
        if account:
            self.initial.setdefault("email", account.email)


class NothingForm(OrganForm):
    """An act without particulars."""


class AdoptForm(OrganForm):
    place = choice("制度", [])
    in_force_from = DateField(label="施行日期", help_text="这一天以前开始办的事，仍按原来的制度办。")

    def shape(self) -> None:
        books = [load_builtin(one) for one in builtin_ids()]
        own = self.organisation.organ.name
        self.offer("place", [(book.id, book.title) for book in books if book.organ_name == own])


def post_name(organisation: Organisation, post_id: int | None) -> str:
    """A post and its holder for a heading; "" for one the organ does not have."""
    found = [(unit, post) for unit in organisation.units for post in unit.posts if post.id == post_id]
    return f"{found[0][0].name}{found[0][1].title}{found[0][1].holder}" if found else ""
