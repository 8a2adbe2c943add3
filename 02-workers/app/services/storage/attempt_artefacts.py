"""The artefacts of one attempt, with those of earlier ones to choose from."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from app.services.storage.storage import Storage
from scribe_contracts.artefacts import Diarization, Identification, Transcription
from scribe_contracts.base import Contract
from scribe_contracts.jobs import ProcessMeeting
from scribe_contracts.storage import Artefact

ArtefactT = TypeVar("ArtefactT", Diarization, Identification, Transcription)

FINGERPRINT = "fingerprint"
"""Key of the metadata of what browsers play."""


class AttemptArtefacts:
    """Writes under its own attempt only: what other attempts left may be read by people."""

    def __init__(self, storage: Storage, job: ProcessMeeting) -> None:
        self._storage = storage
        self._meeting_id = job.meeting_id
        self._attempt = job.place or job.attempt

    @cached_property
    def _others(self) -> tuple[int, ...]:
        return tuple(each for each in self._storage.attempts(self._meeting_id) if each != self._attempt)

    def _sources(self) -> Iterator[int]:
        """Yield this attempt, which an earlier delivery may have begun, then the others, latest first."""
        yield self._attempt
        yield from self._others

    def find(self, name: Artefact, contract: type[ArtefactT], fingerprint: str) -> ArtefactT | None:
        """Return an artefact with this fingerprint, which is one of this attempt then; None if there is none."""
        for attempt in self._sources():
            found = self._storage.load(self._meeting_id, name, contract, attempt)
            if found is not None and found.fingerprint == fingerprint:
                if attempt != self._attempt:
                    self.save(name, found)
                return found
        return None

    def find_sound(self, fingerprint: str) -> bool:
        """Return whether there is what browsers play, with this fingerprint; it is one of this attempt then."""
        for attempt in self._sources():
            metadata = self._storage.metadata(self._meeting_id, Artefact.AUDIO, attempt) or {}
            if metadata.get(FINGERPRINT) == fingerprint:
                if attempt != self._attempt:
                    for name in (Artefact.PEAKS, Artefact.AUDIO):
                        self._storage.copy(self._meeting_id, name, from_attempt=attempt, to=self._attempt)
                return True
        return False

    def save(self, name: Artefact, document: Contract) -> None:
        """Store a document."""
        self._storage.save(self._meeting_id, name, document, self._attempt)

    def upload(self, name: Artefact, path: Path, content_type: str, metadata: Mapping[str, str]) -> None:
        """Store a file."""
        self._storage.upload(self._meeting_id, name, path, content_type, metadata, attempt=self._attempt)
