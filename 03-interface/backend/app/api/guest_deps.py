"""Dependencies of the routes for people without an account, who have opened a link to one meeting."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response

from app.api.declarations import raises
from app.api.deps import ClientAddressDep, RedisDep, ResourcesDep, SettingsDep
from app.core.config import Settings
from app.core.errors import RateLimitedError
from app.services.accounts.login_limit import limit_address
from app.services.guests import visits
from app.services.guests.visits import GuestLinkGoneError, Visit

PREFIX = "/shared"
MAX_OPENINGS = 120
"""Links opened from one address in a window, right or wrong."""

MAX_REQUESTS = 1200
"""Requests of guests from one address in a window: a recording that is searched through is asked for in many."""

MAX_EXPORTS = 60
"""Exports by one link in a window."""

_COOKIE = "scribe_guest_"
_PATH = "/api/v1/shared"


def keep_grant(response: Response, link_id: UUID, grant: str, settings: Settings) -> None:
    """Have the browser keep the grant of a link until it is closed; scripts cannot read it."""
    response.set_cookie(
        _COOKIE + link_id.hex, grant, path=_PATH, httponly=True, samesite="strict", secure=settings.secure_cookies
    )


async def get_grants(request: Request) -> dict[UUID, str]:
    """Return the grants that the browser has, by the ids of their links."""
    found = {}
    for name, value in request.cookies.items():
        if name.startswith(_COOKIE):
            try:
                found[UUID(hex=name.removeprefix(_COOKIE))] = value
            except ValueError:
                continue
    return found


GrantsDep = Annotated[dict[UUID, str], Depends(get_grants)]


@raises(RateLimitedError)
async def limit_openings(address: ClientAddressDep, redis: RedisDep, settings: SettingsDep) -> None:
    await limit_address(redis, settings, "guest-open", address, MAX_OPENINGS)


@raises(RateLimitedError)
async def limit_exports(link_id: UUID, redis: RedisDep, settings: SettingsDep) -> None:
    await limit_address(redis, settings, "guest-export", str(link_id), MAX_EXPORTS)


@raises(RateLimitedError, GuestLinkGoneError)
async def get_visit(
    *,
    link_id: UUID,
    grants: GrantsDep,
    address: ClientAddressDep,
    resources: ResourcesDep,
) -> Visit:
    """Return the link and its meeting, if this browser has opened it and it is still good."""
    await limit_address(resources.redis, resources.settings, "guest", address, MAX_REQUESTS)
    return await visits.find(resources, link_id, grants.get(link_id))


VisitDep = Annotated[Visit, Depends(get_visit, scope="function")]
