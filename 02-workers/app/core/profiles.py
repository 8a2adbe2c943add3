"""CPU and GPU differ in these values and in the weights on disk, and in nothing else."""

from dataclasses import dataclass
from enum import StrEnum


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
    ),
}
