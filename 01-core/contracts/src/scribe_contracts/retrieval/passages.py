"""A transcript cut into passages that are short enough to embed and long enough to make sense."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from scribe_contracts.transcript import Segment, Transcript

MAX_WORDS = 200
"""About as many words as the model reads at once, with room for the header."""

MIN_TURN_WORDS = 20
"""A passage does not end before a turn shorter than this of the same speaker."""

OVERLAP_WORDS = 30
"""A last sentence up to this length is repeated at the beginning of the next passage."""

_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+|(?<=[。？！])")


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a part of one that is longer than a passage, with its segment."""

    segment: int
    speaker: str
    start: float
    end: float
    text: str

    @property
    def words(self) -> int:
        return count_words(self.text)


@dataclass(frozen=True)
class Passage:
    """Consecutive sentences of a meeting; times in seconds."""

    number: int
    sentences: tuple[Sentence, ...]

    @property
    def start(self) -> float:
        return self.sentences[0].start

    @property
    def end(self) -> float:
        return max(sentence.end for sentence in self.sentences)

    @property
    def segments(self) -> tuple[int, ...]:
        """Return the ids of the segments, each once, in order."""
        return tuple(dict.fromkeys(sentence.segment for sentence in self.sentences))

    @property
    def speakers(self) -> tuple[str, ...]:
        """Return the names of those who speak, each once, in order."""
        return tuple(dict.fromkeys(sentence.speaker for sentence in self.sentences))

    def text(self) -> str:
        """Return one line for each turn: its speaker and what they say."""
        lines: list[str] = []
        speaker: str | None = None
        for sentence in self.sentences:
            if sentence.speaker == speaker:
                lines[-1] += f" {sentence.text}"
            else:
                lines.append(f"{sentence.speaker}: {sentence.text}")
            speaker = sentence.speaker
        return "\n".join(lines)

    def described(self, title: str, held: date) -> str:
        """Return the text to embed: title and date, then the turns."""
        return f"{title} ({held:%Y-%m-%d})\n{self.text()}"


def count_words(text: str) -> int:
    """Return the number of words; in scripts without spaces, that of pairs of characters."""
    return max(len(text.split()), sum(ord(character) > 0x2E80 for character in text) // 2)  # noqa: PLR2004


def cut_passages(transcript: Transcript) -> list[Passage]:
    """Return the passages of a transcript: about MAX_WORDS each, cut between sentences, with a little overlap."""
    names = transcript.speaker_labels()
    passages: list[Passage] = []
    current: list[Sentence] = []
    length = 0
    for sentence in _sentences(transcript.segments, names):
        if current and length + sentence.words > MAX_WORDS and not _continues(current[-1], sentence, length):
            passages.append(Passage(len(passages), tuple(current)))
            last = current[-1]
            current = [last] if last.words <= OVERLAP_WORDS and len(current) > 1 else []
            length = sum(each.words for each in current)
        current.append(sentence)
        length += sentence.words
    if current:
        passages.append(Passage(len(passages), tuple(current)))
    return passages


def _continues(last: Sentence, sentence: Sentence, length: int) -> bool:
    """Return whether a short end of the same speaker's turn still goes along."""
    is_short = sentence.words < MIN_TURN_WORDS and length + sentence.words <= MAX_WORDS + MIN_TURN_WORDS
    return is_short and last.speaker == sentence.speaker


def _sentences(segments: Iterable[Segment], names: dict[str, str]) -> Iterator[Sentence]:
    """Yield the sentences by time; a sentence of a segment gets times in proportion to its length."""
    for segment in sorted(segments, key=lambda each: each.start):
        text = " ".join(segment.text.split())
        if not text:
            continue
        parts = [text] if count_words(text) <= MAX_WORDS // 2 else list(_split(text))
        seconds = (segment.end - segment.start) / len(text)
        at = segment.start
        for part in parts:
            end = min(segment.end, at + seconds * (len(part) + 1))
            speaker = names.get(segment.speaker, segment.speaker)
            yield Sentence(segment.id, speaker, round(at, 3), round(end, 3), part)
            at = end


def _split(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        if len(words) <= MAX_WORDS and count_words(sentence) > MAX_WORDS:
            size = 2 * MAX_WORDS
            yield from (sentence[at : at + size] for at in range(0, len(sentence), size))
            continue
        for at in range(0, len(words), MAX_WORDS):
            yield " ".join(words[at : at + MAX_WORDS])
