"""The second factor: how it is turned on and off, and how accounts that have one sign in."""

import asyncio
from collections import Counter
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, update
from support.accounts.second_factors import (
    AUTH,
    OWN,
    Authenticator,
    Clock,
    challenge,
    give_code,
    give_password,
    turn_on,
)
from support.audit.reader import AuditReader
from support.factories import PASSWORD, Factory

from app.core.config import Settings
from app.core.errors import RateLimitedError
from app.core.security import issue_access_token, issue_challenge
from app.models import RecoveryCode, SecondFactor, TokenScope, User
from app.models.base import now
from app.resources import Resources
from app.services.accounts import sessions
from app.services.accounts.login_limit import LoginLimit
from app.services.accounts.sessions import Client, SecondFactorRequiredError
from app.services.second_factor import enrolment, proof

LOGIN = f"{AUTH}/login"
GUESS = "000000"


def outcome(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


async def me(client: httpx.AsyncClient, token: str) -> int:
    return (await client.get(f"{AUTH}/me", headers={"Authorization": f"Bearer {token}"})).status_code


async def test_nothing_changes_until_a_code_was_shown(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock
) -> None:
    begun = (await client.post(OWN, json={"current_password": PASSWORD}, headers=headers)).json()
    assert (await give_password(client, user)).status_code == 200
    client.cookies.clear()

    wrong = await client.post(f"{OWN}/confirm", json={"code": GUESS}, headers=headers)
    assert (outcome(wrong), wrong.json()["errors"][0]["field"]) == ((422, "wrong_code"), "code")
    state = (await client.get(OWN, headers=headers)).json()
    assert state == {"since": None, "recovery_codes": 0}

    code = Authenticator(begun["secret"], clock).code()
    codes = (await client.post(f"{OWN}/confirm", json={"code": code}, headers=headers)).json()["codes"]
    assert len(set(codes)) == 10
    state = (await client.get(OWN, headers=headers)).json()
    assert (state["since"] is not None, state["recovery_codes"]) == (True, 10)
    again = await client.post(OWN, json={"current_password": PASSWORD}, headers=headers)
    assert outcome(again) == (409, "second_factor_active")


async def test_the_beginning_wants_the_password_and_is_good_for_a_while(
    client: httpx.AsyncClient, headers: dict[str, str], factory: Factory, resources: Resources, clock: Clock
) -> None:
    wrong = await client.post(OWN, json={"current_password": "a wrong guess"}, headers=headers)
    assert outcome(wrong) == (422, "wrong_password")
    elsewhere = factory.headers(await factory.user(password_hash=None, sign_on_subject="https://login.example ada"))
    assert outcome(await client.post(OWN, json={"current_password": ""}, headers=elsewhere)) == (409, "no_password")
    begun = (await client.post(OWN, json={"current_password": PASSWORD}, headers=headers)).json()
    async with resources.database.transaction() as session:
        await session.execute(update(SecondFactor).values(created_at=now() - 2 * enrolment.TIME_TO_CONFIRM))
    code = Authenticator(begun["secret"], clock).code()
    late = await client.post(f"{OWN}/confirm", json={"code": code}, headers=headers)
    assert outcome(late) == (409, "no_second_factor")


async def test_a_session_begins_with_the_password_and_then_a_code(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock
) -> None:
    authenticator, _ = await turn_on(client, headers, clock)
    refused = await give_password(client, user)
    assert outcome(refused) == (401, "second_factor_required")
    assert "set-cookie" not in refused.headers
    assert "challenge" not in (await give_password(client, user, "a wrong guess")).json()

    answer = await give_code(client, refused.json()["challenge"], authenticator.next_code())
    assert answer.status_code == 200
    assert {"scribe_access", "scribe_refresh", "scribe_device"} <= set(answer.cookies)
    assert await me(client, answer.json()["access_token"]) == 200
    client.cookies.clear()
    renewed = await client.post(f"{AUTH}/refresh", json={"refresh_token": answer.json()["refresh_token"]})
    assert renewed.status_code == 200


async def test_a_sign_in_under_way_is_asked_for_a_code_once_it_is_turned_on(
    user: User, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def turn_on_meanwhile(_: str) -> str:
        row = SecondFactor(user_id=user.id, sealed_secret=b"", created_at=now(), confirmed_at=now(), last_step=None)
        async with resources.database.transaction() as session:
            session.add(row)
        return "a new hash"

    monkeypatch.setattr(sessions, "is_outdated", lambda _: True)
    monkeypatch.setattr(resources.hasher, "hash", turn_on_meanwhile)
    limit = LoginLimit(resources.redis, resources.settings, email=user.email, address="192.0.2.1")
    with pytest.raises(SecondFactorRequiredError):
        await sessions.sign_in(resources, user.email, PASSWORD, limit, Client("192.0.2.1", ""))


async def test_a_code_is_good_once_and_ends_those_before_it(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock
) -> None:
    authenticator, _ = await turn_on(client, headers, clock)
    token = await challenge(client, user)
    assert outcome(await give_code(client, token, authenticator.code())) == (401, "wrong_code")
    assert (await give_code(client, token, authenticator.code(1))).status_code == 200
    assert outcome(await give_code(client, token, authenticator.code(1))) == (401, "wrong_code")
    assert outcome(await give_code(client, token, authenticator.code(0))) == (401, "wrong_code")


async def test_a_challenge_is_answered_once(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock
) -> None:
    authenticator, codes = await turn_on(client, headers, clock)
    token = await challenge(client, user)
    assert (await give_code(client, token, authenticator.next_code())).status_code == 200
    assert outcome(await give_code(client, token, codes[0])) == (401, "challenge_expired")
    # What was shown to no purpose is not used up.
    assert (await give_code(client, await challenge(client, user), codes[0])).status_code == 200


@pytest.mark.parametrize(("offset", "status"), [(-2, 401), (-1, 200), (0, 200), (1, 200), (2, 401)])
async def test_clocks_may_differ_by_one_step(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock, *, offset: int, status: int
) -> None:
    authenticator, _ = await turn_on(client, headers, clock)
    clock.go_on(10)
    answer = await give_code(client, await challenge(client, user), authenticator.code(offset))
    assert answer.status_code == status


@pytest.mark.parametrize("kind", ["code", "recovery"])
async def test_of_two_requests_with_one_code_one_signs_in(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock, kind: str
) -> None:
    authenticator, codes = await turn_on(client, headers, clock)
    code = authenticator.next_code() if kind == "code" else codes[0]
    token = await challenge(client, user)
    answers = await asyncio.gather(*(give_code(client, token, code) for _ in range(4)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 401: 3}


async def test_recovery_codes_are_kept_hashed_and_good_once(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock, resources: Resources
) -> None:
    authenticator, codes = await turn_on(client, headers, clock)
    async with resources.database.look() as session:
        kept = b"".join(await session.scalars(select(RecoveryCode.code_hash)))
        sealed = await session.scalar(select(SecondFactor.sealed_secret))
    assert not any(code.encode() in kept for code in codes)
    assert authenticator.secret.encode() not in (sealed or b"")

    token = await challenge(client, user)
    typed = codes[3].upper().replace("-", " ")
    assert (await give_code(client, token, typed)).status_code == 200
    assert outcome(await give_code(client, token, codes[3])) == (401, "wrong_code")
    assert (await client.get(OWN, headers=headers)).json()["recovery_codes"] == 9

    proven = {"current_password": PASSWORD, "code": authenticator.next_code()}
    renewed = (await client.post(f"{OWN}/recovery-codes", json=proven, headers=headers)).json()["codes"]
    assert outcome(await give_code(client, token, codes[4])) == (401, "wrong_code")
    assert (await give_code(client, await challenge(client, user), renewed[0])).status_code == 200


async def test_a_challenge_opens_nothing_else(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory, *, clock: Clock
) -> None:
    authenticator, _ = await turn_on(client, headers, clock)
    token = await challenge(client, user)
    assert await me(client, token) == 401
    assert (await client.post(f"{AUTH}/refresh", json={"refresh_token": token})).status_code == 401
    settings = factory.settings
    other = await factory.user()
    others = issue_challenge(other.id, other.token_epoch, settings)
    foreign = issue_challenge(user.id, user.token_epoch, settings.model_copy(update={"jwt_secret": _other(settings)}))
    access = issue_access_token(user.id, uuid4(), settings).token
    code = authenticator.next_code()
    for forged in (others, foreign, access, "guessed"):
        assert outcome(await give_code(client, forged, code)) == (401, "challenge_expired")
    assert (await give_code(client, token, code)).status_code == 200


def _other(settings: Settings) -> object:
    return type(settings.jwt_secret)("0" * 40)


async def test_a_challenge_ends_with_the_password_that_was_given(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock
) -> None:
    authenticator, _ = await turn_on(client, headers, clock)
    token = await challenge(client, user)
    change = {"current_password": PASSWORD, "new_password": "another horse battery"}
    assert (await client.post(f"{AUTH}/password", json=change, headers=headers)).status_code == 200
    client.cookies.clear()
    assert outcome(await give_code(client, token, authenticator.next_code())) == (401, "challenge_expired")


async def test_codes_cannot_be_guessed_for_ever(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock, resources: Resources
) -> None:
    """Whoever has the password cannot begin anew with it: the right password forgets no attempt."""
    authenticator, _ = await turn_on(client, headers, clock)
    statuses = []
    for _ in range(resources.settings.login_attempts):
        answer = await give_password(client, user)
        statuses.append(answer.status_code)
        if answer.status_code == 401:
            statuses.append((await give_code(client, answer.json()["challenge"], GUESS)).status_code)
    attempts = resources.settings.login_attempts
    assert statuses[:attempts] == [401] * attempts
    assert set(statuses[attempts:]) == {429}
    token = issue_challenge(user.id, user.token_epoch, resources.settings)
    assert (await give_code(client, token, authenticator.next_code())).status_code == 429


async def test_an_account_is_guessed_at_few_times_from_everywhere(user: User, resources: Resources) -> None:
    for _ in range(proof.MAX_CODES):
        await proof.limit_codes(resources.redis, user.id, "sign-in")
    with pytest.raises(RateLimitedError):
        await proof.limit_codes(resources.redis, user.id, "sign-in")
    # The owner, who is signed in, is not kept from turning it off.
    await proof.limit_codes(resources.redis, user.id, "own-account")


async def test_patience_gives_few_guesses_a_day(
    user: User, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "MAX_CODES", 1_000)
    for _ in range(proof.MAX_CODES_A_DAY):
        await proof.limit_codes(resources.redis, user.id, "sign-in")
    with pytest.raises(RateLimitedError) as refused:
        await proof.limit_codes(resources.redis, user.id, "sign-in")
    assert int(refused.value.headers["Retry-After"]) > 3600


async def test_sign_ins_that_are_right_use_up_no_attempts(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock, resources: Resources
) -> None:
    authenticator, _ = await turn_on(client, headers, clock)
    for _ in range(resources.settings.login_attempts):
        client.cookies.clear()
        token = await challenge(client, user)
        assert (await give_code(client, token, authenticator.next_code())).status_code == 200


async def test_it_is_turned_off_with_password_and_code(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock
) -> None:
    authenticator, codes = await turn_on(client, headers, clock)
    for body, code in (
        ({"current_password": "a wrong guess", "code": codes[0]}, "wrong_password"),
        ({"current_password": PASSWORD, "code": GUESS}, "wrong_code"),
    ):
        assert outcome(await client.post(f"{OWN}/end", json=body, headers=headers)) == (422, code)
    right = {"current_password": PASSWORD, "code": authenticator.next_code()}
    assert (await client.post(f"{OWN}/end", json=right, headers=headers)).status_code == 204
    assert (await give_password(client, user)).status_code == 200
    client.cookies.clear()
    assert outcome(await client.post(f"{OWN}/end", json=right, headers=headers)) == (409, "no_second_factor")


async def test_it_ends_the_other_sessions_and_no_key(
    client: httpx.AsyncClient, user: User, factory: Factory, clock: Clock
) -> None:
    key = await factory.key_headers(user, TokenScope.READ)
    other, mine = [(await give_password(client, user)).json() for _ in range(2)]
    client.cookies.clear()
    await turn_on(client, {"Authorization": f"Bearer {mine['access_token']}"}, clock)
    assert (await client.get("/api/v1/meetings", headers=key)).status_code == 200
    for tokens, status in ((other, 401), (mine, 200)):
        assert await me(client, tokens["access_token"]) == status
        renewed = await client.post(f"{AUTH}/refresh", json={"refresh_token": tokens["refresh_token"]})
        assert renewed.status_code == status
        client.cookies.clear()


async def test_a_new_password_by_a_link_leaves_it_on(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory, *, admin: User, clock: Clock
) -> None:
    await turn_on(client, headers, clock)
    made = await client.post(f"/api/v1/admin/users/{user.id}/link", headers=factory.headers(admin))
    token = made.json()["url"].partition("#")[2]
    chosen = {"token": token, "password": "another horse battery"}
    assert (await client.post(f"{AUTH}/links/use", json=chosen)).status_code == 200
    answer = await give_password(client, user, "another horse battery")
    assert outcome(answer) == (401, "second_factor_required")


async def test_an_administrator_removes_that_of_somebody_who_lost_it(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory, *, admin: User, clock: Clock
) -> None:
    as_admin = factory.headers(admin)
    address = f"/api/v1/admin/users/{user.id}/second-factor"
    assert outcome(await client.delete(address, headers=as_admin)) == (409, "no_second_factor")
    await turn_on(client, headers, clock)
    [listed] = (await client.get("/api/v1/admin/users", params={"search": user.email}, headers=as_admin)).json()[
        "items"
    ]
    assert listed["has_second_factor"]
    assert (await client.delete(address, headers=headers)).status_code == 403
    own = await client.delete(f"/api/v1/admin/users/{admin.id}/second-factor", headers=as_admin)
    assert outcome(own) == (409, "own_account")
    assert (await client.delete(address, headers=as_admin)).status_code == 204
    assert (await give_password(client, user)).status_code == 200
    client.cookies.clear()

    [removed] = await AuditReader(client, as_admin).wait("second_factor_remove", where=_is_done)
    assert (removed["actor_id"], removed["subject_id"]) == (str(admin.id), str(user.id))


def _is_done(line: dict[str, object]) -> bool:
    return line["result"] == "done"


async def test_the_log_says_what_was_shown(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, factory: Factory, *, admin: User, clock: Clock
) -> None:
    _, codes = await turn_on(client, headers, clock)
    token = await challenge(client, user)
    await give_code(client, token, GUESS)
    await give_code(client, token, codes[0])
    reader = AuditReader(client, factory.headers(admin))
    await reader.wait("second_factor_add")
    # Refusals are written a moment after what was committed with its own change.
    lines = sorted(await reader.wait("login", count=3), key=lambda line: str(line["at"]))
    assert [(line["result"], line["details"]) for line in lines] == [
        ("denied", {"awaits": "second_factor"}),
        ("denied", {"second_factor": "wrong_code"}),
        ("done", {"second_factor": "recovery_code"}),
    ]
    assert all(line["subject_id"] == str(user.id) for line in lines)


async def test_after_a_new_key_of_the_server_recovery_codes_open_still(
    client: httpx.AsyncClient, headers: dict[str, str], user: User, clock: Clock, resources: Resources
) -> None:
    authenticator, codes = await turn_on(client, headers, clock)
    async with resources.database.transaction() as session:
        await session.execute(update(SecondFactor).values(sealed_secret=bytes(64)))
    token = await challenge(client, user)
    assert outcome(await give_code(client, token, authenticator.next_code())) == (401, "wrong_code")
    assert (await give_code(client, token, codes[0])).status_code == 200
