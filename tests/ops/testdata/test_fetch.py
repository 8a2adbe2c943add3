"""Files come from a server in the test itself, which stands in for the public ones as a mirror."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from corpora import HOST, MEMBERS, SOUND, TABLE, corpus, data_file, pack, readers
from public_server import PublicServer

from ops.testdata.download import MAX_CUTS, Downloader
from ops.testdata.errors import UnreachableError
from ops.testdata.fetch import Fetcher

SOUNDS = corpus(data_file("sounds/sound.wav", SOUND, "sound.wav"))
READERS = readers()


@pytest.fixture
def public() -> Iterator[PublicServer]:
    with PublicServer() as server:
        server.files[f"/{HOST}/sound.wav"] = SOUND
        server.files[f"/{HOST}/libri.tar.gz"] = pack(MEMBERS)
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def fetcher(folder: Path, public: PublicServer) -> Fetcher:
    return Fetcher(folder, Downloader(public.address, pause=0), report=print)


def test_a_file_is_put_in_its_place_and_nothing_else_stays(fetcher: Fetcher, folder: Path) -> None:
    assert fetcher.fetch([SOUNDS]) == []

    assert (folder / "sounds/sound.wav").read_bytes() == SOUND
    assert [path.name for path in folder.iterdir()] == ["sounds"]


def test_intact_files_are_not_fetched_again(fetcher: Fetcher, public: PublicServer) -> None:
    fetcher.fetch([SOUNDS, READERS])
    public.requests.clear()

    assert fetcher.fetch([SOUNDS, READERS]) == []

    assert public.requests == []


def test_a_file_with_other_bytes_is_refused(fetcher: Fetcher, folder: Path, public: PublicServer) -> None:
    public.files[f"/{HOST}/sound.wav"] = b"something else"

    (failure,) = fetcher.fetch([SOUNDS])

    assert failure.startswith(f"sounds/sound.wav could not be fetched: https://{HOST}/sound.wav gave other bytes")
    assert list(folder.iterdir()) == []


def test_the_next_address_is_tried(fetcher: Fetcher, folder: Path, public: PublicServer) -> None:
    public.files[f"/{HOST}/changed.wav"] = b"something else"
    sounds = corpus(data_file("sound.wav", SOUND, "gone.wav", "changed.wav", "sound.wav"))

    assert fetcher.fetch([sounds]) == []

    assert (folder / "sound.wav").read_bytes() == SOUND


def test_a_damaged_file_is_replaced(fetcher: Fetcher, folder: Path) -> None:
    (folder / "sounds").mkdir(parents=True)
    (folder / "sounds/sound.wav").write_bytes(SOUND[::-1])

    assert fetcher.fetch([SOUNDS]) == []

    assert (folder / "sounds/sound.wav").read_bytes() == SOUND


def test_other_files_are_fetched_where_one_is_gone(fetcher: Fetcher, folder: Path) -> None:
    (failure,) = fetcher.fetch([corpus(data_file("gone.wav", b"gone", "gone.wav"), *SOUNDS.files)])

    assert "gone.wav answered 404" in failure
    assert (folder / "sounds/sound.wav").exists()


def test_a_cut_connection_goes_on_where_it_was_cut(fetcher: Fetcher, folder: Path, public: PublicServer) -> None:
    public.cuts = [300_000, 100_000]

    assert fetcher.fetch([SOUNDS]) == []

    assert (folder / "sounds/sound.wav").read_bytes() == SOUND
    assert [asked for _, asked in public.requests] == [None, "bytes=300000-", "bytes=400000-"]


def test_a_server_without_ranges_sends_everything_again(fetcher: Fetcher, folder: Path, public: PublicServer) -> None:
    public.cuts, public.ranges = [300_000], False

    assert fetcher.fetch([SOUNDS]) == []

    assert (folder / "sounds/sound.wav").read_bytes() == SOUND


def test_the_next_run_goes_on_where_one_broke_off(fetcher: Fetcher, folder: Path, public: PublicServer) -> None:
    public.cuts = [300_000] + [0] * MAX_CUTS
    with pytest.raises(UnreachableError, match=f"was cut {MAX_CUTS} times in a row"):
        fetcher.fetch([SOUNDS])
    public.cuts.clear()
    public.requests.clear()

    assert fetcher.fetch([SOUNDS]) == []

    assert (folder / "sounds/sound.wav").read_bytes() == SOUND
    assert public.requests == [(f"/{HOST}/sound.wav", "bytes=300000-")]


@pytest.mark.parametrize("left", [b"something else", SOUND + b"more"], ids=["shorter", "longer"])
def test_wrong_bytes_of_an_earlier_run_are_dropped(fetcher: Fetcher, folder: Path, left: bytes) -> None:
    (folder / ".fetching").mkdir(parents=True)
    (folder / ".fetching" / SOUNDS.files[0].sha256).write_bytes(left)

    assert fetcher.fetch([SOUNDS]) == []

    assert (folder / "sounds/sound.wav").read_bytes() == SOUND


def test_wanted_members_are_kept_with_their_words(fetcher: Fetcher, folder: Path, public: PublicServer) -> None:
    assert fetcher.fetch([READERS]) == []

    names = {path.name for path in (folder / "readers").iterdir()}
    assert names == {"1-1-0001.flac", "1-1-0002.flac", "transcripts.tsv"}
    assert (folder / "readers/1-1-0002.flac").read_bytes() == MEMBERS["Libri/1/1/1-1-0002.flac"]
    assert (folder / "readers/transcripts.tsv").read_text() == TABLE
    assert len(public.requests) == 1


def test_an_archive_is_read_over_cut_connections(fetcher: Fetcher, folder: Path, public: PublicServer) -> None:
    public.cuts = [100, 100, 200]

    assert fetcher.fetch([READERS]) == []

    assert all(file.is_intact_in(folder) for file in READERS.all_files())
    assert [asked for _, asked in public.requests[:3]] == [None, "bytes=100-", "bytes=200-"]


@pytest.mark.parametrize("content", [b"no archive", b"\x1f\x8b\x08\x00broken", pack(MEMBERS)[:300]])
def test_a_broken_archive_is_refused(fetcher: Fetcher, public: PublicServer, content: bytes) -> None:
    public.files[f"/{HOST}/libri.tar.gz"] = content

    (failure,) = fetcher.fetch([READERS])

    assert failure.startswith(f"Sounds could not be fetched: https://{HOST}/libri.tar.gz is a broken archive (")


def test_an_archive_without_a_wanted_member_is_refused(fetcher: Fetcher) -> None:
    lacking = corpus(data_file("gone.flac", b"gone", member="Libri/gone.flac"), archives=("libri.tar.gz",))

    (failure,) = fetcher.fetch([lacking])

    assert failure.endswith("/libri.tar.gz lacks Libri/gone.flac.")


def test_without_a_network_one_sentence_says_what_to_do(folder: Path) -> None:
    with PublicServer() as server:
        dead = server.address

    with pytest.raises(UnreachableError) as caught:
        Fetcher(folder, Downloader(dead, pause=0), report=print).fetch([SOUNDS])

    said = str(caught.value)
    assert said.startswith(f"sounds/sound.wav could not be fetched: {dead}/{HOST}/sound.wav cannot be reached (")
    assert "--mirror ADDRESS" in said
    assert "\n" not in said


def test_another_server_is_tried_where_one_cannot_be_reached(folder: Path, public: PublicServer) -> None:
    with PublicServer() as server:
        dead = server.address
    public.files["/sound.wav"] = SOUND
    sound = replace(SOUNDS.files[0], addresses=(f"{dead}/sound.wav", f"{public.address}/sound.wav"))

    assert Fetcher(folder, Downloader(pause=0), report=print).fetch([corpus(sound)]) == []

    assert (folder / "sounds/sound.wav").read_bytes() == SOUND


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_a_folder_can_be_the_mirror(folder: Path, tmp_path: Path, scheme: str) -> None:
    (tmp_path / "mirror" / HOST).mkdir(parents=True)
    (tmp_path / "mirror" / HOST / "sound.wav").write_bytes(SOUND)
    fetcher = Fetcher(folder, Downloader(f"{scheme}{tmp_path}/mirror"), report=print)

    assert fetcher.fetch([SOUNDS]) == []

    assert (folder / "sounds/sound.wav").read_bytes() == SOUND


def test_without_a_mirror_the_public_address_is_read() -> None:
    assert Downloader().locate(f"https://{HOST}/a/b.wav") == f"https://{HOST}/a/b.wav"
