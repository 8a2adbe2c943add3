"""Every bucket and every S3 key, as functions. Nothing else composes a key; docs/architecture.md lists them."""

from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

_EMBEDDING = ".npy"

FIRST_ATTEMPT = 1
"""The attempt whose artefacts lie directly under their meeting."""


class Bucket(StrEnum):
    UPLOADS = "uploads"
    PROCESSED = "processed"
    VOICES = "voices"


class S3Location(NamedTuple):
    bucket: Bucket
    key: str


class Artefact(StrEnum):
    """The files that a worker leaves for a meeting."""

    MANIFEST = "manifest.json"
    DIARIZATION = "diarization.json"
    IDENTIFICATION = "identification.json"
    TRANSCRIPTION = "transcription.json"
    TRANSCRIPT = "transcript.json"
    AUDIO = "audio.m4a"
    PEAKS = "peaks.json"


def source(meeting_id: UUID) -> S3Location:
    """Return the place of the recording as it was uploaded."""
    return S3Location(Bucket.UPLOADS, f"{meeting_id}/source")


def imported_transcript(meeting_id: UUID) -> S3Location:
    """Return the place of a transcript that was imported, as the product's own document."""
    return S3Location(Bucket.UPLOADS, f"{meeting_id}/transcript.json")


def artefact(meeting_id: UUID, name: Artefact, attempt: int = FIRST_ATTEMPT) -> S3Location:
    """Return the place of a file that a worker leaves for the meeting at one attempt.

    Every attempt after the first has a folder, so that it overwrites nothing that people still read.
    """
    if attempt == FIRST_ATTEMPT:
        return S3Location(Bucket.PROCESSED, f"{meeting_id}/{name}")
    return S3Location(Bucket.PROCESSED, f"{attempts_prefix(meeting_id).key}{attempt}/{name}")


SOUND = (Artefact.AUDIO, Artefact.PEAKS)
"""Artefacts that go with the recording where the transcript stays."""


def attempts_prefix(meeting_id: UUID) -> S3Location:
    """Return the prefix of the folders of all attempts after the first."""
    return S3Location(Bucket.PROCESSED, f"{meeting_id}/attempts/")


def attempt_of(meeting_id: UUID, key: str) -> int | None:
    """Return the attempt in whose folder the key or the prefix lies; None for all others."""
    folder = key.removeprefix(attempts_prefix(meeting_id).key).partition("/")[0]
    return int(folder) if folder.isascii() and folder.isdigit() else None


def revision(meeting_id: UUID, number: int) -> S3Location:
    """Return the place of a whole transcript as a user has edited it."""
    return S3Location(Bucket.PROCESSED, f"{meeting_id}/revisions/{number}.json")


def minutes(meeting_id: UUID, minutes_id: UUID, attempt: int) -> S3Location:
    """Return the place of minutes as a model wrote them at one attempt."""
    return S3Location(Bucket.PROCESSED, f"{meeting_id}/minutes/{minutes_id}/{attempt}.json")


def minutes_part(meeting_id: UUID, minutes_id: UUID, fingerprint: str) -> S3Location:
    """Return the place of what a model wrote of one part of a meeting."""
    return S3Location(Bucket.PROCESSED, f"{meeting_id}/minutes/{minutes_id}/parts/{fingerprint}.json")


def minutes_prefix(meeting_id: UUID, minutes_id: UUID) -> S3Location:
    """Return the prefix of everything that lies in S3 for minutes."""
    return S3Location(Bucket.PROCESSED, f"{meeting_id}/minutes/{minutes_id}/")


def meeting_prefixes(meeting_id: UUID) -> tuple[S3Location, ...]:
    """Return the prefixes of everything that lies in S3 for a meeting."""
    return (
        S3Location(Bucket.UPLOADS, f"{meeting_id}/"),
        S3Location(Bucket.PROCESSED, f"{meeting_id}/"),
    )


def probe() -> S3Location:
    """Return the place of a file that is written and deleted at once, to find out whether storage has room."""
    return S3Location(Bucket.UPLOADS, "probe")


def compaction_wanted() -> S3Location:
    """Return the place of the word by which storage is asked to drop the bytes of deleted objects.

    Where storage is the product's own, the word is found in `compaction_done` once they are gone.
    """
    return S3Location(Bucket.UPLOADS, "compaction/wanted")


def compaction_seen() -> S3Location:
    """Return the place of what changes for as long as the product's own storage drops bytes of deleted objects."""
    return S3Location(Bucket.UPLOADS, "compaction/seen")


def compaction_done() -> S3Location:
    """Return the place of the last word for which the bytes of deleted objects were dropped."""
    return S3Location(Bucket.UPLOADS, "compaction/done")


def encryption_keys() -> S3Location:
    """Return the place of the list of keys, by their ids, that objects are encrypted under."""
    return S3Location(Bucket.UPLOADS, "encryption/keys")


def lies_open(bucket: str, key: str) -> bool:
    """Return whether an object is never encrypted: words between product and storage, which say nothing of anybody."""
    return S3Location(Bucket(bucket), key) in (
        encryption_keys(),
        compaction_wanted(),
        compaction_seen(),
        compaction_done(),
    )


def voice_sample(voice_id: UUID, number: int) -> S3Location:
    """Return the place of an enrolment recording."""
    return S3Location(Bucket.VOICES, f"{voice_id}/samples/{number}")


def voice_of_sample(key: str) -> UUID | None:
    """Return the id of the voice whose enrolment recording has this key; None for any other key."""
    owner, separator, _ = key.partition("/samples/")
    return UUID(owner) if separator else None


def voice_embedding(voice_id: UUID, model: str) -> S3Location:
    """Return the place of the cached embedding of a voice under one model."""
    return S3Location(Bucket.VOICES, f"{voice_id}/{model}{_EMBEDDING}")


def is_voice_embedding(key: str) -> bool:
    """Return whether the key is that of a cached embedding, which can be computed again."""
    return key.endswith(_EMBEDDING)


def voice_prefix(voice_id: UUID) -> S3Location:
    """Return the prefix of everything that lies in S3 for a voice."""
    return S3Location(Bucket.VOICES, f"{voice_id}/")
