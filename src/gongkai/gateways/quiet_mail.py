"""Mails on the console, for an installation without a mail server: what was sent, not to whom."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class QuietConsole(BaseEmailBackend):
    """Writes subject and text of each mail to the output. Addresses stay out of it: logs are kept and copied."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            print(f"邮件：{message.subject}\n{message.body}", flush=True)  # noqa: T201 - the console is the mail server
        return len(email_messages)
