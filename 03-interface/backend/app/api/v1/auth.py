"""Accounts and sessions."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Cookie, Depends, Header, Request, Response
from fastapi.security import OAuth2PasswordRequestForm

from app.api.audit import audited, refusals
from app.api.cookies import (
    DEVICE_COOKIE,
    REFRESH_COOKIE,
    clear_session_cookies,
    set_device_cookie,
    set_session_cookies,
)
from app.api.declarations import raises
from app.api.deps import (
    ClientAddressDep,
    CurrentUser,
    LookDep,
    RedisDep,
    ResourcesDep,
    SessionDep,
    SettingsDep,
    check_origin,
)
from app.core.errors import ConflictError, ForbiddenError, RateLimitedError
from app.core.limits import MAX_DEVICE_LENGTH
from app.core.passwords.strength import WeakPasswordError
from app.core.security import issue_device_token, read_device_token
from app.models import User
from app.models.audit.actions import Action, Subject
from app.schemas.usage import Usage
from app.schemas.user import Me, NewUser, PasswordChange, Profile, RefreshRequest, Registration, Tokens
from app.schemas.user import User as UserAnswer
from app.services.accounts import accounts, instance, sessions, usage
from app.services.accounts.accounts import (
    AccountDisabledError,
    EmailTakenError,
    NoPasswordError,
    RegistrationClosedError,
    WrongCredentialsError,
    WrongPasswordError,
    WrongSetupCodeError,
)
from app.services.accounts.login_limit import LoginLimit, limit_address
from app.services.accounts.sessions import (
    Client,
    InvalidRefreshTokenError,
    ReusedRefreshTokenError,
    SecondFactorRequiredError,
    SessionTooOldError,
)
from app.services.second_factor import requirement

router = APIRouter(prefix="/auth", tags=["auth"])

MAX_REGISTRATIONS = 60
"""Accounts asked for from one address in a window."""

MAX_CODE_STEPS = 300
"""Second steps of signing in from one address in a window."""

MAX_REFRESHES = 1000
"""Refreshes from one address in a window: a browser asks every quarter of an hour, and an office shares an address."""

LoginForm = Annotated[OAuth2PasswordRequestForm, Depends()]


DeviceCookie = Annotated[str | None, Cookie(alias=DEVICE_COOKIE, include_in_schema=False)]


async def get_login_limit(
    address: ClientAddressDep,
    form: LoginForm,
    redis: RedisDep,
    settings: SettingsDep,
    device_token: DeviceCookie = None,
) -> LoginLimit:
    """Count attempts to sign in to this account from this address, or from this browser if it is known."""
    device = read_device_token(device_token, form.username, settings)
    return LoginLimit(redis, settings, email=form.username, address=address, device=device)


@raises(RateLimitedError)
async def limit_registrations(address: ClientAddressDep, redis: RedisDep, settings: SettingsDep) -> None:
    """Raise RateLimitedError if too many accounts are asked for from one address."""
    await limit_address(redis, settings, "register", address, MAX_REGISTRATIONS)


@raises(RateLimitedError)
async def limit_code_steps(address: ClientAddressDep, redis: RedisDep, settings: SettingsDep) -> None:
    """Raise RateLimitedError if too many challenges, or guesses at one, come from one address."""
    await limit_address(redis, settings, "second-step", address, MAX_CODE_STEPS)


@raises(RateLimitedError)
async def limit_refreshes(address: ClientAddressDep, redis: RedisDep, settings: SettingsDep) -> None:
    """Raise RateLimitedError if too many tokens are exchanged, or guessed, from one address."""
    await limit_address(redis, settings, "refresh", address, MAX_REFRESHES)


@raises(ForbiddenError)
async def reject_foreign_pages(request: Request, settings: SettingsDep) -> None:
    """Raise ForbiddenError if another site's page tries to sign its visitor in. Programs send no Origin."""
    if "Origin" in request.headers:
        check_origin(request, settings)


@raises(ForbiddenError)
async def get_refresh_token(
    request: Request,
    settings: SettingsDep,
    body: RefreshRequest | None = None,
    cookie: Annotated[str | None, Cookie(alias=REFRESH_COOKIE, include_in_schema=False)] = None,
) -> str | None:
    """Return the refresh token from the body, or else from the cookie."""
    if body is not None and body.refresh_token is not None:
        return body.refresh_token
    if cookie is not None:
        check_origin(request, settings)
    return cookie


async def get_password_limit(
    address: ClientAddressDep, user: CurrentUser, redis: RedisDep, settings: SettingsDep
) -> LoginLimit:
    """Count attempts at the current password together with those to sign in."""
    return LoginLimit(redis, settings, email=user.email, address=address)


