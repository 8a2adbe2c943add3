"""`demo`, and the local stack that the commands start by themselves."""

from collections.abc import Iterator

import pytest
from fake_gateway import FakeGateway, run_fake_gateway
from pydantic import SecretStr
from typer.testing import CliRunner

from cli import demo, target
from cli.app import app
from cli.client.session import Account
from ops.local.stack import StackAddress
from servers.program import ServerError


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with run_fake_gateway() as running:
        yield running


def test_the_demo_sends_the_sample_and_shows_every_word(gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch) -> None:
    account = Account("demo@example.com", SecretStr("right"))
    monkeypatch.setattr(demo, "local_target", lambda: (gateway.url, account))
    result = CliRunner().invoke(app, ["demo"])
    assert result.exit_code == 0
    assert gateway.files == [("file", "sample.wav", demo.find_sample().read_bytes())]
    assert "00:00.52 – 00:01.63  Katie      Good morning.\n" in result.stdout
    assert "00:00.79\N{NO-BREAK SPACE}morning." in result.stdout
    for expected in ("2 speakers", "transcribed in ", "./manage.sh transcribe FILE", f"{gateway.url}/docs"):
        assert expected in result.stdout


def test_the_local_stack_is_started_when_no_address_is_given(
    gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target, "ensure_running", lambda: StackAddress(gateway.url, demo.find_sample()))
    monkeypatch.setattr(target, "local_account", lambda: ("demo@example.com", "right"))
    result = CliRunner().invoke(app, ["transcribe", str(demo.find_sample())])
    assert result.exit_code == 0
    assert gateway.files[0][1] == "sample.wav"


def test_a_stack_that_does_not_start_ends_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> StackAddress:
        raise ServerError("postgres did not become ready.")

    monkeypatch.setattr(target, "ensure_running", refuse)
    result = CliRunner().invoke(app, ["transcribe", str(demo.find_sample())])
    assert result.exit_code == 3
    assert result.stderr == "error: The local stack could not be started. postgres did not become ready.\n"
