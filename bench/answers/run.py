"""All measurements of answers on some files."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from app.embeddings.encoder import MODEL_FILE, Encoder
from bench import machine
from bench.answers import asking, minutes, retrieval
from bench.answers.kept import KeptMinutes
from bench.answers.meetings import read_corpus
from bench.answers.product import running_product
from bench.folders import MODELS, BenchError


@dataclass(frozen=True)
class Wanted:
    """Amounts of what takes long."""

    meetings: int
    """Meetings that are taken of each file; 0 for all."""

    minutes: int
    """Meetings of each file of which minutes are written."""

    packs: Sequence[str]
    """Language models that write them, and the answers."""

    questions: int
    """Questions of each file that the product is asked, and as many that their meeting does not answer."""

    asking_minutes: float
    """Minutes after which no further question is asked."""


def run(files: Sequence[Path], out: Path, wanted: Wanted, console: Console) -> None:
    """Measure each file, print tables and write results.json; raise BenchError without weights.

    What was written and asked in `out` before is neither written nor asked again.
    """
    pack = MODELS.parent / "embeddings"
    if not (pack / MODEL_FILE).is_file():
        raise BenchError("There are no weights: ./manage.sh models fetch embeddings")
    encoder = Encoder(pack)
    out.mkdir(parents=True, exist_ok=True)
    corpora = [read_corpus(path, wanted.meetings) for path in files]
    results: dict[str, Any] = {"machine": asdict(machine.describe()), "retrieval": {}, "minutes": {}, "asking": {}}
    for corpus in corpora:
        results["retrieval"][corpus.name] = found = retrieval.measure(corpus, encoder)
        console.print(retrieval.table(corpus.name, found))
        _save(results, out)
    for corpus in corpora if wanted.minutes else ():
        for language_pack in wanted.packs:
            kept = KeptMinutes(out, corpus.name, language_pack)
            written = minutes.measure(corpus, wanted.minutes, kept, encoder, console)
            results["minutes"].setdefault(corpus.name, {})[language_pack] = written
            console.print(minutes.table(corpus.name, written))
            _save(results, out)
    budget = asking.Budget(wanted.questions, wanted.asking_minutes / max(1, len(files) * len(wanted.packs)))
    for language_pack in wanted.packs if wanted.questions else ():
        with running_product(language_pack) as product:
            for corpus in corpora:
                asked = asking.measure(corpus, budget, product, out / f"asked-{corpus.name}.jsonl", console)
                results["asking"].setdefault(corpus.name, {})[language_pack] = asked
                console.print(asking.table(corpus.name, asked))
                _save(results, out)


def _save(results: dict[str, Any], out: Path) -> None:
    """Write what there is, after each file: a long measurement that is stopped keeps it."""
    (out / "results.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
