"""Files that are certainly not media are rejected, and all others pass."""

import gzip
import io
import zipfile
from fractions import Fraction

import av
import pytest
from tests_data import recording

from app.core.limits import HEAD_BYTES
from app.services.uploads.errors import NotMediaError
from app.services.uploads.sniffing import reject_non_media


def zipped() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.wav", b"x" * 100)
    return buffer.getvalue()


NO_MEDIA = {
    "pdf": b"%PDF-1.4\n%\xe2\xe3",
    "zip": zipped(),
    "empty zip": b"PK\x05\x06" + bytes(18),
    "gzip": gzip.compress(b"x"),
    "7z": b"7z\xbc\xaf\x27\x1c\x00\x04",
    "elf": b"\x7fELF\x02\x01\x01" + bytes(9),
    "exe": b"MZ\x90\x00\x03" + bytes(60),
    "mach-o": b"\xcf\xfa\xed\xfe\x07\x00\x00\x01",
    "class": b"\xca\xfe\xba\xbe\x00\x00\x00\x34",
    "png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
    "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
    "text": b"Dear all,\r\n\tsee below.\n",
    "utf-8": "Réunion d’équipe\n".encode() * 400,
    "bom": b"\xef\xbb\xbfname;value\n",
    "utf-16": "Réunion".encode("utf-16"),
    "json": b'{"a": [1, 2]}',
    "html": b"<!doctype html><title>x</title>",
    "xml": b'<?xml version="1.0"?><a/>',
    "playlist": b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
    "concat": b"ffconcat version 1.0\nfile '/etc/passwd'\n",
    "subtitles": b"1\n00:00:01,000 --> 00:00:02,000\nHello\n",
}

MAY_BE_MEDIA = {
    "amr": b"#!AMR\n" + bytes.fromhex("3c91170b0f6f03a8"),
    "nist sphere": b"NIST_1A\n   1024\n".ljust(1024) + bytes(range(256)),
    "adts": b"\xff\xf1\x50\x80\x02\x1f\xfc\xde\x02\x00",
    "mpeg audio without tags": b"\xff\xfb\x90\x64" + bytes(400),
    "mpeg audio that looks like a byte order mark": b"\xff\xfe\x90\x64\x12\x9c\x33\xc4\x8a\x01" * 40,
    "mpeg program stream": b"\x00\x00\x01\xba\x44\x00",
    "silence": bytes(4000),
    "caf": b"caff\x00\x01\x00\x00desc",
    "unknown": bytes(range(256)),
}


@pytest.mark.parametrize("name", NO_MEDIA)
def test_non_media_is_rejected(name: str) -> None:
    with pytest.raises(NotMediaError):
        reject_non_media(NO_MEDIA[name][:HEAD_BYTES])


def test_text_that_is_cut_inside_a_character_is_text() -> None:
    for cut in range(4):
        with pytest.raises(NotMediaError):
            reject_non_media(("x" * cut + "𝄞" * 2000).encode()[:HEAD_BYTES])


@pytest.mark.parametrize("name", MAY_BE_MEDIA)
def test_possible_media_is_accepted(name: str) -> None:
    reject_non_media(MAY_BE_MEDIA[name][:HEAD_BYTES])


@pytest.mark.parametrize(
    ("container", "codec"),
    [
        ("wav", "pcm_s16le"),
        ("w64", "pcm_s16le"),
        ("aiff", "pcm_s16be"),
        ("au", "pcm_s16be"),
        ("caf", "pcm_s16le"),
        ("flac", "flac"),
        ("mp3", "libmp3lame"),
        ("adts", "aac"),
        ("ogg", "libopus"),
        ("matroska", "libopus"),
        ("webm", "libopus"),
        ("mov", "aac"),
        ("mp4", "aac"),
        ("3gp", "aac"),
        ("ipod", "aac"),
        ("avi", "pcm_s16le"),
        ("asf", "wmav2"),
        ("flv", "aac"),
        ("mpeg", "mp2"),
        ("mpegts", "aac"),
        ("wv", "wavpack"),
        ("tta", "tta"),
    ],
)
def test_files_of_ffmpeg_are_accepted(container: str, codec: str) -> None:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as output:
        stream = output.add_stream(codec, rate=48_000)
        stream.bit_rate = 128_000
        frame = av.AudioFrame(format="s16", layout="stereo", samples=4800)
        frame.rate, frame.time_base, frame.pts = 48_000, Fraction(1, 48_000), 0
        for plane in frame.planes:
            plane.update(bytes(range(256)) * (plane.buffer_size // 256) + bytes(plane.buffer_size % 256))
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    assert buffer.getvalue()
    reject_non_media(buffer.getvalue()[:HEAD_BYTES])


def test_every_recording_of_the_test_data_is_accepted() -> None:
    recordings = [path for path in recording("formats").iterdir() if path.is_file()]
    assert recordings
    for path in recordings:
        if path.suffix not in {".md", ".txt", ".json"}:
            reject_non_media(path.read_bytes()[:HEAD_BYTES])
