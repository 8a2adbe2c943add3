"""Cookies that carry a browser's session; scripts cannot read them."""

from fastapi import Response

from app.core.config import Settings
from app.schemas.user import Tokens

ACCESS_COOKIE = "scribe_access"
REFRESH_COOKIE = "scribe_refresh"
DEVICE_COOKIE = "scribe_device"
_DEVICE_SECONDS = 365 * 86_400
_PATHS = {ACCESS_COOKIE: "/", REFRESH_COOKIE: "/api/v1/auth", DEVICE_COOKIE: "/api/v1/auth"}


def set_session_cookies(response: Response, tokens: Tokens, settings: Settings) -> None:
    _set(response, ACCESS_COOKIE, tokens.access_token, tokens.expires_in, settings)
    _set(response, REFRESH_COOKIE, tokens.refresh_token, settings.refresh_token_seconds, settings)


def clear_session_cookies(response: Response, settings: Settings) -> None:
    """End the browser's session. It stays known as one in which the account was signed in to."""
    for name in (ACCESS_COOKIE, REFRESH_COOKIE):
        _set(response, name, "", 0, settings)


def set_device_cookie(response: Response, token: str, settings: Settings) -> None:
    _set(response, DEVICE_COOKIE, token, _DEVICE_SECONDS, settings)


def _set(response: Response, name: str, value: str, seconds: int, settings: Settings) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=_PATHS[name],
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
    )
