"""The measurement of one arm: warm-up, stages, output file."""

import time
import wave
from pathlib import Path

import pytest

from bench.arms import protocol
from bench.arms.protocol import DIARIZE, Heard, Task
from bench.heard import Turn


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    """Seven seconds of silence."""
    path = tmp_path / "meeting.wav"
    with wave.open(str(path), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(2)
        stream.setframerate(16000)
        stream.writeframes(bytes(2 * 16000 * 7))
    return path


def test_only_the_stage_is_measured_and_the_beginning_is_there_to_warm_up(wav: Path, tmp_path: Path) -> None:
    lengths = []

    def measure(task: Task) -> Heard:
        time.sleep(0.05)
        with wave.open(str(task.warm)) as warm:
            lengths.append(warm.getnframes() / warm.getframerate())
        with task.stage(DIARIZE):
            time.sleep(0.02)
            # 64 MB that are there for a moment, written to so that they count.
            bytearray(b"x") * (64 << 20)
        return Heard([Turn("A", 0.0, 1.0)])

    out = tmp_path / "out.json"
    protocol.main(measure, [str(wav), str(out), "--threads", "1"])
    result = protocol.read(out)

    assert lengths == [5.0]
    assert result.heard == Heard([Turn("A", 0.0, 1.0)])
    assert result.stages[DIARIZE].seconds >= 0.02
    assert 60 << 20 < result.stages[DIARIZE].peak - result.stages[DIARIZE].loaded < 200 << 20
    assert "numpy" in result.versions
