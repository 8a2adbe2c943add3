"""A recording that breaks off says so wherever its container lets one know, and a whole one never does."""

import struct
import subprocess
import time
from pathlib import Path

import pytest
from support.recordings import FFMPEG, cut, ffmpeg, hear, tone
from tests_data import sample

from app.services.audio.ends.file_end import FileEnd
from app.services.audio.ends.recognition import end_of
from scribe_contracts.transcript import WarningCode

VIDEO = ["-f", "lavfi", "-i", "testsrc=d=30:s=64x48:r=25"]
FRAGMENTS = ["-frag_duration", "2000000", "-movflags"]
SHARES = (0.313, 0.601, 0.837)
KINDS: dict[str, list[object]] = {
    "a.ts": ["-i", sample("wav"), "-c:a", "aac"],
    "mp2.ts": ["-i", sample("wav"), "-ar", 44_100, "-c:a", "mp2"],
    "video.ts": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg2video", "-c:a", "aac"],
    "audio.mpg": ["-i", sample("wav"), "-ar", 44_100, "-c:a", "mp2"],
    "old.mpg": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg1video", "-ar", 44_100, "-c:a", "mp2"],
    "disc.vob": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg2video", "-ar", 48_000, "-c:a", "ac3"],
    "disc.mpg": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg2video", "-ar", 48_000, "-c:a", "ac3", "-f", "dvd"],
    "disc.svcd": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg2video", "-ar", 44_100, "-c:a", "mp2", "-f", "svcd"],
    "video.m2ts": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg2video", "-c:a", "ac3"],
    "video.avi": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg4", "-c:a", "libmp3lame"],
    "samples.avi": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg4", "-c:a", "pcm_s16le"],
    "video.flv": [*VIDEO, "-i", sample("wav"), "-c:v", "flv", "-c:a", "aac"],
    "video.wmv": [*VIDEO, "-i", sample("wav"), "-c:v", "wmv2", "-c:a", "wmav2"],
    "a.ac3": ["-i", sample("wav")],
    "a.eac3": ["-i", sample("wav")],
    "a.amr": ["-i", sample("wav"), "-ar", 8000, "-c:a", "libopencore_amrnb"],
    "a.w64": ["-i", sample("wav")],
    "large.wav": ["-i", sample("wav"), "-rf64", "always"],
    "raw.mp3": ["-i", sample("wav"), "-write_xing", 0, "-id3v2_version", 0],
    "tagged.mp3": ["-i", sample("wav"), "-write_xing", 0, "-write_id3v1", 1, "-metadata", "title=Meeting"],
    "changing.mp3": ["-i", sample("wav"), "-write_xing", 0, "-q:a", 5, "-ar", 44_100],
    "layer2.mp2": ["-i", sample("wav"), "-ar", 44_100],
    "a.aac": ["-i", sample("wav")],
    "indexed.mp4": ["-i", sample("wav"), *FRAGMENTS, "frag_keyframe+empty_moov"],
    "dash.mp4": ["-i", sample("wav"), *FRAGMENTS, "dash+frag_keyframe+empty_moov"],
    "bare.mp4": ["-i", sample("wav"), *FRAGMENTS, "frag_keyframe+empty_moov+skip_trailer"],
    "video.mp4": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg4", "-movflags", "frag_keyframe+empty_moov"],
    "camera.mov": [*VIDEO, "-i", sample("wav"), "-c:v", "mpeg4", "-movflags", "frag_keyframe"],
}


@pytest.mark.parametrize("name", KINDS)
def test_a_cut_is_said_and_a_whole_file_warns_of_nothing(tmp_path: Path, name: str) -> None:
    ffmpeg(*KINDS[name], tmp_path / name)
    body = (tmp_path / name).read_bytes()

    whole = hear(tmp_path / name, tmp_path)

    assert whole.warnings == ()
    assert whole.audio.duration == pytest.approx(30, abs=0.15)
    for share in SHARES:
        # No cut between two packets of MPEG-TS, of 188 bytes.
        size = int(len(body) * share) // 188 * 188 + 100
        part = tmp_path / f"{share}-{name}"
        part.write_bytes(body[:size])
        heard = hear(part, tmp_path)
        assert heard.codes == [WarningCode.TRUNCATED], share
        assert heard.warnings[0].start == pytest.approx(heard.audio.duration, abs=0.01)
        assert heard.audio.duration == pytest.approx(30 * share, abs=2.5)


@pytest.mark.parametrize(
    ("name", "codec"), [("webm", "libopus"), ("mkv", "aac"), ("mka", "flac"), ("ogg", "libopus"), ("wma", "wmav2")]
)
def test_a_piece_whose_clock_goes_on_from_the_piece_before_is_whole(tmp_path: Path, name: str, codec: str) -> None:
    pieces = ["-f", "segment", "-segment_time", 4, tmp_path / f"%d.{name}"]
    ffmpeg("-i", tone(tmp_path / "tone.wav", 10, 440), "-c:a", codec, *pieces)

    whole = hear(tmp_path / f"1.{name}", tmp_path)
    part = hear(cut(tmp_path / f"1.{name}", 0.6), tmp_path)

    assert (whole.audio.duration, whole.warnings) == (pytest.approx(4, abs=0.15), ())
    assert part.codes == [WarningCode.TRUNCATED]


