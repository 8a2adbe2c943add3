"""Repair of a passage that the decoder skipped: two decodings of one clip become one."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from app.services.transcription.clips import Clip
from scribe_contracts.artefacts import SpokenWord

_MARGIN_SECONDS = 2.0
"""Words this near to the clip help to find where the two decodings agree."""


def repair_clip(clip: Clip, words: Sequence[SpokenWord], repaired: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the channel's `words` with the second decoding of `clip` where that has more of them.

    Where the decodings agree, nothing is lost or doubled; between two agreements the longer wording is taken as a
    whole, so that no sentence is put together from both. Words outside the clip stay.

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
    return [*words[:first], *_in_order(merged, words[last:]), *words[last:]]


def _merge(clip: Clip, old: Sequence[SpokenWord], new: Sequence[SpokenWord]) -> list[SpokenWord]:
    matcher = SequenceMatcher(None, [_bare(word) for word in old], [_bare(word) for word in new], autojunk=False)
    steps = matcher.get_opcodes()
    agreed = [number for number, step in enumerate(steps) if step[0] == "equal"]
    merged: list[SpokenWord] = []
    for number, (tag, i1, i2, j1, j2) in enumerate(steps):
        kept, offered = old[i1:i2], new[j1:j2]
        if tag == "equal":
            merged += [after if clip.holds(before) else before for before, after in zip(kept, offered, strict=True)]
            continue
        if not agreed or number < agreed[0] or number > agreed[-1]:
            offered = [word for word in offered if clip.holds(word)]
        before = [word for word in kept if not clip.holds(word) and word.start < clip.start]
        after = [word for word in kept if not clip.holds(word) and word.start >= clip.start]
        replaced = [word for word in kept if clip.holds(word)]
        merged += [*before, *(offered if len(offered) > len(replaced) else replaced), *after]
    return merged


def _in_order(merged: Sequence[SpokenWord], following: Sequence[SpokenWord]) -> list[SpokenWord]:
    """Return the words with times that agree with their order."""
    latest = following[0].start if following else float("inf")
    ordered: list[SpokenWord] = []
    for word in merged:
        start = min(max(word.start, ordered[-1].start if ordered else 0.0), max(latest, word.start))
        end = max(word.end, start)
        if ordered and start == ordered[-1].start:
            end = max(end, ordered[-1].end)
        ordered.append(word.model_copy(update={"start": start, "end": end}))
    return ordered


def _is_near(clip: Clip, word: SpokenWord) -> bool:
    return word.end > clip.start - _MARGIN_SECONDS and word.start < clip.end + _MARGIN_SECONDS


def _bare(word: SpokenWord) -> str:
    return "".join(character for character in word.text.casefold() if character.isalnum())


def _by_time(word: SpokenWord) -> tuple[float, float]:
    return word.start, word.end
