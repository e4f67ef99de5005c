"""A mail as it goes out: nothing from outside can add a header, and a failure never quotes the address."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused
from typing import NoReturn

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from gongkai.gateways.mail import NotSent, send_mail


def test_what_goes_out() -> None:
    send_mail("lisi@example.cn", "有新的文书", "您好\n", "notice-7@gk.example.cn")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["lisi@example.cn"], "有新的文书", "您好\n")
    message = sent.message()
    assert message["Message-ID"] == "<notice-7@gk.example.cn>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_subject_of_several_lines_becomes_one() -> None:
    send_mail("lisi@example.cn", "甲\r\nBcc: all@example.cn\x00\u2028乙", "", "n@x")
    message = mail.outbox[0].message()
    assert mail.outbox[0].subject == "甲 Bcc: all@example.cn 乙"
    assert message["Bcc"] is None
    assert mail.outbox[0].recipients() == ["lisi@example.cn"]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@example.cn\nBcc: b@example.cn",
        "a@example.cn,b@example.cn",
        "a@example.cn b@example.cn",
    ],
)
def test_a_strange_address_is_refused_for_good(address: str) -> None:
    with pytest.raises(NotSent) as raised:
        send_mail(address, "甲", "乙", "n@x")
    assert raised.value.for_good
    assert mail.outbox == []


def test_a_refusal_of_the_server_may_be_tried_again_and_names_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_mail: EmailMessage) -> NoReturn:
        raise SMTPRecipientsRefused({"lisi@example.cn": (550, b"no such user")})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    with pytest.raises(NotSent) as raised:
        send_mail("lisi@example.cn", "甲", "乙", "n@x")
    assert (raised.value.for_good, str(raised.value)) == (False, "SMTPRecipientsRefused")
