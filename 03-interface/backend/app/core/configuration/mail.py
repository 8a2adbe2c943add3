"""Mails to people."""

from enum import StrEnum
from typing import Self

from pydantic import EmailStr, Field, SecretStr, model_validator

from scribe_contracts.settings import InfrastructureSettings


class MailTLS(StrEnum):
    """Ways to the mail server."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """For a server on the same machine: anybody on the way can read it."""


class MailLanguage(StrEnum):
    ENGLISH = "en"
    FRENCH = "fr"


class MailSettings(InfrastructureSettings):
    """The mail server, and what mails may say."""

    mail_host: str | None = Field(
        default=None, description="Mail server that tells people how their meetings have ended; unset: no mails"
    )
    mail_port: int = Field(default=587, ge=1, le=65_535, description="Port of the mail server, usually 465 with `tls`")
    mail_tls: MailTLS = Field(
        default=MailTLS.STARTTLS,
        description="How the mail server is reached: `starttls`, `tls`, or `none`, which is for a server on the same "
        "machine",
    )
    mail_user: str | None = Field(default=None, description="User of the mail server, if it wants one")
    mail_password: SecretStr | None = Field(
        default=None, description="Password of the mail server's user; not with `none`"
    )
    mail_from: EmailStr | None = Field(default=None, description="Address that mails come from")
    mail_titles: bool = Field(
        default=False, description="Whether mails may name the meeting's title, which mail servers on the way can read"
    )
    mail_by_default: bool = Field(
        default=False, description="Whether those get mails who have not chosen on the page of their account"
    )
    mail_language: MailLanguage = Field(
        default=MailLanguage.ENGLISH, description="Language of mails, `en` or `fr`, to those who have not chosen"
    )

    @model_validator(mode="after")
    def _reject_unusable_mail(self) -> Self:
        if self.mail_host is not None and self.mail_from is None:
            raise ValueError("mails need an address that they come from")
        if self.mail_from is not None and not self.mail_from.partition("@")[0].isascii():
            raise ValueError("the address that mails come from has letters before the @ that few servers take")
        if self.mail_password is not None and self.mail_tls is MailTLS.NONE:
            raise ValueError("the password of the mail server is sent by TLS only")
        return self
