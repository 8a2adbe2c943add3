"""`evaluate` against a real HTTP server: what is sent, printed and written, and with which code it ends."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_gateway import MEETING_ID, FakeGateway, failed, meeting, run_fake_gateway
from typer.testing import CliRunner, Result

from cli.app import app
from cli.client.api import Api
from cli.evaluation import run as run_module
from cli.evaluation.measuring import measure
from cli.evaluation.references import Reference
from cli.evaluation.scores import Score
from cli.output.display import Display
from cli.transcribe import TranscriptionRequest, transcribe
from scribe_contracts.transcript import Transcript

ACCOUNT = {"SCRIBE_CLI_EMAIL": "someone@example.org", "SCRIBE_CLI_PASSWORD": "right"}
DELETED = f"DELETE meetings/{MEETING_ID}"


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with run_fake_gateway() as running:
        running.voices = ["Katie", "Anna"]
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A call with words, people and times; the fake product leaves out one word and half of the speech."""
    folder = tmp_path / "calls"
    folder.mkdir()
    (folder / "call.wav").write_bytes(b"sound")
    (folder / "call.stm").write_text("call 1 Katie 0.5 1.6 Good morning.\ncall 1 Steve 2.0 3.0 Hello there.\n")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)], env=ACCOUNT)


def test_the_figures_and_the_worst_passages_are_printed(gateway: FakeGateway, folder: Path) -> None:
    result = run(folder, "--url", gateway.url, "--language", "en")
    assert result.exit_code == 0, result.output
    row = "call.wav   25.0%  25.0%  50.0%     2 / 2         0.0%     0.0%"
    assert row in result.stdout
    assert "all        25.0%  25.0%  50.0%     1 / 1         0.0%     0.0%" in result.stdout
    assert result.stdout.endswith(
        "  call.wav  00:00.52 – 00:03.00  1 error\n    said:  Good morning. Hello there.\n"
        "    heard: Good morning. Hello.\n"
    )
    assert gateway.fields["language"] == "en"
    assert [name for name, _, _ in gateway.files] == ["file"]
    assert "there" not in result.stderr


def test_words_heard_where_nothing_was_said_are_errors(gateway: FakeGateway, folder: Path, tmp_path: Path) -> None:
    (folder / "hum.wav").write_bytes(b"noise")
    (folder / "hum.txt").write_text("Katie: [coughs]\n")
    (folder / "turns.wav").write_bytes(b"sound")
    (folder / "turns.stm").write_text("turns 1 Katie 0.5 1.6\n")
    result = run(folder, "--url", gateway.url, "--out", tmp_path)
    assert "hum.wav     3 / 0   3 / 0" in result.stdout
    assert "turns.wav       –       –" in result.stdout
    pooled = json.loads((tmp_path / "results.json").read_text())["pooled"]
    assert (pooled["wer"]["rate"], pooled["cpwer"]["rate"]) == (1.0, 1.0)
    assert "said:  –\n    heard: Good morning. Hello.\n" in result.stdout


def test_meetings_are_deleted_unless_they_are_to_be_kept(gateway: FakeGateway, folder: Path, tmp_path: Path) -> None:
    run(folder, "--url", gateway.url, "--out", tmp_path)
    assert DELETED in gateway.calls
    assert json.loads((tmp_path / "results.json").read_text())["recordings"][0]["meeting_id"] is None
    gateway.calls.clear()
    run(folder, "--url", gateway.url, "--keep", "--out", tmp_path)
    assert DELETED not in gateway.calls
    assert json.loads((tmp_path / "results.json").read_text())["recordings"][0]["meeting_id"] == str(MEETING_ID)


