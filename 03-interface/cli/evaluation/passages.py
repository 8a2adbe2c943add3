"""The passages that went worst, to be listened to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cli.evaluation.scores import Place
from cli.evaluation.tokens import Token
from cli.scoring.words import Step

MIN_STEPS = 8
MAX_STEPS = 25
WORST = 5


@dataclass(frozen=True)
class Passage:
    """A stretch of a recording with what was said and what was heard; for the terminal of its owner only."""

    place: Place
    said: str
    heard: str


def passages(
    recording: str, said: Sequence[Token], heard: Sequence[Token], steps: Sequence[Step], duration: float
) -> Iterator[Passage]:
    """Yield the passages with errors, in order, with times within `duration`."""
    before = 0.0
    for group, following in _groups(said, steps):
        truths = [said[step.said] for step in group if step.said is not None]
        founds = [heard[step.heard] for step in group if step.heard is not None]
        start, end = _span(founds or truths)
        if start is None or end is None:
            # Nothing was heard here and nobody wrote down a time: it lies between its neighbours.
            start = before
            end = next((heard[step.heard].start for step in following if step.heard is not None), None)
            end = duration if end is None else max(end, start)
        errors = sum(step.wrong for step in group)
        if errors:
            place = Place(recording=recording, start=start, end=end, errors=errors)
            yield Passage(place, _written(truths), _written(founds))
        before = max(before, end)


def worst(found: Iterable[Passage]) -> list[Passage]:
    """Return the few with most errors, the worst first."""
    return sorted(found, key=lambda passage: -passage.place.errors)[:WORST]


def _groups(said: Sequence[Token], steps: Sequence[Step]) -> Iterator[tuple[Sequence[Step], Sequence[Step]]]:
    """Yield steps that are cut where an utterance ends, or where they become long, each with all that follow."""
    begin, part = 0, None
    for place, step in enumerate(steps):
        here = said[step.said].part if step.said is not None else part
        size = place - begin
        if size >= MAX_STEPS or (size >= MIN_STEPS and here != part):
            yield steps[begin:place], steps[place:]
            begin = place
        part = here
    if begin < len(steps):
        yield steps[begin:], ()


def _span(tokens: Iterable[Token]) -> tuple[float | None, float | None]:
    timed = [(token.start, token.end) for token in tokens if token.start is not None and token.end is not None]
    if not timed:
        return None, None
    return min(start for start, _ in timed), max(end for _, end in timed)


def _written(tokens: Iterable[Token]) -> str:
    return " ".join(token.shown for token in tokens if token.shown)
