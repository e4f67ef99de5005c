"""Every verb the ledger knows. An act without a name here cannot be done."""

from __future__ import annotations

VERBS: dict[str, str] = {
    # on an edition of an item
    "register": "登记信息",
    "revise": "修改信息",
    "renew": "起草新版本",
    "answer_finding": "答复查出的内容",
    "mark_text": "标记要隐去的文字",
    "drop_mark": "取消标记",
    "redact": "制作隐去后的版本",
    "submit": "提交审查",
    "sign": "签署审查意见",
    "return": "退回修改",
    "refer": "报请确定",
    "answer_referral": "登记报请答复",
    "declassify": "登记解密手续",
    "record_consent": "登记有关机关书面意见",
    "record_law_approval": "登记依法批准",
    "look_on": "继续查验",
    "clear": "放行检查",
    "approve": "审定发布",
    "publish": "发布",
    "withdraw": "撤回",
    "recuse": "回避",
    # on a publication
    "use_channel": "登记公开渠道",
    "read": "阅读",
    # on a request
    "apply": "提交申请",
    "register_request": "登记申请",
    "import_request": "补录申请",
    "split_off": "登记拆出的申请",
    "confirm_receipt": "确认收到",
    "assign": "分办",
    "split": "拆分申请",
    "ask_correction": "告知补正",
    "take_correction": "补正申请",
    "notice_fee": "通知收费",
    "record_payment": "登记缴费",
    "abandon": "按放弃申请处理",
    "consult": "征求意见",
    "record_arrival": "登记对方收到",
    "record_opinion": "登记对方意见",
    "propose_extension": "提请延期",
    "decide_extension": "决定延期",
    "record_search": "登记检索",
    "hand_in": "提交材料和意见",
    "recuse_request": "回避办理",
    "look": "查看申请人信息",
    "propose_reply": "拟答复",
    "approve_reply": "同意答复",
    "return_reply": "退回答复",
    "answer_at_once": "当场答复",
    "send_reply": "发出答复",
    "record_delivery": "登记送达",
    "withdraw_request": "撤回申请",
    "deliver_filing": "报送备案",
    "chase_filing": "催办备案",
    "acknowledge_filing": "登记备案回执",
    "suggest_publication": "提出转为主动公开",
    "fulfil_publication": "登记已主动公开",
    "follow_up": "申请人提出意见",
    "answer_followup": "答复申请人意见",
    "anonymise": "申请人资料去标识",
    # on the wording of letters, calendars, tokens
    "edit_wording": "修改文书文字",
    "install_calendar": "安装放假安排",
    "issue_token": "签发接口令牌",
    "revoke_token": "收回接口令牌",
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
    "set_email": "登记邮箱",
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
