"""CPU and GPU differ in these values and in the weights on disk, and in nothing else."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.time_left.paces import Pace
from scribe_contracts.events import Stage


class ProfileName(StrEnum):
    CPU = "cpu"
    GPU = "gpu"


def detect_profile() -> ProfileName:
    """What this machine can do; asks CTranslate2, which loads faster than torch."""
    from ctranslate2 import get_cuda_device_count

    return ProfileName.GPU if get_cuda_device_count() > 0 else ProfileName.CPU


@dataclass(frozen=True)
class Profile:
    name: ProfileName
    device: str
    """As torch and CTranslate2 name it."""

    onnx_providers: tuple[str, ...]
    runs_side_by_side: bool
    """Models are given one input a thread, rather than all threads for one input after the other."""

    whisper_compute_type: str
    transcription_batch: int
    """Clips of up to 30 s decoded together, at most; by each thread where models run side by side."""

    encoding_batch: int
    """Clips encoded together, at most; where that is less than the above, in memory that the processor can reach."""

    segmentation_batch: int
    """Chunks of 10 s segmented together."""

    fetches_ahead: bool
    """The next recording is converted while the models work, unless they take all of the processor."""

    paces: dict[Stage, Pace]
    """First guesses for the time left; replaced by what workers of this kind measure."""


PROFILES = {
    ProfileName.CPU: Profile(
        name=ProfileName.CPU,
        device="cpu",
        onnx_providers=("CPUExecutionProvider",),
        runs_side_by_side=True,
        whisper_compute_type="int8",
        transcription_batch=4,
        encoding_batch=1,
        segmentation_batch=4,
        fetches_ahead=False,
        paces={
            Stage.DOWNLOAD: Pace(seconds=0.001),
            Stage.CONVERT: Pace(seconds=0.01),
            Stage.DIARIZE: Pace(seconds=0.0191, load_seconds=0.3),
            Stage.IDENTIFY: Pace(seconds=0.01, load_seconds=0.3),
            Stage.TRANSCRIBE: Pace(seconds=0.032, load_seconds=0.3),
            Stage.FUSE: Pace(seconds=0.0068, load_seconds=0.3),
            Stage.STORE: Pace(seconds=0.0005),
            Stage.CLEANUP: Pace(seconds=0.0001),
        },
    ),
    ProfileName.GPU: Profile(
        name=ProfileName.GPU,
        device="cuda",
        onnx_providers=("CUDAExecutionProvider", "CPUExecutionProvider"),
        runs_side_by_side=False,
        whisper_compute_type="float16",
        transcription_batch=16,
        encoding_batch=16,
        segmentation_batch=32,
        fetches_ahead=True,
        paces={
            Stage.DOWNLOAD: Pace(seconds=0.001),
            Stage.CONVERT: Pace(seconds=0.005),
            Stage.DIARIZE: Pace(seconds=0.02, load_seconds=2.0),
            Stage.IDENTIFY: Pace(seconds=0.002, load_seconds=1.0),
            Stage.TRANSCRIBE: Pace(seconds=0.015, load_seconds=3.0),
            Stage.FUSE: Pace(seconds=0.01, load_seconds=1.0),
            Stage.STORE: Pace(seconds=0.0005),
            Stage.CLEANUP: Pace(seconds=0.0001),
        },
    ),
}
