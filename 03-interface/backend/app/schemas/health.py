"""Health of the gateway, as monitoring sees it."""

from typing import Literal

from pydantic import Field

from app.schemas.common import Schema


class Live(Schema):
    status: Literal["live"] = "live"


class Ready(Schema):
    status: Literal["ready"] = "ready"
    workers: int = Field(description="Workers that are present; without one, meetings wait")
    writers: int = Field(description="Writers of minutes that are present; without one, minutes wait")
