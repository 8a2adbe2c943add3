"""Addresses of webhooks."""

from ipaddress import ip_network

from pydantic import Field, field_validator

from app.core.configuration.lists import Listed
from scribe_contracts.settings import InfrastructureSettings


class WebhookSettings(InfrastructureSettings):
    """Networks and schemes that webhooks may have."""

    webhook_http: bool = Field(
        default=False, description="Whether webhooks may have addresses of http, which anybody on the way can read"
    )
    webhook_networks: Listed = Field(
        default=(),
        description="Private networks that webhooks may lead to, separated by commas: 10.20.0.0/16,192.168.7.5/32; "
        "public ones need no mention",
    )

    @field_validator("webhook_networks")
    @classmethod
    def _reject_what_is_no_network(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(ip_network(each)) for each in networks)
