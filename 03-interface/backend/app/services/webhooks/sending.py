"""Sending one request, and what becomes of it. Nothing of the answer but its status is read."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

import httpcore
import httpx

from app.core.config import Settings
from app.models.integrations.webhook import DeliveryError
from app.services.webhooks.destinations import port_of, schemes
from app.services.webhooks.networks import (
    GuardedBackend,
    Networks,
    NotAllowedError,
    Resolver,
    UnknownHostError,
    resolve,
)

TOTAL_SECONDS = 15.0
"""Time for everything: name, connection, TLS, request, and the head of the answer."""

_CONNECT_SECONDS = 5.0


@dataclass(frozen=True)
class Outcome:
    milliseconds: int
    status: int | None = None
    """Status of the answer; None if there was none, and then `error` says why."""

    error: DeliveryError | None = None

    @property
    def is_success(self) -> bool:
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004


class Sender:
    """Posts to addresses in allowed networks. Redirects are not followed, and no proxy is used."""

    def __init__(self, settings: Settings, *, resolver: Resolver = resolve, seconds: float = TOTAL_SECONDS) -> None:
        self._schemes = schemes(settings)
        self._backend = GuardedBackend(Networks(settings.webhook_networks), resolver)
        self._tls = httpx.create_ssl_context()
        self._seconds = seconds

    async def post(self, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
        """Send the body; every fault is an outcome."""
        began = monotonic()
        status, error = None, None
        try:
            async with asyncio.timeout(self._seconds):
                status = await self._post(httpx.URL(url), headers, body)
        except Exception as fault:  # noqa: BLE001 - a receiver can do anything
            error = _reason(fault)
        return Outcome(round((monotonic() - began) * 1000), status, error)

    async def _post(self, url: httpx.URL, headers: Mapping[str, str], body: bytes) -> int:
        if url.scheme not in self._schemes:
            raise NotAllowedError
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=port_of(url), target=url.raw_path)
        sent = [(b"host", url.netloc), (b"content-length", str(len(body)).encode())]
        sent += [(name.encode(), value.encode()) for name, value in headers.items()]
        timeouts = {"connect": _CONNECT_SECONDS, "read": self._seconds, "write": self._seconds, "pool": self._seconds}
        async with (
            httpcore.AsyncConnectionPool(ssl_context=self._tls, network_backend=self._backend) as pool,
            pool.stream("POST", target, headers=sent, content=body, extensions={"timeout": timeouts}) as answer,
        ):
            return int(answer.status)


def _reason(fault: BaseException) -> DeliveryError:
    match fault:
        case NotAllowedError():
            return DeliveryError.NOT_ALLOWED
        case UnknownHostError():
            return DeliveryError.NOT_FOUND
        case TimeoutError() | httpcore.TimeoutException():
            return DeliveryError.TIMEOUT
        case httpcore.ConnectError() if _is_of_tls(fault):
            return DeliveryError.INSECURE
        case httpcore.ConnectError():
            return DeliveryError.UNREACHABLE
        case _:
            return DeliveryError.BROKEN


def _is_of_tls(fault: BaseException | None) -> bool:
    while fault is not None:
        if isinstance(fault, ssl.SSLError):
            return True
        fault = fault.__cause__ or fault.__context__
    return False