async def get_client(
    address: ClientAddressDep, user_agent: Annotated[str, Header(include_in_schema=False)] = ""
) -> Client:
    """Return where the request comes from, and what its client says it is."""
    shown = "".join(character for character in user_agent if character.isprintable())
    return Client(address[:64], shown[:MAX_DEVICE_LENGTH])


ClientDep = Annotated[Client, Depends(get_client)]
PasswordLimitDep = Annotated[LoginLimit, Depends(get_password_limit)]
LoginLimitDep = Annotated[LoginLimit, Depends(get_login_limit)]
RefreshTokenDep = Annotated[str | None, Depends(get_refresh_token)]


@router.get("/registration")
async def get_registration(session: SessionDep, settings: SettingsDep) -> Registration:
    """Tell whether strangers may create an account at present, and whether the administrator's is still to be made."""
    return Registration(
        open=await instance.is_registration_open(session, settings),
        contact=await instance.find_contact(session, settings),
        needs_administrator=await accounts.needs_administrator(session),
        sign_on=settings.oidc_label if settings.oidc_issuer is not None else None,
    )


@router.post(
    "/register", dependencies=[Depends(limit_registrations)], status_code=HTTPStatus.CREATED, response_model=UserAnswer
)
@raises(RegistrationClosedError, EmailTakenError, WeakPasswordError, WrongSetupCodeError)
@audited(Action.ACCOUNT_REGISTER, Subject.ACCOUNT)
async def register(new: NewUser, resources: ResourcesDep) -> User:
    """Create an account if registration is open. The set-up code makes the administrator's, while there is none."""
    return await accounts.register(resources.database, new, resources.hasher, resources.settings)


@router.post("/login", dependencies=[Depends(reject_foreign_pages)])
@raises(WrongCredentialsError, AccountDisabledError, SecondFactorRequiredError, RateLimitedError)
@audited(Action.LOGIN, Subject.ACCOUNT)
async def login(
    form: LoginForm, limit: LoginLimitDep, client: ClientDep, response: Response, resources: ResourcesDep
) -> Tokens:
    """Sign in with the e-mail address as username. The tokens are also set as cookies, for browsers."""
    tokens = await sessions.sign_in(resources, form.username, form.password, limit, client)
    set_session_cookies(response, tokens, resources.settings)
    set_device_cookie(response, issue_device_token(form.username, resources.settings), resources.settings)
    return tokens


@router.post("/refresh", dependencies=[Depends(limit_refreshes)])
@raises(InvalidRefreshTokenError, ReusedRefreshTokenError, SessionTooOldError)
@refusals(Action.SESSION_REFRESH, Subject.SESSION)
async def refresh(
    token: RefreshTokenDep, client: ClientDep, response: Response, session: SessionDep, settings: SettingsDep
) -> Tokens:
    """Exchange a refresh token, from the body or the cookie, for new tokens. Each is good once."""
    tokens = await sessions.refresh(session, token, client, settings)
    set_session_cookies(response, tokens, settings)
    return tokens


@router.post("/logout", status_code=HTTPStatus.NO_CONTENT)
@audited(Action.LOGOUT, Subject.SESSION)
async def logout(token: RefreshTokenDep, response: Response, session: SessionDep, settings: SettingsDep) -> None:
    """End the session of a refresh token, from the body or the cookie."""
    await sessions.sign_out(session, token)
    clear_session_cookies(response, settings)


@router.get("/me")
async def me(user: CurrentUser, session: LookDep, settings: SettingsDep) -> Me:
    """Return the account that is signed in."""
    answer = UserAnswer.model_validate(user)
    return Me(**answer.model_dump(), needs_second_factor=await requirement.is_missing(session, user, settings))


@router.get("/me/usage")
async def get_usage(user: CurrentUser, session: SessionDep, redis: RedisDep, settings: SettingsDep) -> Usage:
    """Return what the account has used of what each user is allowed."""
    return await usage.measure(session, redis, settings, user.id)


@router.patch("/me", response_model=UserAnswer)
@audited(Action.ACCOUNT_RENAME)
async def change_profile(profile: Profile, user: CurrentUser, session: SessionDep) -> User:
    """Change the name of the account."""
    return await accounts.rename(session, user.id, profile.name)


@router.post("/password")
@raises(NoPasswordError, WrongPasswordError, WeakPasswordError, ConflictError, RateLimitedError)
@audited(Action.PASSWORD_CHANGE)
async def change_password(
    change: PasswordChange,
    user: CurrentUser,
    limit: PasswordLimitDep,
    *,
    client: ClientDep,
    response: Response,
    resources: ResourcesDep,
) -> Tokens:
    """Change the password and end all sessions of the account; the response, with its cookies, begins a new one."""
    tokens = await sessions.change_password(resources, user, change, limit, client)
    set_session_cookies(response, tokens, resources.settings)
    return tokens
