"""Mail by SMTP: a stable Message-ID per notice, so that a second try is the same mail to the server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

from landwatch.core import clock
from landwatch.core.installation import settings

SECONDS = 15


class MailRefused(Exception):
    """The mail server did not take a mail. Says how it refused, never whom: errors are kept and logged."""


def send(to: str, subject: str, body: str, mark: str) -> None:
    """Hand one mail to the SMTP server. Raises MailRefused or OSError; the caller's step is tried again."""
    where, sender = urlsplit(settings().smtp_url), settings().mail_from
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{mark}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(body)
    try:
        with _connect(where.scheme, where.hostname or "localhost", where.port) as server:
            if where.username:
                server.login(unquote(where.username), unquote(where.password or ""))
            server.send_message(mail)
    except smtplib.SMTPException as error:
        raise MailRefused(f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()) from None


def _connect(scheme: str, host: str, port: int | None) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(host, port or 25, timeout=SECONDS)
    if scheme == "smtp+starttls":
        server.starttls(context=ssl.create_default_context())
    return server
