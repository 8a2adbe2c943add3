"""Errors of each rule that gives words to speakers, on the same words of the same composed meetings.

The price of a rule is its cpWER less the least cpWER that any assignment of these words could have (`free_errors`),
in words. It is pooled over meetings with more and less overlapping speech, clean and through rooms with noise.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table

from app.services.audio.samples import Audio
from bench.catalogue import NOISES, READERS, ROOMS, Composition
from bench.folders import RESULTS
from bench.heard import Word
from bench.ours import Worker
from bench.scoring.orc import free_errors, orc_errors
from bench.scoring.texts import by_speaker, count, cp_errors
from bench.scoring.words import tcp_errors
from bench.studies.listening import Listened, code, listen
from bench.studies.misassigned import misassigned
from bench.studies.rules import BASELINE, Rule, named
from bench.truth import Recording, Utterance, read_rttm, read_stm
from scribe_contracts.artefacts import Turn

OVERLAPS = (0.0, 0.1, 0.25)
SNR = 12.0
_SPEAKERS = 4


@dataclass(frozen=True)
class Plan:
    rules: Sequence[str]
    seeds: int
    minutes: float
    threads: int
    fresh: bool
    show: bool = False
    """Print each word that a rule gives to the wrong person."""
    reference_turns: bool = False
    """Use the turns of the reference, so that errors of diarization do not count."""


@dataclass(frozen=True)
class Score:
    """Figures of one rule on one meeting, in words."""

    meeting: str
    condition: str
    rule: str
    said: int
    fewest_errors: int
    """Errors of the best possible assignment."""

    errors: int
    """Errors of cpWER."""

    timed: int
    """Errors of tcpWER."""

    orc: int
    """Errors of tcORC-WER, in which utterances are not divided."""

    @property
    def price(self) -> int:
        return self.errors - self.fewest_errors

    @property
    def above_orc(self) -> int:
        return self.timed - self.orc


def run(plan: Plan, console: Console) -> list[Score]:
    """Print one line for each meeting and the table, and write the JSON. Meetings are kept for the next run."""
    rules = {name: named(name) for name in plan.rules}
    scores: list[Score] = []
    stale = 0
    for condition, composition in meetings(plan):
        recording = composition.make()
        heard = listen(recording, plan.threads, fresh=plan.fresh)
        stale += heard.code != code()
        assert recording.stm is not None  # noqa: S101 - a composed meeting has one
        if plan.reference_turns:
            heard = _with_true_turns(heard, recording)
        truth = read_stm(recording.stm)
        given = _by_rules(rules, heard, Audio.open(recording.wav), plan.threads)
        found = score(recording.name, condition, truth, heard, given)
        prices = ", ".join(f"{each.rule} {each.price}" for each in found)
        console.print(
            f"{recording.name}: {found[0].said} words, {found[0].fewest_errors} errors at least, price: {prices}",
            soft_wrap=True,
        )
        if plan.show:
            _show(truth, heard, given, console)
        scores += found
    console.print(table(scores, plan.rules))
    if stale:
        console.print(f"{stale} meetings were heard by other code or weights; --fresh hears them anew.", style="yellow")
    RESULTS.mkdir(parents=True, exist_ok=True)
    report = RESULTS / ("assignment-reference-turns.json" if plan.reference_turns else "assignment.json")
    report.write_text(json.dumps([asdict(each) for each in scores], indent=1), encoding="utf-8")
    console.print(f"Written to {report}")
    return scores


def meetings(plan: Plan) -> Iterator[tuple[str, Composition]]:
    """Yield each meeting with its condition; every seed leaves out another reader and adds another noise."""
    for seed in range(1, plan.seeds + 1):
        readers = tuple((READERS * 2)[seed % len(READERS) :][:_SPEAKERS])
        for overlap in OVERLAPS:
            title = f"{overlap:.0%} overlapping"
            yield f"{title}, clean", Composition(readers, plan.minutes, seed, overlap)
            noise = NOISES[seed % len(NOISES)]
            yield f"{title}, noisy rooms", Composition(readers, plan.minutes, seed, overlap, ROOMS, noise, SNR)


def score(
    meeting: str, condition: str, truth: Sequence[Utterance], heard: Listened, given: Mapping[str, Sequence[str]]
) -> list[Score]:
    """Return the figures of each rule; `given` has the speaker of each word by each rule."""
    said, texts = count(truth), by_speaker(truth)
    least = free_errors(truth, _given(heard, [""] * len(heard.words)))
    scores = []
    for name, speakers in given.items():
        words = _given(heard, speakers)
        errors, timed, orc = cp_errors(texts, by_speaker(words)), tcp_errors(truth, words), orc_errors(truth, words)
        scores.append(Score(meeting, condition, name, said, least, errors, timed, orc))
    return scores


def table(scores: Sequence[Score], rules: Sequence[str]) -> Table:
    title = "Price of each rule in words: its errors above the least, (cpWER), tcpWER less ORC-WER"
    drawn = Table("condition", "words", "least errors", title=title)
    for rule in rules:
        drawn.add_column(rule, justify="right")
    for condition in [*dict.fromkeys(each.condition for each in scores), "all"]:
        chosen = [each for each in scores if condition in {each.condition, "all"}]
        first = [each for each in chosen if each.rule == rules[0]]
        said, least = sum(each.said for each in first), sum(each.fewest_errors for each in first)
        cells = [_cell([each for each in chosen if each.rule == rule], said) for rule in rules]
        drawn.add_row(condition, str(said), f"{least} ({least / max(1, said):.1%})", *cells)
    prices = {rule: sum(each.price for each in scores if each.rule == rule) for rule in rules}
    if prices.get(BASELINE):
        ratios = (f"{name}: {price / prices[BASELINE]:.2f}" for name, price in prices.items() if name != BASELINE)
        drawn.caption = f"as a share of {BASELINE}'s price: {', '.join(ratios)}"
    return drawn


def _by_rules(rules: Mapping[str, Rule], heard: Listened, audio: Audio, threads: int) -> dict[str, Sequence[str]]:
    with Worker(threads).embedder() as embedder:
        return {name: rule(heard.words, heard.turns, audio, embedder) for name, rule in rules.items()}


def _show(truth: Sequence[Utterance], heard: Listened, given: Mapping[str, Sequence[str]], console: Console) -> None:
    for name, speakers in given.items():
        console.print(f"  {name}:", highlight=False)
        for each in misassigned(truth, _given(heard, speakers)):
            console.print(f"    {each}", soft_wrap=True, highlight=False, markup=False)


def _cell(own: Sequence[Score], said: int) -> str:
    price, errors = sum(each.price for each in own), sum(each.errors for each in own)
    return f"{price} ({errors / max(1, said):.1%}) {sum(each.above_orc for each in own)}"


def _with_true_turns(heard: Listened, recording: Recording) -> Listened:
    assert recording.rttm is not None  # noqa: S101 - a composed meeting has one
    turns = (Turn(speaker=turn.speaker, start=turn.start, end=turn.end) for turn in read_rttm(recording.rttm))
    return heard.model_copy(update={"turns": tuple(turns)})


def _given(heard: Listened, speakers: Sequence[str]) -> list[Word]:
    return [Word(speaker, word.start, word.end, word.text) for word, speaker in zip(heard.words, speakers, strict=True)]
