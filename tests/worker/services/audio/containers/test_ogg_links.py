"""A crafted Ogg file costs no more than a recording does."""

import time
from pathlib import Path

import pytest

from app.services.audio.containers import ogg_links
from app.services.audio.containers.splitting import split_recordings

_FIRST, _LAST = 0x02, 0x04


def page(flags: int = 0, segments: bytes = b"") -> bytes:
    return b"OggS\x00" + bytes([flags]) + bytes(20) + bytes([len(segments)]) + segments + bytes(sum(segments))


def written(folder: Path, *parts: bytes) -> Path:
    path = folder / "crafted.ogg"
    path.write_bytes(b"".join(parts))
    return path


def test_more_links_than_a_recording_has_make_no_more_files(tmp_path: Path) -> None:
    source = written(tmp_path, (page(_FIRST) + page()) * 20_000)

    links = split_recordings(source, tmp_path)

    assert len(links) == 500
    assert sum(link.stat().st_size for link in links) == source.stat().st_size


def test_tiny_pages_are_read_up_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ogg_links, "_MAX_PAGES", 1000)
    late = (page(_FIRST) + page()) * 2

    assert len(split_recordings(written(tmp_path, page(_FIRST), page() * 900, late), tmp_path)) > 1
    assert len(split_recordings(written(tmp_path, page(_FIRST), page() * 1100, late), tmp_path)) == 1


def test_two_hundred_thousand_tiny_pages_take_no_more_than_a_moment(tmp_path: Path) -> None:
    source = written(tmp_path, page(_FIRST), page() * 200_000, page(_LAST))
    started = time.process_time()

    assert split_recordings(source, tmp_path) == [source]

    assert time.process_time() - started < 3


def test_signs_of_pages_that_are_none_are_read_up_to_a_bound(tmp_path: Path) -> None:
    """Each sign announces a page of 65 kB that ends nowhere, so that each is looked behind anew."""
    source = written(tmp_path, page(_FIRST), (b"OggS" + bytes(22) + b"\xff" + b"\xff" * 255) * 40_000)
    started = time.process_time()

    assert split_recordings(source, tmp_path) == [source]

    assert time.process_time() - started < 3


def test_what_is_behind_much_that_is_no_page_is_left_to_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ogg_links, "_MAX_LOST_BYTES", 100_000)
    lost = b"\x01" * 90_000
    link = page(_FIRST) + page()

    assert len(split_recordings(written(tmp_path, link, lost, link), tmp_path)) == 2
    assert len(split_recordings(written(tmp_path, link, lost, lost, link), tmp_path)) == 1


def test_huge_segment_tables_are_read_as_they_are(tmp_path: Path) -> None:
    link = page(_FIRST) + page(segments=b"\xff" * 255) * 20 + page(_LAST)

    assert [path.stat().st_size for path in split_recordings(written(tmp_path, link, link), tmp_path)] == [
        len(link)
    ] * 2


def test_a_page_that_is_near_is_found_without_reading_on(tmp_path: Path) -> None:
    """Behind each page is a byte too many, so that the next one is searched for."""
    source = written(tmp_path, page(_FIRST), (page() + b"\x01") * 300_000)
    started = time.process_time()

    assert split_recordings(source, tmp_path) == [source]

    assert time.process_time() - started < 1.5
