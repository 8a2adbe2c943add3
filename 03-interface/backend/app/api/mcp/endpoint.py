"""The protocol over HTTP: one address, behind the gateway's own authentication."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.types import Receive, Scope, Send

from app.api.declarations import raises
from app.api.deps import ClientAddressDep, RequestIdDep, ResourcesDep, get_current_user
from app.api.mcp.protocol import CLIENT, REQUEST, Protocol
from app.core.errors import UnauthorizedError
from app.core.security import Bearer, issue_access_token, read_access_token
from app.models import TokenScope
from app.services.accounts.api_tokens import find, is_api_token

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

router = APIRouter(tags=["mcp"])

PATH = "/api/mcp"


class _Handled(Response):
    """The response that the protocol's own server sends."""

    def __init__(self, manager: "StreamableHTTPSessionManager") -> None:
        super().__init__()
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._manager.handle_request(scope, receive, send)


@raises(UnauthorizedError)
async def get_access_token(request: Request, resources: ResourcesDep) -> str:
    """Return an access token for whoever calls: their own, or one of this moment for the token of a program."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text:
        raise UnauthorizedError("This address wants a bearer token.")
    if not is_api_token(text):
        await get_current_user(read_access_token(text, resources.settings), resources)
        return text
    key = await find(resources.database, text)
    if key is None or key.scope is not TokenScope.MCP:
        raise UnauthorizedError("The token has expired or was revoked, or does not open this address.")
    user = await get_current_user(Bearer(key.user_id, key.id, key.epoch, is_key=True), resources)
    # It stays inside the process: the tools call the API's routes with it.
    return issue_access_token(user.id, key.id, resources.settings, epoch=user.token_epoch, is_key=True).token


@router.post(PATH, include_in_schema=False)
async def speak_mcp(
    request: Request,
    token: Annotated[str, Depends(get_access_token)],
    address: ClientAddressDep,
    request_id: RequestIdDep,
) -> Response:
    """Speak the Model Context Protocol (streamable HTTP). Needs a bearer token.

    There is no stream to open by GET: the server has nothing to say unasked.
    """
    # What the tools ask for is logged as what it is: from this client, within this request.
    ours = {b"authorization": f"Bearer {token}", CLIENT: address, REQUEST: request_id}
    others = [(name, value) for name, value in request.scope["headers"] if name not in ours]
    request.scope["headers"] = [*others, *((name, value.encode("latin-1")) for name, value in ours.items())]
    protocol: Protocol = request.app.state.mcp
    return _Handled(await protocol.manager())
