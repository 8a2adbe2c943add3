"""Segments and speakers of the transcript, built from words and their speakers."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from app.services.fusion.sentences import sentence_ends
from app.services.fusion.turn_index import TurnIndex
from scribe_contracts.artefacts import Identification, SpokenWord, Turn
from scribe_contracts.transcript import Segment, Speaker, Word

_PAUSE_SECONDS = 1.5
"""Silence that ends a segment even in the middle of a sentence."""

_MAX_SECONDS = 40.0
"""Few sentences are longer. What is longer is mostly text without punctuation, which is cut at its longest silence."""

_COMMA_SECONDS = 0.3
"""A mark within a sentence weighs as much as silence of this length."""

_OVERLAP_SECONDS = 0.1
"""No word fits into a shorter silence: what somebody else says there is said at the same time."""


def build_segments(
    words: Sequence[SpokenWord],
    speakers: Sequence[str],
    turns: Sequence[Turn],
    language: str,
    joins: Sequence[float] = (),
) -> tuple[Segment, ...]:
    """Return sentences of one speaker each, with every word once, sorted by start.

    Each speaker's sentences are built from that speaker's words alone, so that two who speak at once stay readable.

    Args:
        words: Sorted by start.
        speakers: One for each word.
        turns: They tell whether a speaker went on speaking while another said something.
        language: Whisper's code, for the rules of sentences where a word has no language of its own.
        joins: Times in seconds at which one recording ends and another begins; no sentence runs across.
    """
    heard = TurnIndex(turns)
    sentences: list[tuple[str, Sequence[SpokenWord]]] = []
    for speaker in dict.fromkeys(speakers):
        own = [index for index, by in enumerate(speakers) if by == speaker]
        spoken = [words[index] for index in own]
        ends = sentence_ends(spoken, language)
        recordings = [bisect_right(joins, (word.start + word.end) / 2) for word in spoken]
        cuts = [
            at
            for at, (before, word) in enumerate(pairwise(spoken), 1)
            if at - 1 in ends
            or word.start - before.end > _PAUSE_SECONDS
            or recordings[at] != recordings[at - 1]
            or word.language != before.language
            or (own[at] != own[at - 1] + 1 and not _spoke_on(before, word, heard, speaker))
        ]
        for first, last in pairwise([0, *cuts, len(spoken)]):
            sentences += [(speaker, passage) for passage in _divided(spoken[first:last])]
    sentences.sort(key=lambda sentence: (sentence[1][0].start, sentence[1][0].end))
    return tuple(_segment(number, spoken, speaker) for number, (speaker, spoken) in enumerate(sentences))


def describe_speakers(
    turns: Sequence[Turn],
    identification: Identification,
    spoken: Sequence[Segment],
    suggested: Mapping[str, str] | None = None,
) -> tuple[Speaker, ...]:
    """Return everybody who has a turn or a segment, with a name where the voice is known.

    `suggested` has names of speakers that count where the voice is not known; one that a voice has already is left out.
    """
    seconds: dict[str, float] = {segment.speaker: 0.0 for segment in spoken}
    for turn in turns:
        seconds[turn.speaker] = seconds.get(turn.speaker, 0.0) + turn.end - turn.start
    known = {speaker.speaker: speaker for speaker in identification.speakers if speaker.name is not None}
    taken = {speaker.name for speaker in known.values()}
    names = {label: name for label, name in (suggested or {}).items() if name not in taken}
    return tuple(
        Speaker(
            id=label,
            name=known[label].name if label in known else names.get(label),
            voice_id=known[label].voice_id if label in known else None,
            similarity=known[label].similarity if label in known else None,
            speech_seconds=round(total, 3),
        )
        for label, total in sorted(seconds.items())
    )


def _divided(spoken: Sequence[SpokenWord]) -> Iterator[Sequence[SpokenWord]]:
    """Yield the words in passages none of which is too long, unless a single word is."""
    waiting = [spoken]
    while waiting:
        passage = waiting.pop()
        if len(passage) == 1 or passage[-1].end - passage[0].start <= _MAX_SECONDS:
            yield passage
            continue
        middle = (passage[0].start + passage[-1].end) / 2
        # A cut in the first or last quarter would leave a passage of a few words.
        places = [at for at in range(1, len(passage)) if abs(passage[at].start - middle) <= _MAX_SECONDS / 4] or range(
            1, len(passage)
        )
        best = max(
            places, key=lambda at: (_break_seconds(passage[at - 1], passage[at]), -abs(passage[at].start - middle))
        )
        waiting += [passage[best:], passage[:best]]


def _break_seconds(before: SpokenWord, word: SpokenWord) -> float:
    """Return the silence between two words, in seconds, and more after a mark."""
    return round(max(0.0, word.start - before.end), 2) + _COMMA_SECONDS * (not before.text.strip()[-1:].isalnum())


def _spoke_on(before: SpokenWord, word: SpokenWord, heard: TurnIndex, speaker: str) -> bool:
    """Return whether the speaker went on from one word to the other while somebody else said something."""
    silence = word.start - before.end
    if before.speaker is not None or silence <= _OVERLAP_SECONDS:
        return True
    return heard.heard(before.end, word.start).get(speaker, 0.0) >= silence / 2


def _segment(number: int, words: Sequence[SpokenWord], speaker: str) -> Segment:
    return Segment(
        id=number,
        speaker=speaker,
        start=words[0].start,
        end=max(word.end for word in words),
        text="".join(word.text for word in words).strip(),
        language=words[0].language,
        words=tuple(
            Word(start=word.start, end=word.end, text=word.text.strip(), probability=word.probability, speaker=speaker)
            for word in words
        ),
    )
