"""The languages of the speech, decided for each turn with a reluctance to change."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

import numpy as np

from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.transcription.clips import Clip
from scribe_contracts.languages import LANGUAGES

_WINDOW_SECONDS = 4.0
"""Speech that is listened to at once. Whisper base is as sure of a language after 4 s as after 30 s."""

_STEP_SECONDS = 6.0
"""Distance of two windows in one person's speech."""

_FRAMES_PER_SECOND = 50
"""Of Whisper's encoder: windows with as many frames are as long as each other to it."""

_MIN_WINDOW_SECONDS = 0.8
"""A shorter utterance ("OK", a name) has no say."""

_MIN_PROBABILITY = 0.01
"""One window's doubt counts no more than this."""

_MIN_CANDIDATE_PROBABILITY = 0.5
_MIN_CANDIDATE_SECONDS = 1.5
"""A language that no longer window is sure of is not spoken here."""

_MIN_BEST_EVIDENCE = 2.5
"""Evidence that one window needs to bring in a language by itself: 2 s that are 93 % sure, 4 s that are 78 % sure.
Mumbled English is taken for Finnish, Japanese or Latin with 52 to 76 %, which gives 0.2 to 1.4; a sentence of French or
German gives 5 or more."""

_MIN_SHARED_EVIDENCE = 5.0
_MIN_SHARE = 0.05
"""Doubtful windows bring in a language together, where they are many in number and by share of the speech."""

_MAIN_SHARE = 0.3
"""Of the speech: a language in which that much seems to be said is a candidate however unsure each window is. Else a
sentence of clear French would make a meeting French in which people mumble English."""

_WRITTEN_LANGUAGES = frozenset({"la", "sa", "nn"})
_MIN_WRITTEN_WINDOWS = 3
_MIN_WRITTEN_SHARE = 0.5
"""Latin and Sanskrit are read and recited, Nynorsk is a way to write Norwegian; nobody holds meetings in them. Of 201
windows of English readers two are Latin with 83 and 99 %. Where nobody orders them, they take most of the speech."""

_FULL_WEIGHT_PROBABILITY = 0.5
"""A window in which the candidates have less in common says less about which of them it is."""

_SPEAKER_CHANGE_COST = 1.5
_CHANGE_COST = 3.0
"""Costs of another language: in another person's turn, in the same person's. A window's evidence is its length in
seconds times half the logarithm of the ratio of probabilities: 1.2 s of clear French do not suffice, 1.5 s do."""

_MIN_CONFIDENCE = 0.5
"""Mean probability below which the language of the meeting is a guess."""

_FRAME_SECONDS = 0.1

Probabilities = Mapping[str, float]


@dataclass(frozen=True)
class Span:
    """Stretch of one channel in one language; spans of a channel follow each other without a gap."""

    start: float
    end: float
    code: str


@dataclass(frozen=True)
class Language:
    """Language of most of the speech, and where others are spoken."""

    code: str
    """Whisper's code: en, fr, …"""

    probability: float
    spans: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    """By channel, where any of it is in another language."""

    guessed: bool = False
    """Most of the speech was not recognised with confidence; the code is the one to fall back to for it."""

    def in_channel(self, channel: int) -> tuple[Span, ...]:
        return self.spans.get(channel) or (Span(0.0, math.inf, self.code),)


@dataclass(frozen=True)
class LanguageChoice:
    """The languages that a recording may be in."""

    allowed: tuple[str, ...] = ()
    """None for all."""

    default: tuple[str, ...] = ("en",)
    """The likeliest of these is taken where nothing is recognised with confidence."""

    def among(self, probabilities: Probabilities) -> Probabilities:
        """Return the probabilities given that one of the allowed languages is spoken."""
        if not self.allowed:
            return probabilities
        total = sum(probabilities.get(code, 0.0) for code in self.allowed)
        return {code: probabilities.get(code, 0.0) / total if total else 0.0 for code in self.allowed}


