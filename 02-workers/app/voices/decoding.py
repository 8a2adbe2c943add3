"""Files to samples, through the converter that meetings go through."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import structlog

from app.core.errors import JobError
from app.services.audio.conversion import Converter
from app.services.audio.samples import Audio
from app.services.embedding.embedder import Samples
from app.voices.people import Recorded
from scribe_contracts.jobs import Channels

_MOST_SECONDS = 150.0
"""Of one recording; an hour of a stranger is no better."""

log = structlog.get_logger()


def decoded(people: Mapping[str, Sequence[Path]], converter: Converter, *, enrolled: bool) -> Iterator[Recorded]:
    """One person after another, so that few are in memory. A file that is no recording is left out, with a warning."""
    for name, files in people.items():
        samples = [audio for file in files if (audio := _decode(file, converter)) is not None]
        yield Recorded(name, enrolled=enrolled, samples=tuple(samples))


def _decode(file: Path, converter: Converter) -> Samples | None:
    with tempfile.TemporaryDirectory(prefix="scribe-voices-") as folder:
        try:
            audio = Audio.open(converter.convert(file, Path(folder), Channels.MIX).wav)
        except JobError as error:
            log.warning("recording_left_out", file=file.name, reason=str(error))
            return None
        return audio.crop(0.0, min(audio.duration, _MOST_SECONDS))
