"""People who say little: errors of diarization on composed conversations, whole and cut into pieces of 30 s."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from rich.console import Console
from rich.table import Table

from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.diarization.diarizer import Diarizer
from bench.folders import RESULTS
from bench.heard import Turn
from bench.ours import Worker
from bench.scoring.diarization import DiarizationScore, score_turns
from bench.studies.scenes import Scene, scenes
from scribe_contracts.jobs import SpeakerCount


@dataclass(frozen=True)
class Measured:
    """Figures of one conversation, or of a piece of it."""

    kind: str
    name: str
    errors: DiarizationScore


def run(seeds: range, threads: int, console: Console, *, told: bool) -> list[Measured]:
    """Print the table and write the JSON. With `told`, the diarizer is told the number of people."""
    measured: list[Measured] = []
    with Worker(threads).diarizer() as diarizer:
        for scene in scenes(seeds):
            measured.append(Measured(scene.kind, scene.name, measure(diarizer, scene, told=told)))
            measured += [
                Measured(f"{piece.kind}, 30 s", piece.name, measure(diarizer, piece, told=told))
                for piece in scene.pieces()
            ]
    console.print(table(measured))
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = RESULTS / f"small-voices-{seeds.start}-{seeds.stop - 1}.json"
    report.write_text(json.dumps([asdict(each) for each in measured], indent=1), encoding="utf-8")
    console.print(f"Written to {report}")
    return measured


def measure(diarizer: Diarizer, scene: Scene, *, told: bool = False) -> DiarizationScore:
    """Return the errors of the diarization of one scene."""
    audio = Audio((scene.samples * 32_767).astype(np.int16)[:, None])
    count = SpeakerCount(exact=len({turn.speaker for turn in scene.turns})) if told else SpeakerCount()
    found = [Turn(turn.speaker, turn.start, turn.end) for turn in diarizer.diarize(audio, count, lambda _: None)]
    return score_turns(scene.turns, found, len(scene.samples) / SAMPLE_RATE)


def table(measured: Sequence[Measured]) -> Table:
    """Return the pooled figures of each kind."""
    drawn = Table("kind", "DER", "confusion", "missed", "false alarm", "people", "found", "number right")
    kinds = list(dict.fromkeys(each.kind for each in measured))
    whole, pieces = [kind for kind in kinds if "30 s" not in kind], [kind for kind in kinds if "30 s" in kind]
    for title, chosen in [*((kind, [kind]) for kind in whole), ("all", whole), ("all, 30 s", pieces)]:
        own = [each.errors for each in measured if each.kind in chosen]
        if own:
            drawn.add_row(title, *_cells(own))
    return drawn


def _cells(own: Sequence[DiarizationScore]) -> list[str]:
    speech = sum(each.speech for each in own)
    confusion, missed = sum(each.confusion for each in own), sum(each.missed for each in own)
    false_alarm = sum(each.false_alarm for each in own)
    shares = (part / speech for part in (confusion + missed + false_alarm, confusion, missed, false_alarm))
    right = sum(each.speakers == each.found for each in own)
    return [
        *(f"{share:.2%}" for share in shares),
        str(sum(each.speakers for each in own)),
        str(sum(each.found for each in own)),
        f"{right} of {len(own)}",
    ]
