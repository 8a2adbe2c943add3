"""FFmpeg's messages, as a busy machine brings them: long before what they are about is decoded."""

import pytest

from app.services.audio.listening import Listener, Span

START = 1.4


def listen(*, corrupt_at: float, until: float) -> Listener:
    """Hear of a corrupt packet while five seconds are decoded, and then of sound up to a time."""
    listener = Listener(START)
    for quarter in range(20):
        listener.hear(clock(quarter / 4))
    listener.hear(f"[in#0/mpegts @ 0x55] [warning] Packet corrupt (stream = 0, dts = {round(corrupt_at * 90_000)}).")
    for quarter in range(20, round(until * 4) + 1):
        listener.hear(clock(quarter / 4))
    listener.finish()
    return listener


def clock(seconds: float) -> str:
    return f"[Eval @ 0x55] [warning] {1_000_001 + seconds:.6f}"


def test_a_packet_is_damaged_where_its_time_stamp_says() -> None:
    listener = listen(corrupt_at=START + 12, until=30)

    assert listener.damage == [Span(pytest.approx(12), pytest.approx(12.75))]
    assert not listener.incomplete_at_end


def test_the_last_packet_of_a_cut_file_is_at_its_end() -> None:
    listener = listen(corrupt_at=START + 25.1, until=25)

    assert [span.start for span in listener.damage] == [pytest.approx(25.1)]
    assert listener.incomplete_at_end


def test_a_damaged_time_stamp_tells_nothing() -> None:
    listener = listen(corrupt_at=50_000, until=30)

    assert listener.damage == [Span(pytest.approx(4.75), pytest.approx(5.5))]
