"""Repair of a passage that the decoder skipped: two decodings of one clip become one."""

import itertools
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from app.services.transcription.clips import Clip
from scribe_contracts.artefacts import SpokenWord

_MARGIN_SECONDS = 2.0
"""Words this near to the clip help to find where the two decodings agree."""

_MAX_SHIFT_SECONDS = 3.0
"""Two decodings of one word in the clip lie this near to each other: alignment moves words into a skipped passage."""

_MAX_EDGE_GAP_SECONDS = 0.7
"""Silence at most between a word outside the clip and its second decoding, which begins in the clip."""


def repair_clip(clip: Clip, words: Sequence[SpokenWord], repaired: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the channel's `words` with the second decoding of `clip` where that has more of them.

    Where the decodings agree, nothing is lost or doubled; between two agreements the longer wording is taken as a
    whole, so that no sentence is put together from both. Words outside the clip keep their place and their time.

    Args:
        words: All words of the channel, sorted by start.
        repaired: The words of the second decoding, sorted by start.
    """
    near = [index for index, word in enumerate(words) if _is_near(clip, word)]
    inside = [index for index in near if clip.holds(words[index])]
    if len(repaired) <= len(inside):
        return list(words)
    if not near:
        return sorted([*words, *filter(clip.holds, repaired)], key=_by_time)
    first, last = near[0], near[-1] + 1
    merged = _merge(clip, words[first:last], repaired)
    return [*words[:first], *_in_order(clip, merged, words[last:]), *words[last:]]


def _merge(clip: Clip, old: Sequence[SpokenWord], new: Sequence[SpokenWord]) -> list[SpokenWord]:
    agreed = _agreements(clip, old, new)
    merged: list[SpokenWord] = []
    for number, ((i1, j1), (i2, j2)) in enumerate(itertools.pairwise([(-1, -1), *agreed, (len(old), len(new))])):
        kept, offered = old[i1 + 1 : i2], new[j1 + 1 : j2]
        if number in (0, len(agreed)):
            offered = [word for word in offered if clip.holds(word)]
        before = [word for word in kept if _is_before(clip, word)]
        after = [word for word in kept if _is_after(clip, word)]
        replaced = [word for word in kept if clip.holds(word)]
        merged += [*before, *(offered if len(offered) > len(replaced) else replaced), *after]
        if i2 < len(old):
            merged.append(new[j2] if clip.holds(old[i2]) else old[i2])
    return merged


def _agreements(clip: Clip, old: Sequence[SpokenWord], new: Sequence[SpokenWord]) -> list[tuple[int, int]]:
    """Return the places in both decodings at which they have the same word, at about the same time.

    One outside the clip is the same only at the edge: where what the second decoding has in the clip comes before
    "the", that is no "the" from before the clip.
    """
    alike = [
        _bare(word) if any(_is_same(clip, word, other) for other in new) else f"{place} of the first alone"
        for place, word in enumerate(old)
    ]
    matcher = SequenceMatcher(None, alike, [_bare(word) for word in new], autojunk=False)
    pairs = [(block.a + step, block.b + step) for block in matcher.get_matching_blocks() for step in range(block.size)]
    pairs = [(i, j) for i, j in pairs if _is_same(clip, old[i], new[j])]
    early = [(i, j) for i, j in pairs if _is_before(clip, old[i])]
    late = [(i, j) for i, j in pairs if _is_after(clip, old[i])]
    held = {j for j, word in enumerate(new) if clip.holds(word)}
    places = range(len(new))
    outside = {*_from_edge(early, places, held), *_from_edge(late[::-1], places[::-1], held)}
    return [(i, j) for i, j in pairs if clip.holds(old[i]) or (i, j) in outside]


def _from_edge(pairs: Sequence[tuple[int, int]], places: Sequence[int], held: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs before which, seen from the edge, the second decoding has no other word in the clip."""
    agreed: set[int] = set()
    for i, j in pairs:
        if held.intersection(places[: places.index(j)]) - agreed:
            return
        agreed.add(j)
        yield i, j


def _in_order(clip: Clip, merged: Sequence[SpokenWord], following: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the words with times that agree with their order; those outside the clip keep theirs."""
    fixed = next((word for word in merged if _is_after(clip, word)), following[0] if following else None)
    ordered: list[SpokenWord] = []
    for word in merged:
        last = ordered[-1] if ordered else None
        start, end = word.start, word.end
        if last and not _is_after(clip, word):
            start = max(start, last.start)
        if fixed and not _is_after(clip, word) and start >= fixed.start:
            start, end = fixed.start, min(end, fixed.end)
        end = max(start, end)
        if last and start == last.start:
            end = max(end, last.end)
        ordered.append(word.model_copy(update={"start": start, "end": end}))
    return ordered


def _is_same(clip: Clip, before: SpokenWord, after: SpokenWord) -> bool:
    """Return whether two decodings of a word have the same text at about the same time."""
    if _bare(before) != _bare(after):
        return False
    if clip.holds(before):
        return abs(before.start - after.start) <= _MAX_SHIFT_SECONDS
    return max(before.start - after.end, after.start - before.end) <= _MAX_EDGE_GAP_SECONDS


def _is_before(clip: Clip, word: SpokenWord) -> bool:
    return not clip.holds(word) and word.start < clip.start


def _is_after(clip: Clip, word: SpokenWord) -> bool:
    return not clip.holds(word) and word.start >= clip.start


def _is_near(clip: Clip, word: SpokenWord) -> bool:
    return word.end > clip.start - _MARGIN_SECONDS and word.start < clip.end + _MARGIN_SECONDS


def _bare(word: SpokenWord) -> str:
    return "".join(character for character in word.text.casefold() if character.isalnum())


def _by_time(word: SpokenWord) -> tuple[float, float]:
    return word.start, word.end
