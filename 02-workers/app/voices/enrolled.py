"""The voices that the product knows: those of the voice bank's folder, and those in storage, where it runs."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from app.services.storage.storage import Storage


def download_voices(storage: Storage, into: Path) -> dict[str, list[Path]]:
    """Every enrolled voice's samples as files. Names are the gateway's; here a voice is called by its id.

    Raises JobError where storage does not answer.
    """
    found: dict[str, list[Path]] = {}
    for voice_id, keys in storage.voice_samples().items():
        files = [into / f"{voice_id}-{number}" for number in range(len(keys))]
        there = [file for key, file in zip(keys, files, strict=True) if storage.download_voice_sample(key, file)]
        if there:
            found[_label(voice_id)] = there
    return found


def pooled(bank: Mapping[str, Sequence[Path]], stored: Mapping[str, Sequence[Path]]) -> dict[str, list[Path]]:
    """All voices, each once.

    The gateway enrols the bank's files as they are, so that a voice in storage with a recording of the bank's is the
    same person; so are two that were enrolled with the same file.
    """
    found: dict[str, dict[str, Path]] = {}
    owner: dict[str, str] = {}
    for name, files in [*bank.items(), *stored.items()]:
        samples = {_checksum(file): file for file in files}
        person = next((owner[checksum] for checksum in samples if checksum in owner), name)
        found.setdefault(person, {}).update({key: file for key, file in samples.items() if key not in owner})
        owner.update(dict.fromkeys(samples, person))
    return {name: list(samples.values()) for name, samples in found.items()}


def _label(voice_id: UUID) -> str:
    return f"voice {str(voice_id)[:8]}"


def _checksum(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
