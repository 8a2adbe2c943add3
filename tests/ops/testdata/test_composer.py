"""Meetings are composed out of tones, so that these tests need no recordings."""

import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from ops.testdata.composer import MeetingOptions, compose
from ops.testdata.errors import DataError
from ops.testdata.sounds import SAMPLE_RATE, find_speech, read_impulse_response

LENGTHS = (1.0, 1.7, 2.6)


def tone(seconds: float, hertz: float) -> NDArray[np.float64]:
    times = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    return np.asarray(0.3 * np.sin(2 * np.pi * hertz * times), dtype=np.float64)


def silence(seconds: float) -> NDArray[np.float64]:
    return np.zeros(int(seconds * SAMPLE_RATE))


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A folder of two speakers with three utterances each: a tone, a pause of a second and a tone."""
    words = []
    for name, hertz in (("anna", 220.0), ("bert", 330.0)):
        (tmp_path / "bank" / name).mkdir(parents=True)
        for number, seconds in enumerate(LENGTHS):
            said = np.concatenate([tone(seconds, hertz), silence(1), tone(0.5, hertz)])
            soundfile.write(tmp_path / "bank" / name / f"{name}-{number}.wav", said, SAMPLE_RATE)
            words.append(f"{name}-{number}\twhat {name} says {number}\n")
    (tmp_path / "bank" / "transcripts.tsv").write_text("".join(words))
    return tmp_path / "bank"


@pytest.fixture
def options(bank: Path) -> MeetingOptions:
    return MeetingOptions((bank / "anna", bank / "bert"), minutes=0.5, overlap=0.5, seed=3)


def test_the_same_options_give_the_same_files(options: MeetingOptions, tmp_path: Path) -> None:
    for folder in ("first", "second"):
        compose(options).write(tmp_path / folder / "meeting")

    for suffix in ("wav", "rttm", "json", "stm"):
        first, second = ((tmp_path / folder / f"meeting.{suffix}").read_bytes() for folder in ("first", "second"))
        assert first == second


def test_another_seed_gives_another_meeting(options: MeetingOptions) -> None:
    assert compose(options).turns != compose(replace(options, seed=4)).turns


def test_the_sound_is_mono_of_16_khz_and_as_long_as_asked_for(options: MeetingOptions, tmp_path: Path) -> None:
    found = soundfile.info(compose(options).write(tmp_path / "meeting"))

    assert (found.samplerate, found.channels, found.subtype) == (16_000, 1, "PCM_16")
    assert found.duration == 30


def test_rttm_and_stm_agree_with_the_json(options: MeetingOptions, tmp_path: Path) -> None:
    compose(options).write(tmp_path / "meeting")

    turns = json.loads((tmp_path / "meeting.json").read_text())
    rttm = [
        f"SPEAKER meeting 1 {start:.3f} {end - start:.3f} <NA> <NA> {turn['speaker']} <NA> <NA>"
        for turn in turns
        for start, end in turn["speech"]
    ]
    stm = [
        f"meeting 1 {turn['speaker']} {turn['start']:.3f} {turn['start'] + turn['duration']:.3f} "
        f"what {turn['speaker']} says {turn['utterance'][-1]}"
        for turn in turns
    ]
    assert len(turns) > 5
    assert (tmp_path / "meeting.rttm").read_text().splitlines() == rttm
    assert (tmp_path / "meeting.stm").read_text().splitlines() == stm


def test_without_transcripts_there_is_no_stm(options: MeetingOptions, bank: Path, tmp_path: Path) -> None:
    (bank / "transcripts.tsv").unlink()

    compose(options).write(tmp_path / "meeting")

    assert sorted(path.suffix for path in tmp_path.glob("meeting.*")) == [".json", ".rttm", ".wav"]


@pytest.mark.parametrize(("share", "overlapping"), [(0.0, range(1)), (0.5, range(4, 1000))])
def test_turns_overlap_only_where_asked_for(options: MeetingOptions, share: float, overlapping: range) -> None:
    turns = compose(replace(options, minutes=2, overlap=share)).turns

    assert sum(after.start < before.end for before, after in pairwise(turns)) in overlapping


def test_nobody_takes_two_turns_in_a_row(options: MeetingOptions) -> None:
    assert all(before.speaker != after.speaker for before, after in pairwise(compose(options).turns))


def test_a_single_speaker_takes_every_turn(options: MeetingOptions) -> None:
    turns = compose(replace(options, speakers=options.speakers[:1])).turns

    assert len(turns) > 2
    assert {turn.speaker for turn in turns} == {"anna"}


def test_pauses_are_no_speech(options: MeetingOptions) -> None:
    for turn in compose(options).turns:
        first, second = turn.speech
        assert second[0] - first[1] == pytest.approx(1.0, abs=0.02)
        assert turn.start <= first[0]
        assert second[1] <= turn.end + 1e-6


def test_short_pauses_are_speech_and_clicks_are_not() -> None:
    said = np.concatenate([tone(0.5, 220), silence(0.3), tone(0.5, 220), silence(0.7), tone(0.05, 220)])

    ((start, end),) = find_speech(said.astype(np.float32))

    assert (start, end) == pytest.approx((0, 1.3), abs=0.011)


@pytest.mark.parametrize("snr", [0.0, 12.0])
def test_noise_has_the_power_asked_for(options: MeetingOptions, tmp_path: Path, snr: float) -> None:
    noise = np.random.default_rng(1).normal(0, 0.05, SAMPLE_RATE * 2)
    soundfile.write(tmp_path / "noise.wav", noise, SAMPLE_RATE)

    clean = compose(options).samples.astype(np.float64)
    noisy = compose(replace(options, noise=tmp_path / "noise.wav", snr=snr)).samples.astype(np.float64)

    ratio = (clean**2).mean() / ((noisy - clean) ** 2).mean()
    assert 10 * np.log10(ratio) == pytest.approx(snr, abs=0.01)


def test_a_room_keeps_speech_in_its_place(options: MeetingOptions, tmp_path: Path) -> None:
    direct = np.zeros(2000)
    direct[800] = 0.9
    soundfile.write(tmp_path / "room.wav", direct, SAMPLE_RATE)

    dry, heard = compose(options), compose(replace(options, rooms=(tmp_path / "room.wav",)))

    assert heard.turns == dry.turns
    assert np.allclose(heard.samples, dry.samples, atol=1e-4)


def test_a_room_has_an_energy_of_one(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "room.wav", np.array([0.0, 0.8, 0.4, -0.2]), SAMPLE_RATE)

    response = read_impulse_response(tmp_path / "room.wav")

    assert len(response) == 3
    assert (response**2).sum() == pytest.approx(1)


def write_another_rate(speaker: Path) -> None:
    for path in speaker.iterdir():
        soundfile.write(path, tone(1, 220), 8_000)


def write_no_sound(speaker: Path) -> None:
    for path in speaker.iterdir():
        path.write_bytes(b"no sound")


def remove_utterances(speaker: Path) -> None:
    for path in speaker.iterdir():
        path.unlink()


def remove_folder(speaker: Path) -> None:
    speaker.rename(speaker.with_name("claire"))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (write_another_rate, r"anna-\d\.wav is of 8000 Hz; recordings must be of 16000 Hz\."),
        (write_no_sound, r"anna-\d\.wav cannot be read: "),
        (remove_utterances, r"anna holds no utterance"),
        (remove_folder, r"anna is no folder"),
    ],
)
def test_an_error_says_what_is_wrong(
    options: MeetingOptions, bank: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(bank / "anna")

    with pytest.raises(DataError, match=said):
        compose(options)


def test_an_utterance_without_words_is_named(options: MeetingOptions, bank: Path, tmp_path: Path) -> None:
    (bank / "transcripts.tsv").write_text("anna-0\tgood morning\n")

    with pytest.raises(DataError, match=r"transcripts.tsv has no words for (anna|bert)-\d\."):
        compose(options).write(tmp_path / "meeting")

    assert not (tmp_path / "meeting.wav").exists()
