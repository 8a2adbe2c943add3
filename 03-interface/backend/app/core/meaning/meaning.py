"""The embedder and the store together, where this installation has both."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.config import Settings
from app.core.meaning.embedder import Embedder
from app.core.meaning.errors import MeaningOffError
from app.core.meaning.store import StoredPassage, VectorStore
from scribe_contracts.retrieval.fusion import Place
from scribe_contracts.retrieval.passages import cut_passages
from scribe_contracts.retrieval.terms import passage_vector
from scribe_contracts.transcript import Transcript

_FORM = 1
"""Version of how passages are cut and described; a change indexes every meeting again."""


@dataclass(frozen=True)
class Meaning:
    """Search by meaning of one process."""

    embedder: Embedder
    store: VectorStore
    version: str
    """Model and form that vectors depend on. Those of another version are made anew."""

    async def close(self) -> None:
        await self.embedder.close()
        await self.store.close()

    async def describe(self, title: str, held: date, transcript: Transcript) -> list[StoredPassage]:
        """Return the passages of a transcript with their vectors; raise MeaningUnavailableError."""
        passages = await asyncio.to_thread(cut_passages, transcript)
        dense = await self.embedder.passages([passage.described(title, held) for passage in passages])
        lines = {segment.id: number for number, segment in enumerate(transcript.segments)}
        return [
            StoredPassage(
                Place(transcript.meeting_id, passage.number),
                tuple(lines[segment] for segment in passage.segments),
                vector,
                passage_vector(passage.described(title, held), transcript.language),
            )
            for passage, vector in zip(passages, dense, strict=True)
        ]


def open_meaning(settings: Settings) -> Meaning | None:
    """Return search by meaning; None where the operator has not set both services."""
    if not settings.embeddings_url or not (settings.qdrant_url or settings.qdrant_path):
        return None
    version = f"{settings.embeddings_model[:48]}/{_FORM}"
    return Meaning(Embedder(settings, settings.embeddings_url), VectorStore(settings, version), version)


def require(meaning: Meaning | None) -> Meaning:
    """Return search by meaning; raise MeaningOffError where there is none."""
    if meaning is None:
        raise MeaningOffError("This installation has no search by meaning: its services are not set.")
    return meaning


async def forget(meaning: Meaning | None, meeting_ids: Collection[UUID]) -> dict[UUID, int]:
    """Remove the vectors of deleted meetings, return their numbers; raise MeaningUnavailableError."""
    return await meaning.store.remove(meeting_ids) if meaning is not None else {}
