"""The address of a client behind trusted proxies, and headers that it forges."""

import asyncio
import socket
import threading

import pytest

from app.core.client_address import TrustedProxies

WEB = "172.18.0.7"
CADDY = "172.18.0.6"


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded_for", "client"),
    [
        ((), "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ((), WEB, "198.51.100.1", WEB),
        ((WEB,), WEB, "198.51.100.1", "198.51.100.1"),
        ((WEB,), "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ((WEB,), WEB, "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        ((WEB, CADDY), WEB, f"10.9.9.9, 198.51.100.1, {CADDY}", "198.51.100.1"),
        (("172.18.0.0/24",), WEB, f"198.51.100.1,{CADDY}", "198.51.100.1"),
        ((WEB,), WEB, "", WEB),
        ((WEB,), WEB, "not-an-address", WEB),
        ((WEB,), WEB, "198.51.100.1, not-an-address", WEB),
        (("::1",), "::1", "2001:db8::5", "2001:db8::5"),
        (("localhost",), "127.0.0.1", "198.51.100.1", "198.51.100.1"),
        (("no-such-host.invalid",), WEB, "198.51.100.1", WEB),
    ],
)
async def test_the_client_is_the_first_that_is_no_trusted_proxy(
    trusted: tuple[str, ...], peer: str, forwarded_for: str, client: str
) -> None:
    proxies = TrustedProxies(trusted)
    await proxies.refresh()
    assert proxies.client_address(peer, forwarded_for) == client


async def test_a_slow_name_server_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = threading.Event()

    def resolve(*_: object) -> list[tuple[object, ...]]:
        answers.wait(30)
        return [(None, None, None, "", (WEB, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    proxies = TrustedProxies(("web",))
    first, second = asyncio.create_task(proxies.refresh()), asyncio.create_task(proxies.refresh())
    # The loop goes on, and nobody is judged before the proxies are known.
    assert not (await asyncio.wait([first, second], timeout=0.2))[0]
    answers.set()
    await asyncio.gather(first, second)
    assert proxies.trusts(WEB)
