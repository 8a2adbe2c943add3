"""The figures of the report, from single runs: medians and spread, errors, comparison with this product."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.arms.protocol import DIARIZE, TRANSCRIBE, Heard, Measured, Result
from bench.heard import Word
from bench.roster import ARMS, COMPOSITES
from bench.running import Run
from bench.scoring import diarization, words
from bench.scoring.diarization import DiarizationScore
from bench.scoring.words import Scorer, WordScore
from bench.studies.rules import largest_overlap
from bench.truth import Recording, read_stm
from scribe_contracts.artefacts import SpokenWord
from scribe_contracts.artefacts import Turn as ContractTurn

TOTAL = "total"
_COMPOSITES = [composite.name for composite in COMPOSITES]
_ORDER = [*ARMS, *_COMPOSITES]


@dataclass(frozen=True)
class Spread:
    median: float
    minimum: float
    maximum: float

    @classmethod
    def of(cls, values: Iterable[float]) -> "Spread":
        ordered = sorted(values)
        return cls(median(ordered), ordered[0], ordered[-1])


@dataclass(frozen=True)
class Line:
    """One arm on one recording."""

    recording: str
    seconds: float
    """Length of the recording, in seconds."""

    arm: str
    rounds: int
    times: dict[str, Spread]
    """Wall seconds of each stage and of all together."""

    peak: int
    """Peak bytes of the resident set over all stages, median over rounds."""

    above_loaded: int
    """The same without the loaded models."""

    diarization: DiarizationScore | None
    words: WordScore | None
    steady: bool
    """The words and turns of every round are the same."""


def lines(runs: Mapping[Run, Result], recordings: Mapping[str, Recording], scorer: Scorer) -> list[Line]:
    """Return one line for each arm and recording, shortest first. Where rounds differ, the median is scored.

    Composites are included; their turns are those of another arm, so only their words are scored.
    """
    grouped: dict[tuple[str, str], list[Result]] = {}
    for run, result in sorted({**runs, **composed(runs)}.items(), key=lambda item: item[0].number):
        grouped.setdefault((run.recording, run.arm), []).append(result)
    made = [_line(recordings[name], arm, results, scorer) for (name, arm), results in grouped.items()]
    return sorted(made, key=lambda line: (line.seconds, line.recording, _ORDER.index(line.arm)))


def composed(runs: Mapping[Run, Result]) -> dict[Run, Result]:
    """Return the runs of every composite, round by round: the turns of one arm with the words of another."""
    made = {}
    for run, spoken in runs.items():
        for composite in COMPOSITES:
            turned = runs.get(Run(run.number, run.recording, composite.turns))
            if run.arm == composite.words and turned is not None:
                made[Run(run.number, run.recording, composite.name)] = Result(
                    heard=_assigned(turned.heard, spoken.heard),
                    stages={**turned.stages, **spoken.stages},
                    versions={**turned.versions, **spoken.versions},
                    threads=spoken.threads,
                )
    return made


def pooled_der(chosen: Sequence[Line]) -> float | None:
    scores = [line.diarization for line in chosen if line.diarization is not None]
    wrong = sum(score.missed + score.false_alarm + score.confusion for score in scores)
    return wrong / sum(score.speech for score in scores) if scores else None


def pooled_cpwer(chosen: Sequence[Line]) -> float | None:
    scores = [line.words for line in chosen if line.words is not None and line.words.cp is not None]
    return sum(score.cp or 0 for score in scores) / sum(score.said for score in scores) if scores else None


def slower(mine: Line, other: Line, stage: str) -> float | None:
    """Return the ratio of the other's time to ours."""
    if stage not in mine.times or stage not in other.times:
        return None
    return other.times[stage].median / mine.times[stage].median


def growth(short: Line, long: Line) -> tuple[float, float]:
    """Return the ratio of times of the longer recording to the shorter, and the bytes of memory per further minute."""
    minutes = (long.seconds - short.seconds) / 60
    return long.times[TOTAL].median / short.times[TOTAL].median, (long.peak - short.peak) / minutes


def by_recording(chosen: Iterable[Line]) -> dict[str, list[Line]]:
    grouped: dict[str, list[Line]] = {}
    for line in chosen:
        grouped.setdefault(line.recording, []).append(line)
    return grouped


def _line(recording: Recording, arm: str, results: Sequence[Result], scorer: Scorer) -> Line:
    first = results[0]
    different = _different(results)
    return Line(
        recording=recording.name,
        seconds=recording.seconds,
        arm=arm,
        rounds=len(results),
        times=dict(_times([result.stages for result in results])),
        peak=int(median(max(stage.peak for stage in result.stages.values()) for result in results)),
        above_loaded=int(
            median(max(stage.peak - stage.loaded for stage in result.stages.values()) for result in results)
        ),
        diarization=(
            _median_turns([diarization.score(recording.rttm, heard.turns, recording.seconds) for heard in different])
            if recording.rttm and DIARIZE in first.stages and arm not in _COMPOSITES
            else None
        ),
        words=(
            _median_words([words.score(read_stm(recording.stm), heard.words, scorer) for heard in different])
            if recording.stm and TRANSCRIBE in first.stages
            else None
        ),
        steady=all(heard == first.heard for heard in different),
    )


def _different(results: Sequence[Result]) -> list[Heard]:
    """Return the output of each round, or that of one where all are the same."""
    heard = [result.heard for result in results]
    return heard if any(each != heard[0] for each in heard) else heard[:1]


def _median_turns(scores: Sequence[DiarizationScore]) -> DiarizationScore:
    return sorted(scores, key=lambda score: score.der)[len(scores) // 2]


def _median_words(scores: Sequence[WordScore]) -> WordScore:
    return sorted(scores, key=lambda score: (score.cp or 0, score.wer))[len(scores) // 2]


def _times(rounds: Sequence[Mapping[str, Measured]]) -> Iterator[tuple[str, Spread]]:
    for stage in rounds[0]:
        yield stage, Spread.of(each[stage].seconds for each in rounds)
    yield TOTAL, Spread.of(sum(stage.seconds for stage in each.values()) for each in rounds)


def _assigned(turned: Heard, spoken: Heard) -> Heard:
    turns = [ContractTurn(speaker=turn.speaker, start=turn.start, end=turn.end) for turn in turned.turns]
    heard = [SpokenWord(start=word.start, end=word.end, text=word.text, probability=1.0) for word in spoken.words]
    speakers = largest_overlap(heard, turns)
    return Heard(
        turned.turns,
        [Word(speaker, word.start, word.end, word.text) for speaker, word in zip(speakers, spoken.words, strict=True)],
    )
