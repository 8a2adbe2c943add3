"""Every track and channel of a recording is heard."""

from pathlib import Path

import numpy as np
import pytest
from scipy.io import wavfile
from support.recordings import LOUD, ffmpeg, hear, tone

from app.core.errors import JobError
from app.services.audio.samples import SAMPLE_RATE
from app.services.audio.tracks import MAX_CHANNELS
from scribe_contracts.events import FailureCode
from scribe_contracts.jobs import Channels

CONTAINERS = [("two.mkv", "libopus"), ("two.mov", "aac"), ("two.mp4", "aac"), ("two.ts", "aac")]


def two_tracks(folder: Path, name: str, codec: str, first: float = 440, second: float = 1000) -> Path:
    """Make a video with two audio tracks, as screen recorders write."""
    tracks = [tone(folder / "first.wav", 2, first), tone(folder / "second.wav", 3, second)]
    video = ["-f", "lavfi", "-i", "testsrc=d=3:s=64x48:r=5"]
    inputs = [argument for track in tracks for argument in ("-i", track)]
    maps = ["-map", "0:v", "-map", "1:a", "-map", "2:a"]
    ffmpeg(*video, *inputs, *maps, "-c:v", "mpeg4", "-c:a", codec, folder / name)
    return folder / name


@pytest.mark.parametrize(("name", "codec"), CONTAINERS)
def test_all_tracks_are_mixed(tmp_path: Path, name: str, codec: str) -> None:
    heard = hear(two_tracks(tmp_path, name, codec), tmp_path)

    assert heard.audio.channels == 1
    for hertz in (440, 1000):
        assert heard.level(hertz, 0.5, 1.5) > 0.1
        assert heard.played_level(hertz, 0.5, 1.5) > 0.1
    assert heard.level(1000, 2.2, 2.8) > 0.1, "the longer track was cut off"
    assert heard.warnings == ()


@pytest.mark.parametrize(("name", "codec"), CONTAINERS)
def test_each_track_is_a_channel_where_channels_are_kept_apart(tmp_path: Path, name: str, codec: str) -> None:
    heard = hear(two_tracks(tmp_path, name, codec), tmp_path, Channels.SEPARATE)

    assert heard.audio.channels == 2
    assert heard.level(440, 0.5, 1.5, channel=0) > 0.2
    assert heard.level(1000, 0.5, 1.5, channel=0) < LOUD
    assert heard.level(1000, 0.5, 1.5, channel=1) > 0.2


@pytest.mark.parametrize(("name", "codec"), CONTAINERS)
def test_a_silent_first_track_loses_nothing(tmp_path: Path, name: str, codec: str) -> None:
    heard = hear(two_tracks(tmp_path, name, codec, first=0), tmp_path)

    assert heard.level(1000, 0.5, 1.5) > 0.1


@pytest.mark.parametrize(("name", "codec"), CONTAINERS)
def test_tracks_that_cancel_each_other_are_heard(tmp_path: Path, name: str, codec: str) -> None:
    heard = hear(two_tracks(tmp_path, name, codec, first=440, second=-440), tmp_path)

    assert heard.level(440, 0.5, 1.5) > 0.2
    assert heard.played_level(440, 0.5, 1.5) > 0.2


@pytest.mark.parametrize("name", ["inverted.wav", "inverted.flac", "inverted.m4a", "inverted.mp3", "inverted.webm"])
def test_an_inverted_channel_does_not_cancel_the_other(tmp_path: Path, name: str) -> None:
    ffmpeg("-i", tone(tmp_path / "source.wav", 2, 440, -440), tmp_path / name)

    heard = hear(tmp_path / name, tmp_path)

    assert heard.level(440, 0.5, 1.5) > 0.2
    assert heard.played_level(440, 0.5, 1.5) > 0.2


def test_a_channel_that_is_inverted_for_a_while_does_not_cancel(tmp_path: Path) -> None:
    _, right = wavfile.read(tone(tmp_path / "right.wav", 20, 440))
    _, upside_down = wavfile.read(tone(tmp_path / "down.wav", 20, -440))
    half = 10 * SAMPLE_RATE
    other = np.concatenate([right[:half], upside_down[half:]])
    wavfile.write(tmp_path / "half.wav", SAMPLE_RATE, np.stack([right, other], axis=1))

    heard = hear(tmp_path / "half.wav", tmp_path)

    assert heard.level(440, 1, 9) > 0.2
    assert heard.level(440, 11, 19) > 0.2


def test_ordinary_stereo_is_mixed_as_ever(tmp_path: Path) -> None:
    source = tone(tmp_path / "stereo.wav", 2, 440, 1000)

    heard = hear(source, tmp_path)

    _, samples = wavfile.read(source)
    assert np.abs(heard.audio.samples[:, 0] - samples.mean(axis=1)).max() <= 1


@pytest.mark.parametrize(("name", "options"), [("s.flac", []), ("s.mkv", ["-c:a", "ac3"]), ("s.mp4", ["-c:a", "aac"])])
def test_surround_is_heard_without_its_bass_channel(tmp_path: Path, name: str, options: list[str]) -> None:
    source = tone(tmp_path / "source.wav", 2, 300, 500, 700, 60, 1100, 1300, rate=48_000)
    ffmpeg("-i", source, "-af", "aformat=channel_layouts=5.1", *options, tmp_path / name)

    mixed = hear(tmp_path / name, tmp_path)
    apart = hear(tmp_path / name, tmp_path, Channels.SEPARATE)

    assert all(mixed.level(hertz, 0.5, 1.5) > 0.02 for hertz in (300, 500, 700, 1100, 1300))
    assert apart.audio.channels == 6
    assert all(apart.level(hertz, 0.5, 1.5, channel=c) > 0.2 for c, hertz in ((0, 300), (1, 500), (2, 700), (5, 1300)))
    assert all(apart.played_level(hertz, 0.5, 1.5) > 0.02 for hertz in (300, 700, 1300))


@pytest.mark.parametrize("channels", [9, 12, 16])
@pytest.mark.parametrize("name", ["many.wav", "many.mkv", "many.caf"])
def test_more_than_eight_channels_come_out_whole(tmp_path: Path, name: str, channels: int) -> None:
    tones = [300 + 100 * channel for channel in range(channels)]
    ffmpeg("-i", tone(tmp_path / "source.wav", 5, *tones), "-c:a", "pcm_s16le", tmp_path / name)

    heard = hear(tmp_path / name, tmp_path, Channels.SEPARATE)

    assert heard.audio.channels == channels
    assert heard.lengths() == pytest.approx((5, 5, 5), abs=0.05)
    assert all(heard.level(hertz, 0.5, 4.5, channel=channel) > 0.2 for channel, hertz in enumerate(tones))
    assert hear(tmp_path / name, tmp_path).level(tones[-1], 0.5, 4.5) > 0.2 / channels


def test_too_many_channels_are_refused_with_the_reason(tmp_path: Path) -> None:
    source = tone(tmp_path / "source.wav", 1, *[440] * (MAX_CHANNELS + 1))

    with pytest.raises(JobError, match="33 channels; at most 32") as refusal:
        hear(source, tmp_path, Channels.SEPARATE)

    assert refusal.value.failure.code is FailureCode.TOO_MANY_CHANNELS
