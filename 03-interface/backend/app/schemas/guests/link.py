"""Links by which people without an account read one meeting."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from app.core.limits import MAX_PASSWORD_LENGTH
from app.schemas.common import Name, Schema
from app.schemas.user import Password

MAX_LINK_DAYS = 90
LINK_DAYS = 7


class NewGuestLink(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name | None = Field(default=None, description="For whom it is, as a note for yourself")
    days: int = Field(default=LINK_DAYS, ge=1, le=MAX_LINK_DAYS, description="Days for which it is good")
    exports: bool = Field(default=False, description="Whoever has it may also download the transcript as a file")
    password: Password | None = Field(
        default=None, description="Asked for before anything is shown: 8 characters or more, and not easily guessed"
    )


class GuestLink(Schema):
    id: UUID
    name: str | None
    exports: bool
    has_password: bool
    is_locked: bool = Field(description="True if wrong passwords were tried too often: it opens nothing any more")
    uses: int = Field(description="Times that it was opened")
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class MadeGuestLink(GuestLink):
    """A link that was just made. Its address is shown this once."""

    url: str


class GuestLinks(Schema):
    allowed: bool = Field(description="False if links are switched off on this instance; then none opens anything")
    links: list[GuestLink] = Field(description="Newest first, expired ones included")


class GuestLinkUse(BaseModel):
    model_config = ConfigDict(extra="forbid")

    token: SecretStr = Field(max_length=200, description="What stands behind the `#` of the link")
    password: SecretStr | None = Field(default=None, max_length=MAX_PASSWORD_LENGTH)


class GuestMeeting(Schema):
    """All that a link tells of its meeting, beside the transcript and the sound."""

    link_id: UUID
    title: str
    held_at: datetime
    duration: float | None = Field(description="Seconds")
    language: str | None
    has_recording: bool
    exports: bool
    expires_at: datetime
