"""The password of the gateway's role in PostgreSQL."""

import base64
import hashlib
import hmac
import secrets

import asyncpg
from sqlalchemy import make_url

from app.core.config import Settings
from app.core.connections import connecting, verifying
from app.services.rotation.replaced import database_password

_ITERATIONS = 4096
_SALT_BYTES = 16


async def is_accepted(settings: Settings, password: str) -> bool:
    """Return whether PostgreSQL lets the role in with this password."""
    try:
        connection = await asyncpg.connect(**_address(settings), **verifying(settings), password=password)
    except asyncpg.InvalidPasswordError:
        return False
    await connection.close()
    return True


async def set_password(settings: Settings) -> None:
    """Make the present password of the settings the role's, which it may be already."""
    password = database_password(settings)
    if not password or await is_accepted(settings, password):
        return
    connection = await connecting(settings)(**_address(settings), password=password)
    try:
        # A statement cannot have parameters here. The verifier goes into no log that a password would be safe in.
        await connection.execute(f"ALTER ROLE CURRENT_USER PASSWORD '{verifier(password)}'")
    finally:
        await connection.close()


def verifier(password: str) -> str:
    """Return what PostgreSQL keeps of a password: SCRAM-SHA-256 as in RFC 5803, so that it never sees the password."""
    salt = secrets.token_bytes(_SALT_BYTES)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, _ITERATIONS)
    stored_key = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    salt_text, stored, server = (base64.b64encode(part).decode() for part in (salt, stored_key, server_key))
    return f"SCRAM-SHA-256${_ITERATIONS}:{salt_text}${stored}:{server}"


def _address(settings: Settings) -> dict[str, str | int | None]:
    url = make_url(settings.database_url.get_secret_value())
    return {"host": url.host, "port": url.port or 5432, "user": url.username, "database": url.database}
