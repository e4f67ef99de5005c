"""Sending an e-mail, and reading the address of the mail server from the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from smtplib import SMTPException
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
SECONDS = 20
"""How long a mail server may keep us waiting."""


class NoMailServer(ValueError):  # noqa: N818 - named for what is the matter
    """The address of the mail server is written in a way nobody understands."""


class NotSent(Exception):  # noqa: N818 - an answer about one mail, not an error of the program
    """A mail that did not go; `for_good` where trying again is of no use. Never names the address."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails go, in the words of Django's settings."""

    backend: str = "gongkai.gateways.quiet_mail.QuietConsole"
    host: str = "localhost"
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    use_tls: bool = False
    use_ssl: bool = False


def mail_server(url: str) -> MailServer:
    """The server of `smtp://user:password@host:port`; "" writes mails to the console.

    `smtp+tls` begins in clear and changes to TLS (port 587), `smtps` speaks TLS from the start (465), `smtp` is for
    a server on the same machine or network (25). NoMailServer, in one sentence, for an address that is none of these.

    >>> mail_server("smtp+tls://gk:p%40ss@mail.example.cn").port
    587
    """
    if not url:
        return MailServer()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme not in _PORTS or not host:
        # The address may hold a password: say what is accepted, never what was found.
        raise NoMailServer(
            "GONGKAI_EMAIL_URL 的写法不对，应为 smtp://、smtp+tls:// 或 smtps:// 开头的地址，"
            "例如 smtp+tls://gongkai:password@mail.example.cn:587。"
        )
    return MailServer(
        "django.core.mail.backends.smtp.EmailBackend",
        host,
        port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.scheme == "smtp+tls",
        parts.scheme == "smtps",
    )


def send_mail(to: str, subject: str, body: str, message_id: str) -> None:
    """Send one mail; NotSent where it did not go.

    The same `message_id` for every try of one mail lets mailboxes drop a repetition. Nothing that comes from outside
    can add a header: the subject is one line, and an address with anything strange in it is refused.
    """
    try:
        validate_email(to)
    except ValidationError:
        raise NotSent("邮箱地址的写法不对", for_good=True) from None
    mail = EmailMessage(
        subject=" ".join("".join(sign if sign.isprintable() else " " for sign in subject).split()),
        body=body,
        to=[to],
        headers={"Message-ID": f"<{message_id}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except (SMTPException, OSError, ValueError) as error:
        # The text of the error may quote the address; its kind says enough for the log.
        raise NotSent(type(error).__name__) from None
