"""Other words for what was said: those that stay keep their times, new ones find theirs between their neighbours."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import takewhile

from app.core.text import one_line
from scribe_contracts.transcript import Segment, Word

_SURE = 1.0
"""Probability of a word that a person wrote."""


@dataclass(frozen=True)
class _Placed:
    """A word and where it stands: in which segment, and at which characters of the text."""

    word: Word
    segment: int
    begin: int
    end: int


@dataclass(frozen=True)
class _Chunk:
    """What stands between two spaces: one word, or several as in "l'" + "équipe" and in scripts without spaces."""

    text: str
    begin: int
    words: tuple[_Placed, ...] = ()

    @property
    def key(self) -> str:
        """The same for two chunks that are heard as the same word."""
        folded = "".join(c for c in unicodedata.normalize("NFKC", self.text).casefold() if c.isalnum())
        return folded or self.text


def rewrite(segments: Sequence[Segment], text: str) -> list[Segment]:
    """The segments with `text` as theirs together. A segment that no word is left of is not among them."""
    text = one_line(text)
    old_text, placed = _place(segments)
    if text == old_text:
        return list(segments)
    head = _kept(old_text, text, placed)
    tail = _kept_at_end(old_text, text, placed[len(head) :], room=len(text) - (head[-1].end if head else 0))
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


def _place(segments: Sequence[Segment]) -> tuple[str, list[_Placed]]:
    """All words with their places in the text of all segments, which one space parts."""
    whole, placed = "", []
    for index, segment in enumerate(segments):
        text = one_line(segment.text)
        if not text:
            continue
        offset = len(whole) + 1 if whole else 0
        whole = f"{whole} {text}" if whole else text
        placed += [
            replace(item, begin=item.begin + offset, end=item.end + offset) for item in _locate(segment, index, text)
        ]
    return whole, placed


def _locate(segment: Segment, index: int, text: str) -> list[_Placed]:
    """The words of one segment in its text; evenly spread ones where it has none, or others than its text says."""
    placed, position = [], 0
    for word in segment.words:
        spoken = one_line(word.text)
        if not spoken:
            continue
        begin = text.find(spoken, position)
        if begin < 0 or text[position:begin].strip():
            break
        position = begin + len(spoken)
        placed.append(_Placed(word, index, begin, position))
    else:
        if position == len(text):
            return placed
    chunks = _chunks(text, 0, len(text))
    times = _spread([len(chunk.text) for chunk in chunks], segment.start, segment.end)
    return [_new(chunk, index, segment.speaker, time) for chunk, time in zip(chunks, times, strict=True)]


def _new(chunk: _Chunk, segment: int, speaker: str, times: tuple[float, float]) -> _Placed:
    word = Word(start=times[0], end=times[1], text=chunk.text, probability=_SURE, speaker=speaker)
    return _Placed(word, segment, chunk.begin, chunk.begin + len(chunk.text))


def _kept(old: str, new: str, placed: Sequence[_Placed]) -> list[_Placed]:
    """The words from the beginning on that both texts share, up to where neither goes on with the same word."""
    shared = _shared(old, new)
    kept: list[_Placed] = []
    for item in placed:
        if item.end > shared or _parts(old, item.end) != _parts(new, item.end):
            break
        kept.append(item)
    return kept


def _kept_at_end(old: str, new: str, placed: Sequence[_Placed], *, room: int) -> list[_Placed]:
    """The same from the end, in what the beginning left; `room` characters of the new text are free for it."""
    shared = min(_shared(old[::-1], new[::-1]), room)
    shift = len(new) - len(old)
    kept: list[_Placed] = []
    for item in reversed(placed):
        if len(old) - item.begin > shared or _parts(old, item.begin - 1) != _parts(new, item.begin + shift - 1):
            break
        kept.append(item)
    return kept[::-1]


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _parts(text: str, at: int) -> bool:
    """Whether words end there: at a space and outside the text."""
    return not 0 <= at < len(text) or text[at] == " "


def _chunks(text: str, begin: int, end: int) -> list[_Chunk]:
    chunks, at = [], begin
    for piece in text[begin:end].split(" "):
        if piece:
            chunks.append(_Chunk(piece, at))
        at += len(piece) + 1
    return chunks


def _chunks_of(text: str, placed: Sequence[_Placed]) -> list[_Chunk]:
    """Words that no space parts, together."""
    groups: list[list[_Placed]] = []
    for item in placed:
        if groups and groups[-1][-1].end == item.begin:
            groups[-1].append(item)
        else:
            groups.append([item])
    return [_Chunk(text[group[0].begin : group[-1].end], group[0].begin, tuple(group)) for group in groups]


@dataclass(frozen=True)
class _Gap:
    """What the changed part stands in."""

    segments: Sequence[Segment]
    before: _Placed | None
    after: _Placed | None

    def segment(self, before: _Placed | None, after: _Placed | None) -> int:
        """Where words without a place go: to what stands before them, else after them."""
        nearest = before or self.before or after or self.after
        return nearest.segment if nearest else 0

    def bounds(self, segment: int, before: _Placed | None, after: _Placed | None) -> tuple[float, float]:
        """The time between the neighbours, within the segment."""
        own = self.segments[segment]
        before, after = before or self.before, after or self.after
        start = before.word.end if before and before.segment == segment else own.start
        end = after.word.start if after and after.segment == segment else own.end
        return start, max(start, end)


def _align(old: Sequence[_Chunk], new: Sequence[_Chunk], gap: _Gap) -> Iterator[_Placed]:
    matcher = SequenceMatcher(None, [chunk.key for chunk in old], [chunk.key for chunk in new], autojunk=False)
    previous: _Placed | None = None
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


def _respell(was: _Chunk, now: _Chunk, *, same: bool) -> Iterator[_Placed]:
    """One chunk for one other: the same moment, and the same certainty where only case or punctuation changed."""
    if was.text == now.text:
        shift = now.begin - was.begin
        yield from (replace(item, begin=item.begin + shift, end=item.end + shift) for item in was.words)
        return
    words = [item.word for item in was.words]
    probability = min(word.probability for word in words) if same else _SURE
    word = words[0].model_copy(
        update={"text": now.text, "end": max(word.end for word in words), "probability": probability}
    )
    yield _Placed(word, was.words[0].segment, now.begin, now.begin + len(now.text))


def _replace(was: Sequence[_Chunk], now: Sequence[_Chunk]) -> Iterator[_Placed]:
    """Several for several: in proportion, each within the segment of those that it stands for."""
    shares: dict[int, list[_Chunk]] = {}
    for at, chunk in enumerate(now):
        segment = was[at * len(was) // len(now)].words[0].segment
        shares.setdefault(segment, []).append(chunk)
    for segment, chunks in shares.items():
        words = [item.word for chunk in was for item in chunk.words if item.segment == segment]
        bounds = words[0].start, max(word.end for word in words)
        yield from _insert(chunks, segment, bounds, words[0].speaker)


def _insert(chunks: Sequence[_Chunk], segment: int, bounds: tuple[float, float], speaker: str) -> Iterator[_Placed]:
    times = _spread([len(chunk.text) for chunk in chunks], *bounds)
    for chunk, time in zip(chunks, times, strict=True):
        yield _new(chunk, segment, speaker, time)


def _spread(lengths: Sequence[int], start: float, end: float) -> Iterator[tuple[float, float]]:
    """Times for words of those lengths, one after the other, the longer ones longer."""
    seconds = max(0.0, end - start) / max(1, sum(lengths))
    done = 0
    for length in lengths:
        yield round(start + done * seconds, 3), round(start + (done + length) * seconds, 3)
        done += length


def _rebuild(segments: Sequence[Segment], text: str, placed: Iterable[_Placed]) -> Iterator[Segment]:
    groups: dict[int, list[_Placed]] = {}
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
