"""The address of a client behind trusted proxies."""

import asyncio
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from time import monotonic

RESOLVE_SECONDS = 30.0
"""Seconds after which a proxy's name is resolved again: a container gets a new address when it starts."""


@dataclass
class TrustedProxies:
    """The proxies whose header X-Forwarded-For is believed, as addresses, networks or host names."""

    names: Sequence[str]
    _networks: frozenset[str] = field(default_factory=frozenset, init=False)
    _resolved_at: float | None = field(default=None, init=False)
    _resolving: "asyncio.Task[None] | None" = field(default=None, init=False)

    async def refresh(self) -> None:
        """Resolve the names if that was long ago, in a thread: a name server may take seconds to answer.

        Requests that come meanwhile are judged by the addresses known so far; only the first ones wait.
        """
        is_known = self._resolved_at is not None
        if is_known and monotonic() - (self._resolved_at or 0.0) <= RESOLVE_SECONDS:
            return
        if self._resolving is None or self._resolving.done():
            self._resolving = asyncio.create_task(asyncio.to_thread(self._resolve))
        if not is_known:
            await asyncio.shield(self._resolving)

    def client_address(self, peer: str, forwarded_for: str) -> str:
        """Return the address of the first sender that is no trusted proxy, looking back from the gateway.

        `peer` is the other end of the connection. `forwarded_for` is the whole header: each proxy has appended the
        address that it was called from, so whatever the sender wrote itself stands in front and is not looked at.
        """
        chain = [*(part.strip() for part in forwarded_for.split(",") if part.strip()), peer]
        while len(chain) > 1 and self.trusts(chain[-1]) and _is_address(chain[-2]):
            chain.pop()
        return chain[-1]

    def trusts(self, address: str) -> bool:
        """Return whether a proxy has this address."""
        if not self.names or not _is_address(address):
            return False
        parsed = ip_address(address)
        return any(parsed in ip_network(network) for network in self._networks)

    def _resolve(self) -> None:
        self._networks = frozenset(network for name in self.names for network in _networks(name))
        self._resolved_at = monotonic()


def _networks(name: str) -> list[str]:
    try:
        return [str(ip_network(name, strict=False))]
    except ValueError:
        pass
    try:
        return sorted({str(found[4][0]) for found in socket.getaddrinfo(name, None)})
    except OSError:
        # It does not run now, so nothing comes from it.
        return []


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
