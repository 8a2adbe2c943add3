import io
import struct
import wave
from itertools import pairwise
from pathlib import Path

import av
import pytest
from support.sounds import m4a, tone, wav

from app.core.errors import InvalidError
from app.services.voices.audio import RATE, cut_spans, probe_sample


def video_only() -> bytes:
    made = io.BytesIO()
    with av.open(made, "w", format="matroska") as target:
        stream = target.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 64
        for _ in range(10):
            target.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        target.mux(stream.encode(None))
    return made.getvalue()


def pitch(samples: bytes) -> float:
    """Return the pitch in hertz, by upward zero crossings."""
    values = struct.unpack(f"<{len(samples) // 2}h", samples)
    return sum(1 for before, after in pairwise(values) if before < 0 <= after) / (len(values) / RATE)


def code_of(data: bytes) -> str:
    with pytest.raises(InvalidError) as refusal:
        probe_sample(data)
    return refusal.value.code


def test_a_sample_is_as_long_as_it_decodes() -> None:
    assert probe_sample(wav(tone(2.5))) == pytest.approx(2.5)
    assert probe_sample(m4a(tone(3.0))) == pytest.approx(3.0, abs=0.1)


def test_a_header_that_promises_more_is_not_believed() -> None:
    data = bytearray(wav(tone(2.0)))
    data[40:44] = struct.pack("<I", 600 * RATE * 2)
    assert probe_sample(bytes(data)) == pytest.approx(2.0)


def test_an_invalid_sample_is_rejected_with_the_reason() -> None:
    assert code_of(b"") == "sample_unreadable"
    assert code_of(b"surely no audio " * 500) == "sample_unreadable"
    assert code_of(video_only()) == "sample_without_audio"
    assert code_of(wav(tone(1.4))) == "sample_too_short"
    assert code_of(wav(b"\0\0" * 8000 * 601, rate=8000)) == "sample_too_long"


def test_a_playlist_opens_no_file_of_this_machine(tmp_path: Path) -> None:
    target = tmp_path / "private.wav"
    target.write_bytes(wav(tone(3.0)))
    hls = f"#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n#EXTINF:3.0,\n{target}\n#EXT-X-ENDLIST\n"
    concat = f"ffconcat version 1.0\nfile {target}\n"
    dash = f"<MPD><Period><AdaptationSet><Representation><BaseURL>{target}</BaseURL></Representation></AdaptationSet>"
    for script in (hls, concat, dash, hls.replace(str(target), f"file://{target}")):
        assert code_of(script.encode()) == "sample_unreadable"
    with av.open(io.BytesIO(concat.encode()), options={"safe": "0"}) as unguarded:
        assert unguarded.format.name == "concat"


def test_spans_are_cut_from_where_they_are() -> None:
    recording = m4a(tone(4.0, 300) + tone(4.0, 600) + tone(4.0, 1200))
    with wave.open(io.BytesIO(cut_spans(io.BytesIO(recording), [(8.5, 10.5), (1.0, 3.0)]))) as cut:
        assert (cut.getnchannels(), cut.getframerate(), cut.getsampwidth()) == (1, RATE, 2)
        assert cut.getnframes() == 4 * RATE
        assert pitch(cut.readframes(2 * RATE)) == pytest.approx(1200, rel=0.02)
        assert pitch(cut.readframes(2 * RATE)) == pytest.approx(300, rel=0.02)


def test_a_cut_begins_and_ends_to_the_sample() -> None:
    recording = m4a(tone(2.0, 300) + tone(2.0, 1200))
    with wave.open(io.BytesIO(cut_spans(io.BytesIO(recording), [(1.5, 2.5)]))) as cut:
        first, second = cut.readframes(RATE // 2), cut.readframes(RATE)
    assert pitch(first[:-3200]) == pytest.approx(300, rel=0.05)
    assert pitch(second[3200:]) == pytest.approx(1200, rel=0.05)


def test_the_cut_is_limited() -> None:
    recording = io.BytesIO(wav(tone(6.0)))
    with wave.open(io.BytesIO(cut_spans(recording, [(0.0, 2.0), (3.0, 6.0)], limit_seconds=3.0))) as cut:
        assert cut.getnframes() == 3 * RATE


def test_a_span_past_the_end_gives_what_there_is() -> None:
    recording = io.BytesIO(wav(tone(2.0)))
    with wave.open(io.BytesIO(cut_spans(recording, [(1.0, 9.0), (20.0, 30.0)]))) as cut:
        assert cut.getnframes() == RATE
