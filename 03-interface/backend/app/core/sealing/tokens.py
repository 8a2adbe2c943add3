"""JSON Web Tokens of this product, signed by the present secret, and read also where the one before has signed."""

from datetime import UTC, datetime
from typing import Any

from jose import JWTError, jwt

from app.core.config import Settings
from app.core.sealing.signing_keys import SigningKeys, id_of

ALGORITHM = "HS256"
ISSUER = "smart-meeting-scribe"
AUDIENCE = "smart-meeting-scribe/api"


def sign(claims: dict[str, Any], settings: Settings) -> str:
    """Return the token; its head names the secret by `kid`."""
    secret = SigningKeys.of(settings).present
    return jwt.encode(
        claims | {"iss": ISSUER, "aud": AUDIENCE}, secret, algorithm=ALGORITHM, headers={"kid": id_of(secret)}
    )


def read(token: str, settings: Settings, *, required: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the claims; raise JWTError unless the token is ours, is good still and has those that are required."""
    options = {f"require_{claim}": True for claim in required}
    secrets = SigningKeys.of(settings).verifying(_key_id(token), datetime.now(UTC))
    for place, secret in enumerate(secrets, 1):
        try:
            return jwt.decode(token, secret, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER, options=options)
        except JWTError:
            if place == len(secrets):
                raise
    raise JWTError("No secret of ours has signed it.")


def _key_id(token: str) -> str | None:
    found = jwt.get_unverified_header(token).get("kid")
    return found if isinstance(found, str) or found is None else ""
