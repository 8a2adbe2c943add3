"""`minutes ID` against a real HTTP server: what is asked for, followed, printed and written."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_gateway import MEETING_ID, MINUTES_ID, FakeGateway, minutes, problem, run_fake_gateway
from typer.testing import CliRunner, Result

from cli.app import app

ACCOUNT = {"SCRIBE_CLI_EMAIL": "someone@example.org", "SCRIBE_CLI_PASSWORD": "right"}
WRITING = minutes("processing", stage="write", fraction=0.42, eta_seconds=61.0)
DONE = minutes("completed", fraction=1.0)
EXPORT = f"GET meetings/{MEETING_ID}/minutes/{MINUTES_ID}/export"


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with run_fake_gateway() as running:
        yield running


def run(gateway: FakeGateway, *options: str | Path) -> Result:
    arguments = ["minutes", str(MEETING_ID), "--url", gateway.url, *map(str, options)]
    return CliRunner().invoke(app, arguments, env=ACCOUNT)


def test_minutes_are_waited_for_and_printed(gateway: FakeGateway) -> None:
    gateway.minutes = [[minutes("queued"), WRITING, WRITING, DONE]]

    result = run(gateway)

    assert result.exit_code == 0, result.output
    assert gateway.asked == [{"template": "compte_rendu", "language": None}]
    assert result.stdout.startswith("# Minutes as md?")
    assert result.stderr.splitlines() == ["minutes: waiting for a writer 0%", "minutes: write 42%, 61 s left"]


def test_a_file_gets_the_format_of_its_ending(gateway: FakeGateway, tmp_path: Path) -> None:
    gateway.minutes = [[DONE]]
    out = tmp_path / "compte-rendu.docx"

    result = run(gateway, "--template", "releve_de_decisions", "--language", "fr", "--out", out, "--transcript")

    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert gateway.asked == [{"template": "releve_de_decisions", "language": "fr"}]
    assert out.read_text().startswith("# Minutes as docx? transcript=true")


def test_a_stream_that_is_cut_is_opened_again(gateway: FakeGateway) -> None:
    gateway.minutes = [[WRITING], [], [WRITING, DONE]]

    result = run(gateway)

    assert result.exit_code == 0, result.output
    assert gateway.minutes == []
    assert result.stderr.count("write 42%") == 1


@pytest.mark.parametrize(
    ("end", "reason"),
    [(minutes("failed", failure="language_unavailable"), "language_unavailable"), (minutes("cancelled"), "cancelled")],
)
def test_minutes_that_were_not_written_end_with_their_reason(
    gateway: FakeGateway, tmp_path: Path, end: dict[str, object], reason: str
) -> None:
    gateway.minutes = [[WRITING, end]]

    result = run(gateway, "--out", tmp_path / "minutes.md")

    assert (result.exit_code, result.stdout) == (5, "")
    assert f"were not written: {reason}" in result.stderr
    assert list(tmp_path.iterdir()) == []
    assert not any(call.startswith(EXPORT) for call in gateway.calls)


def test_the_reason_of_a_refusal_is_printed(gateway: FakeGateway) -> None:
    gateway.refusal = problem(409, "There is no language service here.", "language_off")

    result = run(gateway)

    assert (result.exit_code, result.stdout) == (4, "")
    assert "There is no language service here." in result.stderr


def test_another_ending_is_refused_before_anything_is_asked(gateway: FakeGateway, tmp_path: Path) -> None:
    result = run(gateway, "--out", tmp_path / "nowhere" / "minutes.docx")

    assert result.exit_code == 2
    assert gateway.calls == []


def test_an_interruption_cancels_the_job(gateway: FakeGateway) -> None:
    gateway.minutes, gateway.holding = [[WRITING]], True
    command = [sys.executable, "-m", "cli", "minutes", str(MEETING_ID), "--url", gateway.url]
    environment = os.environ | ACCOUNT | {"PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert gateway.listened.wait(30)

    process.send_signal(signal.SIGINT)

    assert process.wait(30) == 130
    assert gateway.calls[-1] == f"POST meetings/{MEETING_ID}/minutes/{MINUTES_ID}/cancel"
