"""An authenticator, and the requests by which an account gets and uses one."""

from datetime import UTC, datetime, timedelta

import httpx

from app.models import User
from app.services.second_factor.codes import code_of, step_at
from support.factories import PASSWORD

AUTH = "/api/v1/auth"
OWN = f"{AUTH}/second-factor"


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self, at: datetime = datetime(2026, 3, 1, 12, 0, 15, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def go_on(self, steps: int = 1) -> None:
        self.at += timedelta(seconds=30 * steps)


class Authenticator:
    """Shows codes of one secret."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self.secret = secret
        self._clock = clock

    def code(self, offset: int = 0) -> str:
        """Return the code of the present time step, or of one so many before or after it."""
        return code_of(self.secret, step_at(self._clock.at) + offset)

    def next_code(self) -> str:
        """Return a code that was not shown before, for which time goes on."""
        self._clock.go_on()
        return self.code()


async def turn_on(client: httpx.AsyncClient, headers: dict[str, str], clock: Clock) -> tuple[Authenticator, list[str]]:
    """Turn the second factor on by the present code; return the authenticator and the recovery codes."""
    begun = await client.post(OWN, json={"current_password": PASSWORD}, headers=headers)
    assert begun.status_code == 200, begun.text
    authenticator = Authenticator(begun.json()["secret"], clock)
    confirmed = await client.post(f"{OWN}/confirm", json={"code": authenticator.code()}, headers=headers)
    assert confirmed.status_code == 200, confirmed.text
    return authenticator, confirmed.json()["codes"]


async def give_password(client: httpx.AsyncClient, user: User, password: str = PASSWORD) -> httpx.Response:
    return await client.post(f"{AUTH}/login", data={"username": user.email, "password": password})


async def challenge(client: httpx.AsyncClient, user: User) -> str:
    """Give the password, and return the challenge that is answered."""
    answer = await give_password(client, user)
    assert (answer.status_code, answer.json()["code"]) == (401, "second_factor_required"), answer.text
    return str(answer.json()["challenge"])


async def give_code(client: httpx.AsyncClient, token: str, code: str) -> httpx.Response:
    return await client.post(f"{AUTH}/login/second-factor", json={"challenge": token, "code": code})
