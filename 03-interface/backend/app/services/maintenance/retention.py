"""Applies what was said about how long things are kept; one in each gateway, and any of them may do it."""

import asyncio
from datetime import datetime

import structlog

from app.core.errors import UnavailableError
from app.models.base import now
from app.resources import Resources
from app.services.maintenance import meeting_ends, voice_ends

_SECONDS = 300.0


class Retention:
    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    async def run(self) -> None:
        while True:
            try:
                await self.apply(now())
            except UnavailableError as error:
                structlog.get_logger().warning("retention_postponed", error=error.detail)
            await asyncio.sleep(_SECONDS)

    async def apply(self, at: datetime) -> None:
        """Remove what is kept until then and no longer."""
        await voice_ends.destroy_due(self._resources, at)
        await meeting_ends.remove_due(self._resources, at)
        await voice_ends.forget_embeddings(self._resources)
