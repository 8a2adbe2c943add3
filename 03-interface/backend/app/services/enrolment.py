"""Makes voices: from recordings that somebody sends, or from what a speaker said in a meeting."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import structlog

from app.core.errors import ConflictError, InvalidError, NotFoundError, UnavailableError
from app.core.resources import Resources
from app.models import Voice, VoiceSample
from app.services.objects import Objects
from app.services.voice_audio import cut_spans, probe_sample
from scribe_contracts import storage
from scribe_contracts.artefacts import Diarization
from scribe_contracts.solo_speech import Span, solo_spans
from scribe_contracts.storage import Artefact

SAMPLE_BYTES = 20 * 2**20
"""Largest enrolment recording accepted."""

MOST_SAMPLES = 10


class TooLittleSpeechError(ConflictError):
    code = "too_little_speech"


class Enrolment:
    """A voice in the making; its samples go to storage one by one."""

    def __init__(self, objects: Objects) -> None:
        self.voice_id = uuid4()
        self._objects = objects
        self._samples: list[VoiceSample] = []

    async def add(self, sample: bytes) -> None:
        """InvalidError, with a code that tells why, where it is not worth keeping."""
        number = len(self._samples)
        if number == MOST_SAMPLES:
            raise InvalidError.field("sample", f"A voice has {MOST_SAMPLES} samples at most.")
        duration = await asyncio.to_thread(probe_sample, sample)
        await self._objects.put(storage.voice_sample(self.voice_id, number), sample, "application/octet-stream")
        self._samples.append(VoiceSample(number=number, duration=duration))

    def row(self, name: str, owner_id: UUID | None, **fields: Any) -> Voice:
        if not self._samples:
            raise InvalidError.field("sample", "Send at least one recording of the voice.")
        return Voice(id=self.voice_id, name=name, owner_id=owner_id, samples=self._samples, **fields)


@asynccontextmanager
async def enrolling(resources: Resources) -> AsyncIterator[Enrolment]:
    """Commit the row inside the block: where an error leaves it, the samples are taken out of storage again."""
    objects = Objects(resources)
    enrolment = Enrolment(objects)
    try:
        yield enrolment
    except BaseException:
        try:
            await objects.delete_prefix(storage.voice_prefix(enrolment.voice_id))
        except UnavailableError as error:
            structlog.get_logger().warning("samples_left", voice_id=str(enrolment.voice_id), error=error.detail)
        raise


async def cut_speaker(objects: Objects, meeting_id: UUID, diarization: Diarization, speaker: str) -> bytes:
    """A WAV of what one speaker said while nobody else spoke."""
    if all(turn.speaker != speaker for turn in diarization.turns):
        raise NotFoundError("There is no such speaker in this meeting.")
    spans = solo_spans(diarization.turns, speaker)
    return await objects.run(lambda: _cut(objects, meeting_id, spans))


def _cut(objects: Objects, meeting_id: UUID, spans: list[Span]) -> bytes:
    with objects.reader(storage.artefact(meeting_id, Artefact.AUDIO)) as audio:
        cut = cut_spans(audio, spans)
    try:
        probe_sample(cut)
    except InvalidError as error:
        raise TooLittleSpeechError("This speaker is hardly heard alone: too little to enrol.") from error
    return cut
