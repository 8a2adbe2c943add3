"""The networks of voices in PyTorch answer as their files do in ONNX Runtime, padded and in batches too.

TOLERANCE is of components that are of the order of one.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray
from pyannote.audio.models.embedding.wespeaker.resnet import ResNet34
from support.meetings import models_dir

from app.card import resnet as resnet_module
from app.card.device import made_ready
from app.card.layers import UnknownNetworkError
from app.card.masks import padded_width
from app.packs.exports.campplus import INTERFACE
from app.packs.exports.onnx_export import export
from app.services.embedding.card_embedder import CardSpeakerEmbedder, load_card_embedder
from app.services.embedding.card_filter_banks import FilterBanks
from app.services.embedding.embedder import OnnxSpeakerEmbedder

TOLERANCE = 1e-4
LENGTHS = (998, 41, 40, 200, 201, 39, 333, 98, 640)


class AsWeSpeakerExports(torch.nn.Module):
    """Subtracts the mean of the training set's embeddings from the network's second output."""

    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self.network = network
        self.register_buffer("mean_vec", torch.randn(256))

    def forward(self, feats: torch.Tensor) -> torch.Tensor:
        return self.network(feats)[-1] - self.mean_vec


@pytest.fixture(scope="module")
def resnet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The GPU pack's kind of network with weights by chance; its file is on a hub that tests do not ask."""
    torch.manual_seed(0)
    network = ResNet34(80, 256, two_emb_layer=False)
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.normal_(module.running_mean, std=0.1)
            torch.nn.init.uniform_(module.running_var, 0.5, 2.0)
            torch.nn.init.normal_(module.bias, std=0.3)
    file = tmp_path_factory.mktemp("resnet") / "model.onnx"
    export(AsWeSpeakerExports(network).eval(), torch.randn(1, 200, 80), INTERFACE, file)
    return file


@pytest.fixture(params=["campplus", "resnet"])
def file(request: pytest.FixtureRequest) -> Path:
    if request.param == "resnet":
        return Path(request.getfixturevalue("resnet"))
    return models_dir("cpu") / "embedding/model.onnx"


def pieces(lengths: Sequence[int] = LENGTHS) -> list[torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    return [2 * torch.randn(length, 80, generator=generator) for length in lengths]


def by_onnx(file: Path, features: Sequence[torch.Tensor]) -> list[NDArray[np.float32]]:
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    return [session.run(None, {"feats": each[None].numpy()})[0][0] for each in features]


def test_batches_of_several_lengths_give_what_each_piece_gives_alone(file: Path) -> None:
    embedder = load_card_embedder(file, "voices", device="cpu", frames_at_once=2048)
    given = pieces()

    found = list(embedder.embed_each(iter(given)))

    # 39 frames are too few.
    assert [each is None for each in found] == [length < 40 for length in LENGTHS]
    long_enough = [each for each in given if len(each) >= 40]
    for batched, expected, piece in zip(
        (each for each in found if each is not None), by_onnx(file, long_enough), long_enough, strict=True
    ):
        assert np.abs(batched - expected).max() < TOLERANCE
        alone = embedder.embed_together([piece])[0]
        assert np.abs(batched - alone).max() < TOLERANCE


def test_any_padding_gives_the_same(file: Path) -> None:
    """A short piece beside the longest: most of its row is padding."""
    embedder = load_card_embedder(file, "voices", device="cpu", frames_at_once=2048)
    given = pieces((998, 41, 150))

    together = embedder.embed_together(given)

    assert np.abs(together - np.stack(by_onnx(file, given))).max() < TOLERANCE


def test_where_memory_runs_out_batches_are_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = load_card_embedder(
        models_dir("cpu") / "embedding/model.onnx", "voices", device="cpu", frames_at_once=8192
    )
    together, sizes = embedder.embed_together, []

    def on_a_small_card(given: Sequence[torch.Tensor]) -> NDArray[np.float32]:
        sizes.append(len(given))
        if len(given) > 4:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
        return together(given)

    monkeypatch.setattr(embedder, "embed_together", on_a_small_card)
    given = pieces((100,) * 30)

    found = list(embedder.embed_each(iter(given)))

    assert np.abs(np.stack(found) - together(given)).max() < TOLERANCE  # type: ignore[arg-type]
    # Once found out, the size is kept.
    assert sizes == [30, 15, 7, *[3] * 10]
    list(embedder.embed_each(iter(pieces((100,) * 8))))
    assert sizes[-3:] == [3, 3, 2]


def test_another_fault_is_not_taken_for_a_lack_of_memory() -> None:
    embedder = load_card_embedder(
        models_dir("cpu") / "embedding/model.onnx", "voices", device="cpu", frames_at_once=2048
    )
    embedder.close()

    with pytest.raises(RuntimeError, match="released"):
        list(embedder.embed_each(iter(pieces((100, 100)))))


def test_a_file_of_another_network_is_refused() -> None:
    with pytest.raises(UnknownNetworkError, match="not known"):
        load_card_embedder(models_dir("cpu") / "segmentation/model.onnx", "voices", device="cpu", frames_at_once=2048)


def test_a_network_that_answers_otherwise_is_refused(
    resnet: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Its layers are those of the network known here, but not what it does with them."""
    other = tmp_path / "model.onnx"
    other.write_bytes(resnet.read_bytes())
    monkeypatch.setattr(resnet_module.ResNet34, "forward", lambda _, features, __: torch.zeros(len(features), 256))

    with pytest.raises(UnknownNetworkError, match="another network"):
        load_card_embedder(other, "voices", device="cpu", frames_at_once=2048)


def test_filter_banks_and_excerpts_are_those_of_the_processor() -> None:
    file = models_dir("cpu") / "embedding/model.onnx"
    embedder = load_card_embedder(file, "voices", device="cpu", frames_at_once=2048)
    samples = 0.2 * np.random.default_rng(0).standard_normal(48_123).astype(np.float32)
    samples[10_000:20_000] = 0
    chosen = np.random.default_rng(1).random(120) < 0.4

    on_processor = OnnxSpeakerEmbedder.filter_banks(embedder, samples)  # type: ignore[arg-type]
    banks = embedder.filter_banks(samples)

    assert np.abs(banks.numpy() - on_processor).max() < 1e-3
    assert len(banks) == embedder.frames(len(samples))
    excerpt = OnnxSpeakerEmbedder.excerpt(embedder, on_processor, 30, chosen)  # type: ignore[arg-type]
    assert np.abs(embedder.excerpt(banks, 30, chosen).numpy() - excerpt).max() < 1e-3
    assert len(embedder.filter_banks(samples[:399])) == 0


def test_widths_are_few_and_padding_is_a_fifth_at_most() -> None:
    widths = [padded_width(frames) for frames in range(64, 3001)]

    assert len(set(widths)) < 25
    assert all(0 <= width - frames <= width / 5 for frames, width in zip(range(64, 3001), widths, strict=True))


def test_networks_answer_in_float32() -> None:
    made_ready(FilterBanks(), "cpu")

    assert not torch.backends.cudnn.allow_tf32
    assert not torch.backends.cuda.matmul.allow_tf32


def test_what_is_released_says_so() -> None:
    embedder: CardSpeakerEmbedder = load_card_embedder(
        models_dir("cpu") / "embedding/model.onnx", "voices", device="cpu", frames_at_once=2048
    )
    embedder.close()
    with pytest.raises(RuntimeError, match="released"):
        embedder.embed_together(pieces((100,)))
