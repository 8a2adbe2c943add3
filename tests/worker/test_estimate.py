"""How long the rest will take."""

import pytest

from app.core.estimate import Estimator
from scribe_contracts.events import Stage


def estimator() -> Estimator:
    return Estimator(dict.fromkeys(Stage, 0.0) | {Stage.DIARIZE: 0.3, Stage.TRANSCRIBE: 0.1})


def test_what_is_left_is_the_rest_of_this_stage_and_the_later_ones() -> None:
    assert estimator().remaining(Stage.DIARIZE, 0.5, 100) == pytest.approx(25)


def test_the_share_done_grows_from_nothing_to_all() -> None:
    paced = estimator()

    shares = [paced.fraction(stage, share) for stage in Stage for share in (0.0, 0.5, 1.0)]

    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert paced.fraction(Stage.DIARIZE, 1.0) == pytest.approx(0.75)


def test_it_learns_from_what_it_sees() -> None:
    paced = estimator()
    for _ in range(20):
        paced.learn(Stage.TRANSCRIBE, seconds=50, duration=100)

    assert paced.remaining(Stage.TRANSCRIBE, 0.0, 100) == pytest.approx(50, rel=0.01)


def test_short_recordings_teach_nothing() -> None:
    paced = estimator()
    paced.learn(Stage.TRANSCRIBE, seconds=50, duration=1)

    assert paced.remaining(Stage.TRANSCRIBE, 0.0, 100) == pytest.approx(10)
