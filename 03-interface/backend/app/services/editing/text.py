"""New text for segments: words that stay keep their times, and new ones get times between their neighbours."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from app.core.text import one_line
from app.services.editing.alignment import align
from app.services.editing.chunks import (
    CERTAIN,
    Chunk,
    PlacedWord,
    group_chunks,
    make_word,
    place_words,
    split_chunks,
    spread_times,
)
from scribe_contracts.transcript import Segment


def rewrite(segments: Sequence[Segment], text: str) -> list[Segment]:
    """Return the segments with `text` as their joint text. Segments left without a word are omitted."""
    text = one_line(text)
    old_text, placed = place_words(segments)
    if text == old_text:
        return list(segments)
    head = _shared_prefix(old_text, text, placed)
    before = head[-1] if head else None
    begin = before.end if before else 0
    tail = _shared_suffix(old_text, text, placed[len(head) :], room=len(text) - begin)
    after = tail[0] if tail else None
    shift = len(text) - len(old_text)
    end = after.begin + shift if after else len(text)
    changed = placed[len(head) : len(placed) - len(tail)]
    old, new = group_chunks(old_text, changed), split_chunks(text, begin, end)
    written = list(_align(old, new, _Gap(segments, before, after)))
    moved = [replace(item, begin=item.begin + shift, end=item.end + shift) for item in tail]
    return list(_rebuild(segments, text, [*head, *written, *moved]))


def _shared_prefix(old: str, new: str, placed: Sequence[PlacedWord]) -> list[PlacedWord]:
    """Return the words at the beginning that both texts share, up to a boundary of words in both."""
    shared = _common_length(old, new)
    kept: list[PlacedWord] = []
    for item in placed:
        ends_in_both = _is_boundary(old, item.end) == _is_boundary(new, item.end)
        if item.end > shared or not ends_in_both:
            break
        kept.append(item)
    return kept


def _shared_suffix(old: str, new: str, placed: Sequence[PlacedWord], *, room: int) -> list[PlacedWord]:
    """Return the words at the end that both texts share, beyond the shared prefix.

    At most `room` characters of the new text are free for them.
    """
    shared = min(_common_length(old[::-1], new[::-1]), room)
    shift = len(new) - len(old)
    kept: list[PlacedWord] = []
    for item in reversed(placed):
        ends_in_both = _is_boundary(old, item.begin - 1) == _is_boundary(new, item.begin + shift - 1)
        if len(old) - item.begin > shared or not ends_in_both:
            break
        kept.append(item)
    return kept[::-1]


def _common_length(one: str, other: str) -> int:
    """Return the number of characters that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_boundary(text: str, at: int) -> bool:
    """Return whether a word ends there: at a space and outside the text."""
    return not 0 <= at < len(text) or text[at] == " "


@dataclass(frozen=True)
class _Gap:
    """The surroundings of the changed part."""

    segments: Sequence[Segment]
    before: PlacedWord | None
    after: PlacedWord | None

    def segment(self, before: PlacedWord | None, after: PlacedWord | None) -> int:
        """Return the segment for new words: that of the word before them, else that of the word after."""
        nearest = before or self.before or after or self.after
        return nearest.segment if nearest else 0

    def bounds(self, segment: int, before: PlacedWord | None, after: PlacedWord | None) -> tuple[float, float]:
        """Return the time between the neighbours, within the segment."""
        own = self.segments[segment]
        before, after = before or self.before, after or self.after
        start = before.word.end if before and before.segment == segment else own.start
        end = after.word.start if after and after.segment == segment else own.end
        return start, max(start, end)


def _align(old: Sequence[Chunk], new: Sequence[Chunk], gap: _Gap) -> Iterator[PlacedWord]:
    previous: PlacedWord | None = None
    for tag, old_from, old_to, new_from, new_to in align([chunk.key for chunk in old], [chunk.key for chunk in new]):
        was, now = old[old_from:old_to], new[new_from:new_to]
        if tag == "equal" or (tag == "replace" and len(was) == len(now)):
            made = [item for pair in zip(was, now, strict=True) for item in _respell(*pair, same=tag == "equal")]
        elif was:
            made = list(_replace(was, now))
        else:
            following = old[old_from].words[0] if old_from < len(old) else None
            segment = gap.segment(previous, following)
            made = list(_insert(now, segment, gap.bounds(segment, previous, following), gap.segments[segment].speaker))
        yield from made
        previous = made[-1] if made else previous


def _respell(was: Chunk, now: Chunk, *, same: bool) -> Iterator[PlacedWord]:
    """Replace one chunk at the same time. If `same`, only case or punctuation changed, and the probability stays."""
    if was.text == now.text:
        shift = now.begin - was.begin
        yield from (replace(item, begin=item.begin + shift, end=item.end + shift) for item in was.words)
        return
    words = [item.word for item in was.words]
    probability = min(word.probability for word in words) if same else CERTAIN
    word = words[0].model_copy(
        update={"text": now.text, "end": max(word.end for word in words), "probability": probability}
    )
    yield PlacedWord(word, was.words[0].segment, now.begin, now.begin + len(now.text))


def _replace(was: Sequence[Chunk], now: Sequence[Chunk]) -> Iterator[PlacedWord]:
    """Replace several chunks by several others in proportion, each within the segment of those it stands for."""
    shares: dict[int, list[Chunk]] = {}
    for at, chunk in enumerate(now):
        segment = was[at * len(was) // len(now)].words[0].segment
        shares.setdefault(segment, []).append(chunk)
    for segment, chunks in shares.items():
        words = [item.word for chunk in was for item in chunk.words if item.segment == segment]
        bounds = words[0].start, max(word.end for word in words)
        yield from _insert(chunks, segment, bounds, words[0].speaker)


def _insert(chunks: Sequence[Chunk], segment: int, bounds: tuple[float, float], speaker: str) -> Iterator[PlacedWord]:
    times = spread_times([len(chunk.text) for chunk in chunks], *bounds)
    for chunk, time in zip(chunks, times, strict=True):
        yield make_word(chunk, segment, speaker, time)


def _rebuild(segments: Sequence[Segment], text: str, placed: Iterable[PlacedWord]) -> Iterator[Segment]:
    groups: dict[int, list[PlacedWord]] = {}
    for item in placed:
        groups.setdefault(item.segment, []).append(item)
    for index, segment in enumerate(segments):
        if own := groups.get(index):
            words = tuple(item.word for item in own)
            said = text[own[0].begin : own[-1].end]
            yield (
                segment
                if said == segment.text and words == segment.words
                else segment.model_copy(update={"text": said, "words": words})
            )
