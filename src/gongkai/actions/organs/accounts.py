"""Accounts: opened, given a password and a mail address, closed. A password never reaches the ledger."""

from __future__ import annotations

import re
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from gongkai.actions.organs._act import OrganAct, Who, organ_act
from gongkai.actions.organs._checks import check_personnel_remains, own_person
from gongkai.actions.tokens import revoke_tokens_of, token_told
from gongkai.core.requests.identity import email_fault
from gongkai.records.models import Account

LONGEST_EMAIL = 254
_USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,39}")
# In words of our own: the framework's translations lag behind its messages, and English would come through.
_PASSWORD_FAULTS = {
    "password_too_short": "太短",
    "password_too_common": "太常见",
    "password_entirely_numeric": "全是数字",
}


def open_account(
    who: Who, organ_id: int, person_id: int, *, username: str, password: str, moment: datetime
) -> Account:
    """Open an account for a person, or open hers again with a new name and password.

    Raises Refused for one's own account, a person who has one, a name taken, and a password that is too weak.
    """
    with organ_act(who, organ_id, moment) as act:
        person = own_person(act, person_id)
        if act.is_about_herself(person.pk):
            raise act.refused("own_account", "不能给自己开通账号。", "请由人事机构的另一位工作人员办理。")
        account = Account.objects.filter(person=person).first() or Account(person=person, is_active=False)
        if account.is_active:
            reason = f"{person.name}已有账号「{account.username}」。"
            raise act.refused("has_account", reason, "忘记密码的，请为其设置新密码。")
        account.username = _free_username(act, username, account)
        _check_password(act, password, account)
        account.set_password(password)
        account.is_active = True
        account.save()
        act.record("open_account", "account", account.pk, _facts(account))
        return account


def set_password(who: Who, organ_id: int, account_id: int, *, password: str, moment: datetime) -> Account:
    """Give somebody else's account a new password; whoever is logged in with the old one is logged out."""
    with organ_act(who, organ_id, moment) as act:
        account = _own_account(act, account_id)
        if act.is_about_herself(account.person_id):
            raise act.refused(
                "own_account", "不能在这里设置自己的密码。", "请由人事机构的另一位工作人员办理。"
            )
        if not account.is_active:
            raise act.refused("account_closed", "这个账号已经停用。", "请重新开通账号。")
        _check_password(act, password, account)
        account.set_password(password)
        account.save(update_fields=["password"])
        act.record("set_password", "account", account.pk, _facts(account))
        return account


def close_account(who: Who, organ_id: int, account_id: int, *, moment: datetime) -> Account:
    """Log somebody out and let her in no more, nor her tokens. Refused for the last personnel officer."""
    with organ_act(who, organ_id, moment) as act:
        account = _own_account(act, account_id)
        if act.is_about_herself(account.person_id):
            raise act.refused("own_account", "不能停用自己的账号。", "请由人事机构的另一位工作人员办理。")
        if not account.is_active:
            raise act.refused("account_closed", "这个账号已经停用。", "无需再次办理。")
        check_personnel_remains(act, act.today, without=account.person)
        account.is_active = False
        account.save(update_fields=["is_active"])
        act.record("close_account", "account", account.pk, _facts(account))
        for token in revoke_tokens_of(account.person, act.moment):
            act.record("revoke_token", "person", account.person_id, token_told(token))
        return account


def set_email(who: Who, organ_id: int, account_id: int, *, email: str, moment: datetime) -> Account:
    """Enter where somebody's reminders are mailed; "" for nowhere, then she reads them on her desk alone."""
    with organ_act(who, organ_id, moment) as act:
        account = _own_account(act, account_id)
        if not account.is_active:
            raise act.refused("account_closed", "这个账号已经停用。", "请重新开通账号。")
        address = email.strip()
        if address and (fault := email_fault(address)):
            raise act.refused("email_wrong", fault, "请核对邮箱。")
        if len(address) > LONGEST_EMAIL:
            reason = f"邮箱有 {len(address)} 个字符，最多 {LONGEST_EMAIL} 个。"
            raise act.refused("text_too_long", reason, "请核对邮箱。")
        account.email = address
        account.save(update_fields=["email"])
        act.record("set_email", "account", account.pk, _facts(account) | {"email": address})
        return account


def _own_account(act: OrganAct, account_id: int) -> Account:
    account = Account.objects.select_related("person").filter(pk=account_id, person__organ=act.organ).first()
    if account is None:
        raise act.refused("account_elsewhere", "本机关没有这个账号。", "请从账号列表中选择。")
    return account


def _free_username(act: OrganAct, username: str, account: Account) -> str:
    if not _USERNAME.fullmatch(username):
        reason = "登录名要用小写字母开头，由小写字母、数字、点、横线组成，3 至 40 个字符。"
        raise act.refused("bad_username", reason, "建议用姓名的全拼，例如 zhangxuemei。")
    if Account.objects.filter(username=username).exclude(pk=account.pk).exists():
        raise act.refused(
            "username_taken", f"登录名「{username}」已有人使用。", "请换一个登录名，例如加上数字。"
        )
    return username


def _check_password(act: OrganAct, password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        faults = [_PASSWORD_FAULTS.get(one.code or "", "不够安全") for one in error.error_list]
        reason = f"密码不合要求：{'，'.join(faults)}。"
        raise act.refused("weak_password", reason, "请换一个不少于 10 个字符、不常见的密码。") from error


def _facts(account: Account) -> dict[str, object]:
    return {"person": account.person.key, "name": account.person.name, "username": account.username}
