"""New text for segments: words that stay keep their times, and new ones get times between their neighbours."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile

from app.core.text import one_line
from scribe_contracts.transcript import Segment, Word

_CERTAIN = 1.0
"""Probability of a word that a person wrote."""


@dataclass(frozen=True)
class _PlacedWord:
    """A word with its segment and its characters in the text."""

    word: Word
    segment: int
    begin: int
    end: int


@dataclass(frozen=True)
class _Chunk:
    """Text between two spaces: one word, or several as in "l'" + "équipe" and in scripts without spaces."""

    text: str
    begin: int
    words: tuple[_PlacedWord, ...] = ()

    @property
    def key(self) -> str:
        """Key by which chunks that sound the same are equal."""
        folded = "".join(c for c in unicodedata.normalize("NFKC", self.text).casefold() if c.isalnum())
        return folded or self.text


def rewrite(segments: Sequence[Segment], text: str) -> list[Segment]:
    """Return the segments with `text` as their joint text. Segments left without a word are omitted."""
    text = one_line(text)
    old_text, placed = _place_words(segments)
    if text == old_text:
        return list(segments)
    head = _shared_prefix(old_text, text, placed)
    tail = _shared_suffix(old_text, text, placed[len(head) :], room=len(text) - (head[-1].end if head else 0))
    middle = placed[len(head) : len(placed) - len(tail)]
    shift = len(text) - len(old_text)
    begin = head[-1].end if head else 0
    end = tail[0].begin + shift if tail else len(text)
    old = _chunks_of(old_text, middle)
    new = _chunks(text, begin, end)
    first, last = (head[-1] if head else None), (tail[0] if tail else None)
    written = list(_align(old, new, _Gap(segments, first, last)))
    moved = [replace(item, begin=item.begin + shift, end=item.end + shift) for item in tail]
    return list(_rebuild(segments, text, [*head, *written, *moved]))


def _place_words(segments: Sequence[Segment]) -> tuple[str, list[_PlacedWord]]:
    """Return the text of all segments, joined by spaces, and the words with their places in it."""
    whole, placed = "", []
    for index, segment in enumerate(segments):
        text = one_line(segment.text)
        if not text:
            continue
        offset = len(whole) + 1 if whole else 0
        whole = f"{whole} {text}" if whole else text
        placed += [
            replace(item, begin=item.begin + offset, end=item.end + offset)
            for item in _locate_words(segment, index, text)
        ]
    return whole, placed


def _locate_words(segment: Segment, index: int, text: str) -> list[_PlacedWord]:
    """Return the words of one segment with their places in its text.

    If it has no words, or words that its text does not say, they are made from the text with even times.
    """
    placed, position = [], 0
    for word in segment.words:
        spoken = one_line(word.text)
        if not spoken:
            continue
        begin = text.find(spoken, position)
        if begin < 0 or text[position:begin].strip():
            break
        position = begin + len(spoken)
        placed.append(_PlacedWord(word, index, begin, position))
    else:
        if position == len(text):
            return placed
    chunks = _chunks(text, 0, len(text))
    times = _spread_times([len(chunk.text) for chunk in chunks], segment.start, segment.end)
    return [_make_word(chunk, index, segment.speaker, time) for chunk, time in zip(chunks, times, strict=True)]


def _make_word(chunk: _Chunk, segment: int, speaker: str, times: tuple[float, float]) -> _PlacedWord:
    word = Word(start=times[0], end=times[1], text=chunk.text, probability=_CERTAIN, speaker=speaker)
    return _PlacedWord(word, segment, chunk.begin, chunk.begin + len(chunk.text))


def _shared_prefix(old: str, new: str, placed: Sequence[_PlacedWord]) -> list[_PlacedWord]:
    """Return the words at the beginning that both texts share, up to a boundary of words in both."""
    shared = _common_length(old, new)
    kept: list[_PlacedWord] = []
    for item in placed:
        if item.end > shared or _is_boundary(old, item.end) != _is_boundary(new, item.end):
            break
        kept.append(item)
    return kept


def _shared_suffix(old: str, new: str, placed: Sequence[_PlacedWord], *, room: int) -> list[_PlacedWord]:
    """Return the words at the end that both texts share, beyond the shared prefix.

    At most `room` characters of the new text are free for them.
    """
    shared = min(_common_length(old[::-1], new[::-1]), room)
    shift = len(new) - len(old)
    kept: list[_PlacedWord] = []
    for item in reversed(placed):
        if len(old) - item.begin > shared or _is_boundary(old, item.begin - 1) != _is_boundary(
            new, item.begin + shift - 1
        ):
            break
        kept.append(item)
    return kept[::-1]


def _common_length(one: str, other: str) -> int:
    """Return the number of characters that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_boundary(text: str, at: int) -> bool:
    """Return whether a word ends there: at a space and outside the text."""
    return not 0 <= at < len(text) or text[at] == " "


