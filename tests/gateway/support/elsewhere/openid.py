"""OpenID providers on loopback: a real small one, and one that signs whatever a test wants."""

import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import oidc_provider_mock
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID = "scribe"
CLIENT_SECRET = "known to both sides only"


@contextmanager
def running_provider(*people: oidc_provider_mock.User) -> Iterator[str]:
    """Run a provider that knows these people; yield its issuer."""
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


@dataclass
class Forger:
    """A provider whose ID token is made by the test."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "shown"}))
    issuer: str = ""
    nonce: str = ""
    """Of the visit that is under way; the test copies it from the address to which the browser is led."""

    header: Mapping[str, Any] = field(default_factory=dict)
    claims: Mapping[str, Any] = field(default_factory=dict)
    signing_key: Any = None
    more_keys: list[Any] = field(default_factory=list)
    description: Mapping[str, Any] = field(default_factory=dict)

    def token(self) -> str:
        """Return the ID token: right but for what the test has changed."""
        at = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": "ada",
            "email": "ada@example.org",
            "email_verified": True,
            "nonce": self.nonce,
            "iat": at,
            "exp": at + 300,
        } | self.claims
        header = {"alg": "RS256", "kid": "shown"} | self.header
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(header, claims, self.signing_key or self.key, algorithms=[header["alg"]])

    def answer(self, path: str) -> Any:
        """Return what the provider says at this path."""
        match path:
            case "/.well-known/openid-configuration":
                return {
                    "issuer": self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                } | self.description
            case "/token":
                return {"access_token": "opens nothing", "token_type": "Bearer", "id_token": self.token()}
            case "/keys":
                return {"keys": [*self.more_keys, self.key.as_dict(private=False)]}
        return None


@contextmanager
def running_forger() -> Iterator[Forger]:
    forger = Forger()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = forger.answer(self.path)
            self.send_response(404 if said is None else 200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        do_POST = do_GET  # noqa: N815 - named by the library

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    forger.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield forger
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
