"""Networks that may be sent to: the public ones, and those that the operator allows."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

import httpcore

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

_NAT64 = IPv6Network("64:ff9b::/96")
_UNICAST = IPv6Network("2000::/3")
"""Addresses of IPv6 that the internet routes; outside of them Python takes some for public that are not."""

_DOCUMENTATION = IPv6Network("3fff::/20")
"""The second block of examples (RFC 9637), which is newer than Python's list."""

_MAX_LOOKUPS = 8
_lookups = ThreadPoolExecutor(_MAX_LOOKUPS, thread_name_prefix="webhook-names")
"""Threads that wait for names. A timeout frees none, so they are not those in which databases are looked up."""

MAX_ADDRESSES = 4
"""Addresses of one name that are tried."""


class NotAllowedError(Exception):
    """The host has no address that may be sent to."""


class UnknownHostError(Exception):
    """The name of the host has no address."""


class Networks:
    """The rule by which an address is allowed."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._allowed = [ip_network(each) for each in allowed]

    def allow(self, address: Address) -> bool:
        """Return whether the address may be sent to; one that leads to another inside counts as that one."""
        inner = _inner(address)
        if inner is not None:
            return self.allow(inner)
        is_routed = isinstance(address, IPv4Address) or (address in _UNICAST and address not in _DOCUMENTATION)
        is_public = is_routed and address.is_global and not address.is_multicast
        return is_public or any(address in network for network in self._allowed)


def _inner(address: Address) -> IPv4Address | None:
    """Return the IPv4 address that an IPv6 address stands for, where gateways of the network translate."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a name in the order of the system."""

    def look_up() -> list[Any]:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)

    found = await asyncio.get_running_loop().run_in_executor(_lookups, look_up)
    return [str(address[0]) for *_, address in found]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Connects to the very address that was checked: the name is resolved once, here."""

    def __init__(self, networks: Networks, resolver: Resolver = resolve) -> None:
        self._networks = networks
        self._resolve = resolver
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's signature
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first allowed address that answers; raise NotAllowedError or UnknownHostError."""
        try:
            found = await self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise UnknownHostError from error
        allowed = [each for each in dict.fromkeys(found) if self._networks.allow(ip_address(each))]
        if not allowed:
            raise NotAllowedError
        failure: Exception | None = None
        for address in allowed[:MAX_ADDRESSES]:
            try:
                return await self._inner.connect_tcp(
                    address, port, timeout=timeout, local_address=local_address, socket_options=socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or NotAllowedError

    async def sleep(self, seconds: float) -> None:
        await self._inner.sleep(seconds)