def windows_of(utterances: Sequence[Clip]) -> Iterator[Clip]:
    """Yield the stretches to listen to, in order, for the utterances of one channel."""
    for utterance in utterances:
        start = utterance.start
        while utterance.end - start >= _MIN_WINDOW_SECONDS:
            yield Clip(start, min(start + _WINDOW_SECONDS, utterance.end), utterance.channel)
            start += _STEP_SECONDS


def batches_of(windows: Sequence[Clip], size: int) -> Iterator[Sequence[Clip]]:
    """Yield batches of at most `size` windows that are as long as each other, the longest first."""

    def frames(window: Clip) -> int:
        return round(window.duration * _FRAMES_PER_SECOND)

    for _, alike in groupby(sorted(windows, key=frames, reverse=True), frames):
        same = list(alike)
        yield from (same[first : first + size] for first in range(0, len(same), size))


def decide(windows: Sequence[Clip], heard: Sequence[Probabilities], audio: Audio, choice: LanguageChoice) -> Language:
    """Return the language of the meeting and of its parts.

    Args:
        windows: Stretches of all channels, sorted by channel and start.
        heard: The probabilities of languages in each window.
        audio: For cuts at quiet places.
        choice: The languages that are possible.
    """
    if not windows:
        return Language(choice.default[0], 0.0, guessed=True)
    heard = [choice.among(probabilities) for probabilities in heard]
    candidates = sorted(choice.allowed or _candidates(windows, heard) or {_likeliest(windows, heard)})
    chosen: list[str] = []
    for channel in dict.fromkeys(window.channel for window in windows):
        own = [number for number, window in enumerate(windows) if window.channel == channel]
        chosen += _best_sequence([windows[at] for at in own], [heard[at] for at in own], candidates)
    spoken: dict[str, float] = {}
    sure: dict[str, float] = {}
    for window, probabilities, code in zip(windows, heard, chosen, strict=True):
        spoken[code] = spoken.get(code, 0.0) + window.duration
        sure[code] = sure.get(code, 0.0) + window.duration * probabilities.get(code, 0.0)
    main = max(spoken, key=lambda code: spoken[code])
    confidence = {code: min(1.0, sure[code] / spoken[code]) for code in spoken}
    probability = confidence[main]
    guessed = probability < _MIN_CONFIDENCE
    if guessed:
        seconds = _seconds(windows, heard)
        best = max(choice.default, key=lambda code: seconds.get(code, 0.0))
        chosen = [code if code != main and confidence[code] >= _MIN_CONFIDENCE else best for code in chosen]
        main = best
        probability = min(1.0, seconds.get(best, 0.0) / sum(window.duration for window in windows))
    return Language(main, probability, dict(_spans_by_channel(windows, chosen, main, audio)), guessed)


def _seconds(windows: Sequence[Clip], heard: Sequence[Probabilities]) -> dict[str, float]:
    """Return the seconds of each language, a window's shared out by its probabilities."""
    seconds: dict[str, float] = {}
    for window, probabilities in zip(windows, heard, strict=True):
        for code, probability in probabilities.items():
            seconds[code] = seconds.get(code, 0.0) + probability * window.duration
    return seconds


def _likeliest(windows: Sequence[Clip], heard: Sequence[Probabilities]) -> str:
    seconds = _seconds(windows, heard)
    return max(seconds, key=lambda code: (code not in _WRITTEN_LANGUAGES, seconds[code]))


def _candidates(windows: Sequence[Clip], heard: Sequence[Probabilities]) -> set[str]:
    """Return the languages that are spoken: by a sure window, by many that are not, or in much of the speech."""
    evidence: dict[str, list[float]] = {}
    seconds: dict[str, float] = {}
    for window, probabilities in zip(windows, heard, strict=True):
        if window.duration < _MIN_CANDIDATE_SECONDS:
            continue
        for code, probability in probabilities.items():
            if probability >= _MIN_CANDIDATE_PROBABILITY and code in LANGUAGES:
                odds = probability / max(1 - probability, _MIN_PROBABILITY)
                evidence.setdefault(code, []).append(window.duration / 2 * math.log(odds))
                seconds[code] = seconds.get(code, 0.0) + window.duration
    total = sum(window.duration for window in windows)
    return {code for code, found in evidence.items() if _is_spoken(code, found, seconds[code] / total)}


