"""Loading of what diarization needs: pyannote's segmentation and a speaker embedder, which count as one model."""

from dataclasses import dataclass

from app.core.config import ModelSettings
from app.core.models import ModelLoader
from app.core.networks import load_network
from app.core.pack import find_weights
from app.services.diarization.segmentation import OnnxSegmenter, Segmenter
from app.services.embedding.embedder import SpeakerEmbedder
from app.services.embedding.loader import load_embedder


@dataclass
class DiarizationModels:
    """The two networks of diarization."""

    segmentation: Segmenter
    embedder: SpeakerEmbedder


def _load(settings: ModelSettings) -> DiarizationModels:
    network = load_network(find_weights(settings.models_dir, "segmentation/model.onnx"), settings, one_size=True)
    return DiarizationModels(segmentation=OnnxSegmenter(network), embedder=load_embedder(settings))


def _free(models: DiarizationModels) -> None:
    models.segmentation.close()
    models.embedder.close()


DIARIZATION = ModelLoader("diarization", _load, _free)
