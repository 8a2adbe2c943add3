"""Stretches of a meeting in which one speaker is heard alone: voices are enrolled from them and compared by them."""

from collections.abc import Iterable, Iterator

from scribe_contracts.artefacts import Turn

Span = tuple[float, float]
"""Start and end in seconds."""


def solo_spans(turns: Iterable[Turn], speaker: str) -> list[Span]:
    """Return the spans in which only `speaker` speaks, the longest first, as they tell most about a voice."""
    turns = list(turns)
    own = _union((turn.start, turn.end) for turn in turns if turn.speaker == speaker)
    others = _union((turn.start, turn.end) for turn in turns if turn.speaker != speaker)
    spans = [span for stretch in own for span in _without(stretch, others)]
    return sorted(spans, key=lambda span: span[0] - span[1])


def _union(spans: Iterable[Span]) -> list[Span]:
    """Return the spans sorted by start, with overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _without(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    """Yield what remains of `span` without `others`, which are sorted and do not overlap each other."""
    start, end = span
    for other_start, other_end in others:
        if other_start >= end:
            break
        if other_start > start:
            yield start, other_start
        start = max(start, other_end)
    if start < end:
        yield start, end
