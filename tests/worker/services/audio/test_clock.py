"""WAV, M4A and waveform share one clock, and what is lost is said."""

from pathlib import Path

import pytest
from support.recordings import cut, damage, ffmpeg, hear, tone
from tests_data import sample

from scribe_contracts.transcript import WarningCode

TOLERANCE = 0.05


def encode(folder: Path, name: str, *options: str) -> Path:
    """Encode 30 s of speech."""
    ffmpeg("-i", sample("wav"), *options, folder / name)
    return folder / name


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("late.mp4", ["-c:v", "mpeg4", "-c:a", "aac"]),
        ("late.mkv", ["-c:v", "mpeg4", "-c:a", "flac"]),
        ("late.webm", ["-c:v", "libvpx", "-c:a", "libopus"]),
        ("late.ts", ["-c:v", "mpeg2video", "-r", "25", "-c:a", "aac"]),
    ],
)
def test_sound_that_starts_late_in_a_video_is_heard_when_players_play_it(
    tmp_path: Path, name: str, options: list[str]
) -> None:
    video = ["-f", "lavfi", "-i", "testsrc=d=8:s=64x48:r=25"]
    sound = ["-itsoffset", "4.087", "-i", tone(tmp_path / "tone.wav", 3, 440)]
    ffmpeg(*video, *sound, "-map", "0:v", "-map", "1:a", *options, tmp_path / name)

    heard = hear(tmp_path / name, tmp_path)

    assert heard.starts() == pytest.approx((4.087, 4.087), abs=TOLERANCE)
    assert heard.lengths() == pytest.approx((7.087,) * 3, abs=TOLERANCE + 0.03)
    assert heard.warnings == ()


@pytest.mark.parametrize("name", ["gap.webm", "gap.ts", "gap.mkv", "gap.mp4", "gap.nut"])
def test_what_was_never_sent_is_silence_and_said(tmp_path: Path, name: str) -> None:
    source = tone(tmp_path / "tone.wav", 30, 440)
    ffmpeg("-i", source, "-af", "aselect='not(between(t,8,17))'", tmp_path / name)

    heard = hear(tmp_path / name, tmp_path)

    assert heard.lengths() == pytest.approx((30,) * 3, abs=0.1)
    assert abs(heard.lengths()[0] - heard.lengths()[1]) < TOLERANCE
    assert heard.level(440, 1, 7.5) > 0.2
    assert heard.level(440, 9.5, 16.5) < 0.001
    assert heard.played_level(440, 18, 29) > 0.2
    [warning] = heard.warnings
    assert warning.code is WarningCode.AUDIO_MISSING
    assert (warning.start, warning.end) == pytest.approx((8.05, 17.05), abs=0.1)


@pytest.mark.parametrize("name", ["long.ts", "long.mkv"])
def test_a_long_gap_is_kept(tmp_path: Path, name: str) -> None:
    source = tone(tmp_path / "tone.wav", 60, 440)
    ffmpeg("-i", source, "-af", "aselect='not(between(t,8,48))'", tmp_path / name)

    assert hear(tmp_path / name, tmp_path).lengths() == pytest.approx((60,) * 3, abs=0.1)


@pytest.mark.parametrize(("name", "codec"), [("a.ts", "aac"), ("a.m2ts", "ac3"), ("a.mpg", "mp2")])
def test_sound_whose_rate_or_channels_change_on_the_way_keeps_its_time(tmp_path: Path, name: str, codec: str) -> None:
    parts = [tone(tmp_path / "one.wav", 3, 440), tone(tmp_path / "two.wav", 4, 1000, 1000)]
    for number, (part, rate) in enumerate(zip(parts, (48_000, 44_100), strict=True)):
        ffmpeg("-i", part, "-ar", rate, "-c:a", codec, tmp_path / f"{number}-{name}")
    joined = tmp_path / name
    joined.write_bytes(b"".join((tmp_path / f"{number}-{name}").read_bytes() for number in range(2)))

    heard = hear(joined, tmp_path)

    assert heard.lengths() == pytest.approx((7,) * 3, abs=0.2)
    assert heard.level(440, 0.5, 2.5) > 0.15
    assert heard.level(1000, 3.7, 6.5) > 0.15
    assert heard.played_level(1000, 3.7, 6.5) > 0.15


@pytest.mark.parametrize("name", ["speech.m4a", "speech.flac", "speech.mkv", "speech.ogg"])
def test_a_damaged_stretch_moves_nothing_and_is_said(tmp_path: Path, name: str) -> None:
    whole = encode(tmp_path, name)
    before = hear(whole, tmp_path)

    after = hear(damage(whole, 0.4, 0.5), tmp_path)

    assert after.lengths() == pytest.approx(before.lengths(), abs=TOLERANCE)
    assert abs(after.lengths()[0] - after.lengths()[1]) < TOLERANCE
    assert WarningCode.AUDIO_DAMAGED in after.codes or WarningCode.AUDIO_MISSING in after.codes
    [warning] = after.warnings
    assert warning.start == pytest.approx(12, abs=2.5)
    assert warning.end == pytest.approx(15, abs=2.5)


