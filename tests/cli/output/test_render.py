"""Output for people: times, lines of a transcript, progress."""

import io

import pytest
from fake_gateway import MEETING_ID, TRANSCRIPT
from rich.console import Console

from cli.client.schemas import Meeting
from cli.demo import find_sample
from cli.output import render
from cli.output.display import BarDisplay, phase, remaining
from cli.output.times import format_duration, format_time
from scribe_contracts.events import MeetingStatus, Stage
from scribe_contracts.transcript import RecordingWarning, Transcript, WarningCode

SHORT = Transcript.model_validate(TRANSCRIPT)


@pytest.mark.parametrize(
    ("seconds", "hours", "shown"),
    [
        (0, False, "00:00.00"),
        (6.69, False, "00:06.69"),
        (59.996, False, "01:00.00"),
        (3599.999, True, "1:00:00.00"),
        (36_061.5, True, "10:01:01.50"),
    ],
)
def test_times_on_the_clock(seconds: float, hours: bool, shown: str) -> None:
    assert format_time(seconds, hours=hours) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.4, "0 s"), (59.6, "1 min 0 s"), (125, "2 min 5 s"), (3780, "1 h 3 min")]
)
def test_lengths_of_time(seconds: float, shown: str) -> None:
    assert format_duration(seconds) == shown


def test_a_line_says_when_who_and_what() -> None:
    assert list(render.lines(SHORT)) == [
        "00:00.52 – 00:01.63  Katie      Good morning.",
        "00:02.00 – 00:03.00  Speaker 2  Hello.",
    ]


def test_what_is_missing_in_the_recording_is_said() -> None:
    lost = RecordingWarning(code=WarningCode.AUDIO_DAMAGED, start=62.5, end=3605.0)
    cut_off = RecordingWarning(code=WarningCode.TRUNCATED, start=7200.0)

    assert list(render.warnings(SHORT.model_copy(update={"warnings": (lost, cut_off)}))) == [
        "Warning: The recording is damaged and could not be read completely from 0:01:02.5 to 1:00:05.0.",
        "Warning: The file is cut off from 2:00:00.0.",
    ]
    assert list(render.warnings(SHORT)) == []


def test_words_come_with_their_times() -> None:
    line = list(render.lines(SHORT, words=True))[1]
    assert line.split() == ["00:00.52", "Good", "00:00.79", "morning."]
    assert line.startswith(" " * 21)


def test_long_recordings_show_hours() -> None:
    line = next(render.lines(SHORT.model_copy(update={"duration": 4000.0})))
    assert line.startswith("0:00:00.52 – 0:00:01.63  Katie")


def test_a_recording_without_speech_has_no_lines() -> None:
    silent = SHORT.model_copy(update={"segments": (), "speakers": ()})
    assert list(render.lines(silent)) == []
    assert render.summary(silent) == "Nobody is heard speaking in this recording, 00:29.49 long"


def test_a_job_is_shown_with_stage_and_time_left() -> None:
    states = [
        Meeting(id=MEETING_ID, title="", status=MeetingStatus.QUEUED),
        Meeting(id=MEETING_ID, title="", status=MeetingStatus.PROCESSING, stage=Stage.DIARIZE, eta_seconds=61),
        Meeting(id=MEETING_ID, title="", status=MeetingStatus.COMPLETED, stage=Stage.CLEANUP, eta_seconds=0),
    ]
    assert [phase(state) for state in states] == ["waiting for a worker", "finding who speaks when", "completed"]
    assert [remaining(state) for state in states] == ["", "about 1 min 1 s left", ""]


def test_bars_on_a_terminal() -> None:
    terminal = io.StringIO()
    display = BarDisplay(Console(file=terminal, force_terminal=True, width=120))
    with display.upload(find_sample(), 1000) as on_bytes:
        on_bytes(1000)
    with display.job() as show:
        show(Meeting(id=MEETING_ID, title="", status=MeetingStatus.PROCESSING, stage=Stage.TRANSCRIBE, fraction=0.7))
    shown = terminal.getvalue()
    for expected in ("uploading sample.wav", "1.0/1.0 kB", "writing down the words", "70%"):
        assert expected in shown
