"""Attribution of words to speakers, by the turns and by the voice of each phrase.

Diarization cuts its turns without knowing where sentences end, and sometimes gives a whole sentence to the wrong
speaker. With the words come phrases, which are long enough to recognise a voice by. The result is the best sequence of
speakers (Viterbi) by three kinds of evidence: the part of a phrase's words that each speaker's turns cover, the
similarity to each speaker's voice, and that speakers change after a sentence or a pause, rarely within.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.core.progress import Progress
from app.services.audio.samples import Audio
from app.services.embedding.embedder import SpeakerEmbedder, middle, unit
from app.services.fusion.phrases import Opening, Phrase, split_into_phrases
from app.services.fusion.turn_index import TurnIndex
from scribe_contracts.artefacts import SpokenWord, Turn
from scribe_contracts.speakers import speaker_id

_DEFAULT_SPEAKER = speaker_id(0)
"""Speaker of all words where diarization found no turns."""

_CHANGE_COST = {Opening.SENTENCE: 0.1, Opening.PAUSE: 0.3, Opening.RUNNING: 3.0}
"""Cost of a change of speaker at a phrase that opens so. A word that a speaker's turns cover is worth 1, so that a
short answer in a turn of its own stays with its speaker."""

_VOICE_WEIGHT = 10.0
"""Value of a second of speech per 1 of cosine similarity. On six composed meetings 5 to 20 give the same results."""

_MAX_VOICE_SECONDS = 4.0
"""Longer phrases are not recognised better by their voice."""

_MIN_VOICE_SECONDS = 0.6
"""Shorter phrases cannot be recognised by their voice."""

_MIN_MODEL_SECONDS = 1.5
"""A speaker's voice is taken from phrases of at least this length, where there are any."""

_MARGIN_SECONDS = 0.05
_MIN_WORD_SECONDS = 0.02

Matrix = NDArray[np.float64]


def needs_voices(turns: Sequence[Turn], channels: int) -> bool:
    """Return whether the speakers' voices are needed to tell who said a word: several speakers share a channel."""
    return channels == 1 and len({turn.speaker for turn in turns}) > 1


def by_turns(words: Sequence[SpokenWord], turns: Sequence[Turn]) -> list[str]:
    """Return each word's speaker by the turns alone.

    It is the one heard for most of the word; in a tie, the previous word's; where nobody is heard, the one with the
    nearest turn. A word that comes with a speaker keeps it.
    """
    index = TurnIndex(turns)
    speakers: list[str] = []
    for word in words:
        heard = index.heard(word.start, word.end)
        most = max(heard.values(), default=0.0)
        best = [speaker for speaker, seconds in heard.items() if seconds > most - 1e-6]
        if word.speaker is not None:
            speakers.append(word.speaker)
        elif not best:
            speakers.append(index.nearest(word.start, word.end) or _DEFAULT_SPEAKER)
        else:
            speakers.append(speakers[-1] if speakers and speakers[-1] in best else best[0])
    return speakers


def by_voice(
    words: Sequence[SpokenWord],
    turns: Sequence[Turn],
    audio: Audio,
    embedder: SpeakerEmbedder,
    *,
    language: str,
    voice_seconds: float | None = None,
    on_progress: Progress = lambda _: None,
) -> list[str]:
    """Return each word's speaker by turns, voices and sentences; for recordings of one channel.

    A phrase is recognised by the middle `voice_seconds` of it, or by all of it.
    """
    proposed = by_turns(words, turns)
    people = sorted({turn.speaker for turn in turns})
    if len(people) < 2 or not words:  # noqa: PLR2004
        return proposed
    spoken = split_into_phrases(words, proposed, language)
    evidence = _coverage(spoken, words, TurnIndex(turns), people)
    proposals = np.array([people.index(proposed[phrase.first]) for phrase in spoken])
    voices = _voices(spoken, audio, embedder, voice_seconds, on_progress)
    evidence += _similarity_evidence(spoken, voices, proposals, len(people))
    chosen = _best_sequence(evidence, [_CHANGE_COST[phrase.opening] for phrase in spoken])
    return [
        people[choice] for phrase, choice in zip(spoken, chosen, strict=True) for _ in range(phrase.first, phrase.last)
    ]


