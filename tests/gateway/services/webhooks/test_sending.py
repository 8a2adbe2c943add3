"""Requests to a real receiver on loopback."""

from collections.abc import AsyncIterator, Sequence

import pytest
from support.elsewhere.target import Target, webhook_target

from app.core.config import Settings
from app.models.integrations.webhook import DeliveryError
from app.services.webhooks.sending import Sender


@pytest.fixture
async def target() -> AsyncIterator[Target]:
    async with webhook_target() as target:
        yield target


@pytest.fixture
def open_settings(settings: Settings) -> Settings:
    settings.webhook_http = True
    settings.webhook_networks = ("127.0.0.1/32",)
    return settings


async def test_the_body_and_the_headers_arrive(target: Target, open_settings: Settings) -> None:
    outcome = await Sender(open_settings).post(target.url, {"webhook-id": "msg_1"}, b"{}")
    assert outcome.is_success
    [request] = target.requests
    assert request.target == "/hook?for=scribe"
    assert request.body == b"{}"
    assert request.headers["webhook-id"] == "msg_1"
    assert request.headers["host"] == f"127.0.0.1:{target.port}"


async def test_loopback_is_refused_by_address_and_by_name(target: Target, settings: Settings) -> None:
    settings.webhook_http = True
    for host in ("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"):
        outcome = await Sender(settings).post(f"http://{host}:{target.port}/", {}, b"{}")
        assert outcome.error is DeliveryError.NOT_ALLOWED, host
    assert target.requests == []


async def test_http_is_refused_once_it_is_not_allowed_any_more(target: Target, open_settings: Settings) -> None:
    open_settings.webhook_http = False
    assert (await Sender(open_settings).post(target.url, {}, b"{}")).error is DeliveryError.NOT_ALLOWED
    assert target.requests == []


async def test_a_name_is_resolved_once_and_the_checked_address_is_used(target: Target, open_settings: Settings) -> None:
    asked: list[str] = []

    async def rebind(host: str, _: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    sender = Sender(open_settings, resolver=rebind)
    assert (await sender.post(f"http://hooks.example.org:{target.port}/", {}, b"{}")).is_success
    assert asked == ["hooks.example.org"]
    assert target.requests[0].headers["host"] == f"hooks.example.org:{target.port}"
    second = await sender.post(f"http://hooks.example.org:{target.port}/", {}, b"{}")
    assert second.error is DeliveryError.NOT_ALLOWED


async def test_of_several_addresses_only_the_allowed_are_tried(target: Target, open_settings: Settings) -> None:
    async def mix(_host: str, _port: int) -> Sequence[str]:
        return ["10.0.0.1", "169.254.169.254", "127.0.0.1"]

    outcome = await Sender(open_settings, resolver=mix).post(f"http://mixed.example:{target.port}/", {}, b"{}")
    assert outcome.is_success


async def test_redirects_are_not_followed(target: Target, open_settings: Settings) -> None:
    away = f"http://127.0.0.1:{target.port}/inside".encode()
    target.answer = lambda _: b"HTTP/1.1 307 Temporary Redirect\r\nLocation: " + away + b"\r\nContent-Length: 0\r\n\r\n"
    outcome = await Sender(open_settings).post(target.url, {}, b"{}")
    assert outcome.status == 307
    assert not outcome.is_success
    assert len(target.requests) == 1


async def test_a_slow_receiver_is_left_in_time(target: Target, open_settings: Settings) -> None:
    target.answer = lambda _: b""
    outcome = await Sender(open_settings, seconds=0.2).post(target.url, {}, b"{}")
    assert outcome.error is DeliveryError.TIMEOUT
    assert outcome.milliseconds < 5000


@pytest.mark.parametrize(
    "answer", [b"220 mail.example.org ESMTP\r\n", b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 500_000], ids=["smtp", "long"]
)
async def test_an_answer_that_is_no_http_or_has_no_end_is_broken(
    answer: bytes, target: Target, open_settings: Settings
) -> None:
    target.answer = lambda _: answer
    assert (await Sender(open_settings).post(target.url, {}, b"{}")).error is DeliveryError.BROKEN


async def test_a_large_answer_is_not_read(target: Target, open_settings: Settings) -> None:
    target.answer = lambda _: b"HTTP/1.1 200 OK\r\nContent-Length: 100000000000\r\n\r\nmuch"
    assert (await Sender(open_settings).post(target.url, {}, b"{}")).is_success


async def test_faults_have_their_names(target: Target, open_settings: Settings) -> None:
    sender = Sender(open_settings)
    assert (await sender.post(f"https://127.0.0.1:{target.port}/", {}, b"{}")).error is not None
    assert (await sender.post("http://127.0.0.1:1/", {}, b"{}")).error is DeliveryError.UNREACHABLE
    unknown = await sender.post("http://nowhere.invalid/", {}, b"{}")
    assert unknown.error is DeliveryError.NOT_FOUND
