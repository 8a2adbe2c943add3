"""Sound is kept where the clock of a file goes back: another recording follows, or a time stamp is damaged."""

from pathlib import Path

import pytest
from support.recordings import Heard, ffmpeg, hear, tone

from app.services.audio.clock_steps import Step, repairs_of
from scribe_contracts.jobs import Channels
from scribe_contracts.transcript import WarningCode

_CLUSTER, _CLUSTER_TIME = b"\x1f\x43\xb6\x75", b"\xe7"
_FLV_HEADER_BYTES, _FLV_SOUND = 13, 8


def appended(folder: Path, name: str, *options: str, seconds: tuple[float, float] = (4, 5)) -> Path:
    """Write a tone of 440 Hz and, as a second recording behind it in the same file, one of 1000 Hz."""
    parts = []
    for number, (length, hertz) in enumerate(zip(seconds, (440, 1000), strict=True)):
        part = folder / f"{number}-{name}"
        ffmpeg("-i", tone(folder / "tone.wav", length, hertz), *options, part)
        parts.append(part.read_bytes())
    (folder / name).write_bytes(b"".join(parts))
    return folder / name


def assert_in_a_row(heard: Heard, first: float, second: float) -> None:
    assert heard.lengths() == pytest.approx((first + second,) * 3, abs=0.3)
    assert heard.level(440, 0.2, first - 0.2) > 0.2
    assert heard.level(1000, first + 0.2, first + second - 0.2) > 0.2
    assert heard.played_level(1000, first + 0.2, first + second - 0.2) > 0.2
    assert heard.converted.joins == pytest.approx((first,), abs=0.1)
    assert heard.warnings == ()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.webm", ["-c:a", "libopus"]),
        ("a.mkv", ["-c:a", "aac"]),
        ("a.mka", ["-c:a", "libvorbis"]),
        ("a.flac", []),
        ("a.wav", []),
        ("a.flv", ["-c:a", "libmp3lame", "-ar", "44100"]),
        ("a.m4a", []),
        ("b.mp4", ["-c:a", "aac", "-movflags", "+frag_keyframe+empty_moov+default_base_moof"]),
    ],
)
def test_a_recording_that_was_appended_follows_the_first(tmp_path: Path, name: str, options: list[str]) -> None:
    assert_in_a_row(hear(appended(tmp_path, name, *options), tmp_path), 4, 5)


def test_tracks_of_a_recording_that_was_appended_begin_together(tmp_path: Path) -> None:
    parts = []
    for number, hertz in enumerate((440, 1000)):
        one, late = tone(tmp_path / "one.wav", 4, hertz), tone(tmp_path / "two.wav", 2, hertz * 2)
        both = ["-i", one, "-itsoffset", 1.5, "-i", late, "-map", "0:a", "-map", "1:a", "-c:a", "libopus"]
        ffmpeg(*both, tmp_path / f"{number}.mka")
        parts.append((tmp_path / f"{number}.mka").read_bytes())
    (tmp_path / "a.mka").write_bytes(b"".join(parts))

    heard = hear(tmp_path / "a.mka", tmp_path, Channels.SEPARATE)

    assert heard.level(1000, 4.2, 7.8, channel=0) > 0.2
    assert heard.level(2000, 4, 5.4, channel=1) < 0.01
    assert heard.level(2000, 5.7, 7.3, channel=1) > 0.2


def test_a_damaged_time_stamp_of_a_cluster_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.webm"
    ffmpeg("-i", tone(tmp_path / "tone.wav", 8, 440), "-c:a", "libopus", "-cluster_time_limit", 1000, path)
    body = bytearray(path.read_bytes())
    place = -1
    for _ in range(4):
        place = body.find(_CLUSTER, place + 1)
    body[body.find(_CLUSTER_TIME, place) + 2] ^= 0x80
    path.write_bytes(body)

    heard = hear(path, tmp_path)

    assert heard.lengths() == pytest.approx((8,) * 3, abs=0.1)
    assert min(heard.level(440, start, start + 1) for start in range(7)) > 0.2
    assert [warning.code for warning in heard.warnings] == [WarningCode.AUDIO_DAMAGED]
    assert heard.warnings[0].start == pytest.approx(3, abs=0.1)
    assert heard.warnings[0].end == pytest.approx(4, abs=0.1)


def test_a_damaged_time_stamp_is_not_taken_for_the_length(tmp_path: Path) -> None:
    """It is 4.7 hours ahead, and more than one hour is refused."""
    path = tmp_path / "a.flv"
    ffmpeg("-i", tone(tmp_path / "tone.wav", 6, 440), "-c:a", "libmp3lame", "-ar", 44_100, path)
    body = bytearray(path.read_bytes())
    place, sounds = _FLV_HEADER_BYTES, 0
    while sounds < 100:
        place, last = place + 15 + int.from_bytes(body[place + 1 : place + 4], "big"), place
        sounds += body[last] == _FLV_SOUND
    body[last + 7] = 1
    path.write_bytes(body)

    heard = hear(path, tmp_path)

    assert heard.lengths() == pytest.approx((6,) * 3, abs=0.1)
    assert min(heard.level(440, start, start + 1) for start in range(5)) > 0.2
    assert heard.codes == [WarningCode.AUDIO_DAMAGED]


def test_a_clock_that_only_leaps_forward_is_left_alone() -> None:
    assert repairs_of([[Step(3, 8), Step(12, 13)], []]) is None


def test_a_stretch_whose_time_stamps_are_too_low_stays_where_it_is() -> None:
    [repair] = repairs_of([[Step(20, 3), Step(4, 21)]]) or []

    assert repair.shifts == pytest.approx((0, 17, 0))
    assert (repair.joins, repair.misplaced) == ((), ((20, 21),))


def test_a_pause_in_an_appended_recording_is_kept() -> None:
    [repair] = repairs_of([[Step(3, 8), Step(10, 0), Step(3, 12)]]) or []

    assert repair.shifts == pytest.approx((0, 0, 10, 10))
    assert (repair.joins, repair.misplaced) == ((10,), ())


def test_each_of_several_appended_recordings_begins_where_the_longest_track_ends() -> None:
    first, second = repairs_of([[Step(10, 0.5), Step(7, 0)], [Step(12, 1), Step(6, 0)]]) or []

    assert first.shifts == pytest.approx((0, 11.5, 18.5))
    assert (second.shifts, first.joins) == (first.shifts, (12, 18.5))


@pytest.mark.parametrize(("name", "codec"), [("a.mkv", "aac"), ("a.mka", "libmp3lame"), ("a.aac", "aac")])
def test_a_recording_with_other_channels_that_was_appended_follows_the_first(
    tmp_path: Path, name: str, codec: str
) -> None:
    parts = [tone(tmp_path / "one.wav", 4, 440), tone(tmp_path / "two.wav", 5, 1000, 1000)]
    for number, part in enumerate(parts):
        ffmpeg("-i", part, "-c:a", codec, tmp_path / f"{number}-{name}")
    (tmp_path / name).write_bytes(b"".join((tmp_path / f"{number}-{name}").read_bytes() for number in range(2)))

    heard = hear(tmp_path / name, tmp_path)

    assert heard.lengths() == pytest.approx((9,) * 3, abs=0.3)
    assert heard.level(440, 0.2, 3.8) > 0.15
    assert heard.level(1000, 4.3, 8.8) > 0.15
    assert heard.played_level(1000, 4.3, 8.8) > 0.15
    assert heard.warnings == ()
