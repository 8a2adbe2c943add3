from ipaddress import ip_address

import pytest

from app.services.webhooks.networks import Networks

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
)


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not Networks(()).allow(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert Networks(()).allow(ip_address(address))


def test_the_operator_allows_networks_and_no_others() -> None:
    networks = Networks(("10.20.0.0/16", "fd12::/32"))
    assert networks.allow(ip_address("10.20.3.4"))
    assert networks.allow(ip_address("::ffff:10.20.3.4"))
    assert networks.allow(ip_address("fd12::5"))
    assert not networks.allow(ip_address("10.21.0.1"))
    assert not networks.allow(ip_address("fd13::1"))
