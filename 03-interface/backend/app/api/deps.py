"""Dependencies of routes, as annotated aliases."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Cookie, Depends, Header, Request
from fastapi.security import OAuth2PasswordBearer
from redis.asyncio import Redis
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.cookies import ACCESS_COOKIE
from app.api.declarations import raises
from app.api.scopes import InsufficientScopeError, require_scope
from app.core.config import Settings
from app.core.configuration.accounts import Concerned
from app.core.errors import AppError, ForbiddenError, RateLimitedError, UnauthorizedError
from app.core.limits import MAX_REQUEST_KEY_LENGTH
from app.core.quotas.allowance import Asked, allow
from app.core.quotas.occupancy import TooManyAtOnceError, Use
from app.core.security import API_TOKEN_PREFIX, Bearer, read_access_token
from app.models import Role, User
from app.models.audit.actions import Via
from app.resources import Resources
from app.services.accounts import api_tokens, sessions
from app.services.audit.entry import identify
from app.services.maintenance.readiness import Readiness
from app.services.second_factor import requirement
from app.services.second_factor.requirement import SecondFactorMissingError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

_ME = "/api/v1/auth/me"
_SECOND_FACTOR = "/api/v1/auth/second-factor"

_bearer = OAuth2PasswordBearer(tokenUrl="/api/v1/auth/login", auto_error=False)


async def get_resources(request: Request) -> Resources:
    resources: Resources = request.app.state.resources
    return resources


ResourcesDep = Annotated[Resources, Depends(get_resources)]


async def get_session(resources: ResourcesDep) -> AsyncIterator[AsyncSession]:
    """Open one transaction for the request: committed after the route returns, before the response is sent."""
    async with resources.database.sessions() as session:
        try:
            yield session
        except AppError as error:
            if error.keeps_changes:
                await session.commit()
            raise
        await session.commit()


async def get_look(resources: ResourcesDep) -> AsyncIterator[AsyncSession]:
    """Open a session for the request that only reads, without a transaction."""
    async with resources.database.look() as session:
        yield session


async def get_settings(resources: ResourcesDep) -> Settings:
    return resources.settings


async def get_s3(resources: ResourcesDep) -> "S3Client":
    return resources.s3


async def get_redis(resources: ResourcesDep) -> Redis:
    return resources.redis


async def get_readiness(request: Request) -> Readiness:
    readiness: Readiness = request.app.state.readiness
    return readiness


async def get_request_id(request: Request) -> str:
    request_id: str = request.state.request_id
    return request_id


async def get_client_address(request: Request) -> str:
    return request.client.host if request.client else "-"


SessionDep = Annotated[AsyncSession, Depends(get_session, scope="function")]
LookDep = Annotated[AsyncSession, Depends(get_look, scope="function")]
SettingsDep = Annotated[Settings, Depends(get_settings)]
S3Dep = Annotated["S3Client", Depends(get_s3)]
RedisDep = Annotated[Redis, Depends(get_redis)]
ReadinessDep = Annotated[Readiness, Depends(get_readiness)]
RequestIdDep = Annotated[str, Depends(get_request_id)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        description="A text of your choice, such as a UUID. For a day, the same request with the same key is done once",
        min_length=1,
        max_length=MAX_REQUEST_KEY_LENGTH,
        pattern=r"^[\x21-\x7e]+$",
    ),
]
ClientAddressDep = Annotated[str, Depends(get_client_address)]


def check_origin(request: Request, settings: Settings) -> None:
    """Raise ForbiddenError for a write from a foreign page: cookies travel with forged requests too."""
    allowed = set(settings.origins)
    if request.url.hostname in _LOOPBACK_NAMES:
        # The gateway's own pages. Any other host is what the request says it is, which a foreign page can choose.
        allowed.add(f"{request.url.scheme}://{request.url.netloc}")
    if request.method not in _SAFE_METHODS and request.headers.get("Origin") not in allowed:
        raise ForbiddenError("A write that is authenticated by cookie must come from an allowed origin.")


@raises(UnauthorizedError, ForbiddenError, InsufficientScopeError, SecondFactorMissingError)
async def get_bearer(
    request: Request,
    resources: ResourcesDep,
    settings: SettingsDep,
    bearer: Annotated[str | None, Depends(_bearer)],
    cookie: Annotated[str | None, Cookie(alias=ACCESS_COOKIE, include_in_schema=False)] = None,
) -> Bearer:
    """Return what the access token says, which comes as bearer token or cookie; or what the key in its place opens."""
    token = bearer or cookie
    if token is None:
        raise UnauthorizedError("Sign in first.")
    if bearer is None:
        check_origin(request, settings)
    if token.startswith(API_TOKEN_PREFIX):
        if bearer is None:
            raise UnauthorizedError("A key comes in the header Authorization, not in a cookie.")
        return await _open_with_key(request, resources, token)
    opened = read_access_token(token, settings)
    asks = settings.second_factor_required is not Concerned.NOBODY
    # What an assistant asks for with a key comes with a token that stands for the key: nobody is there to show a code.
    if asks and not opened.is_key and not _sets_up_second_factor(request):
        async with resources.database.look() as session:
            await requirement.require(session, opened, settings)
    return opened


def _sets_up_second_factor(request: Request) -> bool:
    """Return whether the request is one of those by which people learn that they lack a second factor, and add it."""
    path: str = request.scope["path"]
    return path.startswith(_SECOND_FACTOR) or (path == _ME and request.method in _SAFE_METHODS)


async def _open_with_key(request: Request, resources: Resources, text: str) -> Bearer:
    key = await api_tokens.find(resources.database, text)
    if key is None:
        raise UnauthorizedError("The key has expired or was revoked.")
    identify(key.user_id, Via.KEY, key.id)
    require_scope(key.scope, request.method, request.scope["path"])
    return Bearer(key.user_id, key.id, key.epoch, is_key=True)


BearerDep = Annotated[Bearer, Depends(get_bearer)]


@raises(UnauthorizedError)
async def get_current_user(bearer: BearerDep, resources: ResourcesDep) -> User:
    """Return the signed-in user.

    It has a session of its own, for a moment, because an upload must not hold a connection to the database.
    """
    async with resources.database.look() as session:
        user = await sessions.find_user(session, bearer)
    if user is None:
        raise UnauthorizedError("The session has ended. Sign in again.")
    identify(user.id, Via.KEY if bearer.is_key else Via.SESSION, bearer.session_id)
    return user


CurrentUser = Annotated[User, Depends(get_current_user)]


def occupying(use: Use) -> Any:
    """Return a dependency that counts the request among those that its user has under way."""

    @raises(TooManyAtOnceError)
    async def occupy(user: CurrentUser, resources: ResourcesDep) -> AsyncIterator[None]:
        with resources.occupancy.occupy(user.id, use):
            yield

    return Depends(occupy)


def counting(asked: Asked) -> Any:
    """Return a dependency that counts the request among those that its user may make an hour."""

    @raises(RateLimitedError)
    async def count(user: CurrentUser, resources: ResourcesDep) -> None:
        await allow(resources.redis, resources.settings, user.id, asked)

    return Depends(count)


@raises(ForbiddenError)
async def get_admin_user(user: CurrentUser) -> User:
    if user.role is not Role.ADMIN:
        raise ForbiddenError("Only an administrator may do this.")
    return user


AdminUser = Annotated[User, Depends(get_admin_user)]
