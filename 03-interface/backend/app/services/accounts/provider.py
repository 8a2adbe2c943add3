"""The company's OpenID provider: where browsers go to sign in, and what it says of who did.

OpenID Connect Core 1.0, authorization code flow with PKCE. The provider's description and keys are fetched for each
sign-on, so that it may change its keys at any time.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, KeySet
from joserfc.jws import JWSRegistry

from app.core.config import Settings
from app.services.accounts.openid import Claims, NoSignOnError, ProviderUnavailableError, SignOnRefusedError, Visit

_WELL_KNOWN = "/.well-known/openid-configuration"
_SECONDS = 10.0
_LEEWAY_SECONDS = 60
_ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""Signatures that only the provider can make; never one by the client's secret, and never none."""


class OpenIdProvider:
    """Talks to the provider that the settings name; raises NoSignOnError where they name none."""

    def __init__(self, settings: Settings) -> None:
        if settings.oidc_issuer is None:
            raise NoSignOnError("There is no single sign-on here.")
        self._settings = settings
        self._issuer = settings.oidc_issuer
        self._return_address = settings.public_url.rstrip("/") + "/api/v1/auth/sign-on/callback"

    async def address(self, visit: Visit) -> str:
        """Return the provider's page to which the browser goes.

        Raises:
            ProviderUnavailableError: The provider does not answer.
        """
        async with self._client() as client:
            description = await self._describe(client)
            address, _ = client.create_authorization_url(
                _endpoint(description, "authorization_endpoint"),
                state=visit.state,
                nonce=visit.nonce,
                code_verifier=visit.verifier,
            )
        return str(address)

    async def identify(self, visit: Visit, code: str) -> Claims:
        """Return who signed in, for the code with which the browser came back.

        Raises:
            ProviderUnavailableError: The provider does not answer, or not as the standard says.
            SignOnRefusedError: It does not know the code, or what it signed is not about this visit.
        """
        async with self._client() as client:
            description = await self._describe(client)
            try:
                token = await client.fetch_token(
                    _endpoint(description, "token_endpoint"), code=code, code_verifier=visit.verifier
                )
            except AuthlibBaseError as error:
                raise SignOnRefusedError("The provider refused the sign-on.") from error
            said = await self._verify(client, description, token, visit)
            said |= await self._more(client, description, said)
        return self._read(said)

    async def leave_address(self, back: str) -> str | None:
        """Return the provider's page that ends its own session, and leads back; None where it has none."""
        async with self._client() as client:
            description = await self._describe(client)
        if not description.get("end_session_endpoint"):
            return None
        query = {"client_id": self._settings.oidc_client_id, "post_logout_redirect_uri": back}
        address = _endpoint(description, "end_session_endpoint")
        return address + ("&" if urlsplit(address).query else "?") + urlencode(query)

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[AsyncOAuth2Client]:
        secret = self._settings.oidc_client_secret
        client = AsyncOAuth2Client(
            client_id=self._settings.oidc_client_id,
            client_secret=secret.get_secret_value() if secret is not None else None,
            token_endpoint_auth_method="client_secret_basic" if secret is not None else "none",
            scope=self._settings.oidc_scope,
            redirect_uri=self._return_address,
            code_challenge_method="S256",
            timeout=_SECONDS,
        )
        async with client:
            try:
                yield client
            except (httpx2.HTTPError, ValueError) as error:
                raise ProviderUnavailableError("The provider of single sign-on does not answer.") from error

    async def _describe(self, client: AsyncOAuth2Client) -> dict[str, Any]:
        description = await _fetch(client, self._issuer.rstrip("/") + _WELL_KNOWN)
        if description.get("issuer") != self._issuer:
            raise ProviderUnavailableError("The provider of single sign-on calls itself by another name.")
        return description

    async def _verify(
        self, client: AsyncOAuth2Client, description: Mapping[str, Any], token: Mapping[str, Any], visit: Visit
    ) -> dict[str, Any]:
        """Return what the ID token says, once its signature, issuer, audience, times and nonce are right."""
        keys = _readable_keys(await _fetch(client, _endpoint(description, "jwks_uri")))
        try:
            read = jwt.decode(
                str(token.get("id_token", "")),
                keys,
                registry=JWSRegistry(algorithms=sorted(_ALGORITHMS), strict_check_header=False),
            )
            claims = CodeIDToken(
                read.claims,
                read.header,
                {
                    "iss": {"essential": True, "value": self._issuer},
                    "aud": {"essential": True, "value": self._settings.oidc_client_id},
                    "nonce": {"essential": True},
                },
                {"nonce": visit.nonce, "client_id": self._settings.oidc_client_id},
            )
            claims.validate(leeway=_LEEWAY_SECONDS)
        except (JoseError, AuthlibBaseError, ValueError) as error:
            raise SignOnRefusedError("What the provider signed is not about this sign-on.") from error
        return dict(claims)

    async def _more(
        self, client: AsyncOAuth2Client, description: Mapping[str, Any], said: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Return what the provider adds on request: many have e-mail address and groups only there."""
        if not description.get("userinfo_endpoint"):
            return {}
        answer = await client.get(_endpoint(description, "userinfo_endpoint"))
        # Without it nobody would be in any group.
        answer.raise_for_status()
        more = answer.json()
        # Else the answer to another token could be put in its place (Core 1.0, 5.3.2).
        return {**more} if isinstance(more, dict) and more.get("sub") == said.get("sub") else {}

    def _read(self, said: Mapping[str, Any]) -> Claims:
        email = str(said.get("email") or "").strip().lower()
        if "@" not in email:
            raise SignOnRefusedError("The provider does not say the e-mail address.")
        groups = said.get(self._settings.oidc_groups_claim) or ()
        named = groups if isinstance(groups, list) else [groups] if groups else []
        return Claims(
            subject=f"{self._issuer} {said['sub']}",
            email=email,
            is_email_verified=said.get("email_verified") is True,
            name=str(said.get("name") or said.get("preferred_username") or email.partition("@")[0]),
            groups=frozenset(str(group) for group in named),
        )


def _readable_keys(found: Mapping[str, Any]) -> KeySet:
    """Return the keys of a kind that is known; the provider may have others too."""
    keys = []
    for key in found.get("keys") or ():
        with suppress(JoseError, KeyError, TypeError, ValueError):
            keys.append(JWKRegistry.import_key(key))
    return KeySet(keys)


async def _fetch(client: AsyncOAuth2Client, address: str) -> dict[str, Any]:
    answer = await client.request("GET", address, withhold_token=True)
    answer.raise_for_status()
    said = answer.json()
    if not isinstance(said, dict):
        raise ProviderUnavailableError("The provider of single sign-on answers in an unknown form.")
    return said


def _endpoint(description: Mapping[str, Any], name: str) -> str:
    """Return an address of the provider, as safe as its issuer's; raise ProviderUnavailableError where it has none."""
    address = str(description.get(name) or "")
    if urlsplit(address).scheme not in {"https", urlsplit(description["issuer"]).scheme}:
        raise ProviderUnavailableError("The provider of single sign-on lacks an address.")
    return address
