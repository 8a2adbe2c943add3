"""Decoding of recordings, with the converter of meetings."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import structlog

from app.core.errors import JobError
from app.services.audio.conversion import Converter
from app.services.audio.samples import Audio
from app.services.embedding.filter_banks import Samples
from app.voices.people import Recorded
from scribe_contracts.jobs import Channels

_MAX_SECONDS = 150.0
"""Maximum length taken of one recording; more of the same voice adds nothing."""

log = structlog.get_logger()


def decode(people: Mapping[str, Sequence[Path]], converter: Converter, *, enrolled: bool) -> Iterator[Recorded]:
    """Yield one person after another, to save memory. Leave out files that are no recordings, with a warning."""
    for name, files in people.items():
        samples = [audio for file in files if (audio := _decode_file(file, converter)) is not None]
        yield Recorded(name, enrolled=enrolled, samples=tuple(samples))


def _decode_file(file: Path, converter: Converter) -> Samples | None:
    with tempfile.TemporaryDirectory(prefix="scribe-voices-") as folder:
        try:
            audio = Audio.open(converter.convert(file, Path(folder), Channels.MIX).wav)
        except JobError as error:
            log.warning("recording_left_out", file=file.name, reason=str(error))
            return None
        return audio.crop(0.0, min(audio.duration, _MAX_SECONDS))
