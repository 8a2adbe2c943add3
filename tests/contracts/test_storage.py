"""Keys in S3: under the prefixes of their owner, told apart, and as documented."""

import re
from pathlib import Path
from uuid import uuid4

from scribe_contracts import storage
from scribe_contracts.storage import Artefact, Bucket

ARCHITECTURE = Path(__file__).parents[2] / "docs" / "architecture.md"


def test_everything_of_a_meeting_lies_under_its_prefixes() -> None:
    meeting_id = uuid4()
    places = [storage.source(meeting_id), storage.revision(meeting_id, 3)]
    places += [storage.artefact(meeting_id, name, attempt) for name in Artefact for attempt in (1, 2)]

    prefixes = storage.meeting_prefixes(meeting_id)

    for place in places:
        assert any(place.bucket is prefix.bucket and place.key.startswith(prefix.key) for prefix in prefixes)


def test_everything_of_a_voice_lies_under_its_prefix() -> None:
    voice_id = uuid4()
    prefix = storage.voice_prefix(voice_id)

    for place in (storage.voice_sample(voice_id, 0), storage.voice_embedding(voice_id, "campplus")):
        assert place.bucket is prefix.bucket is Bucket.VOICES
        assert place.key.startswith(prefix.key)


def test_embeddings_are_told_from_recordings() -> None:
    voice_id = uuid4()

    assert storage.is_voice_embedding(storage.voice_embedding(voice_id, "campplus").key)
    assert not storage.is_voice_embedding(storage.voice_sample(voice_id, 0).key)


def test_a_recording_says_whose_it_is() -> None:
    voice_id = uuid4()

    assert storage.voice_of_sample(storage.voice_sample(voice_id, 3).key) == voice_id
    assert storage.voice_of_sample(storage.voice_embedding(voice_id, "campplus").key) is None


def test_an_artefact_says_of_which_attempt_it_is() -> None:
    meeting_id = uuid4()

    assert storage.attempt_of(meeting_id, storage.artefact(meeting_id, Artefact.AUDIO, 12).key) == 12
    assert storage.attempt_of(meeting_id, storage.artefact(meeting_id, Artefact.AUDIO).key) is None
    assert storage.attempt_of(meeting_id, storage.revision(meeting_id, 3).key) is None


def test_artefacts_are_named_as_documented() -> None:
    meeting_id, voice_id, minutes_id, number, attempt = uuid4(), uuid4(), uuid4(), 734, 619
    places = [
        storage.imported_transcript(meeting_id),
        storage.source(meeting_id),
        storage.probe(),
        *(storage.artefact(meeting_id, name) for name in Artefact),
        storage.artefact(meeting_id, Artefact.TRANSCRIPT, attempt),
        storage.revision(meeting_id, number),
        storage.minutes(meeting_id, minutes_id, attempt),
        storage.minutes_part(meeting_id, minutes_id, "{fingerprint}"),
        storage.voice_sample(voice_id, number),
        storage.voice_embedding(voice_id, "{model}"),
    ]
    names = {str(meeting_id): "{meeting_id}", str(voice_id): "{voice_id}", str(minutes_id): "{minutes_id}"}
    names |= {str(number): "{number}", str(attempt): "{attempt}"}

    assert documented_keys() == [_with_names(f"{place.bucket}/{place.key}", names) for place in places]


def documented_keys() -> list[str]:
    """Return the first column of the table of keys, in its order."""
    section = ARCHITECTURE.read_text(encoding="utf-8").partition("## What lies in S3\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)


def _with_names(key: str, names: dict[str, str]) -> str:
    for value, name in names.items():
        key = key.replace(value, name)
    return key
