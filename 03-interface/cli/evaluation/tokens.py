"""Words made comparable, each knowing how it was written, by whom and when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cli.evaluation.references import Utterance
from cli.scoring.normal import normal_words, without_notes
from scribe_contracts.transcript import Transcript


@dataclass(frozen=True)
class Token:
    """One normalised word."""

    text: str
    shown: str
    """The word as written; empty for the second part of one such as “peut-être”."""

    part: int
    """Number of its utterance or segment."""

    speaker: str | None = None
    start: float | None = None
    end: float | None = None


def said_tokens(utterances: Iterable[Utterance]) -> list[Token]:
    return [
        token
        for number, each in enumerate(utterances)
        for token in _tokens(without_notes(each.text).split(), number, each.speaker, (each.start, each.end))
    ]


def heard_tokens(transcript: Transcript) -> list[Token]:
    """Return the words of the transcript, with the ids of its speakers."""
    tokens: list[Token] = []
    for number, segment in enumerate(transcript.segments):
        if not segment.words:
            tokens += _tokens(segment.text.split(), number, segment.speaker, (segment.start, segment.end))
        for word in segment.words:
            tokens += _tokens([word.text.strip()], number, word.speaker, (word.start, word.end))
    return tokens


def by_speaker(tokens: Iterable[Token]) -> Mapping[str, list[str]]:
    """Return the words of each speaker, in order; speech of nobody in particular is one more speaker's."""
    texts: dict[str, list[str]] = {}
    for token in tokens:
        texts.setdefault(token.speaker or "", []).append(token.text)
    return texts


def _tokens(
    words: Iterable[str], part: int, speaker: str | None, times: tuple[float | None, float | None]
) -> Iterator[Token]:
    for word in words:
        for place, text in enumerate(normal_words(word)):
            yield Token(text, "" if place else word, part, speaker, *times)
