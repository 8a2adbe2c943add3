"""Accounts and settings as administrators see them."""

from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr, model_validator

from app.core.configuration.mail import MailLanguage
from app.core.configuration.voices import IdentificationPolicy
from app.models import LinkKind, Role
from app.schemas.common import Contact, KeptDays, Name, PageQuery, Schema
from app.schemas.user import Email, User


class Account(User):
    disabled_at: datetime | None
    seen_at: datetime | None = Field(description="Time at which a session was last begun or renewed")
    link: LinkKind | None = Field(description="Why its owner has to choose a password before signing in, if so")
    link_expires_at: datetime | None = Field(description="Time until which the link for that is good")
    meetings: int = Field(description="Meetings that are its own")
    has_second_factor: bool = Field(description="True if signing in asks for a code too")


class AccountQuery(PageQuery):
    search: str | None = Field(default=None, max_length=200, description="Part of the name or of the e-mail address")


class MeetingsFate(StrEnum):
    """Choices of what becomes of the meetings of an account that goes."""

    DELETE = "delete"
    TRANSFER = "transfer"


class Belongings(BaseModel):
    """Choice of what becomes of what an account owns."""

    meetings: MeetingsFate | None = Field(
        default=None,
        description="`delete` them with their recordings, or `transfer` them to another account; "
        "left out where there should be none: `owns_meetings` if there are",
    )
    heir_id: UUID | None = Field(default=None, description="The account that `transfer` gives them to")

    @model_validator(mode="after")
    def _name_an_heir(self) -> Self:
        if (self.meetings is MeetingsFate.TRANSFER) != (self.heir_id is not None):
            raise ValueError("`transfer` needs `heir_id`, and `delete` takes none")
        return self


class AccountChange(BaseModel):
    model_config = ConfigDict(extra="forbid")

    role: Role | None = None
    disabled: bool | None = None
    belongings: Belongings | None = Field(
        default=None, description="With `disabled`: what becomes of its meetings; they stay as they are without it"
    )

    @model_validator(mode="after")
    def _take_belongings_of_disabled_ones_only(self) -> Self:
        if self.belongings is not None and self.disabled is not True:
            raise ValueError("`belongings` goes with `disabled`")
        return self


class NewAccount(BaseModel):
    model_config = ConfigDict(extra="forbid")

    email: Email
    name: Name
    role: Role = Role.USER


class MadeLink(Schema):
    """A link to choose a password, which is shown this once."""

    user_id: UUID
    kind: LinkKind
    url: str = Field(description="The link; whoever has it chooses the password")
    expires_at: datetime


class LinkMail(BaseModel):
    model_config = ConfigDict(extra="forbid")

    token: SecretStr = Field(max_length=200, description="What stands behind the `#` of the link")
    language: MailLanguage = Field(description="Language of the mail")


class InstanceSettings(Schema):
    registration_open: bool = Field(description="True if strangers may create an account")
    registration_contact: str | None = Field(description="Whom people without an account are told to ask for one")
    guest_links: bool = Field(description="True if owners may make links for people without an account")
    minutes_for_all: bool = Field(
        description="True if minutes of each new meeting are written, unless its owner does not want them"
    )
    identification: IdentificationPolicy = Field(
        description="`on`: speakers are compared with enrolled voices unless the uploader declines; `off`: only where "
        "one asks for it; `never`: not at all, and no voice is enrolled"
    )
    recording_days: int = Field(description="Days after the upload for which recordings are kept; 0 for ever")
    transcript_days: int = Field(description="Days for which transcripts are kept, and meetings with them; 0 for ever")
    max_recording_days: int = Field(description="Most days that an owner may choose for a recording; 0 for any")
    max_transcript_days: int = Field(description="Most days that an owner may choose for a transcript; 0 for any")


class InstanceChange(BaseModel):
    """Settings that are not sent stay as they are."""

    registration_open: bool | None = None
    registration_contact: Contact | None = Field(default=None, description="An empty text names nobody")
    guest_links: bool | None = Field(default=None, description="False ends all links at once, as long as it is")
    minutes_for_all: bool | None = None
    identification: IdentificationPolicy | None = None
    recording_days: KeptDays | None = None
    transcript_days: KeptDays | None = None
    max_recording_days: KeptDays | None = None
    max_transcript_days: KeptDays | None = None
