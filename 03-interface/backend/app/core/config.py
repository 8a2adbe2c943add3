"""The gateway's settings. Nothing else reads the environment."""

from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AwareDatetime, EmailStr, Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import NoDecode

from app.core.limits import MAX_CONTACT_LENGTH, MAX_RETENTION_DAYS
from scribe_contracts.settings import InfrastructureSettings

_SECRET_LENGTH = 32
_CODE_LENGTH = 12
_EXAMPLE_SECRETS = ("change", "example", "secret", "placeholder", "replace")
_OIDC = (
    "oidc_issuer",
    "oidc_client_id",
    "oidc_client_secret",
    "oidc_label",
    "oidc_scope",
    "oidc_groups_claim",
    "oidc_group",
    "oidc_admin_group",
)
_LOCAL_ISSUERS = {("http", "localhost"), ("http", "127.0.0.1"), ("http", "::1")}
_ASYNC_DRIVER = "postgresql+asyncpg"


class IdentificationPolicy(StrEnum):
    """The instance's use of enrolled voices."""

    ON = "on"
    """Speakers are compared with them unless the uploader declines."""

    OFF = "off"
    """Only where the uploader asks for it."""

    NEVER = "never"
    """Not at all: nobody can ask for it, and no voice is enrolled."""


class MailTLS(StrEnum):
    """Ways to the mail server."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"
    """For a server on the same machine: anybody on the way can read it."""


class MailLanguage(StrEnum):
    ENGLISH = "en"
    FRENCH = "fr"


class Settings(InfrastructureSettings):
    """Everything an operator may set. Start-up stops on a secret that is missing, short or from an example."""

    database_url: SecretStr = Field(description="PostgreSQL 16: postgresql+asyncpg://user:secret@host:5432/scribe")
    database_connections: int = Field(
        default=20,
        ge=2,
        description="Most connections to PostgreSQL at once; each gateway holds one more, to hear of changes",
    )
    jwt_secret: SecretStr = Field(description="Signs access tokens: 32 random characters or more, no default")
    jwt_secret_previous: SecretStr | None = Field(
        default=None,
        description="The secret before this one: what it has signed and sealed stays good; unset after a leak",
    )
    jwt_previous_until: AwareDatetime | None = Field(
        default=None,
        description="Until when tokens that it has signed are good, as 2026-03-01T09:00:00Z; unset: while it is set",
    )
    database_password: SecretStr | None = Field(
        default=None, description="Password of PostgreSQL, before that in its address"
    )
    database_password_previous: SecretStr | None = Field(
        default=None, description="Password that is tried where PostgreSQL refuses the other: the one before"
    )
    access_token_seconds: int = Field(default=15 * 60, ge=60, description="How long an access token is good for")
    refresh_token_seconds: int = Field(default=30 * 86_400, ge=3600, description="How long an idle session lasts")
    session_max_seconds: int = Field(
        default=90 * 86_400,
        ge=3600,
        description="How long a session lasts at most, however much it is used; then one signs in again",
    )
    refresh_grace_seconds: int = Field(
        default=30, ge=0, description="How long a rotated refresh token still answers, for parallel tabs"
    )
    bcrypt_rounds: int = Field(default=12, ge=4, le=16, description="Cost of a password hash, as a power of two")
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Proxies whose X-Forwarded-For is believed: addresses, networks, host names, separated by commas",
    )
    login_attempts: int = Field(
        default=10,
        ge=1,
        description="Attempts to sign in per account and address in one window; 3 times as many per account, 10 times "
        "per address",
    )
    login_window_seconds: int = Field(default=300, ge=1, description="Length of that window")
    setup_code: SecretStr | None = Field(
        default=None, description="Whoever registers with it becomes the administrator, as long as there is none"
    )
    registration_open: bool = Field(
        default=False, description="Whether strangers may create an account; else people come by invitation"
    )
    registration_contact: str | None = Field(
        default=None,
        max_length=MAX_CONTACT_LENGTH,
        description="Whom to ask for an account while registration is closed, as people read it: a name, an address",
    )
    oidc_issuer: str | None = Field(
        default=None,
        description="Issuer of the company's OpenID provider, as https://login.example.org/realms/main; unset: there "
        "is no single sign-on",
    )
    oidc_client_id: str = Field(default="smart-meeting-scribe", description="Name of the product at the provider")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="Secret of the product at the provider; unset for a public client"
    )
    oidc_label: str = Field(
        default="", description="Name of the provider, as people know it; unset: the company's account"
    )
    oidc_scope: str = Field(default="openid email profile", description="Scopes that the provider is asked for")
    oidc_groups_claim: str = Field(default="groups", description="Claim in which the provider lists a person's groups")
    oidc_group: str | None = Field(
        default=None, description="Group whose members may use the product; unset: everybody whom the provider knows"
    )
    oidc_admin_group: str | None = Field(
        default=None,
        description="Group whose members are administrators, and nobody else of the provider's people; unset: roles "
        "are given in the product",
    )
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
    max_upload_bytes: int = Field(default=8 * 2**30, ge=1, le=64 * 2**30, description="Largest recording accepted")
    max_user_jobs: int = Field(
        default=200, ge=0, description="Meetings of one user that may wait or be in work at once; 0 for no limit"
    )
    max_user_stored_bytes: int = Field(
        default=1024 * 2**30, ge=0, description="Bytes of recordings that one user may have stored; 0 for no limit"
    )
    max_user_bytes_per_day: int = Field(
        default=200 * 2**30, ge=0, description="Bytes of recordings that one user may send a day; 0 for no limit"
    )
    max_user_minutes_per_day: int = Field(
        default=6000, ge=0, description="Minutes of recordings that one user may send a day; 0 for no limit"
    )
    max_user_questions_per_hour: int = Field(
        default=120, ge=0, description="Questions to meetings that one user may ask an hour; 0 for no limit"
    )
    answer_passage_tokens: int = Field(
        default=2400,
        ge=200,
        le=12_000,
        description="Tokens of passages that the language model reads for an answer, as far as its context has room",
    )
    upload_threads: int = Field(default=16, ge=2, description="S3 requests that run at the same time")
    identification: IdentificationPolicy = Field(
        default=IdentificationPolicy.ON,
        description="Comparing speakers with enrolled voices: `on` unless an uploader declines, `off` unless one asks, "
        "or `never`; an administrator's choice on the page goes before it",
    )
    voice_bank_dir: Path | None = Field(
        default=None, description="Folder of <person>.wav files that become shared voices at start"
    )
    embeddings_url: str | None = Field(
        default=None,
        description="Service of embeddings with OpenAI's interface, as http://tei:8080/v1; unset: no search by meaning",
    )
    embeddings_key: SecretStr | None = Field(default=None, description="Key of that service, if it wants one")
    embeddings_model: str = Field(
        default="multilingual-e5-small",
        description="Model that it is asked for; another one indexes every meeting again",
    )
    embeddings_query_prefix: str = Field(default="query: ", description="What the model wants before a question")
    embeddings_passage_prefix: str = Field(default="passage: ", description="What it wants before a passage")
    qdrant_url: str | None = Field(default=None, description="Qdrant, which keeps the vectors: http://qdrant:6333")
    qdrant_key: SecretStr | None = Field(default=None, description="Key of Qdrant, if it wants one")
    qdrant_path: Path | None = Field(
        default=None, description="Folder for the vectors where there is no Qdrant; for one gateway only"
    )
    sweep_seconds: float = Field(default=5.0, gt=0, description="How often unsent jobs are looked for")
    lost_job_seconds: float = Field(
        default=30.0,
        gt=0,
        description="A job that the queue has lost is sent again after so long, and at most three times as long",
    )
    orphan_hours: int = Field(
        default=24, ge=1, description="Age at which an unfinished upload or an object without a meeting is removed"
    )

    recording_days: int = Field(
        default=0,
        ge=0,
        le=MAX_RETENTION_DAYS,
        description="Days after the upload for which recordings are kept; 0 for ever. Administrators may change this "
        "and the next three while the product runs",
    )
    transcript_days: int = Field(
        default=0,
        ge=0,
        le=MAX_RETENTION_DAYS,
        description="Days for which transcripts are kept; the whole meeting goes with its transcript. 0 for ever",
    )
    max_recording_days: int = Field(
        default=0,
        ge=0,
        le=MAX_RETENTION_DAYS,
        description="Most days for which the owner of a meeting may keep its recording; 0 for any",
    )
    max_transcript_days: int = Field(
        default=0,
        ge=0,
        le=MAX_RETENTION_DAYS,
        description="Most days for which the owner may keep its transcript; 0 for any",
    )
    compaction_minutes: float = Field(
        default=10.0,
        gt=0,
        description="Minutes after a deletion at which the stores rewrite their files without what was deleted, once "
        "for all deletions until then",
    )
    compaction_table_mb: int = Field(
        default=256,
        ge=1,
        description="Largest table, in MiB, that is rewritten while people work, who wait for it; larger ones are at "
        "the quiet hour",
    )
    compaction_hour: int = Field(
        default=2,
        ge=0,
        le=23,
        description="Hour of the day (UTC) at which tables of any size are rewritten, each closed for some 20 s per GB",
    )
    audit_days: int = Field(
        default=365,
        ge=0,
        le=36_500,
        description="Days for which entries of the audit log are kept; 0 keeps them for ever",
    )

    webhook_http: bool = Field(
        default=False, description="Whether webhooks may have addresses of http, which anybody on the way can read"
    )
    webhook_networks: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Private networks that webhooks may lead to, separated by commas: 10.20.0.0/16,192.168.7.5/32; "
        "public ones need no mention",
    )

    mail_host: str | None = Field(
        default=None, description="Mail server that tells people how their meetings have ended; unset: no mails"
    )
    mail_port: int = Field(default=587, ge=1, le=65_535, description="Its port, usually 465 with `tls`")
    mail_tls: MailTLS = Field(
        default=MailTLS.STARTTLS,
        description="How it is reached: `starttls`, `tls`, or `none`, which is for a server on the same machine",
    )
    mail_user: str | None = Field(default=None, description="User of that server, if it wants one")
    mail_password: SecretStr | None = Field(default=None, description="Password of that user; not with `none`")
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

    watched_dir: Path | None = Field(
        default=None,
        description="Folder whose recordings become meetings; those in a sub-folder named by an e-mail address are of "
        "that account",
    )
    watched_user: str | None = Field(
        default=None, description="E-mail address of the account that recordings directly in that folder are of"
    )
    watched_seconds: float = Field(
        default=10.0, gt=0, description="A file there that has not changed for so long is complete"
    )

    @field_validator(
        "mail_host", "mail_user", "mail_password", "mail_from", "watched_dir", "watched_user", mode="before"
    )
    @classmethod
    def _read_empty_as_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("trusted_proxies", "webhook_networks", mode="before")
    @classmethod
    def _split_at_commas(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("webhook_networks")
    @classmethod
    def _reject_what_is_no_network(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(ip_network(each)) for each in networks)

    @field_validator(
        "jwt_secret_previous", "jwt_previous_until", "database_password", "database_password_previous", mode="before"
    )
    @classmethod
    def _take_empty_secret_for_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("jwt_secret", "jwt_secret_previous")
    @classmethod
    def _reject_weak_secret(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is None:
            return None
        text = secret.get_secret_value()
        if len(text) < _SECRET_LENGTH:
            raise ValueError(f"the secret needs {_SECRET_LENGTH} characters or more")
        if any(word in text.lower() for word in _EXAMPLE_SECRETS):
            raise ValueError("the secret is an example; make one with: openssl rand -hex 32")
        return secret

    @field_validator("setup_code")
    @classmethod
    def _reject_short_code(cls, code: SecretStr | None) -> SecretStr | None:
        text = code.get_secret_value().strip() if code is not None else ""
        if text and len(text) < _CODE_LENGTH:
            raise ValueError(f"the set-up code needs {_CODE_LENGTH} characters or more")
        return SecretStr(text) if text else None

    @field_validator(*_OIDC, mode="before")
    @classmethod
    def _take_empty_sign_on_for_unset(cls, value: object, info: ValidationInfo) -> object:
        return cls.model_fields[str(info.field_name)].default if value == "" else value

    @field_validator("oidc_issuer")
    @classmethod
    def _reject_open_issuer(cls, issuer: str | None) -> str | None:
        if issuer is None:
            return None
        parts = urlsplit(issuer)
        if parts.scheme != "https" and (parts.scheme, parts.hostname) not in _LOCAL_ISSUERS:
            raise ValueError("the issuer must be an https address")
        return issuer

    @field_validator("database_url")
    @classmethod
    def _reject_other_databases(cls, url: SecretStr) -> SecretStr:
        if urlsplit(url.get_secret_value()).scheme != _ASYNC_DRIVER:
            raise ValueError(f"the database URL must start with {_ASYNC_DRIVER}://")
        return url

    @model_validator(mode="after")
    def _reject_relative_public_url(self) -> Self:
        parts = urlsplit(self.public_url)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise ValueError("the public URL must be absolute: https://scribe.example.org")
        return self

    @model_validator(mode="after")
    def _reject_unusable_mail(self) -> Self:
        if self.mail_host is not None and self.mail_from is None:
            raise ValueError("mails need an address that they come from")
        if self.mail_from is not None and not self.mail_from.partition("@")[0].isascii():
            raise ValueError("the address that mails come from has letters before the @ that few servers take")
        if self.mail_password is not None and self.mail_tls is MailTLS.NONE:
            raise ValueError("the password of the mail server is sent by TLS only")
        return self

    @property
    def secure_cookies(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @property
    def origins(self) -> frozenset[str]:
        """Origins whose pages may write with a cookie."""
        parts = urlsplit(self.public_url)
        return frozenset({f"{parts.scheme}://{parts.netloc}", *self.allowed_origins})


@lru_cache
def get_settings() -> Settings:
    return Settings()  # type: ignore[call-arg]  # the environment gives the rest