def test_a_damaged_mp3_loses_only_what_is_damaged_and_says_so(tmp_path: Path) -> None:
    heard = hear(damage(encode(tmp_path, "speech.mp3"), 0.4, 0.5), tmp_path)

    assert 26 < heard.lengths()[0] < 29.5
    assert abs(heard.lengths()[0] - heard.lengths()[1]) < TOLERANCE
    assert WarningCode.AUDIO_DAMAGED in heard.codes


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("speech.m4a", ["-movflags", "+faststart"]),
        ("speech.mkv", []),
        ("speech.flac", []),
        ("speech.mp3", []),
        ("speech.wav", []),
        ("speech.webm", []),
    ],
)
def test_a_recording_that_is_cut_off_says_where(tmp_path: Path, name: str, options: list[str]) -> None:
    heard = hear(cut(encode(tmp_path, name, *options), 0.5), tmp_path)

    [warning] = heard.warnings
    assert warning.code is WarningCode.TRUNCATED
    assert warning.start == pytest.approx(heard.audio.duration, abs=0.01)
    assert heard.audio.duration == pytest.approx(15, abs=2)
    if name != "speech.wav":
        assert warning.end == pytest.approx(30, abs=0.5)


@pytest.mark.parametrize("name", ["a.opus", "a.ogg", "a.wma", "a.caf"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.8])
def test_a_cut_is_said_where_the_file_announces_no_length(tmp_path: Path, name: str, share: float) -> None:
    heard = hear(cut(encode(tmp_path, name), share), tmp_path)

    assert [(warning.code, warning.end) for warning in heard.warnings] == [(WarningCode.TRUNCATED, None)]
    assert heard.warnings[0].start == pytest.approx(heard.audio.duration, abs=0.01)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.8])
def test_a_broken_last_block_is_a_cut_and_no_damage(tmp_path: Path, share: float) -> None:
    ffmpeg("-i", tone(tmp_path / "tone.wav", 32, 500), tmp_path / "tone.flac")

    heard = hear(cut(tmp_path / "tone.flac", share), tmp_path)

    assert [(warning.code, warning.end) for warning in heard.warnings] == [(WarningCode.TRUNCATED, 32.0)]


@pytest.mark.parametrize(
    "name",
    ["a.mp3", "a.flac", "a.ogg", "a.opus", "a.m4a", "a.webm", "a.mkv", "a.aiff", "a.ts", "a.wav", "a.aac", "a.ac3"],
)
def test_whole_recordings_are_not_warned_of_and_last_as_long_as_they_are(tmp_path: Path, name: str) -> None:
    heard = hear(encode(tmp_path, name), tmp_path)

    assert heard.warnings == ()
    assert heard.lengths() == pytest.approx((30.0,) * 3, abs=0.1)
    assert abs(heard.lengths()[0] - heard.lengths()[1]) < TOLERANCE


@pytest.mark.parametrize(
    ("first", "second"),
    [("a.opus", "b.opus"), ("a.ogg", "b.ogg"), ("a.oga", "b.oga"), ("a.ogg", "b.opus")],
)
@pytest.mark.parametrize("channels", [1, 2])
def test_each_link_of_a_chained_file_is_heard_at_its_time(
    tmp_path: Path, first: str, second: str, channels: int
) -> None:
    ffmpeg("-i", tone(tmp_path / "one.wav", 3, 440), tmp_path / first)
    ffmpeg("-i", tone(tmp_path / "two.wav", 4, *[1000] * channels), tmp_path / second)
    chain = tmp_path / "chain.ogg"
    chain.write_bytes((tmp_path / first).read_bytes() + (tmp_path / second).read_bytes())

    heard = hear(chain, tmp_path)

    assert heard.lengths() == pytest.approx((7,) * 3, abs=TOLERANCE)
    assert heard.level(440, 0.5, 2.5) > 0.2
    assert heard.level(1000, 3.5, 6.5) > 0.2
    assert heard.played_level(1000, 3.5, 6.5) > 0.2
    assert heard.converted.joins == pytest.approx((3.0,), abs=TOLERANCE)
    assert heard.warnings == ()


@pytest.mark.parametrize("name", ["a.opus", "a.ogg"])
def test_the_link_behind_one_that_is_cut_off_is_heard(tmp_path: Path, name: str) -> None:
    first, second = tmp_path / f"first-{name}", tmp_path / f"second-{name}"
    ffmpeg("-i", tone(tmp_path / "one.wav", 8, 440), first)
    ffmpeg("-i", tone(tmp_path / "two.wav", 4, 1000), second)
    chain = tmp_path / "chain.ogg"
    chain.write_bytes(cut(first, 0.6).read_bytes() + second.read_bytes())

    heard = hear(chain, tmp_path)

    [join] = heard.converted.joins
    assert heard.lengths() == pytest.approx((join + 4,) * 3, abs=TOLERANCE)
    assert heard.level(1000, join + 0.5, join + 3.5) > 0.2
    assert [warning.code for warning in heard.warnings] == [WarningCode.TRUNCATED]
    assert heard.warnings[0].start == pytest.approx(join, abs=TOLERANCE)
