"""Words and turns of a meeting as the worker finds them, kept on disk for studies of later stages."""

import hashlib
from pathlib import Path

from app.core.pack import PACK_FILE
from app.services.audio.samples import Audio
from bench.folders import MADE, MODELS, ROOT
from bench.ours import Worker, diarize, transcribe
from bench.truth import Recording
from scribe_contracts.artefacts import SpokenWord, Turn
from scribe_contracts.base import Contract

_KEPT = MADE / "listened"
_CODE = ("audio", "diarization", "embedding", "transcription")


class Listened(Contract):
    code: str
    """Checksum of the code and weights that made it."""

    turns: tuple[Turn, ...]
    words: tuple[SpokenWord, ...]
    """Words, without speakers."""


def listen(recording: Recording, threads: int, *, fresh: bool) -> Listened:
    """Return words and turns: from an earlier run, whatever code made them, unless `fresh`; else from the worker."""
    kept = _KEPT / f"{recording.name}.json"
    if kept.exists() and not fresh:
        return Listened.model_validate_json(kept.read_bytes())
    audio = Audio.open(recording.wav)
    worker = Worker(threads)
    with worker.diarizer() as diarizer:
        turns = diarize(diarizer, audio)
    with worker.transcriber() as transcriber:
        words = transcribe(transcriber, audio, turns)
    heard = Listened(code=code(), turns=turns, words=words)
    _write(kept, heard.model_dump_json())
    return heard


def code() -> str:
    """Return the checksum of the present code and weights."""
    services = ROOT / "02-workers" / "app" / "services"
    sources = (file for package in _CODE for file in sorted((services / package).rglob("*.py")))
    files = [*sources, MODELS / PACK_FILE]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _write(path: Path, text: str) -> None:
    """Write the file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.replace(path)