PIPED = ["wav", "avi", "caf", "au", "flac", "matroska", "asf", "flv", "ogg", "mpegts", "adts", "ac3", "mp3"]


@pytest.mark.parametrize("container", PIPED)
def test_what_was_written_to_a_pipe_is_whole(tmp_path: Path, container: str) -> None:
    (tmp_path / "piped").write_bytes(piped("-i", sample("wav"), "-ar", 44_100, "-f", container))

    heard = hear(tmp_path / "piped", tmp_path)

    assert heard.warnings == ()
    assert heard.audio.duration == pytest.approx(30, abs=0.15)


@pytest.mark.parametrize("share", SHARES)
def test_a_flac_without_a_length_says_that_it_was_cut(tmp_path: Path, share: float) -> None:
    body = piped("-i", sample("wav"), "-f", "flac")
    (tmp_path / "a.flac").write_bytes(body[: int(len(body) * share)])

    heard = hear(tmp_path / "a.flac", tmp_path)

    assert heard.codes == [WarningCode.TRUNCATED]
    assert heard.warnings[0].start == pytest.approx(heard.audio.duration, abs=0.01)


@pytest.mark.parametrize("length", [0, 0x7FFF_F000, 0x7FFF_FFFF, 0x8000_0024, 0xFFFF_FFFF])
def test_a_length_that_stands_for_none_is_no_cut(tmp_path: Path, length: int) -> None:
    body = bytearray(piped("-i", sample("wav"), "-f", "wav"))
    data = body.find(b"data")
    body[4:8], body[data + 4 : data + 8] = length.to_bytes(4, "little"), max(0, length - 36).to_bytes(4, "little")
    (tmp_path / "a.wav").write_bytes(body)

    heard = hear(tmp_path / "a.wav", tmp_path)

    assert (heard.audio.duration, heard.warnings) == (pytest.approx(30, abs=0.01), ())


@pytest.mark.parametrize(("name", "codec"), [("two.wmv", "wmav2"), ("two.avi", "libmp3lame")])
def test_a_length_that_the_header_has_wrong_is_no_cut(tmp_path: Path, name: str, codec: str) -> None:
    late = ["-i", tone(tmp_path / "one.wav", 3, 440), "-itsoffset", "2.2", "-i", tone(tmp_path / "two.wav", 3, 1000)]
    ffmpeg(*late, "-map", "0:a", "-map", "1:a", "-c:a", codec, tmp_path / name)

    assert hear(tmp_path / name, tmp_path).warnings == ()


def test_sound_that_starts_late_behind_an_encoders_first_packet_is_not_missing(tmp_path: Path) -> None:
    video = ["-f", "lavfi", "-i", "testsrc=d=8:s=64x48:r=25"]
    sound = ["-itsoffset", "4.087", "-i", tone(tmp_path / "tone.wav", 3, 440)]
    fragments = ["-c:v", "mpeg4", "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov"]
    ffmpeg(*video, *sound, "-map", "0:v", "-map", "1:a", *fragments, tmp_path / "late.mp4")

    heard = hear(tmp_path / "late.mp4", tmp_path)

    assert heard.starts() == pytest.approx((4.087, 4.087), abs=0.05)
    assert heard.warnings == ()


def test_an_index_in_front_announces_what_a_cut_between_fragments_took(tmp_path: Path) -> None:
    ffmpeg("-i", sample("wav"), *FRAGMENTS, "dash+global_sidx", tmp_path / "a.mp4")
    body = (tmp_path / "a.mp4").read_bytes()
    assert hear(tmp_path / "a.mp4", tmp_path).warnings == ()

    for number, share in enumerate(SHARES):
        part = tmp_path / f"{number}.mp4"
        part.write_bytes(body[: body.rfind(b"moof", 0, int(len(body) * share)) - 4])
        [warning] = hear(part, tmp_path).warnings
        assert (warning.code, warning.end) == (WarningCode.TRUNCATED, pytest.approx(30, abs=0.1))


@pytest.mark.parametrize("name", ["a.ogg", "a.opus", "a.oga"])
def test_ogg_without_the_mark_of_its_end_is_whole(tmp_path: Path, name: str) -> None:
    ffmpeg("-i", sample("wav"), tmp_path / name)
    body = bytearray((tmp_path / name).read_bytes())
    page = body.rfind(b"OggS")
    body[page + 5] &= ~0x04
    body[page + 22 : page + 26] = bytes(4)
    body[page + 22 : page + 26] = struct.pack("<I", ogg_checksum(body[page:]))
    (tmp_path / f"endless-{name}").write_bytes(body)

    heard = hear(tmp_path / f"endless-{name}", tmp_path)

    assert heard.warnings == ()
    assert heard.audio.duration == pytest.approx(30, abs=0.1)


