"""Joining of what was written of several parts; evidence is kept at every step."""

from collections.abc import Sequence

from scribe_contracts.evidence.words import content_words
from scribe_contracts.minutes.document import EvidenceSegment, MinutesItem

MIN_SAME = 0.75
"""Share of words from which on two items say the same."""

MAX_EVIDENCE = 12


def join_alike(items: Sequence[MinutesItem]) -> list[MinutesItem]:
    """Return the items in their order, with those that say the same joined into the first of them."""
    kept: list[MinutesItem] = []
    words: list[set[str]] = []
    for item in items:
        own = content_words(item.text)
        place = next((at for at, other in enumerate(words) if _is_same(own, other, item, kept[at])), None)
        if place is None:
            kept.append(item)
            words.append(own)
        else:
            kept[place] = _join(kept[place], item)
    return kept


def join_evidence(items: Sequence[MinutesItem]) -> tuple[EvidenceSegment, ...]:
    """Return the segments of all items once, in the order of the meeting."""
    segments = {segment.id: segment for item in items for segment in item.evidence}
    return tuple(sorted(segments.values(), key=lambda segment: (segment.start, segment.id))[:MAX_EVIDENCE])


def _is_same(own: set[str], other: set[str], item: MinutesItem, kept: MinutesItem) -> bool:
    if item.text.casefold() == kept.text.casefold():
        return item.owner == kept.owner
    if not own or not other or item.owner != kept.owner or item.due != kept.due:
        return False
    digits = {word for word in own ^ other if word[0].isdigit()}
    return not digits and len(own & other) / len(own | other) >= MIN_SAME


def _join(first: MinutesItem, second: MinutesItem) -> MinutesItem:
    """Return one item for both. One confirmed text is enough: it is then the text that stays."""
    better = second if first.doubts and not second.doubts else first
    sources = [item for item in (first, second) if bool(item.doubts) == bool(better.doubts)]
    return better.model_copy(update={"evidence": join_evidence(sources)})
