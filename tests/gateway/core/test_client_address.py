"""The address of a client behind trusted proxies, and headers that it forges."""

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
def test_the_client_is_the_first_that_is_no_trusted_proxy(
    trusted: tuple[str, ...], peer: str, forwarded_for: str, client: str
) -> None:
    assert TrustedProxies(trusted).client_address(peer, forwarded_for) == client
