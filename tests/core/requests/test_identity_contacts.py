"""Ways to reach an applicant: numbers that can be dialled and addresses that can be written to."""

from __future__ import annotations

import pytest

from gongkai.core.requests.identity import email_fault, phone_fault

pytestmark = pytest.mark.clause("cn-foi:29")


@pytest.mark.parametrize(
    "number",
    [
        "13800001234", "138 0000 1234", "138-0000-1234", "+86 13800001234", "008613800001234", "１３８００００１２３４",
        "0475-4212345", "(0470)8212345", "（0470）8212345", "010-12345678", "0475-4212345-801", "0475-4212345转801",
        "0475-421-2345", "400-810-1234", "+852 2345 6789",
    ],
)  # fmt: skip
def test_numbers_that_can_be_dialled(number: str) -> None:
    assert phone_fault(number) == ""


@pytest.mark.parametrize(
    "number",
    ["", "1380000123", "138000012345", "12800001234", "4212345", "+8612345", "电话", "0475-421", "1" * 400,
     "13800001234;13900001234"],
)  # fmt: skip
def test_numbers_that_cannot(number: str) -> None:
    assert phone_fault(number) == "电话号码应为11位手机号，或者带区号的固定电话，例如0475-4212345。"


@pytest.mark.parametrize(
    "address",
    ["zhang@example.cn", "zhang.san+foi@mail.example.com.cn", "1234567@qq.com", "a@xn--fiqs8s.cn"],
)
def test_addresses_that_can_be_written_to(address: str) -> None:
    assert email_fault(address) == ""


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        *(
            (address, "电子邮箱的写法不对，应为“名称@域名”，例如zhang@example.cn。")
            for address in (
                "", "zhang", "zhang@", "@example.cn", "zhang@example", "zhang@@example.cn", "zhang san@example.cn",
                ".zhang@example.cn", "zhang..san@example.cn", "zhang@-example.cn", "zhang@example.cn,li@example.cn",
                "zhang@example.cn\nBcc: li@example.cn", "zhang@example.cn\n", "<zhang@example.cn>",
                "z" * 65 + "@example.cn", "z@" + "a." * 130 + "cn",
            )
        ),
        ("zhang＠example.cn", "电子邮箱里有“＠”，只能用英文字母、数字和半角符号，例如zhang@example.cn。"),
        ("zhang@example。cn", "电子邮箱里有“。”，只能用英文字母、数字和半角符号，例如zhang@example.cn。"),
    ],
)  # fmt: skip
def test_addresses_that_cannot(address: str, sentence: str) -> None:
    assert email_fault(address) == sentence
