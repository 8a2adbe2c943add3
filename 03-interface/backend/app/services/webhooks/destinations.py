"""Addresses that webhooks may have."""

import re
from ipaddress import ip_address

import httpx

from app.core.config import Settings
from app.core.errors import InvalidError
from app.services.webhooks.networks import Networks

MAX_PORT = 65_535
_NAME = re.compile(r"[\w.-]+")
_PORTS = {"https": 443, "http": 80}


class WebhookAddressError(InvalidError):
    """The address is none that webhooks are sent to."""

    code = "webhook_address"


def check_url(text: str, settings: Settings) -> str:
    """Return the address as it is kept; raise WebhookAddressError for one that is not sent to.

    A name is not resolved here: what it leads to is looked at each time that something is sent.
    """
    try:
        url = httpx.URL(text.strip())
    except httpx.InvalidURL:
        raise WebhookAddressError.field("url", "This is no address of the web.") from None
    if url.scheme not in schemes(settings):
        expected = " or ".join(f"{scheme}://" for scheme in schemes(settings))
        raise WebhookAddressError.field("url", f"The address has to begin with {expected}.")
    if not url.host:
        raise WebhookAddressError.field("url", "The address names no host.")
    if url.port is not None and not 0 < url.port <= MAX_PORT:
        raise WebhookAddressError.field("url", "There is no such port.")
    if url.userinfo or url.fragment:
        raise WebhookAddressError.field("url", "The address must hold no user name, no password and no fragment.")
    try:
        address = ip_address(url.host.split("%")[0])
    except ValueError:
        if not _NAME.fullmatch(url.host):
            raise WebhookAddressError.field("url", "This is no address of the web.") from None
        return str(url)
    if not Networks(settings.webhook_networks).allow(address):
        raise WebhookAddressError.field("url", "This address is in a network that webhooks are not sent to.")
    return str(url)


def schemes(settings: Settings) -> tuple[str, ...]:
    """Return the schemes that are sent to."""
    return ("https", "http") if settings.webhook_http else ("https",)


def port_of(url: httpx.URL) -> int:
    return url.port or _PORTS[url.scheme]
