"""Ways to the product."""

from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from scribe_contracts.settings import InfrastructureSettings


class AccessSettings(InfrastructureSettings):
    """Links, and where browsers reach the product."""

    account_link_hours: int = Field(
        default=72, ge=1, le=720, description="How long a link to choose a password is good for"
    )
    guest_links: bool = Field(
        default=True,
        description="Whether owners may make links by which people without an account read a meeting",
    )
    public_url: str = Field(
        default="http://localhost:3000", description="Where browsers reach the product; cookies are Secure on https"
    )
    allowed_origins: tuple[str, ...] = Field(
        default=(), description='Further origins whose pages may write with a cookie, as JSON: ["https://a.example"]'
    )

    @model_validator(mode="after")
    def _reject_relative_public_url(self) -> Self:
        parts = urlsplit(self.public_url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise ValueError("the public URL must be absolute: https://scribe.example.org")
        return self

    @property
    def secure_cookies(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @property
    def origins(self) -> frozenset[str]:
        """Origins whose pages may write with a cookie."""
        parts = urlsplit(self.public_url)
        return frozenset({f"{parts.scheme}://{parts.netloc}", *self.allowed_origins})
