"""`transcribe` against a real HTTP server: what is sent, what is printed, and with which code it ends."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_gateway import MEETING_ID, RTTM, FakeGateway, failed, meeting, problem, run_fake_gateway
from fastapi.responses import JSONResponse
from typer.testing import CliRunner, Result

from cli.app import app
from scribe_contracts.transcript import Transcript

ROOT = Path(__file__).parents[2]
PYTHONPATH = f"{ROOT / '03-interface'}:{ROOT}:{ROOT / '01-core'}"
ACCOUNT = {"SCRIBE_CLI_EMAIL": "someone@example.org", "SCRIBE_CLI_PASSWORD": "right"}
WHERE = f"meetings/{MEETING_ID}"


@pytest.fixture
def gateway() -> Iterator[FakeGateway]:
    with run_fake_gateway() as running:
        yield running


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "réunion d'équipe.wav"
    path.write_bytes(b"sound" * 100_000)
    return path


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(app, ["transcribe", *map(str, arguments)], env=ACCOUNT | environment)


def test_standard_output_gets_the_transcript_only(gateway: FakeGateway, recording: Path) -> None:
    result = run(recording, "--url", gateway.url)
    assert result.exit_code == 0
    assert result.stdout == ("00:00.52 – 00:01.63  Katie      Good morning.\n00:02.00 – 00:03.00  Speaker 2  Hello.\n")
    assert "uploading réunion d'équipe.wav (0.5 MB)" in result.stderr
    assert "2 speakers, language en (98%), 00:29.49 long" in result.stderr


def test_all_options_reach_the_api(gateway: FakeGateway, recording: Path, tmp_path: Path) -> None:
    voices = tmp_path / "voices"
    voices.mkdir()
    (voices / "Zoë.wav").write_bytes(b"zoe")
    (voices / "Katie.MP3").write_bytes(b"katie")
    (voices / "notes.txt").write_text("no voice")
    options = ["--language", "fr", "--min-speakers", "2", "--max-speakers", "4", "--hotwords", "Scribe, Zoë"]
    more = ["--title", "Lundi", "--channels", "separate", "--voices", str(voices), "--identify"]
    assert run(recording, "--url", gateway.url, *options, *more).exit_code == 0
    assert gateway.fields == {
        "title": "Lundi",
        "language": "fr",
        "min_speakers": "2",
        "max_speakers": "4",
        "hotwords": "Scribe, Zoë",
        "channels": "separate",
        "identify": "true",
    }
    assert gateway.files == [
        ("file", recording.name, recording.read_bytes()),
        ("voice", "Katie.MP3", b"katie"),
        ("voice", "Zoë.wav", b"zoe"),
    ]


def test_nobody_is_recognised_if_that_is_asked(gateway: FakeGateway, recording: Path, tmp_path: Path) -> None:
    assert run(recording, "--url", gateway.url, "--no-identify").exit_code == 0
    assert gateway.fields["identify"] == "false"
    (tmp_path / "Zoe.wav").write_bytes(b"zoe")
    both = run(recording, "--url", gateway.url, "--no-identify", "--voices", str(tmp_path))
    assert (both.exit_code, "--no-identify" in both.stderr) == (2, True)


def test_files_asked_for_are_written(gateway: FakeGateway, recording: Path, tmp_path: Path) -> None:
    json_out, rttm_out = tmp_path / "out.json", tmp_path / "out.rttm"
    assert run(recording, "--url", gateway.url, "--json", json_out, "--rttm", rttm_out).exit_code == 0
    assert Transcript.model_validate_json(json_out.read_bytes()).speakers[0].name == "Katie"
    assert rttm_out.read_bytes() == RTTM


def test_the_meeting_is_kept_unless_asked_otherwise(gateway: FakeGateway, recording: Path) -> None:
    run(recording, "--url", gateway.url)
    assert f"DELETE {WHERE}" not in gateway.calls
    run(recording, "--url", gateway.url, "--delete")
    assert gateway.calls[-1] == f"DELETE {WHERE}"


def test_stages_are_lines_where_there_is_no_terminal(gateway: FakeGateway, recording: Path) -> None:
    running = meeting(stage="transcribe", fraction=0.5, eta_seconds=125)
    gateway.streams = [[meeting("queued"), running, running, meeting("completed", fraction=1)]]
    lines = run(recording, "--url", gateway.url).stderr.splitlines()
    assert lines.count(" 50% writing down the words about 2 min 5 s left") == 1
    assert "\x1b" not in "".join(lines)


def test_an_expired_token_is_renewed(gateway: FakeGateway, recording: Path) -> None:
    gateway.tokens = _SingleUseTokens()
    assert run(recording, "--url", gateway.url).exit_code == 0
    assert gateway.calls.count("POST auth/login") > 1


class _SingleUseTokens(set[str]):
    """A set of tokens of which each is good for one request."""

    def __contains__(self, token: object) -> bool:
        good = super().__contains__(token)
        self.discard(str(token))
        return good


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--speakers", "2", "--max-speakers", "3"], "either an exact number of speakers or a range"),
        (["--min-speakers", "3", "--max-speakers", "2"], "minimum number of speakers is above the maximum"),
        (["--language", "French"], "such as fr or en"),
        (["--voices", "/nowhere"], "/nowhere is not a folder"),
        (["--json", "/nowhere/out.json"], "There is no folder /nowhere"),
        (["--speakers", "two"], "--speakers"),
        (["--url", "ftp://somewhere"], "begins with http:// or https://"),
    ],
)
def test_wrong_arguments_end_with_2_before_anything_is_sent(
    gateway: FakeGateway, recording: Path, arguments: list[str], message: str
) -> None:
    result = run(recording, "--url", gateway.url, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert gateway.calls == []


def test_a_missing_recording_ends_with_2(tmp_path: Path) -> None:
    result = run(tmp_path / "none.wav")
    assert (result.exit_code, result.stderr) == (2, f"error: There is no file {tmp_path / 'none.wav'}\n")


def test_another_gateway_needs_an_account(recording: Path, gateway: FakeGateway) -> None:
    result = CliRunner().invoke(app, ["transcribe", str(recording), "--url", gateway.url], env={})
    assert result.exit_code == 2
    assert "SCRIBE_CLI_EMAIL and SCRIBE_CLI_PASSWORD" in result.stderr


def test_nobody_at_the_address_ends_with_3(recording: Path) -> None:
    result = run(recording, "--url", "http://127.0.0.1:9")
    assert result.exit_code == 3
    assert "http://127.0.0.1:9 does not answer" in result.stderr


def test_something_else_at_the_address_ends_with_3(gateway: FakeGateway, recording: Path) -> None:
    gateway.refusal = JSONResponse({"nothing": "we know"}, 404)
    result = run(recording, "--url", gateway.url)
    assert result.exit_code == 3
    assert "answered 404, not as Smart Meeting Scribe does" in result.stderr


def test_a_refusal_ends_with_4_and_its_reason(gateway: FakeGateway, recording: Path) -> None:
    gateway.refusal = problem(415, "A PDF document is no recording.")
    result = run(recording, "--url", gateway.url)
    assert result.exit_code == 4
    assert result.stderr.endswith("error: A PDF document is no recording.\n")


def test_a_fault_of_the_server_is_named_as_its_logs_name_it(gateway: FakeGateway, recording: Path) -> None:
    content = {"detail": "Something went wrong on our side.", "code": "internal", "request_id": "abc123"}
    gateway.refusal = JSONResponse(content, 500)
    result = run(recording, "--url", gateway.url)
    assert result.exit_code == 4
    assert "error: Something went wrong on our side. (request abc123)" in result.stderr


def test_a_wrong_password_ends_with_4(gateway: FakeGateway, recording: Path) -> None:
    result = run(recording, "--url", gateway.url, SCRIBE_CLI_PASSWORD="wrong")
    assert result.exit_code == 4
    assert "The e-mail address or the password is wrong." in result.stderr
    assert gateway.calls == ["POST auth/login"]


@pytest.mark.parametrize(
    ("last", "message"),
    [
        (failed("This is not a recording."), "This is not a recording."),
        (meeting("cancelled"), "The job was cancelled."),
    ],
)
def test_a_job_without_a_transcript_ends_with_5(
    gateway: FakeGateway, recording: Path, last: dict[str, object], message: str
) -> None:
    gateway.streams = [[meeting(), last]]
    result = run(recording, "--url", gateway.url)
    assert (result.exit_code, result.stdout) == (5, "")
    assert result.stderr.endswith(f"error: {message}\n")


def test_an_interrupt_cancels_the_job_and_ends_with_130(gateway: FakeGateway, recording: Path) -> None:
    gateway.streams = [[meeting(stage="diarize", fraction=0.1)]]
    gateway.holding = True
    # Where the tests run in the background, interrupts are ignored, and a child inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, "-m", "cli", "transcribe", str(recording), "--url", gateway.url],
        env=ACCOUNT | {"PYTHONPATH": PYTHONPATH},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert gateway.listened.wait(30)
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=30)
    assert process.returncode == 130
    assert stdout == b""
    assert b"Traceback" not in stderr
    assert f"POST {WHERE}/cancel" in gateway.calls


def test_a_name_that_is_not_utf_8_is_transcribed(gateway: FakeGateway, tmp_path: Path) -> None:
    """As an older Linux wrote it."""
    recording = os.fsencode(tmp_path) + "/réunion d'été.wav".encode("latin-1")
    Path(os.fsdecode(recording)).write_bytes(b"sound" * 100)
    title = "Été".encode("latin-1")
    command = [sys.executable.encode(), b"-m", b"cli", b"transcribe", recording, b"--title", title]
    done = subprocess.run(
        [*command, b"--url", gateway.url.encode()],
        env=ACCOUNT | {"PYTHONPATH": PYTHONPATH},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "uploading réunion d'été.wav" in done.stderr.decode()
    assert gateway.files[0][1] == "réunion d'été.wav"
    assert gateway.fields["title"] == "Été"


def test_texts_of_other_commands_that_are_not_utf_8_are_sent(gateway: FakeGateway, tmp_path: Path) -> None:
    subtitles = os.fsencode(tmp_path) + b"/sous-titr\xe9.srt"
    Path(os.fsdecode(subtitles)).write_bytes(b"1\n00:00:00,000 --> 00:00:01,000\nBonjour\n")
    imported = run_raw(gateway, b"import", subtitles, b"--title", b"\xc9t\xe9", b"--language", b"fr\xe9")
    assert imported.returncode == 0, imported.stderr.decode()
    assert (gateway.fields["title"], gateway.fields["language"]) == ("Été", "fré")
    for other in (
        [b"minutes", str(MEETING_ID).encode(), b"--template", b"r\xe9"],
        [b"ask", b"\xe9t\xe9?", b"--language", b"\xe9"],
    ):
        assert b"UnicodeEncodeError" not in run_raw(gateway, *other).stderr


def run_raw(gateway: FakeGateway, *arguments: bytes) -> "subprocess.CompletedProcess[bytes]":
    """Run a command with arguments of any bytes."""
    return subprocess.run(
        [sys.executable.encode(), b"-m", b"cli", *arguments, b"--url", gateway.url.encode()],
        env=ACCOUNT | {"PYTHONPATH": PYTHONPATH},
        capture_output=True,
        check=False,
    )


def test_a_missing_file_whose_name_is_not_utf_8_is_named() -> None:
    result = run(os.fsdecode(b"/nowhere/\xe9t\xe9.wav"), "--url", "http://127.0.0.1:1")
    assert result.exit_code == 2
    assert "There is no file /nowhere/été.wav" in result.stderr


def test_an_error_of_the_program_is_a_sentence(
    gateway: FakeGateway, recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.app.run_transcription", lambda *_: 1 / 0)
    result = run(recording, "--url", gateway.url)
    assert result.exit_code == 1
    assert "error: ZeroDivisionError: division by zero" in result.stderr
    assert "Traceback" not in result.stderr
