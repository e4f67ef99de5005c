"""Every verb the ledger knows. An act without a name here cannot be done."""

from __future__ import annotations

VERBS: dict[str, str] = {
    # on an edition of an item
    "register": "登记信息",
    "revise": "修改信息",
    "renew": "起草新版本",
    "submit": "提交审查",
    "sign": "签署审查意见",
    "return": "退回修改",
    "refer": "报请确定",
    "answer_referral": "登记报请答复",
    "declassify": "登记解密手续",
    "record_consent": "登记有关机关书面意见",
    "record_law_approval": "登记依法批准",
    "approve": "审定发布",
    "publish": "发布",
    "withdraw": "撤回",
    "recuse": "回避",
    # on a publication
    "use_channel": "登记公开渠道",
    "read": "阅读",
    # on an organ, its units, posts and accounts
    "open_organ": "设立机关",
    "open_unit": "设立内设机构",
    "change_unit": "变更内设机构",
    "close_unit": "撤销内设机构",
    "add_person": "登记人员",
    "appoint": "任职",
    "end_post": "免职",
    "deputise": "指定代理",
    "end_deputation": "结束代理",
    "open_account": "开通账号",
    "set_password": "设置密码",
    "close_account": "停用账号",
    "adopt_regime": "施行制度",
    # by machines
    "site_verified": "核验门户文件",
}


class UnknownVerbError(LookupError):
    """An act that has no name in the ledger; a mistake of the program, never of the person."""


def verb_title(verb: str) -> str:
    """The verb in Chinese, as a history shows it. UnknownVerbError when the ledger has no such verb.

    >>> verb_title("publish")
    '发布'
    """
    try:
        return VERBS[verb]
    except KeyError:
        raise UnknownVerbError(f"the ledger knows no verb {verb!r}") from None