def _coverage(spoken: Sequence[Phrase], words: Sequence[SpokenWord], turns: TurnIndex, people: Sequence[str]) -> Matrix:
    """Return the number of words that a person's turns cover in each phrase (phrases, people); parts of words count."""
    covered = np.zeros((len(spoken), len(people)))
    column = {speaker: number for number, speaker in enumerate(people)}
    for row, phrase in enumerate(spoken):
        for word in words[phrase.first : phrase.last]:
            middle, half = (word.start + word.end) / 2, max(word.end - word.start, _MIN_WORD_SECONDS) / 2
            for speaker, seconds in turns.heard(middle - half, middle + half).items():
                covered[row, column[speaker]] += seconds / (2 * half)
    return covered


def _voices(
    spoken: Sequence[Phrase],
    audio: Audio,
    embedder: SpeakerEmbedder,
    voice_seconds: float | None,
    on_progress: Progress,
) -> NDArray[np.float32]:
    """Return unit embeddings (phrases, dimension); NaN where a phrase is too short."""
    long_enough = [row for row, phrase in enumerate(spoken) if phrase.duration >= _MIN_VOICE_SECONDS]
    features = (
        middle(
            embedder.features(audio.crop(spoken[row].start - _MARGIN_SECONDS, spoken[row].end + _MARGIN_SECONDS)),
            voice_seconds,
        )
        for row in long_enough
    )
    voices = np.full((len(spoken), embedder.dimension), np.nan, dtype=np.float32)
    for number, (row, embedding) in enumerate(zip(long_enough, embedder.embed_each(features), strict=True), 1):
        on_progress(number / len(long_enough))
        if embedding is not None:
            voices[row] = unit(embedding)
    return voices


def _similarity_evidence(
    spoken: Sequence[Phrase], voices: NDArray[np.float32], proposals: NDArray[np.int64], people: int
) -> Matrix:
    """Return the evidence of voices (phrases, people): 0 for the most similar person, less for the others."""
    seconds = np.minimum([phrase.duration for phrase in spoken], _MAX_VOICE_SECONDS)
    known = ~np.isnan(voices[:, 0])
    similarity = np.full((len(spoken), people), np.nan)
    for person in range(people):
        own = known & (proposals == person)
        long = own & (seconds >= _MIN_MODEL_SECONDS)
        chosen = long if long.any() else own
        if chosen.any():
            model = unit((voices[chosen] * seconds[chosen, None]).sum(axis=0).astype(np.float32))
            similarity[:, person] = voices @ model
    if not known.any():
        return np.zeros(similarity.shape)
    # The voice of somebody without a phrase long enough is unknown: turns decide about their phrases.
    typical = np.nanmedian(similarity[np.arange(len(spoken)), proposals])
    similarity[known] = np.where(np.isnan(similarity[known]), typical, similarity[known])
    worse = similarity - similarity.max(axis=1, keepdims=True)
    return np.where(known[:, None], _VOICE_WEIGHT * seconds[:, None] * worse, 0.0)


def _best_sequence(evidence: Matrix, change_costs: Sequence[float]) -> list[int]:
    """Return the person of each phrase that maximises the sum of evidence less the costs of changes (Viterbi)."""
    rows, people = evidence.shape
    came_from = np.zeros((rows, people), dtype=np.int64)
    total = evidence[0]
    for row in range(1, rows):
        options = total[None, :] - change_costs[row] * (1 - np.eye(people))
        came_from[row] = options.argmax(axis=1)
        total = options.max(axis=1) + evidence[row]
    sequence = [int(total.argmax())]
    for row in range(rows - 1, 0, -1):
        sequence.append(int(came_from[row, sequence[-1]]))
    return sequence[::-1]
