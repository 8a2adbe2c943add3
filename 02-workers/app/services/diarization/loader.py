"""Loading of what diarization needs: pyannote's segmentation and a speaker embedder, which count as one model."""

from dataclasses import dataclass

import structlog

from app.core.config import ModelSettings
from app.core.models import ModelLoader
from app.core.networks import load_network
from app.core.pack import find_weights
from app.services.diarization.segmentation import OnnxSegmenter, Segmenter
from app.services.embedding.embedder import SpeakerEmbedder
from app.services.embedding.loader import load_embedder

_CHUNKS_TOGETHER = 4
"""With 8 the first filters take less, and the recurrent layers more."""

log = structlog.get_logger()


@dataclass
class DiarizationModels:
    """The two networks of diarization."""

    segmentation: Segmenter
    embedder: SpeakerEmbedder


def _load(settings: ModelSettings) -> DiarizationModels:
    return DiarizationModels(segmentation=_load_segmenter(settings), embedder=load_embedder(settings))


def _load_segmenter(settings: ModelSettings) -> Segmenter:
    file = find_weights(settings.models_dir, "segmentation/model.onnx")
    if settings.hardware.in_batches:
        from app.card.layers import UnknownNetworkError
        from app.services.diarization.card_segmenter import load_card_segmenter

        try:
            return load_card_segmenter(file, settings.hardware.device)
        except UnknownNetworkError as error:
            log.warning("network_runs_on_processor", network=file.parent.name, reason=str(error))
    from app.services.diarization.overlapping import overlapping

    return OnnxSegmenter(load_network(overlapping(file, _CHUNKS_TOGETHER) or file, settings, one_size=True))


def _free(models: DiarizationModels) -> None:
    models.segmentation.close()
    models.embedder.close()


DIARIZATION = ModelLoader("diarization", _load, _free)
