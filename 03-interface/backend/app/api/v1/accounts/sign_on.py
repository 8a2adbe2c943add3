"""Single sign-on: the way of a browser to the company's OpenID provider and back."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Cookie, Depends, Query
from fastapi.responses import RedirectResponse, Response

from app.api.audit import audited
from app.api.cookies import set_session_cookies
from app.api.declarations import raises
from app.api.deps import ClientAddressDep, RedisDep, ResourcesDep, SettingsDep
from app.api.v1.auth import ClientDep
from app.core.config import Settings
from app.core.errors import AppError, RateLimitedError
from app.models.audit.actions import Action, Subject
from app.services.accounts import single_sign_on
from app.services.accounts.accounts import AccountDisabledError
from app.services.accounts.login_limit import limit_address
from app.services.accounts.openid import (
    NoSignOnError,
    ProviderUnavailableError,
    SignOnRefusedError,
    Visit,
)
from app.services.accounts.single_sign_on import SignOnEmailTakenError, SignOnNotAllowedError

if TYPE_CHECKING:
    from app.services.accounts.provider import OpenIdProvider

router = APIRouter(prefix="/auth/sign-on", tags=["auth"])

VISIT_COOKIE = "scribe_sign_on"
MAX_SIGN_ONS = 600
"""Visits to the provider from one address in a window: an office shares an address."""

_VISIT_SECONDS = 600
_COOKIE_PATH = "/api/v1/auth/sign-on"
_PAGE = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,500}")
"""Pages of the product. A browser takes a second slash, or a backslash, for the name of another site."""

_HOME = "/meetings"


@raises(RateLimitedError)
async def limit_sign_ons(address: ClientAddressDep, redis: RedisDep, settings: SettingsDep) -> None:
    """Raise RateLimitedError if too many sign-ons are begun or ended from one address."""
    await limit_address(redis, settings, "sign-on", address, MAX_SIGN_ONS)


SignOnLimit = Depends(limit_sign_ons)


@contextmanager
def turning_back(settings: Settings) -> Iterator[None]:
    """Have a browser go on to the login page, which says what went wrong, where the answer is an error."""
    try:
        yield
    except AppError as error:
        error.headers["Refresh"] = f"0; url={_page(settings, '/login')}?problem={error.code}"
        raise


@router.get("", status_code=HTTPStatus.SEE_OTHER, response_class=RedirectResponse, dependencies=[SignOnLimit])
@raises(NoSignOnError, ProviderUnavailableError)
async def begin(
    settings: SettingsDep,
    page: Annotated[str, Query(alias="next", max_length=1000, description="Page to which the browser goes then")] = "",
) -> Response:
    """Lead the browser to the company's provider; it comes back signed in."""
    visit = Visit(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
    with turning_back(settings):
        address = await _provider(settings).address(visit)
    answer = RedirectResponse(address, HTTPStatus.SEE_OTHER)
    kept = {
        "state": visit.state,
        "nonce": visit.nonce,
        "verifier": visit.verifier,
        "next": _own_page(page),
    }
    _keep_visit(answer, urlencode(kept), _VISIT_SECONDS, settings)
    return answer


@router.get("/callback", status_code=HTTPStatus.SEE_OTHER, response_class=RedirectResponse, dependencies=[SignOnLimit])
@raises(
    NoSignOnError,
    ProviderUnavailableError,
    SignOnRefusedError,
    SignOnNotAllowedError,
    AccountDisabledError,
    SignOnEmailTakenError,
)
@audited(Action.LOGIN, Subject.ACCOUNT)
async def come_back(
    client: ClientDep,
    resources: ResourcesDep,
    code: Annotated[str, Query(max_length=4000)] = "",
    state: Annotated[str, Query(max_length=200)] = "",
    kept: Annotated[str, Cookie(alias=VISIT_COOKIE, include_in_schema=False)] = "",
) -> Response:
    """Begin a session for whom the provider has sent back, and lead the browser to the page it came from."""
    settings = resources.settings
    visit, page = _read_visit(kept)
    with turning_back(settings):
        provider = _provider(settings)
        if not code or not secrets.compare_digest(visit.state.encode(), state.encode()) or not state:
            raise SignOnRefusedError("The sign-on was not begun in this browser, took too long, or was given up.")
        claims = await provider.identify(visit, code)
        tokens = await single_sign_on.enter(resources.database, claims, client, settings)
    answer = RedirectResponse(_page(settings, page), HTTPStatus.SEE_OTHER)
    set_session_cookies(answer, tokens, settings)
    _keep_visit(answer, "", 0, settings)
    return answer


@router.get("/leave", status_code=HTTPStatus.SEE_OTHER, response_class=RedirectResponse, dependencies=[SignOnLimit])
async def leave(settings: SettingsDep) -> Response:
    """Lead the browser to the provider's page that ends its session there, and from there to the login page.

    The session here ends by `POST /auth/logout`, before.
    """
    login = _page(settings, "/login")
    try:
        address = await _provider(settings).leave_address(login)
    except (NoSignOnError, ProviderUnavailableError):
        address = None
    return RedirectResponse(address or login, HTTPStatus.SEE_OTHER)


def _provider(settings: Settings) -> "OpenIdProvider":
    # Loaded once somebody signs on: its libraries take 7 MB.
    from app.services.accounts.provider import OpenIdProvider

    return OpenIdProvider(settings)


def _keep_visit(answer: Response, value: str, seconds: int, settings: Settings) -> None:
    answer.set_cookie(
        VISIT_COOKIE,
        value,
        max_age=seconds,
        path=_COOKIE_PATH,
        httponly=True,
        samesite="lax",  # the provider's site leads back here
        secure=settings.secure_cookies,
    )


def _read_visit(kept: str) -> tuple[Visit, str]:
    """Return the visit that this browser is on, of empty strings if it is on none, and the page it came from."""
    found = {name: values[0] for name, values in parse_qs(kept).items()}
    visit = Visit(found.get("state", ""), found.get("nonce", ""), found.get("verifier", ""))
    return visit, _own_page(found.get("next", ""))


def _own_page(page: str) -> str:
    return page if _PAGE.fullmatch(page) else _HOME


def _page(settings: Settings, path: str) -> str:
    return settings.public_url.rstrip("/") + path
