"""Bodies of the export of one's own data."""

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from app.schemas.common import Schema


class OwnDataWish(BaseModel):
    model_config = ConfigDict(extra="forbid")

    current_password: SecretStr | None = Field(default=None, description="Left out by who has no password")
    recordings: bool = Field(default=False, description="Recordings and samples of voices too, which may be large")


class OwnDataTicket(Schema):
    ticket: str = Field(description="Opens one download: `GET /auth/me/export/{ticket}`")
    expires_in: int = Field(description="Seconds within which it has to begin")
