"""Rules that give each word a speaker, compared on the same words and turns."""

from collections.abc import Callable, Sequence
from importlib import import_module

import numpy as np

from app.core.profiles import PROFILES, ProfileName
from app.services.audio.samples import Audio
from app.services.embedding.embedder import SpeakerEmbedder
from app.services.fusion import attribution
from bench.folders import PACK, BenchError
from scribe_contracts.artefacts import SpokenWord, Turn

Rule = Callable[[Sequence[SpokenWord], Sequence[Turn], Audio, SpeakerEmbedder], Sequence[str]]
"""The speaker of each word, in the order of the words."""


def largest_overlap(words: Sequence[SpokenWord], turns: Sequence[Turn], *_: object) -> list[str]:
    """Give each word the speaker heard for most of it: WhisperX's `assign_word_speakers` with `fill_nearest`.

    In a tie, the one whose turn starts first; a word that no turn meets goes to the turn whose middle is nearest.
    WhisperX leaves such words without a speaker unless told to fill; filling makes fewer errors.
    """
    if not turns:
        return ["SPEAKER_00"] * len(words)
    timeline = _Timeline(sorted(turns, key=lambda turn: turn.start))
    return [timeline.speaker_of(word) for word in words]


class _Timeline:
    """Turns sorted by start, as arrays: hours of them are asked about once for every word."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._speakers = [turn.speaker for turn in turns]
        self._starts = np.array([turn.start for turn in turns])
        self._ends = np.array([turn.end for turn in turns])

    def speaker_of(self, word: SpokenWord) -> str:
        shared = np.minimum(self._ends, word.end) - np.maximum(self._starts, word.start)
        heard: dict[str, float] = {}
        for place in np.flatnonzero(shared > 0):
            speaker = self._speakers[place]
            heard[speaker] = heard.get(speaker, 0.0) + float(shared[place])
        if heard:
            return max(heard, key=lambda speaker: heard[speaker])
        middles = (self._starts + self._ends) / 2
        return self._speakers[int(np.argmin(np.abs(middles - (word.start + word.end) / 2)))]


BASELINE = "largest overlap"
OURS = "ours"


def by_voice(
    words: Sequence[SpokenWord], turns: Sequence[Turn], audio: Audio, embedder: SpeakerEmbedder
) -> Sequence[str]:
    """Give each word its speaker as the product does; all meetings that are measured are in English."""
    seconds = PROFILES[ProfileName(PACK)].voice_seconds
    return attribution.by_voice(words, turns, audio, embedder, language="en", voice_seconds=seconds)


RULES: dict[str, Rule] = {BASELINE: largest_overlap, OURS: by_voice}


def named(name: str) -> Rule:
    """Return a rule by its name, or any function as `package.module:function`; raise BenchError where there is none."""
    if name in RULES:
        return RULES[name]
    module, _, function = name.partition(":")
    try:
        rule: Rule = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise BenchError(f"There is no rule {name}, only {', '.join(RULES)}, or package.module:function.") from error
    return rule
