"""Loading of Whisper, run by CTranslate2."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.config import ModelSettings
from app.core.models import ModelLoader
from app.core.pack import find_weights
from app.core.side_by_side import SideBySide

if TYPE_CHECKING:
    from faster_whisper import WhisperModel


@dataclass(frozen=True)
class Whisper:
    """A loaded model, with the threads that decode with it."""

    model: "WhisperModel"
    runs: SideBySide


def _load(settings: ModelSettings) -> Whisper:
    from faster_whisper import WhisperModel

    hardware = settings.fitted_hardware
    model = WhisperModel(
        str(find_weights(settings.models_dir, "whisper/model.bin").parent),
        device=hardware.device,
        compute_type=hardware.whisper_compute_type,
        cpu_threads=settings.threads_per_input,
        num_workers=settings.parallel_inputs,
        local_files_only=True,
    )
    # The model takes one call at a time of those that its workers leave over: their sound is analysed meanwhile.
    return Whisper(model, SideBySide(settings.parallel_inputs + hardware.batches_ahead))


def _free(whisper: Whisper) -> None:
    whisper.runs.close()
    whisper.model.model.unload_model()


WHISPER: ModelLoader[Whisper] = ModelLoader("whisper", _load, _free)
