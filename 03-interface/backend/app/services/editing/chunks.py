"""Words and where they stand in a text: the pieces that an edit keeps, moves or replaces."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.core.text import one_line
from scribe_contracts.transcript import Segment, Word

CERTAIN = 1.0
"""Probability of a word that a person wrote."""


@dataclass(frozen=True)
class PlacedWord:
    """A word with its segment and its characters in the text."""

    word: Word
    segment: int
    begin: int
    end: int


@dataclass(frozen=True)
class Chunk:
    """Text between two spaces: one word, or several as in "l'" + "équipe" and in scripts without spaces."""

    text: str
    begin: int
    words: tuple[PlacedWord, ...] = ()

    @property
    def key(self) -> str:
        """Key by which chunks that sound the same are equal."""
        folded = "".join(c for c in unicodedata.normalize("NFKC", self.text).casefold() if c.isalnum())
        return folded or self.text


def place_words(segments: Sequence[Segment]) -> tuple[str, list[PlacedWord]]:
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


def _locate_words(segment: Segment, index: int, text: str) -> list[PlacedWord]:
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
        placed.append(PlacedWord(word, index, begin, position))
    else:
        if position == len(text):
            return placed
    chunks = split_chunks(text, 0, len(text))
    times = spread_times([len(chunk.text) for chunk in chunks], segment.start, segment.end)
    return [make_word(chunk, index, segment.speaker, time) for chunk, time in zip(chunks, times, strict=True)]


def make_word(chunk: Chunk, segment: int, speaker: str, times: tuple[float, float]) -> PlacedWord:
    """Return a word that a person wrote, with these times."""
    word = Word(start=times[0], end=times[1], text=chunk.text, probability=CERTAIN, speaker=speaker)
    return PlacedWord(word, segment, chunk.begin, chunk.begin + len(chunk.text))


def split_chunks(text: str, begin: int, end: int) -> list[Chunk]:
    """Return the chunks of `text[begin:end]`, without words."""
    chunks, at = [], begin
    for piece in text[begin:end].split(" "):
        if piece:
            chunks.append(Chunk(piece, at))
        at += len(piece) + 1
    return chunks


def group_chunks(text: str, placed: Sequence[PlacedWord]) -> list[Chunk]:
    """Group words that no space separates."""
    groups: list[list[PlacedWord]] = []
    for item in placed:
        if groups and groups[-1][-1].end == item.begin:
            groups[-1].append(item)
        else:
            groups.append([item])
    return [Chunk(text[group[0].begin : group[-1].end], group[0].begin, tuple(group)) for group in groups]


def spread_times(lengths: Sequence[int], start: float, end: float) -> Iterator[tuple[float, float]]:
    """Yield start and end of words one after the other, in proportion to their lengths."""
    seconds = max(0.0, end - start) / max(1, sum(lengths))
    done = 0
    for length in lengths:
        yield round(start + done * seconds, 3), round(start + (done + length) * seconds, 3)
        done += length