def _is_spoken(code: str, evidence: Sequence[float], share: float) -> bool:
    """Return whether the windows in which a language is the likeliest, a share of the speech, bring it in."""
    if code in _WRITTEN_LANGUAGES:
        return len(evidence) >= _MIN_WRITTEN_WINDOWS and share >= _MIN_WRITTEN_SHARE
    return (
        share >= _MAIN_SHARE
        or max(evidence) >= _MIN_BEST_EVIDENCE
        or (sum(evidence) >= _MIN_SHARED_EVIDENCE and share >= _MIN_SHARE)
    )


def _best_sequence(windows: Sequence[Clip], heard: Sequence[Probabilities], candidates: Sequence[str]) -> list[str]:
    """Return the language of each window that maximises evidence less the costs of changes (Viterbi)."""
    evidence = np.array(
        [
            [
                _weight(window, known, candidates) * math.log(max(known.get(code, 0.0), _MIN_PROBABILITY))
                for code in candidates
            ]
            for window, known in zip(windows, heard, strict=True)
        ]
    )
    came_from = np.zeros(evidence.shape, dtype=np.int64)
    total = evidence[0]
    for row, (before, window) in enumerate(pairwise(windows), 1):
        same_person = math.isclose(window.start - before.start, _STEP_SECONDS, abs_tol=1e-6)
        cost = _CHANGE_COST if same_person else _SPEAKER_CHANGE_COST
        options = total[None, :] - cost * (1 - np.eye(len(candidates)))
        came_from[row] = options.argmax(axis=1)
        total = options.max(axis=1) + evidence[row]
    sequence = [int(total.argmax())]
    for row in range(len(windows) - 1, 0, -1):
        sequence.append(int(came_from[row, sequence[-1]]))
    return [candidates[number] for number in sequence[::-1]]


def _weight(window: Clip, known: Probabilities, candidates: Sequence[str]) -> float:
    """Return what a window's evidence counts for: little, where it is taken for languages that nobody speaks here."""
    shared = sum(known.get(code, 0.0) for code in candidates)
    return window.duration / 2 * min(1.0, shared / _FULL_WEIGHT_PROBABILITY)


def _spans_by_channel(
    windows: Sequence[Clip], chosen: Sequence[str], main: str, audio: Audio
) -> Iterator[tuple[int, tuple[Span, ...]]]:
    """Yield the spans of each channel in which any of the speech is not in the main language."""
    for channel in dict.fromkeys(window.channel for window in windows):
        own = [at for at, window in enumerate(windows) if window.channel == channel]
        codes = [chosen[at] for at in own]
        if set(codes) != {main}:
            yield channel, tuple(_spans([windows[at] for at in own], codes, audio))


def _spans(windows: Sequence[Clip], codes: Sequence[str], audio: Audio) -> Iterator[Span]:
    start = 0.0
    for number, (before, after) in enumerate(pairwise(windows)):
        if codes[number] != codes[number + 1]:
            end = max(start, _quietest(audio, before, after))
            yield Span(start, end, codes[number])
            start = end
    yield Span(start, math.inf, codes[-1])


def _quietest(audio: Audio, before: Clip, after: Clip) -> float:
    """Return the quietest time between two windows, in seconds; the start of the later one where they overlap."""
    first, last = before.end, after.start
    if last - first < 2 * _FRAME_SECONDS:
        return max(first, last) if last >= first else last
    samples = audio.crop(first, last, before.channel)
    frame = round(_FRAME_SECONDS * SAMPLE_RATE)
    loudness = [float(np.square(samples[at : at + frame]).mean()) for at in range(0, len(samples) - frame, frame)]
    quiet = [at for at, value in enumerate(loudness) if value <= min(loudness) * 2]
    return first + (quiet[len(quiet) // 2] + 0.5) * _FRAME_SECONDS
