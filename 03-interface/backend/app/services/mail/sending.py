"""Handing one message to the mail server; every fault is an outcome."""

import asyncio
import ssl
from email.message import EmailMessage

import aiosmtplib

from app.core.config import Settings
from app.core.configuration.mail import MailTLS
from app.models.integrations.mail import MailError

TOTAL_SECONDS = 30.0
"""Time for everything, however slowly the server answers."""

_PERMANENT = range(500, 600)


class MailSender:
    def __init__(self, settings: Settings, *, seconds: float = TOTAL_SECONDS) -> None:
        self._settings = settings
        self._seconds = seconds

    async def send(self, message: EmailMessage) -> MailError | None:
        """Return why the server did not take the message; None if it did."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._send(message)
        except Exception as fault:  # noqa: BLE001 - a server can do anything
            return reason(fault)
        return None

    async def _send(self, message: EmailMessage) -> None:
        settings = self._settings
        password = settings.mail_password
        await aiosmtplib.send(
            message,
            hostname=settings.mail_host,
            port=settings.mail_port,
            username=settings.mail_user,
            password=password.get_secret_value() if password is not None else None,
            use_tls=settings.mail_tls is MailTLS.TLS,
            start_tls=settings.mail_tls is MailTLS.STARTTLS,
            timeout=self._seconds,
        )


def reason(fault: BaseException) -> MailError:
    """Return what a fault means for the next attempt. Only REFUSED is for good: of this mail, not of the settings."""
    match fault:
        case aiosmtplib.SMTPAuthenticationError():
            return MailError.NOT_SIGNED_IN
        case aiosmtplib.SMTPRecipientsRefused() | aiosmtplib.SMTPDataError():
            is_final = all(code in _PERMANENT for code in _codes(fault))
            return MailError.REFUSED if is_final else MailError.POSTPONED
        case aiosmtplib.SMTPResponseException():
            return MailError.POSTPONED
        case TimeoutError():
            return MailError.TIMEOUT
        case aiosmtplib.SMTPConnectError() | OSError():
            return MailError.INSECURE if _is_of_tls(fault) else MailError.UNREACHABLE
        case _:
            # The library has no class for a server that lacks it.
            return MailError.INSECURE if "STARTTLS" in str(fault) else MailError.BROKEN


def _codes(fault: aiosmtplib.SMTPRecipientsRefused | aiosmtplib.SMTPDataError) -> list[int]:
    if isinstance(fault, aiosmtplib.SMTPRecipientsRefused):
        return [each.code for each in fault.recipients]
    return [fault.code]


def _is_of_tls(fault: BaseException | None) -> bool:
    while fault is not None:
        if isinstance(fault, ssl.SSLError):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