def test_files_hold_figures_and_no_word(gateway: FakeGateway, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "results"
    printed = run(folder, "--url", gateway.url, "--out", out, "--json").stdout
    results, report = (out / "results.json").read_text(), (out / "report.md").read_text()
    assert json.loads(printed) == json.loads(results)
    assert json.loads(results)["pooled"]["wer"] == {"errors": 1.0, "total": 4.0, "rate": 0.25}
    assert "| call.wav | 25.0% | 25.0% | 50.0% | 2 / 2 | 0.0% | 0.0% |" in report
    assert "1. call.wav 00:00.52 – 00:03.00 1 error" in report
    assert not [text for text in (printed, report) if "morning" in text or "Hello" in text]


def test_a_recording_that_fails_does_not_stop_the_others(gateway: FakeGateway, folder: Path, tmp_path: Path) -> None:
    (folder / "bad.wav").write_bytes(b"noise")
    (folder / "bad.txt").write_text("Nobody knows.")
    gateway.refused = {"bad.wav"}
    result = run(folder, "--url", gateway.url, "--out", tmp_path)
    assert result.exit_code == 5
    assert "bad.wav could not be evaluated: This is no recording." in result.stderr
    assert result.stderr.endswith("error: 1 of 2 recordings could not be evaluated.\n")
    assert "\nbad.wav    failed\ncall.wav    25.0%" in result.stdout
    assert "- bad.wav: This is no recording." in (tmp_path / "report.md").read_text()


def test_a_job_that_fails_is_one_too(gateway: FakeGateway, folder: Path) -> None:
    gateway.streams = [[meeting(), failed("Nothing is to be heard.")]]
    result = run(folder, "--url", gateway.url)
    assert (result.exit_code, "Nothing is to be heard." in result.stderr) == (5, True)
    assert "all" not in result.stdout.split("WER:")[0].splitlines()[-1]
    assert DELETED in gateway.calls


@pytest.fixture
def two(folder: Path) -> Path:
    """A second recording, after the first."""
    (folder / "next.wav").write_bytes(b"sound")
    (folder / "next.txt").write_text("Good morning. Hello there.")
    return folder


def test_what_was_evaluated_before_an_interrupt_is_not_lost(
    gateway: FakeGateway, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(api: Api, request: TranscriptionRequest, display: Display) -> Transcript:
        if request.recording.name == "next.wav":
            raise KeyboardInterrupt
        return transcribe(api, request, display)

    monkeypatch.setattr(run_module, "transcribe", interrupted)
    result = run(two, "--url", gateway.url, "--out", tmp_path)
    assert (result.exit_code, "call.wav   25.0%" in result.stdout) == (130, True)
    names = [each["recording"] for each in json.loads((tmp_path / "results.json").read_text())["recordings"]]
    assert names == ["call.wav"]


def test_one_that_cannot_be_scored_is_told_with_the_others(
    gateway: FakeGateway, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(reference: Reference, *more: Any) -> Score:
        if reference.turns:
            raise ValueError("Odd turns.")
        return measure(reference, *more)

    monkeypatch.setattr(run_module, "measure", broken)
    result = run(two, "--url", gateway.url)
    assert (result.exit_code, "next.wav    25.0%" in result.stdout) == (5, True)
    assert "call.wav could not be evaluated: ValueError('Odd turns.')" in result.stderr


def test_figures_are_printed_where_they_cannot_be_written(gateway: FakeGateway, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "results.json").mkdir()
    result = run(folder, "--url", gateway.url, "--out", tmp_path)
    assert (result.exit_code, "call.wav   25.0%" in result.stdout) == (2, True)
    assert "results.json" in result.stderr


def test_a_meeting_that_stays_on_the_server_is_named(gateway: FakeGateway, folder: Path) -> None:
    gateway.deletable = False
    result = run(folder, "--url", gateway.url)
    told = f"Meeting {MEETING_ID} is still on the server, since it could not be deleted: The database is down."
    assert (result.exit_code, told in result.stderr) == (0, True)


def test_mistakes_in_the_folder_end_with_2_before_anything_is_sent(gateway: FakeGateway, folder: Path) -> None:
    (folder / "alone.wav").touch()
    (folder / "call.stm").write_text("call 1 Katie 0.5\n")
    result = run(folder, "--url", gateway.url)
    assert result.exit_code == 2
    assert "alone.wav has no reference" in result.stderr
    assert "call.stm, line 1: expected: file channel speaker start end text" in result.stderr
    assert gateway.calls == []


def test_a_wrong_password_ends_with_4_before_anything_is_sent(gateway: FakeGateway, folder: Path) -> None:
    gateway.password = "changed"
    result = run(folder, "--url", gateway.url)
    assert (result.exit_code, gateway.files) == (4, [])


def test_a_place_that_cannot_be_written_ends_with_2(gateway: FakeGateway, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert run(folder, "--url", gateway.url, "--out", tmp_path / "file").exit_code == 2
    assert gateway.calls == []
