"""Enrolment of voices: from recordings that are sent, or from what a speaker said in a meeting."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import structlog

from app.core.errors import ConflictError, InvalidError, NotFoundError, UnavailableError
from app.models import Voice, VoiceSample
from app.services.repeats.request_keys import Fingerprint
from app.services.storage.objects import Objects
from app.services.voices.audio import content_type_of, cut_spans, probe_sample
from scribe_contracts import storage
from scribe_contracts.artefacts import Diarization
from scribe_contracts.solo_speech import Span, solo_spans

MAX_SAMPLES = 10


class TooLittleSpeechError(ConflictError):
    """The speaker is not heard alone for long enough."""

    code = "too_little_speech"


class Enrolment:
    """Samples of one voice, new or existing, that are put into storage one by one."""

    def __init__(
        self, objects: Objects, voice_id: UUID | None = None, *, first: int = 0, room: int = MAX_SAMPLES
    ) -> None:
        self.voice_id = voice_id or uuid4()
        self.samples: list[VoiceSample] = []
        self.fingerprint = Fingerprint()
        """Of the samples; the order in which they come does not count."""

        self._objects = objects
        self._first = first
        self._room = room

    async def add(self, sample: bytes) -> None:
        """Store a sample; raise InvalidError, with a code that gives the reason, if it cannot be used."""
        if len(self.samples) == self._room:
            raise InvalidError.field("sample", f"A voice has {MAX_SAMPLES} samples at most.")
        duration = await asyncio.to_thread(probe_sample, sample)
        content_type = content_type_of(sample)
        self.fingerprint.add("sample", sample)
        await self._objects.put(self._next(), sample, content_type)
        number = self._first + len(self.samples)
        self.samples.append(VoiceSample(number=number, duration=duration, content_type=content_type))

    def row(self, name: str, owner_id: UUID | None, **fields: Any) -> Voice:
        """Return the voice with its samples."""
        self.require_samples()
        return Voice(
            id=self.voice_id,
            name=name,
            owner_id=owner_id,
            samples=self.samples,
            next_sample=self._first + len(self.samples),
            **fields,
        )

    def require_samples(self) -> None:
        if not self.samples:
            raise InvalidError.field("sample", "Send at least one recording of the voice.")

    async def discard(self) -> None:
        """Remove the samples from storage, with the one that was being stored, which may have arrived."""
        kept = (storage.voice_sample(self.voice_id, sample.number) for sample in self.samples)
        try:
            await self._objects.delete(*kept, self._next())
        except UnavailableError as error:
            structlog.get_logger().warning("samples_left", voice_id=str(self.voice_id), error=error.detail)

    def _next(self) -> storage.S3Location:
        return storage.voice_sample(self.voice_id, self._first + len(self.samples))


@asynccontextmanager
async def enrolling(enrolment: Enrolment) -> AsyncIterator[Enrolment]:
    """Remove the samples from storage if an error leaves the block. Commit the rows inside it."""
    try:
        yield enrolment
    except BaseException:
        await enrolment.discard()
        raise


async def cut_speaker(objects: Objects, recording: storage.S3Location, diarization: Diarization, speaker: str) -> bytes:
    """Return a WAV of what one speaker said in a recording while nobody else spoke."""
    if all(turn.speaker != speaker for turn in diarization.turns):
        raise NotFoundError("There is no such speaker in this meeting.")
    spans = solo_spans(diarization.turns, speaker)
    return await objects.run(lambda: _cut(objects, recording, spans))


def _cut(objects: Objects, recording: storage.S3Location, spans: list[Span]) -> bytes:
    with objects.reader(recording) as audio:
        cut = cut_spans(audio, spans)
    try:
        probe_sample(cut)
    except InvalidError as error:
        raise TooLittleSpeechError("This speaker is not heard alone for long enough to enrol.") from error
    return cut
