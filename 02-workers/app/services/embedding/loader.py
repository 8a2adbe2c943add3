"""Loading of the speaker embedder."""

import structlog

from app.core.config import ModelSettings
from app.core.models import ModelLoader
from app.core.networks import load_network
from app.core.pack import PackManifest, find_weights
from app.services.embedding.embedder import OnnxSpeakerEmbedder, SpeakerEmbedder

log = structlog.get_logger()


def load_embedder(settings: ModelSettings) -> SpeakerEmbedder:
    """Load the pack's embedding model; its name is the one in `pack.json`."""
    file = find_weights(settings.models_dir, "embedding/model.onnx")
    name = PackManifest.read(settings.models_dir).embedding.name
    if settings.hardware.in_batches:
        from app.card.layers import UnknownNetworkError
        from app.services.embedding.card_embedder import load_card_embedder

        hardware = settings.fitted_hardware
        try:
            return load_card_embedder(file, name, device=hardware.device, frames_at_once=hardware.embedding_frames)
        except UnknownNetworkError as error:
            log.warning("network_runs_on_processor", network=name, reason=str(error))
    return OnnxSpeakerEmbedder(load_network(file, settings), name)


def _free(embedder: SpeakerEmbedder) -> None:
    embedder.close()


EMBEDDER = ModelLoader("identification", load_embedder, _free)
