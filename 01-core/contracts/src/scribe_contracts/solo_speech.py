"""Where in a meeting one speaker is heard and nobody else: what voices are enrolled and compared by."""

from collections.abc import Iterable, Iterator

from scribe_contracts.artefacts import Turn

Span = tuple[float, float]
"""Start and end in seconds."""


def solo_spans(turns: Iterable[Turn], speaker: str) -> list[Span]:
    """The longest first, as they tell most about a voice."""
    turns = list(turns)
    own = _union((turn.start, turn.end) for turn in turns if turn.speaker == speaker)
    others = _union((turn.start, turn.end) for turn in turns if turn.speaker != speaker)
    spans = [span for stretch in own for span in _without(stretch, others)]
    return sorted(spans, key=lambda span: span[0] - span[1])


def _union(spans: Iterable[Span]) -> list[Span]:
    """Sorted, with overlapping ones joined."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _without(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span; `others` are sorted and do not overlap each other."""
    start, end = span
    for other_start, other_end in others:
        if other_start >= end:
            break
        if other_start > start:
            yield start, other_start
        start = max(start, other_end)
    if start < end:
        yield start, end
