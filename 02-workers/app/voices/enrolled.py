"""Enrolled voices: those in the voice bank's folder, and those in storage."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from uuid import UUID

from app.services.storage.storage import Storage


def download_voices(storage: Storage, into: Path) -> dict[str, list[Path]]:
    """Download the samples of every enrolled voice. Voices are named by their ids: their names are in the gateway.

    Raise JobError if storage does not answer.
    """
    found: dict[str, list[Path]] = {}
    for voice_id, keys in storage.voice_samples().items():
        files = [into / f"{voice_id}-{number}" for number in range(len(keys))]
        downloaded = [file for key, file in zip(keys, files, strict=True) if storage.download_voice_sample(key, file)]
        if downloaded:
            found[_label(voice_id)] = downloaded
    return found


def pool_voices(bank: Mapping[str, Sequence[Path]], stored: Mapping[str, Sequence[Path]]) -> dict[str, list[Path]]:
    """Return all voices, each person once.

    The gateway enrols the voice bank's files as they are: a voice in storage with one of them is the same person. Two
    voices enrolled with the same file are one person too.
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
