"""The password of Redis, taken anew for each connection."""

from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlencode, urlsplit, urlunsplit

from pydantic import SecretStr
from redis.credentials import CredentialProvider


class RedisSettings(Protocol):
    """The part of the settings that tells of Redis."""

    @property
    def redis_url(self) -> SecretStr: ...

    @property
    def ca_file(self) -> Path | None: ...

    def secret(self, name: str) -> str | None:
        """Return a secret as it is now."""


class RedisPassword(CredentialProvider):
    """Tells redis-py user and password as they are now; give it to clients of `bare_address`."""

    def __init__(self, settings: RedisSettings) -> None:
        self._settings = settings

    # redis-py passes on as many words as there are; with none, it does not sign in.
    def get_credentials(self) -> tuple[str] | tuple[str, str]:
        parts = urlsplit(self._settings.redis_url.get_secret_value())
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        words = [word for word in (user, self._settings.secret("redis_password") or password) if word]
        return tuple(words)  # type: ignore[return-value]

    async def get_credentials_async(self) -> tuple[str] | tuple[str, str]:
        return self.get_credentials()


def bare_address(settings: RedisSettings) -> str:
    """Return the address of Redis without user and password, which redis-py would keep for ever.

    For TLS it names the authorities; redis-py requires a certificate of theirs, or the system's, for the host's name.
    """
    parts = urlsplit(settings.redis_url.get_secret_value())
    query = [parts.query] if parts.query else []
    if parts.scheme == "rediss" and settings.ca_file is not None:
        query.append(urlencode({"ssl_ca_certs": settings.ca_file}))
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="&".join(query)))
