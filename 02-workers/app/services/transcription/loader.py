"""Loading of Whisper, run by CTranslate2."""

from typing import TYPE_CHECKING

from app.core.config import ModelSettings
from app.core.models import ModelLoader
from app.core.pack import find_weights

if TYPE_CHECKING:
    from faster_whisper import WhisperModel


def _load(settings: ModelSettings) -> "WhisperModel":
    from faster_whisper import WhisperModel

    return WhisperModel(
        str(find_weights(settings.models_dir, "whisper/model.bin").parent),
        device=settings.hardware.device,
        compute_type=settings.hardware.whisper_compute_type,
        cpu_threads=settings.threads_per_input,
        num_workers=settings.parallel_inputs,
        local_files_only=True,
    )


def _free(model: "WhisperModel") -> None:
    model.model.unload_model()


WHISPER: ModelLoader["WhisperModel"] = ModelLoader("whisper", _load, _free)
