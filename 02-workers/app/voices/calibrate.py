"""The command's one verb: gather voices, compare them, say what was found, keep it where asked to."""

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
from app.voices.calibration import calibrated
from app.voices.decoding import decoded
from app.voices.enrolled import download_voices, pooled
from app.voices.errors import VoicesError
from app.voices.folders import recordings_by_person
from app.voices.people import Person
from app.voices.pieces import embedded
from app.voices.report import show_calibration, show_shortage, show_trials
from app.voices.settings import VoiceSettings
from app.voices.trials import tried
from scribe_contracts import s3
from scribe_contracts.settings import InfrastructureSettings

_ALIKE = 0.1
"""So far above the shipped threshold two people's whole voiceprints never were: it is one person, enrolled twice."""

_HOURS = 12
_NO_VOICES = (
    "There is no enrolled voice to calibrate on: put recordings into 02-workers/voice_bank, "
    "or enrol people in the product and leave it running."
)


def calibrate(settings: VoiceSettings, strangers: Path | None, console: Console, *, write: bool) -> None:
    """VoicesError, ThresholdsError or WeightsMissingError where it cannot be done, each one sentence."""
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
        people = _listen(settings, residency, voices, outside)
    trials = tried(people, alike_from=shipped.accept + _ALIKE)
    show_trials(console, trials)
    if show_shortage(console, trials, in_force):
        return
    found = calibrated(trials, shipped)
    show_calibration(console, trials, found, shipped)
    if in_force != shipped:
        console.print(f"In force until now: {in_force.accept:.2f}, {in_force.source}.")
    if not write:
        console.print("Nothing was changed; --write keeps the suggested threshold.")
        return
    write_thresholds(settings.calibrated, model, found.thresholds)
    console.print(f"Kept in {settings.calibrated}.", soft_wrap=True)
    console.print("Workers use it from their next start; retrying a meeting then names its speakers anew.")


def _voices(settings: VoiceSettings, folder: Path, console: Console) -> dict[str, list[Path]]:
    bank = recordings_by_person(settings.voice_bank_dir) if settings.voice_bank_dir.is_dir() else {}
    return pooled(bank, _stored(settings, folder, console))


def _stored(settings: VoiceSettings, folder: Path, console: Console) -> Mapping[str, Sequence[Path]]:
    if settings.s3_endpoint_url is None:
        return {}
    try:
        return download_voices(Storage(s3.connect(InfrastructureSettings())), folder)  # type: ignore[call-arg]
    except JobError:
        console.print("The product's storage does not answer: only the voices of the voice bank are used.")
        return {}


def _listen(
    settings: VoiceSettings,
    residency: ModelResidency,
    voices: Mapping[str, Sequence[Path]],
    strangers: Mapping[str, Sequence[Path]],
) -> list[Person]:
    converter = Converter(settings.ffmpeg, max_seconds=_HOURS * 3600)
    with residency.use(EMBEDDER) as embedder:
        return [
            *embedded(decoded(voices, converter, enrolled=True), embedder),
            *embedded(decoded(strangers, converter, enrolled=False), embedder),
        ]
