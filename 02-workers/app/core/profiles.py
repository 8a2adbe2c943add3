"""Values in which CPU and GPU differ; beside them, only the weights and the first guesses of the time left do."""

from dataclasses import dataclass
from enum import StrEnum


class ProfileName(StrEnum):
    CPU = "cpu"
    GPU = "gpu"


class Residency(StrEnum):
    """Rule by which models stay in memory after their use."""

    SINGLE = "single"
    """None does."""

    PINNED = "pinned"
    """The last one does, until another is asked for."""

    TOGETHER = "together"
    """All do, until none was used for a while."""

    @property
    def keeps(self) -> bool:
        return self is not Residency.SINGLE


def detect_profile() -> ProfileName:
    """Return the profile that fits this machine; ask CTranslate2, which loads faster than torch."""
    from ctranslate2 import get_cuda_device_count

    return ProfileName.GPU if get_cuda_device_count() > 0 else ProfileName.CPU


@dataclass(frozen=True)
class Profile:
    """Values for one kind of hardware."""

    name: ProfileName
    device: str
    """Device name of torch and CTranslate2."""

    in_batches: bool
    """PyTorch runs the networks of diarization, in padded batches on the device; otherwise ONNX Runtime does."""

    runs_side_by_side: bool
    """Each thread works on an input of its own; otherwise all threads work on one input after the other."""

    residency: Residency
    whisper_compute_type: str
    transcription_batch: int
    """Maximum number of clips (up to 30 s each) decoded together; per thread where models run side by side."""

    encoding_batch: int
    """Maximum number of clips encoded together. With less than `transcription_batch`, encodings are put together in the
    processor's memory."""

    padding_seconds: float | None
    """Silence that is encoded after the longest clip of a batch, if that is no short one; None for as much as fills
    Whisper's window of 30 s."""

    segmentation_batch: int
    """Maximum number of chunks of 10 s segmented together."""

    embedding_frames: int
    """Maximum number of frames of voices, 100 a second, embedded together where networks run in batches."""

    batches_ahead: int
    """Batches of clips that are made ready while the model decodes others."""

    voice_seconds: float | None
    """Maximum length of one stretch of speech by which a voice is recognised; None for all of it."""

    fetches_ahead: bool
    """The next recording is prepared while the models work; not where they take all of the processor."""


PROFILES = {
    ProfileName.CPU: Profile(
        name=ProfileName.CPU,
        device="cpu",
        in_batches=False,
        runs_side_by_side=True,
        residency=Residency.TOGETHER,
        whisper_compute_type="int8",
        transcription_batch=4,
        encoding_batch=1,
        padding_seconds=1.5,
        segmentation_batch=4,
        embedding_frames=0,
        batches_ahead=0,
        voice_seconds=3.0,
        fetches_ahead=False,
    ),
    ProfileName.GPU: Profile(
        name=ProfileName.GPU,
        device="cuda",
        in_batches=True,
        runs_side_by_side=False,
        residency=Residency.SINGLE,
        whisper_compute_type="float16",
        transcription_batch=16,
        encoding_batch=16,
        padding_seconds=None,
        segmentation_batch=32,
        embedding_frames=32_768,
        batches_ahead=1,
        voice_seconds=None,
        fetches_ahead=True,
    ),
}
