"""A damaged fragment of MP4 or MOV costs itself alone."""

from pathlib import Path
from time import process_time

import pytest
from support.recordings import damage, ffmpeg, hear, tone

from app.services.audio.containers import fragments
from app.services.audio.containers.fragments import breaks_off, mend_fragments
from app.services.audio.ends.recognition import end_of
from scribe_contracts.transcript import WarningCode

_FRAGMENTS = ["-frag_duration", 1_000_000, "-movflags"]


def fragmented(folder: Path, name: str, codec: str, flags: str) -> Path:
    ffmpeg("-i", tone(folder / "tone.wav", 30, 440), "-c:a", codec, *_FRAGMENTS, flags, folder / name)
    return folder / name


@pytest.mark.parametrize(
    ("name", "codec", "flags", "start"),
    [
        ("a.mov", "pcm_s16le", "+frag_keyframe+empty_moov", 0.3),
        ("a.mp4", "aac", "+frag_keyframe+empty_moov", 0.62),
        ("b.mp4", "aac", "+frag_keyframe+empty_moov+default_base_moof+skip_trailer", 0.3),
        ("c.mp4", "aac", "+dash+frag_keyframe+empty_moov", 0.62),
    ],
)
def test_what_follows_damaged_fragments_is_heard_at_its_time(
    tmp_path: Path, name: str, codec: str, flags: str, start: float
) -> None:
    end = start + 0.06
    whole = fragmented(tmp_path, name, codec, flags)

    heard = hear(damage(whole, start, end), tmp_path)

    assert heard.lengths() == pytest.approx((30,) * 3, abs=0.15)
    assert heard.level(440, 1, 30 * start - 2) > 0.2
    assert heard.level(440, 30 * end + 2, 29) > 0.2
    assert heard.codes
    assert set(heard.codes) <= {WarningCode.AUDIO_DAMAGED, WarningCode.AUDIO_MISSING}
    assert heard.warnings[0].start == pytest.approx(30 * start, abs=2)
    assert heard.warnings[-1].end == pytest.approx(30 * end, abs=2)


@pytest.mark.parametrize("name", ["a.mov", "a.mp4"])
def test_fragments_that_are_damaged_to_the_end_are_a_cut(tmp_path: Path, name: str) -> None:
    codec = "aac" if name == "a.mp4" else "pcm_s16le"
    whole = fragmented(tmp_path, name, codec, "+frag_keyframe+empty_moov+skip_trailer")

    heard = hear(damage(whole, 0.8, 1), tmp_path)

    assert heard.codes == [WarningCode.TRUNCATED]
    assert heard.warnings[0].start == pytest.approx(24, abs=1.5)


def test_padding_behind_the_last_fragment_is_no_cut(tmp_path: Path) -> None:
    whole = fragmented(tmp_path, "a.mp4", "aac", "+frag_keyframe+empty_moov+skip_trailer")
    whole.write_bytes(whole.read_bytes() + bytes(5000))

    assert hear(whole, tmp_path).warnings == ()


def test_a_damaged_index_of_a_fragment_is_skipped_with_what_it_describes(tmp_path: Path) -> None:
    """Its box is whole; what FFmpeg would read of it are sizes beyond the end of the file."""
    whole = fragmented(tmp_path, "a.mp4", "aac", "+frag_keyframe+empty_moov+default_base_moof")
    body = bytearray(whole.read_bytes())
    place = -1
    for _ in range(12):
        place = body.find(b"trun", place + 1)
    body[place + 20 : place + 60] = b"\xff" * 40
    whole.write_bytes(body)

    heard = hear(whole, tmp_path)

    assert heard.lengths() == pytest.approx((30,) * 3, abs=0.15)
    assert heard.level(440, 14, 29) > 0.2
    assert heard.codes in ([WarningCode.AUDIO_DAMAGED], [WarningCode.AUDIO_MISSING])


def test_whole_and_other_files_are_left_as_they_are(tmp_path: Path) -> None:
    whole = fragmented(tmp_path, "a.mp4", "aac", "+frag_keyframe+empty_moov")
    ffmpeg("-i", whole, "-c", "copy", tmp_path / "plain.mp4")
    part = tmp_path / "part.mp4"
    part.write_bytes(whole.read_bytes()[:100_000])

    for file in (whole, tmp_path / "plain.mp4", damage(tmp_path / "plain.mp4", 0.3, 0.4), part, tmp_path / "tone.wav"):
        assert mend_fragments(file, tmp_path) is None


def crafted(folder: Path, signs: bytes) -> Path:
    """Return a file of fragments whose first is damaged, with what claims to be fragments behind it."""
    whole = fragmented(folder, "a.mp4", "aac", "+frag_keyframe+empty_moov").read_bytes()
    file = folder / "crafted.mp4"
    file.write_bytes(whole[: whole.find(b"moof") - 4] + bytes(8) + signs)
    return file


def box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


HUGE = 15 << 20
MFHD = box(b"mfhd", bytes(8))


@pytest.mark.parametrize(
    ("sign", "filling"),
    [
        (b"\x00\x00\x10\x00moof", box(b"free", b"")),
        (HUGE.to_bytes(4, "big") + b"moof", box(b"free", b"")),
        (HUGE.to_bytes(4, "big") + b"moof" + MFHD, box(b"free", b"")),
        (HUGE.to_bytes(4, "big") + b"moof" + MFHD, box(b"traf", box(b"tfhd", bytes(8)))),
        (HUGE.to_bytes(4, "big") + b"moof" + MFHD + HUGE.to_bytes(4, "big") + b"free", b"\x00"),
    ],
    ids=["plain", "huge", "boxes", "tracks", "nested"],
)
def test_signs_of_fragments_that_are_none_cost_no_more_than_the_file(
    tmp_path: Path, sign: bytes, filling: bytes
) -> None:
    """They lie in each other, so that each would be read to the end of all."""
    file = crafted(tmp_path, sign * 20_000 + filling * ((HUGE + (1 << 20)) // len(filling)))
    began = process_time()

    assert mend_fragments(file, tmp_path) is None
    breaks_off(file)

    assert process_time() - began < 10


def test_a_search_for_fragments_can_be_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fragments, "_POLL_SECONDS", 0.0)
    file = crafted(tmp_path, b"\x00\x00\x10\x00moof" * 20_000)

    def stop() -> None:
        raise InterruptedError

    for look in (lambda: mend_fragments(file, tmp_path, stop), lambda: end_of(file, stop)):
        with pytest.raises(InterruptedError):
            look()


def test_a_search_for_fragments_ends_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = fragmented(tmp_path, "a.mp4", "aac", "+frag_keyframe+empty_moov")
    broken = damage(whole, 0.3, 0.4)
    assert mend_fragments(broken, tmp_path) is not None

    monkeypatch.setattr(fragments, "MAX_SECONDS", -1.0)

    assert mend_fragments(broken, tmp_path) is None