@pytest.mark.parametrize("name", ["a.m4a", "a.aac", "a.ogg", "a.opus", "a.flac", "a.ts"])
@pytest.mark.parametrize("share", [0.94, 0.95, 0.96])
def test_damage_near_the_end_of_a_whole_file_is_no_cut(tmp_path: Path, name: str, share: float) -> None:
    ffmpeg("-i", sample("wav"), "-movflags", "+faststart", tmp_path / name)
    body = bytearray((tmp_path / name).read_bytes())
    place = int(len(body) * share)
    body[place : place + 60] = b"\xff\x00\x55\xaa\x13\x77" * 10
    (tmp_path / f"bad-{name}").write_bytes(body)

    heard = hear(tmp_path / f"bad-{name}", tmp_path)

    assert heard.codes in ([], [WarningCode.AUDIO_DAMAGED])
    assert name in {"a.ts", "a.aac"} or heard.codes
    # FFmpeg reads up to two seconds ahead of what it decodes.
    assert all(26 < (warning.start or 0) < (warning.end or 0) <= 30.1 for warning in heard.warnings)


@pytest.mark.parametrize(
    ("name", "cut", "end"),
    [
        ("a.mp3", 0, FileEnd.COMPLETE),
        ("a.mp3", 1, FileEnd.CUT),
        ("a.mp3", 70, FileEnd.CUT),
        ("a.aac", 0, FileEnd.COMPLETE),
        ("a.aac", 1, FileEnd.CUT),
        ("a.ogg", 0, FileEnd.COMPLETE),
        ("a.ogg", 1, FileEnd.CUT),
        ("a.ts", 0, FileEnd.UNKNOWN),
        ("a.ts", 1, FileEnd.CUT),
        ("a.wav", 0, FileEnd.WHOLE),
        ("a.wav", 100, FileEnd.CUT),
        ("a.avi", 0, FileEnd.WHOLE),
        ("a.avi", 100, FileEnd.CUT),
        ("a.caf", 0, FileEnd.WHOLE),
        ("a.caf", 1, FileEnd.CUT),
        ("a.wma", 0, FileEnd.WHOLE),
        ("a.wma", 1, FileEnd.CUT),
        ("a.flv", 0, FileEnd.COMPLETE),
        ("a.flv", 1, FileEnd.CUT),
        ("a.ac3", 0, FileEnd.COMPLETE),
        ("a.ac3", 1, FileEnd.CUT),
        ("a.eac3", 1, FileEnd.CUT),
        ("a.mpg", 0, FileEnd.COMPLETE),
        ("a.mpg", 100, FileEnd.CUT),
        ("a.m2ts", 0, FileEnd.UNKNOWN),
        ("a.m2ts", 1, FileEnd.CUT),
        ("a.flac", 1, FileEnd.UNKNOWN),
    ],
)
def test_the_last_unit_tells_how_a_file_ends(tmp_path: Path, name: str, cut: int, end: FileEnd) -> None:
    ffmpeg("-i", tone(tmp_path / "tone.wav", 3, 440), "-ar", 44_100, tmp_path / f"whole-{name}")
    body = (tmp_path / f"whole-{name}").read_bytes()
    (tmp_path / name).write_bytes(body[: len(body) - cut])

    assert end_of(tmp_path / name) is end


def test_padding_behind_ogg_is_no_cut(tmp_path: Path) -> None:
    whole = tmp_path / "a.ogg"
    ffmpeg("-i", sample("wav"), "-t", 3, whole)
    body = whole.read_bytes()
    for zeros, end in ((60_000, FileEnd.COMPLETE), (70_000, FileEnd.UNKNOWN)):
        whole.write_bytes(body + bytes(zeros))
        assert end_of(whole) == end


def test_thousands_of_crafted_frames_are_looked_at_once_each(tmp_path: Path) -> None:
    crafted = tmp_path / "a.aac"
    crafted.write_bytes(bytes([0xFF, 0xF1, 0, 0, 0, 7 << 5, 0]) * 9362)

    began = time.process_time()
    assert end_of(crafted) == FileEnd.COMPLETE

    assert time.process_time() - began < 2


def piped(*arguments: object) -> bytes:
    """Return what FFmpeg writes where it cannot go back to fill in a length."""
    command = [FFMPEG, "-loglevel", "error", *map(str, arguments), "-"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def ogg_checksum(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value ^= byte << 24
        for _ in range(8):
            value = (value << 1 ^ 0x04C11DB7 if value & 0x80000000 else value << 1) & 0xFFFFFFFF
    return value
