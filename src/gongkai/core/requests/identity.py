"""Who applies and by what paper, and whether the numbers she types can be right.

Every check answers with one Chinese sentence that says what was found and what is accepted, or "" where nothing is
wrong. None of them says what the right digit would be.
"""

from __future__ import annotations

import re
from datetime import date

from gongkai.core.requests.typed import clean_line, clean_text, half_width
from gongkai.core.terms.check_digits import (
    CREDIT_LETTERS,
    ISLANDS,
    MAINLAND,
    credit_code_check,
    day_of,
    resident_id_check,
)
from gongkai.core.terms.titled import TitledEnum

__all__ = [
    "ApplicantKind",
    "IdentityKind",
    "clean_line",
    "clean_text",
    "credit_code_fault",
    "email_fault",
    "identity_fault",
    "passport_fault",
    "permit_fault",
    "phone_fault",
    "resident_id_fault",
]


class ApplicantKind(TitledEnum):
    """The columns of the annual report's second table, in its order (国办公开办函〔2021〕30号)."""

    CITIZEN = "citizen", "公民"
    COMPANY = "company", "商业企业"
    RESEARCH = "research", "科研机构"
    WELFARE = "welfare", "社会公益组织"
    LEGAL = "legal", "法律服务机构"
    OTHER = "other", "其他"


class IdentityKind(TitledEnum):
    """The paper an applicant proves who she is with (cn-foi:29)."""

    RESIDENT_ID = "resident_id", "居民身份证"
    PASSPORT = "passport", "护照"
    PERMIT = "permit", "港澳台居民居住证或通行证"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    OTHER = "other", "其他证件"


_EARLIEST_BIRTH = 1880

_MOBILE = re.compile(r"(?:(?:\+|00)?86)?1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(?:0|(?:\+|00)86)[1-9][0-9]{1,2}[2-8][0-9]{6,7}(?:(?:转|EXT\.?|X|#)[0-9]{1,6})?")
_EXTENSION = re.compile(r"-([0-9]{1,6})$")
_SERVICE = re.compile(r"[48]00[0-9]{7}")
_ABROAD = re.compile(r"\+(?!86)[1-9][0-9]{6,14}")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(
    rf"[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*@(?:{_LABEL}\.)+{_LABEL}"
)


def resident_id_fault(text: str, today: date) -> str:
    """What is wrong with a resident's identity number (GB 11643), "" where nothing is.

    Full-width digits and a small x are read as meant; the old form of 15 digits has no check digit.

    >>> resident_id_fault("11010519491231002X", date(2025, 3, 3))
    ''
    """
    number = half_width(text)
    if len(number) not in (15, 18):
        return f"居民身份证号码应为18位（旧号15位），现在是{len(number)}位。"
    digits = number[:-1] if len(number) == 18 else number
    if not _all_digits(digits):
        return "居民身份证号码应为数字，只有18位号码的最后一位可以是X。"
    if number[:2] not in MAINLAND | ISLANDS:
        return f"居民身份证号码开头的“{number[:2]}”不是任何省级地区的代码。"
    if fault := _birth_fault(number, today):
        return fault
    if len(number) == 18 and number[-1] != resident_id_check(digits):
        return "居民身份证号码的校验位不对，很可能有一位输错了。"
    return ""


def credit_code_fault(text: str) -> str:
    """What is wrong with a unified social credit code (GB 32100), "" where nothing is."""
    code = half_width(text)
    if len(code) != 18:
        return f"统一社会信用代码应为18位，现在是{len(code)}位。"
    if strange := next((letter for letter in code if letter not in CREDIT_LETTERS), ""):
        return f"统一社会信用代码由数字和大写字母组成，不用I、O、Z、S、V，现在有“{strange}”。"
    if not _all_digits(code[2:8]):
        return "统一社会信用代码的第3至第8位是地区代码，应为数字。"
    if code[-1] != credit_code_check(code[:17]):
        return "统一社会信用代码的校验位不对，很可能有一位输错了。"
    return ""


def passport_fault(text: str) -> str:
    """Whether a passport number has a possible shape; every country has its own."""
    if re.fullmatch(r"(?=.*[0-9])[A-Z0-9]{5,15}", half_width(text)):
        return ""
    return "护照号码应为5至15位字母和数字，例如E12345678。"


def permit_fault(text: str) -> str:
    """Whether the number of a residence or travel permit of Hong Kong, Macao or Taiwan has a possible shape."""
    if re.fullmatch(r"[HM]?[0-9]{8,10}|[0-9]{17}[0-9X]", half_width(text)):
        return ""
    return "居住证号码应为18位，通行证号码应为8至10位数字，港澳通行证以H或M开头。"


def identity_fault(kind: IdentityKind, text: str, today: date) -> str:
    """What is wrong with the number of a paper of a kind; any other paper needs a digit and 40 characters at most."""
    match kind:
        case IdentityKind.RESIDENT_ID:
            return resident_id_fault(text, today)
        case IdentityKind.CREDIT_CODE:
            return credit_code_fault(text)
        case IdentityKind.PASSPORT:
            return passport_fault(text)
        case IdentityKind.PERMIT:
            return permit_fault(text)
    number = half_width(text)
    if 2 <= len(number) <= 40 and any(letter.isdigit() for letter in number):
        return ""
    return "证件号码应为2至40个字，至少有一位数字。"


def phone_fault(text: str) -> str:
    """Whether a telephone number has a possible shape: mobile, landline with area code, 400/800, or abroad with +."""
    # The last group after a hyphen may be an extension, or a part of the number.
    typed = half_width(text)
    readings = [re.sub(r"[()\-\u2010-\u2015]", "", each) for each in (typed, _EXTENSION.sub(r"转\1", typed))]
    shapes = (_MOBILE, _LANDLINE, _SERVICE, _ABROAD)
    if any(shape.fullmatch(reading) for shape in shapes for reading in readings):
        return ""
    return "电话号码应为11位手机号，或者带区号的固定电话，例如0475-4212345。"


def email_fault(text: str) -> str:
    """Whether a mail can be sent to the address as it is written."""
    if wide := next((letter for letter in text if not letter.isascii()), ""):
        return f"电子邮箱里有“{wide}”，只能用英文字母、数字和半角符号，例如zhang@example.cn。"
    name, _, host = text.rpartition("@")
    if not _EMAIL.fullmatch(text) or len(name) > 64 or len(host) > 253:
        return "电子邮箱的写法不对，应为“名称@域名”，例如zhang@example.cn。"
    return ""


def _birth_fault(number: str, today: date) -> str:
    """The date in an identity number: of the 20th century in the old form."""
    written = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    born = day_of(written)
    if born is None:
        return f"居民身份证号码里的出生日期是{written}，历法上没有这一天。"
    if born > today or born.year < _EARLIEST_BIRTH:
        return f"居民身份证号码里的出生日期是{written}，不可能是申请人的出生日期。"
    return ""


def _all_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
