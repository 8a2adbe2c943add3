"""Rules that give each word a speaker, to be compared on the same words and turns."""

from collections.abc import Callable, Sequence
from importlib import import_module

from app.services import fusion
from bench.folders import BenchError
from scribe_contracts.artefacts import SpokenWord, Turn

Rule = Callable[[Sequence[SpokenWord], Sequence[Turn]], Sequence[str]]
"""The speaker of each word, in the order of the words."""


def largest_overlap(words: Sequence[SpokenWord], turns: Sequence[Turn]) -> list[str]:
    """WhisperX's rule (`assign_word_speakers` with `fill_nearest`): the speaker heard for most of the word.

    In a tie, the one whose turn starts first; a word that no turn meets goes to the turn whose middle is nearest.
    WhisperX leaves such words without a speaker unless told to fill; filling makes fewer errors.
    """
    ordered = sorted(turns, key=lambda turn: turn.start)
    return [_most_heard(word, ordered) for word in words]


def _most_heard(word: SpokenWord, turns: Sequence[Turn]) -> str:
    heard: dict[str, float] = {}
    for turn in turns:
        shared = min(turn.end, word.end) - max(turn.start, word.start)
        if shared > 0:
            heard[turn.speaker] = heard.get(turn.speaker, 0.0) + shared
    if heard:
        return max(heard, key=lambda speaker: heard[speaker])
    middle = (word.start + word.end) / 2
    nearest = min(turns, key=lambda turn: abs((turn.start + turn.end) / 2 - middle), default=None)
    return nearest.speaker if nearest else "SPEAKER_00"


BASELINE = "largest overlap"
OURS = "ours"
RULES: dict[str, Rule] = {BASELINE: largest_overlap, OURS: fusion.assign_speakers}


def named(name: str) -> Rule:
    """A rule by its name, or any function as `package.module:function`."""
    if name in RULES:
        return RULES[name]
    module, _, function = name.partition(":")
    try:
        rule: Rule = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise BenchError(f"There is no rule {name}, only {', '.join(RULES)}, or package.module:function.") from error
    return rule
