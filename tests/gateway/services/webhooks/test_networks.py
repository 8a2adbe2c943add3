import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from threading import Event, Semaphore
from typing import Any

import pytest

from app.services.webhooks.networks import Networks, resolve

INSIDE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::1",
    "::",
    "fe80::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "64:ff9b::a00:1",
    "64:ff9b:1::a9fe:a9fe",
    "64:ff9b:1:fffe::1.1.1.1",
    "::127.0.0.1",
    "::10.0.0.1",
    "::1.1.1.1",
    "::ffff:0:127.0.0.1",
    "::ffff:0:1.1.1.1",
    "fec0::1",
    "fec0:0:0:ffff::1",
    "5f00::1",
    "100::1",
    "4000::1",
    "e000::1",
    "2001:db8::1",
    "3fff::1",
)


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not Networks(()).allow(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "2606:4700:4700::1111",
        "2a00:1450:4007::1",
        "::ffff:1.1.1.1",
        "64:ff9b::101:101",
        "2002:101:101::1",
        "2001:0:4136:e378:8000:63bf:fefe:fefe",
    ],
)
def test_public_addresses_are_allowed(address: str) -> None:
    assert Networks(()).allow(ip_address(address))


def test_the_operator_allows_networks_and_no_others() -> None:
    networks = Networks(("10.20.0.0/16", "fd12::/32"))
    assert networks.allow(ip_address("10.20.3.4"))
    assert networks.allow(ip_address("::ffff:10.20.3.4"))
    assert networks.allow(ip_address("fd12::5"))
    assert not networks.allow(ip_address("10.21.0.1"))
    assert not networks.allow(ip_address("fd13::1"))


async def test_names_that_are_never_answered_hold_back_no_other_lookup(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many of them wait as there are threads of the event loop's own, and more."""
    answered, asked = Event(), Semaphore(0)
    look_up = socket.getaddrinfo

    def never(host: str, *rest: Any, **named: Any) -> Any:
        if host.endswith(".silent.example"):
            asked.release()
            answered.wait()
            raise OSError
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", never)
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))
    waiting = [asyncio.create_task(resolve(f"{number}.silent.example", 443)) for number in range(30)]
    try:
        async with asyncio.timeout(10):
            assert await asyncio.to_thread(asked.acquire, timeout=10)
            assert await loop.getaddrinfo("127.0.0.1", 5432)
    finally:
        answered.set()
        await asyncio.gather(*waiting, return_exceptions=True)
