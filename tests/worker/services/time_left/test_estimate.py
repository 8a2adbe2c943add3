"""Estimates of the time left."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.profiles import ProfileName
from app.services.time_left.estimate import SPEECH_SHARE, JobEstimate
from app.services.time_left.first_guesses import FIRST_GUESSES
from app.services.time_left.paces import Pace, Paces
from scribe_contracts.events import Stage

GUESS = FIRST_GUESSES[ProfileName.CPU]
MAX_ERROR = 0.2
"""Maximum relative error of a good estimate."""


@dataclass(frozen=True)
class Recorded:
    """Seconds of work and of loading that the CPU pack took on two cores with nothing else to do."""

    duration: float
    speech: float
    stages: dict[Stage, tuple[float, float]]


RECORDED = (
    Recorded(
        120.0,
        110.0,
        {
            Stage.DOWNLOAD: (0.03, 0),
            Stage.CONVERT: (0.57, 0),
            Stage.DIARIZE: (2.53, 0.3),
            Stage.IDENTIFY: (0.0, 0),
            Stage.TRANSCRIBE: (4.4, 0.24),
            Stage.FUSE: (1.25, 0.3),
            Stage.STORE: (0.0, 0),
            Stage.CLEANUP: (0.0, 0),
        },
    ),
    Recorded(
        300.0,
        286.1,
        {
            Stage.DOWNLOAD: (0.03, 0),
            Stage.CONVERT: (1.78, 0),
            Stage.DIARIZE: (5.91, 0.3),
            Stage.IDENTIFY: (0.0, 0),
            Stage.TRANSCRIBE: (8.57, 0.24),
            Stage.FUSE: (1.96, 0.3),
            Stage.STORE: (0.0, 0),
            Stage.CLEANUP: (0.0, 0),
        },
    ),
    Recorded(
        400.0,
        307.4,
        {
            Stage.DOWNLOAD: (0.03, 0),
            Stage.CONVERT: (1.33, 0),
            Stage.DIARIZE: (6.44, 0.3),
            Stage.IDENTIFY: (0.0, 0),
            Stage.TRANSCRIBE: (10.14, 0.24),
            Stage.FUSE: (1.84, 0.3),
            Stage.STORE: (0.0, 0),
            Stage.CLEANUP: (0.0, 0),
        },
    ),
    Recorded(
        166.7,
        158.8,
        {
            Stage.DOWNLOAD: (0.03, 0),
            Stage.CONVERT: (0.38, 0),
            Stage.DIARIZE: (3.25, 0.3),
            Stage.IDENTIFY: (0.0, 0),
            Stage.TRANSCRIBE: (6.3, 0.24),
            Stage.FUSE: (1.2, 0.3),
            Stage.STORE: (0.0, 0),
            Stage.CLEANUP: (0.0, 0),
        },
    ),
)


def estimate(**paces: float) -> JobEstimate:
    made = JobEstimate({stage: Pace(seconds=paces.get(stage, 0.0)) for stage in Stage})
    made.duration = made.speech = 100
    return made


def simulated(duration: float, speech_share: float) -> Recorded:
    """Return the times of a job on a machine as fast as the one of the first guesses."""
    job = JobEstimate(GUESS)
    job.duration, job.speech = duration, duration * speech_share
    stages = {stage: (pace.seconds * job.amount(stage), pace.load_seconds) for stage, pace in GUESS.items()}
    return Recorded(duration, job.speech, stages)


def eta_after_diarization(paces: Paces, job: Recorded, factor: float) -> tuple[float, float]:
    """Return the estimate after diarization, and the time that the rest takes on a machine `factor` times as slow."""
    known = JobEstimate(paces.recall())
    known.expect_idle(Stage.IDENTIFY)
    known.duration = job.duration
    estimated, rest = 0.0, 0.0
    for stage, (work, load) in job.stages.items():
        if stage is Stage.IDENTIFY:
            estimated = known.remaining(stage, 0.0) or 0.0
        if stage is Stage.DIARIZE:
            known.speech = job.speech
        if stage not in {Stage.DOWNLOAD, Stage.CONVERT, Stage.DIARIZE} and not known.is_idle(stage):
            rest += factor * (work + load)
        if not known.is_idle(stage):
            known.note(stage, factor * work)
            paces.learn(stage, seconds=factor * work, load_seconds=factor * load, amount=known.amount(stage))
    return estimated, rest


@pytest.mark.parametrize("job", RECORDED, ids=lambda job: f"{job.duration:.0f}s-{job.speech / job.duration:.0%}")
@pytest.mark.parametrize("factor", [0.5, 1.0, 1.4, 3.0])
def test_after_diarization_the_estimate_of_a_new_worker_is_good(job: Recorded, factor: float) -> None:
    estimated, rest = eta_after_diarization(Paces(GUESS), job, factor)

    assert estimated == pytest.approx(rest, rel=MAX_ERROR)


@given(duration=st.floats(60, 4 * 3600), speech=st.floats(0.4, 0.95), factor=st.floats(0.5, 3))
def test_neither_length_nor_speech_nor_machine_spoils_the_estimate(
    duration: float, speech: float, factor: float
) -> None:
    estimated, rest = eta_after_diarization(Paces(GUESS), simulated(duration, speech), factor)

    assert estimated == pytest.approx(rest, rel=MAX_ERROR)


@given(
    jobs=st.lists(st.tuples(st.floats(60, 7200), st.floats(0.4, 0.95)), min_size=2, max_size=6),
    factors=st.fixed_dictionaries({stage: st.floats(0.2, 5) for stage in Stage}),
)
def test_one_job_teaches_a_machine_whose_stages_differ_from_the_guesses(
    jobs: list[tuple[float, float]], factors: dict[Stage, float]
) -> None:
    paces = Paces(GUESS)
    for number, (duration, speech) in enumerate(jobs):
        usual = simulated(duration, speech)
        stages = {stage: (work * factors[stage], load) for stage, (work, load) in usual.stages.items()}
        estimated, rest = eta_after_diarization(paces, Recorded(usual.duration, usual.speech, stages), 1.0)
        assert number == 0 or estimated == pytest.approx(rest, rel=MAX_ERROR)


@given(
    shares=st.lists(st.tuples(st.floats(0, 1), st.floats(0.1, 10)), min_size=8, max_size=8),
    duration=st.floats(0.1, 50_000),
    speech=st.floats(0, 1),
)
def test_the_share_done_never_goes_back(shares: list[tuple[float, float]], duration: float, speech: float) -> None:
    job = JobEstimate(GUESS)
    said = []
    for stage, (share, slowness) in zip(Stage, shares, strict=True):
        said += [job.fraction(stage, 0.0), job.fraction(stage, share), job.fraction(stage, share / 2)]
        match stage:
            case Stage.CONVERT:
                job.duration = duration
            case Stage.DIARIZE:
                job.speech = speech * duration
                job.expect_idle(Stage.FUSE)
        job.note(stage, slowness * job.amount(stage))
        said.append(job.fraction(stage, 1.0))

    assert said == sorted(said)
    assert said[0] >= 0.0
    assert said[-1] == 1.0


def test_what_is_left_is_the_rest_of_this_stage_and_the_later_ones() -> None:
    assert estimate(diarize=0.3, transcribe=0.1).remaining(Stage.DIARIZE, 0.5, elapsed=15) == pytest.approx(25)


def test_a_stage_that_is_slow_itself_counts_more_the_further_it_is() -> None:
    job = estimate(transcribe=0.1)

    assert job.remaining(Stage.TRANSCRIBE, 0.0, elapsed=0) == pytest.approx(10)
    assert job.remaining(Stage.TRANSCRIBE, 0.5, elapsed=15) == pytest.approx(10)
    assert job.remaining(Stage.TRANSCRIBE, 0.9, elapsed=27) == pytest.approx(2.8)


def test_nothing_is_said_before_the_length_is_known() -> None:
    assert JobEstimate(GUESS).remaining(Stage.CONVERT, 0.5) is None


def test_transcription_takes_as_long_as_there_is_speech() -> None:
    job = estimate(transcribe=0.1)
    job.speech = 40

    assert job.remaining(Stage.TRANSCRIBE, 0.0) == pytest.approx(4)
    assert SPEECH_SHARE[Stage.TRANSCRIBE] == 1.0


def test_a_stage_without_work_costs_nothing() -> None:
    job = estimate(diarize=0.3, identify=0.1)
    job.expect_idle(Stage.IDENTIFY)

    assert job.remaining(Stage.IDENTIFY, 0.0) == 0.0
    assert job.fraction(Stage.DIARIZE, 0.5) == pytest.approx(0.5)


@pytest.mark.parametrize("duration", [0.005, 0.4, 3.0])
def test_a_moment_of_sound_says_nothing_of_the_speed_of_the_machine(duration: float) -> None:
    estimate = JobEstimate(GUESS)
    estimate.duration = estimate.speech = duration
    estimate.note(Stage.DIARIZE, 0.4)
    remaining = estimate.remaining(Stage.TRANSCRIBE, 0.0)
    assert remaining is not None
    assert remaining < 2.0