def _chunks(text: str, begin: int, end: int) -> list[_Chunk]:
    chunks, at = [], begin
    for piece in text[begin:end].split(" "):
        if piece:
            chunks.append(_Chunk(piece, at))
        at += len(piece) + 1
    return chunks


def _chunks_of(text: str, placed: Sequence[_PlacedWord]) -> list[_Chunk]:
    """Group words that no space separates."""
    groups: list[list[_PlacedWord]] = []
    for item in placed:
        if groups and groups[-1][-1].end == item.begin:
            groups[-1].append(item)
        else:
            groups.append([item])
    return [_Chunk(text[group[0].begin : group[-1].end], group[0].begin, tuple(group)) for group in groups]


@dataclass(frozen=True)
class _Gap:
    """The surroundings of the changed part."""

    segments: Sequence[Segment]
    before: _PlacedWord | None
    after: _PlacedWord | None

    def segment(self, before: _PlacedWord | None, after: _PlacedWord | None) -> int:
        """Return the segment for new words: that of the word before them, else that of the word after."""
        nearest = before or self.before or after or self.after
        return nearest.segment if nearest else 0

    def bounds(self, segment: int, before: _PlacedWord | None, after: _PlacedWord | None) -> tuple[float, float]:
        """Return the time between the neighbours, within the segment."""
        own = self.segments[segment]
        before, after = before or self.before, after or self.after
        start = before.word.end if before and before.segment == segment else own.start
        end = after.word.start if after and after.segment == segment else own.end
        return start, max(start, end)


def _align(old: Sequence[_Chunk], new: Sequence[_Chunk], gap: _Gap) -> Iterator[_PlacedWord]:
    matcher = SequenceMatcher(None, [chunk.key for chunk in old], [chunk.key for chunk in new], autojunk=False)
    previous: _PlacedWord | None = None
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
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


def _respell(was: _Chunk, now: _Chunk, *, same: bool) -> Iterator[_PlacedWord]:
    """Replace one chunk at the same time. If `same`, only case or punctuation changed, and the probability stays."""
    if was.text == now.text:
        shift = now.begin - was.begin
        yield from (replace(item, begin=item.begin + shift, end=item.end + shift) for item in was.words)
        return
    words = [item.word for item in was.words]
    probability = min(word.probability for word in words) if same else _CERTAIN
    word = words[0].model_copy(
        update={"text": now.text, "end": max(word.end for word in words), "probability": probability}
    )
    yield _PlacedWord(word, was.words[0].segment, now.begin, now.begin + len(now.text))


def _replace(was: Sequence[_Chunk], now: Sequence[_Chunk]) -> Iterator[_PlacedWord]:
    """Replace several chunks by several others in proportion, each within the segment of those it stands for."""
    shares: dict[int, list[_Chunk]] = {}
    for at, chunk in enumerate(now):
        segment = was[at * len(was) // len(now)].words[0].segment
        shares.setdefault(segment, []).append(chunk)
    for segment, chunks in shares.items():
        words = [item.word for chunk in was for item in chunk.words if item.segment == segment]
        bounds = words[0].start, max(word.end for word in words)
        yield from _insert(chunks, segment, bounds, words[0].speaker)


def _insert(chunks: Sequence[_Chunk], segment: int, bounds: tuple[float, float], speaker: str) -> Iterator[_PlacedWord]:
    times = _spread_times([len(chunk.text) for chunk in chunks], *bounds)
    for chunk, time in zip(chunks, times, strict=True):
        yield _make_word(chunk, segment, speaker, time)


def _spread_times(lengths: Sequence[int], start: float, end: float) -> Iterator[tuple[float, float]]:
    """Yield start and end of words one after the other, in proportion to their lengths."""
    seconds = max(0.0, end - start) / max(1, sum(lengths))
    done = 0
    for length in lengths:
        yield round(start + done * seconds, 3), round(start + (done + length) * seconds, 3)
        done += length


def _rebuild(segments: Sequence[Segment], text: str, placed: Iterable[_PlacedWord]) -> Iterator[Segment]:
    groups: dict[int, list[_PlacedWord]] = {}
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
