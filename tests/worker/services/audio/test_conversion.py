"""Whatever was uploaded becomes sound, and nothing but what was uploaded is opened."""

import struct
import subprocess
import time
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from scipy.io import wavfile
from tests_data import sample

from app.core.errors import JobCancelledError, JobError
from app.services.audio import conversion
from app.services.audio.conversion import Converter
from app.services.audio.samples import Audio
from scribe_contracts.events import FailureCode
from scribe_contracts.jobs import Channels

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
_MPD = (
    '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT9S">'
    '<Period><AdaptationSet mimeType="audio/wav"><Representation id="1" bandwidth="1"><BaseURL>file://{}</BaseURL>'
    "</Representation></AdaptationSet></Period></MPD>"
)


@pytest.fixture
def converter() -> Converter:
    return Converter(max_seconds=3600)


def encoded(folder: Path, name: str, *options: str) -> Path:
    path = folder / name
    subprocess.run([FFMPEG, "-loglevel", "error", "-i", str(sample("wav")), *options, str(path)], check=True)
    return path


@pytest.mark.parametrize(
    "name", ["speech.mp3", "speech.flac", "speech.ogg", "speech.m4a", "speech.webm", "speech.mkv", "speech.aiff"]
)
def test_any_container_is_read(converter: Converter, tmp_path: Path, name: str) -> None:
    converted = converter.convert(encoded(tmp_path, name, "-t", "3"), tmp_path, Channels.MIX)

    audio = Audio.open(converted.wav)
    assert audio.channels == 1
    assert audio.duration == pytest.approx(3.0, abs=0.1)
    assert converted.m4a.stat().st_size > 1000


def test_the_length_is_that_of_the_sound_and_not_the_header_s(converter: Converter, tmp_path: Path) -> None:
    rate, samples = wavfile.read(sample("wav"))
    path = tmp_path / "lying.wav"
    wavfile.write(path, rate, samples[: 2 * rate])
    body = bytearray(path.read_bytes())
    body[40:44] = struct.pack("<I", 2 * rate * 3600)
    path.write_bytes(body)

    assert Audio.open(converter.convert(path, tmp_path, Channels.MIX).wav).duration == pytest.approx(2.0)


def test_channels_are_mixed_or_kept_apart(converter: Converter, tmp_path: Path) -> None:
    tone = (8000 * np.sin(np.arange(16_000) / 10)).astype(np.int16)
    path = tmp_path / "call.wav"
    wavfile.write(path, 16_000, np.stack([tone, np.zeros_like(tone)], axis=1))

    mixed, apart = tmp_path / "mixed", tmp_path / "apart"
    mixed.mkdir()
    apart.mkdir()
    mono = Audio.open(converter.convert(path, mixed, Channels.MIX).wav)
    stereo = Audio.open(converter.convert(path, apart, Channels.SEPARATE).wav)

    assert (mono.channels, stereo.channels) == (1, 2)
    assert np.abs(stereo.crop(0, 1, channel=0)).max() > 0.2
    assert np.abs(stereo.crop(0, 1, channel=1)).max() == 0.0
    assert np.abs(mono.crop(0, 1)).max() > 0.05


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://{}\n#EXT-X-ENDLIST\n"),
        ("list.ffconcat", "ffconcat version 1.0\nfile '{}'\n"),
        ("list.mpd", _MPD),
        ("list.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n#{}\n"),
        ("list.imf", '<?xml version="1.0"?><AssetMap><Path>{}</Path></AssetMap>'),
        ("subfile.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nsubfile,,start,0,end,0,,:{}\n#EXT-X-ENDLIST\n"),
        ("concat.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nconcat:{}\n#EXT-X-ENDLIST\n"),
        ("key.m3u8", '#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="file://{0}"\n#EXTINF:9,\n{0}\n#EXT-X-ENDLIST\n'),
    ],
)
def test_a_playlist_opens_no_other_file(converter: Converter, tmp_path: Path, name: str, text: str) -> None:
    playlist = tmp_path / name
    playlist.write_text(text.format(sample("wav")))

    with pytest.raises(JobError) as refusal:
        converter.convert(playlist, tmp_path, Channels.MIX)

    assert refusal.value.failure.code is FailureCode.UNREADABLE_MEDIA


