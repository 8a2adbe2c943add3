"""Agreement of batches and of the card with other ways of computing the same."""

from dataclasses import dataclass

from app.core.config import ModelSettings
from app.core.models import ModelResidency
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.diarization.diarizer import PyannoteDiarizer
from app.services.diarization.loader import DIARIZATION
from bench.card.meeting import diarize
from bench.heard import Turn
from bench.scoring.diarization import score_turns
from scribe_contracts.artefacts import Turn as FoundTurn


@dataclass(frozen=True)
class Agreement:
    """Likeness of two ways of computing the same."""

    of: str
    seconds: float
    """Sound that was compared."""

    difference: float
    """DER of the turns by one way, with those by the other as the reference; 0 where they are the same."""


def with_single_inputs(audio: Audio, settings: ModelSettings, seconds: float) -> Agreement:
    """Compare the turns found in batches with those found one chunk at a time, on the same device."""
    part = _first(audio, seconds)
    batch = settings.fitted_hardware.segmentation_batch
    return _compare(f"batches of {batch} and of 1", part, _turns(part, settings, 1), _turns(part, settings, batch))


def with_processor(audio: Audio, card: ModelSettings, processor: ModelSettings, seconds: float) -> Agreement:
    """Compare the turns that the card finds with those of the processor."""
    part = _first(audio, seconds)
    reference = _turns(part, processor, processor.fitted_hardware.segmentation_batch)
    return _compare("card and processor", part, reference, _turns(part, card, card.fitted_hardware.segmentation_batch))


def _first(audio: Audio, seconds: float) -> Audio:
    return Audio(audio.samples[: round(seconds * SAMPLE_RATE)])


def _turns(audio: Audio, settings: ModelSettings, batch: int) -> list[Turn]:
    with ModelResidency(settings).use(DIARIZATION) as models:
        found: tuple[FoundTurn, ...] = diarize(PyannoteDiarizer(models, batch=batch), audio)
    return [Turn(turn.speaker, turn.start, turn.end) for turn in found]


def _compare(of: str, audio: Audio, reference: list[Turn], found: list[Turn]) -> Agreement:
    score = score_turns(reference, found, audio.duration)
    wrong = score.confusion + score.missed + score.false_alarm
    return Agreement(of, audio.duration, wrong / score.speech if score.speech else float(bool(found)))
