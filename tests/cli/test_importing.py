"""`import` against a real HTTP server: what is sent and printed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_gateway import MEETING_ID, FakeGateway, problem, run_fake_gateway
from typer.testing import CliRunner, Result

from cli.app import app

ACCOUNT = {"SCRIBE_CLI_EMAIL": "someone@example.org", "SCRIBE_CLI_PASSWORD": "right"}


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with run_fake_gateway() as running:
        yield running


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    path = tmp_path / "réunion.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nBonjour.\n")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, arguments)], env=ACCOUNT)


def test_a_transcript_is_sent_with_its_fields(gateway: FakeGateway, transcript: Path) -> None:
    result = run(transcript, "--url", gateway.url, "--title", "Lundi", "--language", "fr", "--date", "2024-05-01")

    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(str(MEETING_ID))
    assert gateway.fields["title"] == "Lundi"
    assert gateway.fields["language"] == "fr"
    assert gateway.fields["held_at"].startswith("2024-05-01T00:00:00")
    assert gateway.files == [("transcript", "réunion.srt", transcript.read_bytes())]
    assert not any("events" in call for call in gateway.calls)


def test_a_recording_goes_along_and_is_waited_for(gateway: FakeGateway, transcript: Path, tmp_path: Path) -> None:
    recording = tmp_path / "call.wav"
    recording.write_bytes(b"sound")

    result = run(transcript, "--url", gateway.url, "--recording", recording)

    assert result.exit_code == 0, result.output
    assert [(name, file) for name, file, _ in gateway.files] == [("transcript", "réunion.srt"), ("file", "call.wav")]
    assert f"GET meetings/{MEETING_ID}/events" in gateway.calls


def test_the_reason_of_a_refusal_is_printed(gateway: FakeGateway, transcript: Path) -> None:
    gateway.refusal = problem(422, "Line 2: expected a line of times.")

    result = run(transcript, "--url", gateway.url)

    assert (result.exit_code, result.stdout) == (4, "")
    assert "Line 2: expected a line of times." in result.stderr


def test_it_waits_where_the_hour_is_full(gateway: FakeGateway, transcript: Path) -> None:
    gateway.refusal = problem(429, "Too many requests. Try again in 1 seconds.", "rate_limited", Retry_After="1")
    gateway.refusals = 1

    result = run(transcript, "--url", gateway.url)

    assert result.exit_code == 0, result.output
    assert "It goes on by itself." in result.stderr
    assert gateway.calls.count("POST imports") == 2


@pytest.mark.parametrize("wait", ["86400", ""])
def test_it_does_not_wait_for_a_day(gateway: FakeGateway, transcript: Path, wait: str) -> None:
    gateway.refusal = problem(429, "Tomorrow.", "daily_quota", Retry_After=wait)

    assert run(transcript, "--url", gateway.url).exit_code == 4


@pytest.mark.parametrize("option", ["--title", "--recording"])
def test_several_transcripts_share_no_title_and_no_recording(transcript: Path, option: str) -> None:
    assert run(transcript, transcript, option, transcript).exit_code == 2
