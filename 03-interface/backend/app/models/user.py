"""Accounts and their sessions."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.limits import MAX_DEVICE_LENGTH, MAX_NAME_LENGTH
from app.models.base import Base, enum_column, now


class Role(StrEnum):
    ADMIN = "admin"
    USER = "user"


class User(Base):
    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    """Lower case; the login name."""

    name: Mapped[str] = mapped_column(String(MAX_NAME_LENGTH))
    role: Mapped[Role] = mapped_column(enum_column(Role))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """None while a link to choose a password has not been used, and for who signs in elsewhere."""

    sign_on_subject: Mapped[str | None] = mapped_column(String(600), unique=True)
    """Issuer and id of the person at the company's OpenID provider; None if they have not come from there."""

    token_epoch: Mapped[int] = mapped_column(default=0, server_default="0")
    """Raised to end every session at once: tokens of an earlier epoch are refused."""

    mail_notices: Mapped[bool | None]
    """Set if they are told by mail how their meetings have ended; None as the instance."""

    mail_language: Mapped[str | None] = mapped_column(String(2))
    """Language of those mails; None as the instance."""

    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def has_password(self) -> bool:
        return self.password_hash is not None

    @property
    def has_sign_on(self) -> bool:
        return self.sign_on_subject is not None


class RefreshToken(Base):
    """One link in a session's chain of refresh tokens; all links of a session share `family_id`."""

    __tablename__ = "refresh_tokens"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    family_id: Mapped[UUID] = mapped_column(index=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    epoch: Mapped[int] = mapped_column(default=0, server_default="0")
    """The user's `token_epoch` at issue; a token issued while all sessions end still has the old one."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    rotated_at: Mapped[datetime | None]
    """Time of its first exchange for a successor."""

    revoked_at: Mapped[datetime | None]


class UserSession(Base):
    """A session as its owner sees it. Its id is the `family_id` of its refresh tokens, which say whether it goes on."""

    __tablename__ = "sessions"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    device: Mapped[str] = mapped_column(String(MAX_DEVICE_LENGTH))
    """Whatever the client says that it is: its User-Agent. Empty if it says nothing."""

    address: Mapped[str] = mapped_column(String(64))
    began_at: Mapped[datetime] = mapped_column(default=now)
    last_used_at: Mapped[datetime] = mapped_column(default=now)


class LinkKind(StrEnum):
    """Reasons to choose a password by a link."""

    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105


class AccountLink(Base):
    """The link by which somebody chooses the password of an account. A used or replaced one has no row."""

    __tablename__ = "account_links"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[LinkKind] = mapped_column(enum_column(LinkKind))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]


class TokenScope(StrEnum):
    """Whatever a key opens; nothing else is open to it. None opens what belongs to the account's owner in person."""

    MCP = "mcp"
    """The tools of the Model Context Protocol, which read and ask."""

    READ = "read"
    """Whatever the owner may read."""

    WRITE = "write"
    """Whatever the owner may read and change."""

    ADMIN = "admin"
    """That, and administration, as long as the owner is administrator."""

    @property
    def included(self) -> "frozenset[TokenScope]":
        """Return the scopes whose routes a key of this one opens."""
        ladder = (TokenScope.READ, TokenScope.WRITE, TokenScope.ADMIN)
        return frozenset(ladder[: ladder.index(self) + 1]) if self in ladder else frozenset({self})


class ApiToken(Base):
    """A token of one user. A revoked one has no row."""

    __tablename__ = "api_tokens"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(MAX_NAME_LENGTH))
    scope: Mapped[TokenScope] = mapped_column(enum_column(TokenScope))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    ending: Mapped[str] = mapped_column(String(4))
    """Last characters, by which its owner knows it."""

    epoch: Mapped[int]
    """The user's `token_epoch` at issue: a change of password ends tokens as it ends sessions."""

    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
