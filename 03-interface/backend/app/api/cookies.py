"""Cookies that carry a browser's session; scripts cannot read them."""

from fastapi import Response

from app.core.config import Settings
from app.schemas.user import Tokens

ACCESS_COOKIE = "scribe_access"
REFRESH_COOKIE = "scribe_refresh"
_PATHS = {ACCESS_COOKIE: "/", REFRESH_COOKIE: "/api/v1/auth"}


def set_session_cookies(response: Response, tokens: Tokens, settings: Settings) -> None:
    _set(response, ACCESS_COOKIE, tokens.access_token, tokens.expires_in, settings)
    _set(response, REFRESH_COOKIE, tokens.refresh_token, settings.refresh_token_seconds, settings)


def clear_session_cookies(response: Response, settings: Settings) -> None:
    for name in _PATHS:
        _set(response, name, "", 0, settings)


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