def test_a_recording_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JobError) as refusal:
        Converter(max_seconds=5).convert(sample("wav"), tmp_path, Channels.MIX)

    assert refusal.value.failure.code is FailureCode.TOO_LONG


def test_a_cancelled_conversion_ends_ffmpeg(converter: Converter, tmp_path: Path) -> None:
    def cancel(_: float) -> None:
        raise JobCancelledError

    with pytest.raises(JobCancelledError):
        converter.convert(sample("wav"), tmp_path, Channels.MIX, cancel)


@pytest.fixture
def silence(tmp_path: Path) -> Path:
    """Five minutes of silence in a hundred kilobytes."""
    path = tmp_path / "silence.opus"
    source = ["-f", "lavfi", "-i", "anullsrc=r=48000:cl=stereo", "-t", "300"]
    subprocess.run([FFMPEG, "-loglevel", "error", *source, "-c:a", "libopus", "-b:a", "6k", str(path)], check=True)
    return path


def described(file: Path) -> str:
    return subprocess.run([FFMPEG, "-i", str(file)], capture_output=True, text=True, check=False).stderr


@pytest.mark.parametrize("channels", Channels)
def test_hours_of_silence_are_given_to_browsers_with_few_bits(
    converter: Converter, tmp_path: Path, silence: Path, channels: Channels, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They would keep the encoder busy for minutes, and fill the storage."""
    monkeypatch.setattr(conversion, "_MIN_LEAN_SECONDS", 200)
    converted = converter.convert(silence, tmp_path, channels)

    sound = Audio.open(converted.wav)
    (tmp_path / "again").mkdir()
    played = Audio.open(converter.convert(converted.m4a, tmp_path / "again", channels).wav)
    assert (sound.duration, sound.channels) == (pytest.approx(300, abs=0.1), 1 if channels is Channels.MIX else 2)
    assert (played.duration, played.channels) == (pytest.approx(300, abs=0.2), sound.channels)
    assert "16000 Hz" in described(converted.m4a)


def test_few_bits_of_a_short_recording_do_not_narrow_it(converter: Converter, tmp_path: Path, silence: Path) -> None:
    """A recording of which little arrived has few bits for the length that it announces."""
    assert "48000 Hz" in described(converter.convert(silence, tmp_path, Channels.MIX).m4a)


def test_speech_keeps_its_width(converter: Converter, tmp_path: Path) -> None:
    converted = converter.convert(
        encoded(tmp_path, "speech.mp3", "-ar", "44100", "-b:a", "64k"), tmp_path, Channels.MIX
    )

    assert "44100 Hz" in described(converted.m4a)


def test_progress_comes_while_silence_is_converted_and_a_cancellation_is_heeded_in_time(
    converter: Converter, tmp_path: Path, silence: Path
) -> None:
    told: list[float] = []
    asked: list[float] = []

    def cancel_once_begun(share: float) -> None:
        told.append(share)
        if share > 0:
            asked.append(time.monotonic())
            raise JobCancelledError

    with pytest.raises(JobCancelledError):
        converter.convert(silence, tmp_path, Channels.MIX, cancel_once_begun)

    assert time.monotonic() - asked[0] < 10
    assert told[-1] < 1, "it was cancelled in the middle"


def test_what_can_be_saved_of_a_cut_off_recording_is_kept(converter: Converter, tmp_path: Path) -> None:
    whole = encoded(tmp_path, "whole.mp3")
    cut = tmp_path / "cut.mp3"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])

    assert Audio.open(converter.convert(cut, tmp_path, Channels.MIX).wav).duration == pytest.approx(15, abs=1.5)
