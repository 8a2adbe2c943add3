"""Errors of identification: voices with the wrong name or none, strangers with a name. Thresholds are the product's.

Cross-validated over who is enrolled: each of five readers in turn is left out and becomes a stranger beside sixty
others, and the enrolment moves through everybody's utterances. Nobody is tested on an utterance that enrolled them.
Every trial is one speaker alone, which is harder than a meeting, where a name is given once only.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import NAMESPACE_OID, uuid5

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from app.services.embedding.embedder import SpeakerEmbedder
from app.services.identification.matching import KnownVoice, identify
from app.services.identification.thresholds import Thresholds, shipped_thresholds
from app.services.identification.voiceprints import voiceprint
from bench.folders import RESULTS
from bench.ours import Worker
from bench.studies.sounds import Samples
from bench.studies.voices import Noise, enrolment, pieces, readers, strangers

Print = NDArray[np.float32]

SECONDS = (5.0, 3.0, 2.0)
SNRS = (None, 15.0, 5.0)
_ENROLLED_FROM = range(0, 10, 2)
"""Numbers of the first utterance of each enrolment."""


@dataclass(frozen=True)
class Trial:
    """One piece of speech compared with the enrolled voices."""

    truth: str | None
    """Name of the speaker; None for somebody who is not enrolled."""

    name: str | None
    own: float | None
    """Similarity to the speaker's own voice, where it is enrolled."""

    others: float
    """Largest similarity to the voice of somebody else."""


@dataclass(frozen=True)
class Row:
    """The trials of one length of test speech in one noise."""

    enrolment_seconds: float
    seconds: float
    snr: float | None
    known: int
    """Trials of enrolled people."""

    wrong_names: int
    rejected: int
    strange: int
    """Trials of people who are not enrolled."""

    named: int
    min_own: float
    own_low: float
    """Similarity to the own voice that all but 2 % of the trials of enrolled people exceed."""

    max_others: float
    """Largest similarity of anybody to a voice that is not theirs."""


@dataclass(frozen=True)
class Prints:
    """Voiceprints to be tried, each with its person, its utterances and its embedding."""

    person: str
    utterance: int
    embedding: Print | None


def run(threads: int, enrolment_seconds: float, console: Console) -> list[Row]:
    with Worker(threads).embedder() as embedder:
        thresholds = shipped_thresholds(embedder.name)
        known = readers()
        folds = [_enrol(known, first, enrolment_seconds, embedder) for first in _ENROLLED_FROM]
        rows = []
        for snr in SNRS:
            for seconds in SECONDS:
                noise = Noise(snr)
                tried = [
                    Prints(piece.person, piece.utterance, voiceprint([noise.added(piece.samples)], embedder))
                    for piece in pieces(known | strangers(), seconds)
                ]
                found = [trial for fold in folds for trial in trials(fold, tried, thresholds)]
                rows.append(summed(found, enrolment_seconds, seconds, snr))
                console.print(f"{len(rows)} of {len(SNRS) * len(SECONDS)}: {len(tried)} pieces of {seconds:g} s")
        console.print(table(rows, thresholds))
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = RESULTS / "identification.json"
    report.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
    console.print(f"Written to {report}")
    return rows


Enrolled = Mapping[str, tuple[Print, frozenset[int]]]
"""Voiceprint of each reader, with the utterances that it was made of."""


def trials(enrolled: Enrolled, tried: Sequence[Prints], thresholds: Thresholds) -> Iterator[Trial]:
    """Yield the trials of everybody's pieces, with each reader left out in turn."""
    for absent in enrolled:
        voices = [
            KnownVoice(uuid5(NAMESPACE_OID, name), name, embedding)
            for name, (embedding, _) in enrolled.items()
            if name != absent
        ]
        for each in tried:
            if each.person in enrolled and each.utterance in enrolled[each.person][1]:
                continue
            truth = each.person if each.person in enrolled and each.person != absent else None
            (answer,) = identify({"SPEAKER_00": each.embedding}, voices, thresholds)
            scores = _similarities(each.embedding, voices)
            own = scores.pop(truth, None) if truth else None
            yield Trial(truth, answer.name, own, max(scores.values(), default=-1.0))


def summed(found: Sequence[Trial], enrolment_seconds: float, seconds: float, snr: float | None) -> Row:
    known = [trial for trial in found if trial.truth is not None]
    strange = [trial for trial in found if trial.truth is None]
    own = [trial.own for trial in known if trial.own is not None]
    return Row(
        enrolment_seconds=enrolment_seconds,
        seconds=seconds,
        snr=snr,
        known=len(known),
        wrong_names=sum(trial.name not in {None, trial.truth} for trial in known),
        rejected=sum(trial.name is None for trial in known),
        strange=len(strange),
        named=sum(trial.name is not None for trial in strange),
        min_own=round(min(own, default=-1.0), 4),
        own_low=round(float(np.quantile(own, 0.02)), 4) if own else -1.0,
        max_others=round(max((trial.others for trial in found), default=-1.0), 4),
    )


def table(rows: Sequence[Row], thresholds: Thresholds) -> Table:
    drawn = Table(
        "test speech",
        "noise",
        "enrolled: trials",
        "wrong name",
        "rejected",
        "strangers: trials",
        "named",
        "own voice, minimum",
        "own, 2 %",
        "other's, maximum",
        title=f"Identification after {rows[0].enrolment_seconds:g} s of enrolment",
        caption=f"a name takes a similarity of {thresholds.accept} and a lead of {thresholds.margin}",
    )
    for row in rows:
        drawn.add_row(
            f"{row.seconds:g} s",
            "none" if row.snr is None else f"{row.snr:g} dB",
            str(row.known),
            str(row.wrong_names),
            f"{row.rejected} ({row.rejected / max(1, row.known):.1%})",
            str(row.strange),
            f"{row.named} ({row.named / max(1, row.strange):.2%})",
            f"{row.min_own:.3f}",
            f"{row.own_low:.3f}",
            f"{row.max_others:.3f}",
        )
    return drawn


def _enrol(known: Mapping[str, list[Samples]], first: int, seconds: float, embedder: SpeakerEmbedder) -> Enrolled:
    enrolled = {}
    for name, utterances in known.items():
        speech, taken = enrolment(utterances, first, seconds)
        embedding = voiceprint([speech], embedder)
        assert embedding is not None  # noqa: S101 - enrolment has seconds enough
        enrolled[name] = (embedding, taken)
    return enrolled


def _similarities(embedding: Print | None, voices: Sequence[KnownVoice]) -> dict[str, float]:
    if embedding is None:
        return {}
    return {voice.name: float(embedding @ voice.embedding) for voice in voices}
