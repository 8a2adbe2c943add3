"""The whole measurement on the processor, with real weights."""

import json
from pathlib import Path

import numpy as np
import pytest
from model_packs import find_pack, how_to_get
from rich.console import Console
from scipy.io import wavfile
from tests_data import sample

import bench.card.run as sizes
from app.core.profiles import ProfileName
from bench.card.run import Wanted, run
from bench.folders import BenchError

SECONDS = 12


def test_a_short_recording_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sizes.BATCHES, ProfileName.CPU, (1,))
    if find_pack("tiny") is None:
        pytest.skip(how_to_get("tiny"))
    rate, samples = wavfile.read(sample())
    cut = tmp_path / "cut.wav"
    wavfile.write(cut, rate, samples[: SECONDS * rate])
    console = Console(width=150, record=True, quiet=False)

    run(Wanted(cut, "tiny", 2, minutes=5.0), tmp_path / "out", console)

    results = json.loads((tmp_path / "out" / "card.json").read_text(encoding="utf-8"))
    assert [stage["stage"] for stage in results["stages"]] == ["diarize", "transcribe", "fuse"]
    assert all(stage["load_seconds"] > 0 < stage["memory"]["peak"] for stage in results["stages"])
    assert {run["model"] for run in results["batches"]} == {"segmentation", "embedding", "whisper"}
    assert results["verdict"]["comes_back"] is True
    assert results["agreement"][0]["difference"] <= 0.001
    assert "One model at a time" in console.export_text()


def test_what_is_no_recording_is_refused(tmp_path: Path) -> None:
    if find_pack("tiny") is None:
        pytest.skip(how_to_get("tiny"))
    text = tmp_path / "meeting.wav"
    text.write_text("no sound", encoding="utf-8")
    with pytest.raises(BenchError, match="WAV"):
        run(Wanted(text, "tiny", 1, minutes=0.1), tmp_path, Console(quiet=True))


def test_a_recording_in_which_nobody_speaks_is_refused(tmp_path: Path) -> None:
    if find_pack("tiny") is None:
        pytest.skip(how_to_get("tiny"))
    silent = tmp_path / "silent.wav"
    wavfile.write(silent, 16_000, np.zeros((16_000, 2), dtype=np.int16))
    with pytest.raises(BenchError, match="nobody speaks"):
        run(Wanted(silent, "tiny", 1, minutes=0.1), tmp_path, Console(quiet=True))
