"""One made-up identifier of each kind, valid to its check digit, and all of them in one line."""

from __future__ import annotations

from gongkai.core.screening.finding import FindingKind

_KIND = FindingKind
IDENTIFIERS: dict[FindingKind, str] = {
    _KIND.RESIDENT_ID: "11010519491231002X",
    _KIND.PASSPORT: "E48273951",
    _KIND.PERMIT: "H6029481735",
    _KIND.BANK_CARD: "6222021234567890128",
    _KIND.MOBILE: "13847512346",
    _KIND.LANDLINE: "0475-4218637",
    _KIND.EMAIL: "zhangsan1984@example.com",
    _KIND.PLATE: "蒙G8K271",
    _KIND.ADDRESS: "幸福小区7号楼2单元503室",
    _KIND.CREDIT_CODE: "91150525MA0100008E",
    _KIND.SECRECY_MARK: "机密★10年",
}
_LABELS = {
    _KIND.RESIDENT_ID: "身份证号",
    _KIND.PASSPORT: "护照号码",
    _KIND.PERMIT: "通行证号",
    _KIND.BANK_CARD: "银行卡号",
    _KIND.MOBILE: "手机",
    _KIND.LANDLINE: "家庭电话",
    _KIND.EMAIL: "邮箱",
    _KIND.PLATE: "车牌",
    _KIND.ADDRESS: "家庭住址",
    _KIND.CREDIT_CODE: "信用代码",
}
_SAID = [f"{label}：{IDENTIFIERS[kind]}" for kind, label in _LABELS.items()]
SECRET = f"{IDENTIFIERS[_KIND.SECRECY_MARK]}  " + "；".join(_SAID)
LINES = tuple("；".join(_SAID[at : at + 2]) for at in range(0, len(_SAID), 2))
"""The same in lines short enough to lie whole under a bar."""
