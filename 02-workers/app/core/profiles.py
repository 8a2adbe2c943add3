"""CPU and GPU differ in these values and in the weights on disk, and in nothing else."""

from dataclasses import dataclass
from enum import StrEnum

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
    """ONNX Runtime is given one input a thread, rather than one after the other."""

    whisper_compute_type: str
    transcription_batch: int
    """Clips of up to 30 s decoded together."""

    segmentation_batch: int
    """Chunks of 10 s segmented together."""

    seconds_per_audio_second: dict[Stage, float]
    """First guess for the time left; replaced by what this worker measures."""


PROFILES = {
    ProfileName.CPU: Profile(
        name=ProfileName.CPU,
        device="cpu",
        onnx_providers=("CPUExecutionProvider",),
        runs_side_by_side=True,
        whisper_compute_type="int8",
        transcription_batch=8,
        segmentation_batch=4,
        seconds_per_audio_second={
            Stage.DOWNLOAD: 0.001,
            Stage.CONVERT: 0.01,
            Stage.DIARIZE: 0.04,
            Stage.IDENTIFY: 0.01,
            Stage.TRANSCRIBE: 0.08,
            Stage.FUSE: 0.01,
            Stage.STORE: 0.0005,
            Stage.CLEANUP: 0.0001,
        },
    ),
    ProfileName.GPU: Profile(
        name=ProfileName.GPU,
        device="cuda",
        onnx_providers=("CUDAExecutionProvider", "CPUExecutionProvider"),
        runs_side_by_side=False,
        whisper_compute_type="float16",
        transcription_batch=16,
        segmentation_batch=32,
        seconds_per_audio_second={
            Stage.DOWNLOAD: 0.001,
            Stage.CONVERT: 0.005,
            Stage.DIARIZE: 0.02,
            Stage.IDENTIFY: 0.002,
            Stage.TRANSCRIBE: 0.015,
            Stage.FUSE: 0.002,
            Stage.STORE: 0.0005,
            Stage.CLEANUP: 0.0001,
        },
    ),
}
