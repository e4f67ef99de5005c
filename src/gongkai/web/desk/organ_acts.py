"""The acts of the personnel office: heading, form, and the one action each calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.actions import organs
from gongkai.core.organs import Standing
from gongkai.web.desk import organ_forms as forms

Perform = Callable[[Standing, int, int | None, dict[str, Any], datetime], object]


@dataclass(frozen=True, slots=True)
class OrganAct:
    """`about` is what the id in the address stands for: unit, post, deputation, account, or "" for none."""

    button: str
    form: type[forms.OrganForm]
    perform: Perform
    done: str
    about: str = ""
    beware: str = ""


def _new(action: Callable[..., object], *numbers: str) -> Perform:
    """An action on the organ as a whole; `numbers` are fields that hold ids."""

    def perform(
        who: Standing, organ: int, _subject: int | None, given: dict[str, Any], moment: datetime
    ) -> object:
        facts = _as_numbers(given, numbers)
        # The person comes by position in the actions that are about one.
        about = [facts.pop("person_id")] if "person_id" in facts else []
        return action(who, organ, *about, **facts, moment=moment)

    return perform


def _on(action: Callable[..., object], *numbers: str) -> Perform:
    """An action on one thing of the organ."""

    def perform(
        who: Standing, organ: int, subject: int | None, given: dict[str, Any], moment: datetime
    ) -> object:
        facts = _as_numbers(given, numbers)
        other = [facts.pop("deputy_id")] if "deputy_id" in facts else []
        return action(who, organ, subject, *other, **facts, moment=moment)

    return perform


def _as_numbers(given: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    found = dict(given)
    for name in names:
        value = found[name]
        found[name] = [int(one) for one in value] if isinstance(value, list) else int(value)
    return found


ORGAN_ACTS: dict[str, OrganAct] = {
    "open_unit": OrganAct("设立科室", forms.UnitForm, _new(organs.open_unit), "科室已设立。"),
    "change_unit": OrganAct("变更科室", forms.UnitForm, _on(organs.change_unit), "科室已变更。", "unit"),
    "close_unit": OrganAct(
        "撤销科室",
        forms.CloseUnitForm,
        _on(organs.close_unit),
        "科室已定于该日撤销。",
        "unit",
        "撤销之后不能恢复。",
    ),
    "add_person": OrganAct("登记人员", forms.PersonForm, _new(organs.add_person), "人员已登记，可以任职了。"),
    "appoint": OrganAct(
        "任职",
        forms.AppointForm,
        _new(organs.appoint, "person_id", "unit_id", "in_charge_of"),
        "任职已登记。",
    ),
    "end_post": OrganAct(
        "免职",
        forms.EndPostForm,
        _on(organs.end_post),
        "免职已登记。",
        "post",
        "免职之后，须重新任职才能再办这些事。",
    ),
    "deputise": OrganAct(
        "指定代理",
        forms.DeputiseForm,
        _on(organs.deputise, "deputy_id"),
        "代理已登记，签署时会注明代谁办理。",
        "post",
    ),
    "end_deputation": OrganAct(
        "结束代理", forms.EndDeputationForm, _on(organs.end_deputation), "代理已结束。", "deputation"
    ),
    "open_account": OrganAct(
        "开通账号", forms.AccountForm, _new(organs.open_account, "person_id"), "账号已开通。"
    ),
    "set_password": OrganAct(
        "设置密码", forms.PasswordForm, _on(organs.set_password), "密码已设置。", "account"
    ),
    "set_email": OrganAct("登记邮箱", forms.EmailForm, _on(organs.set_email), "邮箱已登记。", "account"),
    "close_account": OrganAct(
        "停用账号",
        forms.NothingForm,
        _on(organs.close_account),
        "账号已停用。",
        "account",
        "停用之后立即不能登录。",
    ),
    "adopt_regime": OrganAct(
        "施行制度",
        forms.AdoptForm,
        _new(organs.adopt_regime),
        "制度已登记施行。",
        beware="从施行之日起，新开始的事都按这一版办理，不能撤销。",
    ),
}
