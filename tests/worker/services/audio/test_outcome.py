"""Warnings from FFmpeg's messages, as a busy machine brings them: long before what they are about is decoded."""

import pytest

from app.services.audio.ends.file_end import FileEnd
from app.services.audio.listening import Listener
from app.services.audio.outcome import warnings_of
from app.services.audio.tracks import Media
from scribe_contracts.transcript import RecordingWarning, WarningCode

START, LENGTH = 1.4, 25.1
EVAL = "[Eval @ 0x55] [warning] "


def time_said(seconds: float, track: int = 0) -> str:
    """Return how the clock of a track says a time."""
    return f"{1_000_000_001 + track * 1_000_000 + seconds:.6f}"


def warnings(*heard: tuple[float, float], file_end: FileEnd = FileEnd.UNKNOWN) -> list[RecordingWarning]:
    """Return what is said of an MPEG stream: at each time of the clock, a packet of another time was incomplete."""
    listener = Listener()
    lines = sorted(
        [(quarter / 4, f"{EVAL}{time_said(quarter / 4)}") for quarter in range(101)]
        + [
            (clock + 0.1, f"[in#0] [warning] Packet corrupt (stream = 0, dts = {round((START + at) * 90_000)}).")
            for clock, at in heard
        ]
    )
    for _, line in lines:
        listener.hear(line)
    listener.finish()
    media = Media("mpegts", tracks=(), unreadable=0, duration=LENGTH, has_video=False, start=START)
    return warnings_of(media, listener, LENGTH, file_end)


@pytest.mark.parametrize("clock", [0.0, 5.0, 14.0, 24.0])
@pytest.mark.parametrize("file_end", [FileEnd.UNKNOWN, FileEnd.CUT])
def test_a_cut_that_is_read_long_before_it_is_decoded_is_no_damage(clock: float, file_end: FileEnd) -> None:
    [warning] = warnings((clock, LENGTH - 0.1), file_end=file_end)

    assert (warning.code, warning.start) == (WarningCode.TRUNCATED, LENGTH)


def test_damage_before_the_cut_is_told_too() -> None:
    damaged, truncated = warnings((6.0, 7.0), (14.0, LENGTH - 0.1))

    assert (damaged.code, damaged.start) == (WarningCode.AUDIO_DAMAGED, 6.0)
    assert truncated.code == WarningCode.TRUNCATED


@pytest.mark.parametrize("at", [12.0, LENGTH + 40, 50_000.0])
def test_a_packet_elsewhere_or_with_a_damaged_time_stamp_is_no_cut(at: float) -> None:
    [warning] = warnings((5.0, at))

    assert (warning.code, warning.start) == (WarningCode.AUDIO_DAMAGED, 5.0)


@pytest.mark.parametrize("piece", ["[info]       encoder         : ", "[info]   Stream #0:1", "[info]   Stream #0:0: "])
def test_a_time_said_in_the_midst_of_another_line_is_heard(piece: str) -> None:
    listener = Listener()

    # The damage is further on: FFmpeg looks at the end of a file when it opens it.
    for line in ("[ogg @ 0x55] [error] CRC mismatch!", f"{piece}{time_said(0)}", f"{EVAL}{time_said(0.28)}"):
        listener.hear(line)
    listener.hear(f"{piece}{time_said(0.25, track=3)}")
    listener.finish()

    assert (listener.decoded, listener.damage) == (pytest.approx(0.28), [])
