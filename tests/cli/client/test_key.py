"""A key in place of an account, against a real HTTP server."""

from collections.abc import Iterator

import pytest
from fake_gateway import FakeGateway, run_fake_gateway
from typer.testing import CliRunner

from cli import demo
from cli.app import app

KEY = "scribe_key-of-a-program"


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with run_fake_gateway() as running:
        yield running


def transcribe(gateway: FakeGateway, **env: str) -> tuple[int, str]:
    arguments = ["transcribe", str(demo.find_sample()), "--url", gateway.url]
    result = CliRunner().invoke(app, arguments, env={"SCRIBE_CLI_EMAIL": "", "SCRIBE_CLI_PASSWORD": "", **env})
    return result.exit_code, result.output


def test_a_key_serves_instead_of_an_account(gateway: FakeGateway) -> None:
    gateway.tokens = {KEY}
    code, output = transcribe(gateway, SCRIBE_CLI_TOKEN=KEY)
    assert code == 0, output
    assert "POST auth/login" not in gateway.calls
    assert gateway.files[0][1] == "sample.wav"


def test_a_key_that_is_refused_ends_with_4_and_is_not_printed(gateway: FakeGateway) -> None:
    gateway.tokens = set()
    code, output = transcribe(gateway, SCRIBE_CLI_TOKEN=KEY)
    assert code == 4
    assert KEY not in output
