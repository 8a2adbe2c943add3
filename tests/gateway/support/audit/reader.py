"""The audit log as an administrator reads it."""

from collections.abc import Callable
from typing import Any

import httpx

from support.waiting import wait_until

Line = dict[str, Any]


class AuditReader:
    """Asks for the entries of some actions, and waits until those that a test expects are there."""

    def __init__(self, client: httpx.AsyncClient, headers: dict[str, str]) -> None:
        self._client = client
        self._headers = headers

    async def read(self, *actions: str, **query: Any) -> list[Line]:
        """Return what is there by now, oldest first."""
        answer = await self._client.get(
            "/api/v1/admin/audit", params={"action": list(actions), "size": 200} | query, headers=self._headers
        )
        assert answer.status_code == 200, answer.text
        items: list[Line] = answer.json()["items"]
        return items[::-1]

    async def wait(self, *actions: str, count: int = 1, where: Callable[[Line], bool] | None = None) -> list[Line]:
        """Return the entries once there are so many of them."""
        found: list[Line] = []

        async def is_there() -> bool:
            found[:] = [line for line in await self.read(*actions) if where is None or where(line)]
            return len(found) >= count

        await wait_until(is_there)
        return found
