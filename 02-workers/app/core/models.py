"""Which model is in memory, and nothing else: the only file that loads or frees one.

A model here is what one stage needs. Under the policy `single` two are never resident together; that is checked
whenever one is asked for. Each stay is measured (before, peak, after) for the job's manifest.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, overload

import structlog

from app.core.config import ModelSettings
from app.core.errors import WeightsMissingError
from app.core.memory import measured, meter_for
from scribe_contracts.artefacts import ModelUse
from scribe_contracts.transcript import Models

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

    from app.core.networks import OnnxNetwork
    from app.services.diarization.segmentation import Segmenter
    from app.services.embedding.embedder import SpeakerEmbedder

log = structlog.get_logger()


class Model(StrEnum):
    DIARIZATION = "diarization"
    IDENTIFICATION = "identification"
    WHISPER = "whisper"


@dataclass
class DiarizationModels:
    """Pyannote's segmentation and the embedder that goes with it count as one."""

    segmentation: "Segmenter"
    embedder: "SpeakerEmbedder"

    def close(self) -> None:
        self.segmentation.close()
        self.embedder.close()


class Policy(Protocol):
    def keep(self, model: Model) -> bool:
        """Whether `model` stays after the stage that used it."""


class SingleResidency:
    """Every model leaves with its stage: what fits a 12 GB card."""

    def keep(self, model: Model) -> bool:  # noqa: ARG002
        return False


class PinnedResidency:
    """The last model stays until another is asked for: for a worker that does one stage only."""

    def keep(self, model: Model) -> bool:  # noqa: ARG002
        return True


class TwoModelsError(AssertionError):
    """A model was asked for while another was in use."""


class ModelResidency:
    """Lends models, one at a time: `with residency.use(Model.WHISPER) as model:`."""

    def __init__(self, settings: ModelSettings, policy: Policy | None = None) -> None:
        self._settings = settings
        self._policy = policy or (PinnedResidency() if settings.residency == "pinned" else SingleResidency())
        self._meter = meter_for(settings.hardware.device)
        self._guard = threading.Lock()
        self._in_use: Model | None = None
        self._resident: dict[Model, Any] = {}
        self._uses: list[ModelUse] = []
        self._load: dict[Model, Callable[[], Any]] = {
            Model.DIARIZATION: self._load_diarization,
            Model.IDENTIFICATION: self._load_embedder,
            Model.WHISPER: self._load_whisper,
        }

    @overload
    def use(self, model: Literal[Model.DIARIZATION]) -> AbstractContextManager[DiarizationModels]: ...
    @overload
    def use(self, model: Literal[Model.IDENTIFICATION]) -> AbstractContextManager["SpeakerEmbedder"]: ...
    @overload
    def use(self, model: Literal[Model.WHISPER]) -> AbstractContextManager["WhisperModel"]: ...
    def use(self, model: Model) -> AbstractContextManager[Any]:
        """Lend `model`, loading it if need be and freeing any other first. Keep no reference past the block."""
        return self._use(model)

    def resident(self) -> tuple[Model, ...]:
        return tuple(self._resident)

    def take_uses(self) -> tuple[ModelUse, ...]:
        """The measured stays since the last call."""
        uses, self._uses = tuple(self._uses), []
        return uses

    def names(self) -> Models:
        """The names of the weights on disk; reads them without loading anything."""
        pack = json.loads(self._file("", "pack.json").read_text(encoding="utf-8"))
        return Models(
            diarization=f"{pack['segmentation']['name']} + {pack['embedding']['name']}",
            identification=pack["embedding"]["name"],
            transcription=pack["transcription"]["name"],
        )

    def release_models(self) -> None:
        """Free every model. Weights go even where a borrower still holds the object."""
        while self._resident:
            model, loaded = self._resident.popitem()
            if model is Model.WHISPER:
                loaded.model.unload_model()
            else:
                loaded.close()
            del loaded
        self._meter.reclaim()

    @contextmanager
    def _use(self, model: Model) -> Iterator[Any]:
        with self._guard:
            if self._in_use is not None:
                raise TwoModelsError(f"{model} was asked for while {self._in_use} is in use")
            self._in_use = model
        loaded_at, before, load_seconds = datetime.now(UTC), self._meter.used(), 0.0
        self._meter.start()
        try:
            load_seconds = self._make_resident(model)
            yield self._resident[model]
        finally:
            peak = self._meter.peak()
            if not self._policy.keep(model):
                self.release_models()
            self._in_use = None
            # A stage that failed is measured too: what it needed is what one wants to know then.
            self._uses.append(
                ModelUse(
                    model=model,
                    loaded_at=loaded_at,
                    released_at=datetime.now(UTC),
                    load_seconds=load_seconds,
                    memory=measured(before, self._meter, peak),
                )
            )

    def _make_resident(self, model: Model) -> float:
        if model in self._resident:
            return 0.0
        self.release_models()
        started = time.perf_counter()
        self._resident[model] = self._load[model]()
        if len(self._resident) != 1:
            raise TwoModelsError(f"resident together: {', '.join(self._resident)}")
        seconds = time.perf_counter() - started
        log.info("model loaded", model=model, seconds=round(seconds, 2))
        return seconds

    def _load_diarization(self) -> DiarizationModels:
        # Clustering wants it. The import takes seconds once in a process: loading, and no measure of speed.
        import pyannote.audio.pipelines.clustering  # noqa: F401
        from pyannote.audio.telemetry import set_telemetry_metrics

        from app.services.diarization.segmentation import OnnxSegmenter

        # What it would report goes to its makers. Nothing that is used here reports; no update shall change that.
        set_telemetry_metrics(False)

        segmentation = OnnxSegmenter(self._load_network(self._file("segmentation", "model.onnx")))
        return DiarizationModels(segmentation=segmentation, embedder=self._load_embedder())

    def _load_embedder(self) -> "SpeakerEmbedder":
        import torch

        from app.services.embedding.embedder import OnnxSpeakerEmbedder

        # For the filter banks, which are made while networks run on the other threads.
        torch.set_num_threads(self._settings.cpu_threads // self._at_once())
        network = self._load_network(self._file("embedding", "model.onnx"))
        return OnnxSpeakerEmbedder(network, self.names().identification)

    def _load_network(self, file: Path) -> "OnnxNetwork":
        import onnxruntime

        from app.core.networks import OnnxNetwork

        at_once = self._at_once()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._settings.cpu_threads // at_once
        # Inputs differ in length; the arena would keep the largest of each for ever.
        options.enable_cpu_mem_arena = False
        options.enable_mem_pattern = False
        session = onnxruntime.InferenceSession(
            str(file), options, providers=list(self._settings.hardware.onnx_providers)
        )
        return OnnxNetwork(session, at_once=at_once)

    def _load_whisper(self) -> "WhisperModel":
        from faster_whisper import WhisperModel

        at_once = self._at_once()
        return WhisperModel(
            str(self._file("whisper", "model.bin").parent),
            device=self._settings.hardware.device,
            compute_type=self._settings.hardware.whisper_compute_type,
            cpu_threads=self._settings.cpu_threads // at_once,
            num_workers=at_once,
            local_files_only=True,
        )

    def _at_once(self) -> int:
        """How many inputs a model works on side by side, sharing out the threads."""
        return self._settings.cpu_threads if self._settings.hardware.runs_side_by_side else 1

    def _file(self, folder: str, name: str) -> Path:
        path = self._settings.models_dir / folder / name
        if not path.is_file():
            raise WeightsMissingError(f"{path} is missing; ./manage.sh models fetches the model weights")
        return path
