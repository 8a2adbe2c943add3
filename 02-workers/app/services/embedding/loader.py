"""Loading of the speaker embedder."""

from app.core.config import ModelSettings
from app.core.models import ModelLoader
from app.core.networks import load_network
from app.core.pack import PackManifest, find_weights
from app.services.embedding.embedder import OnnxSpeakerEmbedder, SpeakerEmbedder


def load_embedder(settings: ModelSettings) -> SpeakerEmbedder:
    """Load the pack's embedding model; its name is the one in `pack.json`."""
    network = load_network(find_weights(settings.models_dir, "embedding/model.onnx"), settings)
    return OnnxSpeakerEmbedder(network, PackManifest.read(settings.models_dir).embedding.name)


def _free(embedder: SpeakerEmbedder) -> None:
    embedder.close()


EMBEDDER = ModelLoader("identification", load_embedder, _free)
