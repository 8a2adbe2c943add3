"""The command `calibrate`: gather voices, compare them, report, store the threshold where asked to."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console

from app.core.errors import JobError
from app.core.models import ModelResidency
from app.core.pack import PackManifest
from app.services.audio.conversion import Converter
from app.services.embedding.loader import EMBEDDER
from app.services.identification.thresholds import read_thresholds, shipped_thresholds, thresholds_for, write_thresholds
from app.services.storage.storage import Storage
from app.voices.calibration import find_threshold
from app.voices.decoding import decode
from app.voices.enrolled import download_voices, pool_voices
from app.voices.errors import VoicesError
from app.voices.folders import recordings_by_person
from app.voices.people import Person
from app.voices.pieces import embed
from app.voices.report import show_calibration, show_shortage, show_trials
from app.voices.settings import VoiceSettings
from app.voices.trials import run_trials
from scribe_contracts import s3
from scribe_contracts.settings import InfrastructureSettings

_SAME_PERSON_MARGIN = 0.1
"""Similarity above the shipped threshold that voiceprints of two people never reached: it is one person."""

_MAX_HOURS = 12
_NO_VOICES = (
    "There is no enrolled voice to calibrate on: put recordings into 02-workers/voice_bank, "
    "or enrol people in the product and leave it running."
)


def calibrate(settings: VoiceSettings, strangers: Path | None, console: Console, *, write: bool) -> None:
    """Print the calibration; store the threshold with `write`.

    Raise VoicesError, ThresholdsError or WeightsMissingError if that fails, each with one sentence.
    """
    on_processor = settings.on_processor()
    residency = ModelResidency(on_processor)
    model = PackManifest.read(on_processor.models_dir).embedding.name
    shipped = shipped_thresholds(model)
    in_force = thresholds_for(model, read_thresholds(settings.calibrated))
    outside = recordings_by_person(strangers) if strangers else {}
    with tempfile.TemporaryDirectory(prefix="scribe-voices-") as folder:
        voices = _voices(settings, Path(folder), console)
        if not voices:
            raise VoicesError(_NO_VOICES)
        console.print(f"Listening to {len(voices)} enrolled voices and {len(outside)} strangers with {model}.")
        people = _embed_all(settings, residency, voices, outside)
    trials = run_trials(people, alike_from=shipped.accept + _SAME_PERSON_MARGIN)
    show_trials(console, trials)
    if show_shortage(console, trials, in_force):
        return
    found = find_threshold(trials, shipped)
    show_calibration(console, trials, found, shipped)
    if in_force != shipped:
        console.print(f"In force until now: {in_force.accept:.2f}, {in_force.source}.")
    if not write:
        console.print("Nothing was changed; --write keeps the suggested threshold.")
        return
    write_thresholds(settings.calibrated, model, found.thresholds)
    console.print(f"Kept in {settings.calibrated}.", soft_wrap=True)
    console.print("Workers use it from their next start; retry a meeting to identify its speakers again.")


def _voices(settings: VoiceSettings, folder: Path, console: Console) -> dict[str, list[Path]]:
    bank = recordings_by_person(settings.voice_bank_dir) if settings.voice_bank_dir.is_dir() else {}
    return pool_voices(bank, _stored(settings, folder, console))


def _stored(settings: VoiceSettings, folder: Path, console: Console) -> Mapping[str, Sequence[Path]]:
    if settings.s3_endpoint_url is None:
        return {}
    try:
        return download_voices(Storage(s3.connect(InfrastructureSettings())), folder)  # type: ignore[call-arg]
    except JobError:
        console.print("The product's storage does not answer: only the voices of the voice bank are used.")
        return {}


def _embed_all(
    settings: VoiceSettings,
    residency: ModelResidency,
    voices: Mapping[str, Sequence[Path]],
    strangers: Mapping[str, Sequence[Path]],
) -> list[Person]:
    converter = Converter(settings.ffmpeg, max_seconds=_MAX_HOURS * 3600)
    with residency.use(EMBEDDER) as embedder:
        return [
            *embed(decode(voices, converter, enrolled=True), embedder),
            *embed(decode(strangers, converter, enrolled=False), embedder),
        ]
