"""The errors of who spoke when."""

from pathlib import Path

import pytest

from bench.heard import Turn
from bench.scoring.diarization import DiarizationScore, score


@pytest.fixture
def rttm(tmp_path: Path) -> Path:
    """Anna from 0 to 6, Bruno from 4 to 10: two seconds of both."""
    path = tmp_path / "truth.rttm"
    path.write_text(
        "SPEAKER meeting 1 0.0 6.0 <NA> <NA> anna <NA> <NA>\nSPEAKER meeting 1 4.0 6.0 <NA> <NA> bruno <NA> <NA>\n"
    )
    return path


def test_all_right(rttm: Path) -> None:
    found = score(rttm, [Turn("A", 0, 6), Turn("B", 4, 10)], 12)

    assert found == DiarizationScore(12.0, 0.0, 0.0, 0.0, 0.0, 2, 2)
    assert found.der == 0


def test_overlapped_speech_is_scored(rttm: Path) -> None:
    found = score(rttm, [Turn("A", 0, 5), Turn("B", 5, 10)], 12)

    assert (found.missed, found.false_alarm, found.confusion) == (2.0, 0.0, 0.0)
    assert found.der == pytest.approx(2 / 12)


def test_speech_where_nobody_speaks_and_the_wrong_speaker(rttm: Path) -> None:
    found = score(rttm, [Turn("A", 0, 6), Turn("B", 4, 9), Turn("A", 9, 10), Turn("C", 11, 12)], 12)

    assert (found.missed, found.false_alarm, found.confusion) == (0.0, 1.0, 1.0)
    assert (found.speakers, found.found) == (2, 3)


def test_what_lies_beyond_the_recording_is_not_scored(rttm: Path) -> None:
    assert score(rttm, [Turn("A", 0, 6), Turn("B", 4, 10), Turn("A", 12, 15)], 12).der == 0
