"""How the mail server's address is read."""

from __future__ import annotations

import pytest

from gongkai.gateways.mail import MailServer, NoMailServer, mail_server

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", MailServer()),
        ("smtp://127.0.0.1", MailServer(SMTP, "127.0.0.1", 25)),
        (
            "smtp+tls://gk:p%40ss@mail.example.cn",
            MailServer(SMTP, "mail.example.cn", 587, "gk", "p@ss", use_tls=True),
        ),
        ("smtps://mail.example.cn:4465", MailServer(SMTP, "mail.example.cn", 4465, use_ssl=True)),
    ],
)
def test_addresses(url: str, expected: MailServer) -> None:
    assert mail_server(url) == expected


@pytest.mark.parametrize("url", ["mail.example.cn", "https://x", "smtp://", "smtp://h:99999", "smtp://[::1"])
def test_what_nobody_understands_is_refused_in_a_sentence_without_the_password(url: str) -> None:
    with pytest.raises(NoMailServer, match="GONGKAI_EMAIL_URL 的写法不对，应为 smtp://"):
        mail_server(url)


def test_the_password_is_not_shown_with_the_rest() -> None:
    assert "secret" not in repr(mail_server("smtp://gk:secret@mail.example.cn"))
