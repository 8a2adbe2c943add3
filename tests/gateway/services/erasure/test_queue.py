"""Redis that does not write its files anew."""

import pytest
from redis.exceptions import NoPermissionError, ResponseError

from app.core.errors import UnavailableError
from app.models import Step
from app.services.erasure import queue


class Refusing:
    """Redis with an append-only file that it does not write anew."""

    def __init__(self, error: ResponseError) -> None:
        self._error = error

    async def info(self, _section: str) -> dict[str, object]:
        return {"aof_enabled": 1}

    async def bgrewriteaof(self) -> None:
        raise self._error


@pytest.mark.parametrize(
    "error", [ResponseError("unknown command 'BGREWRITEAOF', with args beginning with: "), NoPermissionError("no")]
)
async def test_commands_that_were_taken_away_are_forbidden(error: ResponseError) -> None:
    assert await queue.compact(Refusing(error)) is Step.FORBIDDEN  # type: ignore[arg-type]


async def test_other_refusals_pass() -> None:
    with pytest.raises(UnavailableError):
        await queue.compact(Refusing(ResponseError("Can't BGREWRITEAOF for now")))  # type: ignore[arg-type]
