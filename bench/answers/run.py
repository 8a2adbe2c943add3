"""All measurements of answers on some files."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console

from app.embeddings.encoder import MODEL_FILE, Encoder
from bench import machine
from bench.answers import minutes, retrieval
from bench.answers.meetings import read_corpus
from bench.folders import MODELS, BenchError


def run(files: Sequence[Path], out: Path, meetings: int, packs: Sequence[str], console: Console) -> None:
    """Measure each file, print tables and write results.json; raise BenchError without weights.

    Minutes are written of so many `meetings` of each file with the language model of each pack.
    """
    pack = MODELS.parent / "embeddings"
    if not (pack / MODEL_FILE).is_file():
        raise BenchError("There are no weights: ./manage.sh models fetch embeddings")
    encoder = Encoder(pack)
    out.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {"machine": asdict(machine.describe()), "retrieval": {}, "minutes": {}}
    for path in files:
        corpus = read_corpus(path)
        results["retrieval"][corpus.name] = found = retrieval.measure(corpus, encoder)
        console.print(retrieval.table(corpus.name, found))
        for language_pack in packs if meetings else ():
            written = minutes.measure(corpus, meetings, language_pack, encoder, console)
            results["minutes"].setdefault(corpus.name, {})[language_pack] = written
            console.print(minutes.table(corpus.name, written))
        # After each file: a long measurement that is stopped keeps what it has.
        (out / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
