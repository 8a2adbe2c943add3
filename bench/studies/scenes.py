"""Conversations with people who say little, composed of the readers and strangers of the test data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.random import Generator

from app.services.audio.samples import SAMPLE_RATE
from bench.catalogue import NOISES, READERS, ROOMS, given
from bench.heard import Turn
from bench.studies.sounds import Samples, find_speech, read_evenly, read_room

_LEAD_SECONDS = 0.5
_MEAN_GAP = 0.35
_MAX_OVERLAP_SECONDS = 1.2
_NOISE_FLOOR_DB = -60.0
_SNR_DB = 15.0
_SENTENCE_SECONDS = (1.5, 9.0)
_ANSWER_SECONDS = (0.35, 1.1)
_FEW_SECONDS = 2.0
_PIECE_SECONDS = 30.0


@dataclass(frozen=True)
class Scene:
    """A conversation and who speaks when."""

    kind: str
    name: str
    samples: Samples
    turns: tuple[Turn, ...]

    def pieces(self) -> Iterator["Scene"]:
        """Yield the scene cut into stretches of 30 s, without a short rest."""
        for number in range(int(len(self.samples) / SAMPLE_RATE / _PIECE_SECONDS + 1 / 3)):
            start, end = number * _PIECE_SECONDS, (number + 1) * _PIECE_SECONDS
            turns = (Turn(each.speaker, max(each.start, start), min(each.end, end)) for each in self.turns)
            inside = tuple(
                Turn(each.speaker, each.start - start, each.end - start) for each in turns if each.end > each.start
            )
            samples = self.samples[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
            yield Scene(self.kind, f"{self.name}, piece {number}", samples, inside)


@dataclass(frozen=True)
class _Person:
    name: str
    sentences: tuple[Samples, ...]
    answers: tuple[Samples, ...]
    """Single words and the like."""


class _Stage:
    """A conversation in the making."""

    def __init__(self, random: Generator, overlap: float) -> None:
        self._random = random
        self._overlap = overlap
        self._said: list[tuple[str, float, Samples]] = []
        self._end = _LEAD_SECONDS

    def say(self, person: _Person, speech: Samples) -> None:
        length = len(speech) / SAMPLE_RATE
        if self._said and self._random.random() < self._overlap:
            start = self._end - min(_MAX_OVERLAP_SECONDS, 0.3 * length) * self._random.random()
        else:
            start = self._end + self._random.exponential(_MEAN_GAP)
        self._said.append((person.name, start, speech))
        self._end = max(self._end, start + length)

    def sentence(self, person: _Person) -> None:
        self.say(person, person.sentences[self._random.integers(len(person.sentences))])

    def answer(self, person: _Person) -> None:
        self.say(person, person.answers[self._random.integers(len(person.answers))])

    def finish(self, kind: str, name: str, *, noisy: bool) -> Scene:
        length = int((self._end + _LEAD_SECONDS) * SAMPLE_RATE)
        mix = self._random.standard_normal(length).astype(np.float32) * 10 ** (_NOISE_FLOOR_DB / 20)
        people = list(dict.fromkeys(name for name, _, _ in self._said))
        turns: list[Turn] = []
        for speaker, start, speech in self._said:
            first = int(start * SAMPLE_RATE)
            room = read_room(given(f"acoustics/{ROOMS[people.index(speaker) % len(ROOMS)]}"))
            heard = np.convolve(speech, room)[: len(speech)] if noisy else speech
            mix[first : first + len(heard)] += heard
            turns += [Turn(speaker, start + a, start + b) for a, b in find_speech(speech)]
        if noisy:
            noise = np.resize(read_evenly(given(f"acoustics/{self._random.choice(NOISES)}")), length)
            mix += noise * np.sqrt((mix**2).mean() / (noise**2).mean() / 10 ** (_SNR_DB / 10))
        return Scene(kind, name, np.clip(mix, -1, 1), tuple(sorted(turns, key=lambda turn: turn.start)))


def few_seconds(stage: _Stage, people: list[_Person], random: Generator) -> None:
    """Two people talk; a third says 2 s in all."""
    when = random.integers(2, 8)
    for number in range(10):
        stage.sentence(people[number % 2])
        if number == when:
            longest = max(people[2].sentences, key=len)
            stage.say(people[2], _speaking(longest)[: int(_FEW_SECONDS * SAMPLE_RATE)])


def answers(stage: _Stage, people: list[_Person], random: Generator) -> None:
    """One speaks at length, the other answers with a word or two."""
    for _ in range(8):
        for _ in range(random.integers(1, 3)):
            stage.sentence(people[0])
        stage.answer(people[1])


def three_sentences(stage: _Stage, people: list[_Person], random: Generator) -> None:
    """Ten people say three sentences each."""
    order = [number for _ in range(3) for number in random.permutation(10)]
    for number in order:
        stage.sentence(people[number])


def short_then_long(stage: _Stage, people: list[_Person], random: Generator) -> None:
    """One speaks at length, another answers shortly, a third says two sentences."""
    when = random.integers(1, 5)
    for number in range(6):
        stage.sentence(people[0])
        stage.answer(people[1])
        if number == when:
            stage.sentence(people[2])
            stage.sentence(people[2])


def guests(stage: _Stage, people: list[_Person], random: Generator) -> None:
    """Two people talk; four others say one sentence each."""
    order = random.permutation(12).tolist()
    for number in order:
        stage.sentence(people[number % 2] if number < 8 else people[number - 6])  # noqa: PLR2004


def equals(stage: _Stage, people: list[_Person], random: Generator) -> None:
    """Two to five people talk in turns drawn by chance."""
    count = int(random.integers(2, 6))
    last = -1
    for _ in range(18):
        last = int(random.choice([number for number in range(count) if number != last]))
        stage.sentence(people[last])


_Script = Callable[[_Stage, list[_Person], Generator], None]
_SCRIPTS: tuple[_Script, ...] = (few_seconds, answers, three_sentences, short_then_long, guests, equals)
_OVERLAPS = (0.0, 0.1, 0.25)


def scenes(seeds: range) -> Iterator[Scene]:
    """Yield one scene of each kind for each seed; every second is heard through rooms, with noise."""
    for seed in seeds:
        for place, script in enumerate(_SCRIPTS):
            random = np.random.default_rng([seed, place])
            drawn = random.permutation(len(_people()))
            cast = [_people()[number] for number in drawn]
            # Those who say most have enough to say.
            cast.sort(key=lambda person: len(person.sentences) < 6 and script is not three_sentences)  # noqa: PLR2004
            stage = _Stage(random, _OVERLAPS[(seed + place) % len(_OVERLAPS)])
            script(stage, cast, random)
            yield stage.finish(script.__name__, f"{script.__name__} {seed}", noisy=(seed + place) % 2 == 1)


@cache
def _people() -> tuple[_Person, ...]:
    """Return five readers and those strangers who say at least three sentences and an answer."""
    recordings = {
        **{name: [read_evenly(path) for path in sorted(given(f"libri-dev/{name}").glob("*.flac"))] for name in READERS},
        **{path.stem: [read_evenly(path)] for path in sorted(given("libri-dev/strangers").glob("*.flac"))},
    }
    people = (_Person(name, _cut(said, 0.2, _SENTENCE_SECONDS), _cut(said, 0.05, _ANSWER_SECONDS))
              for name, said in recordings.items())  # fmt: skip
    return tuple(person for person in people if len(person.sentences) >= 3 and person.answers)  # noqa: PLR2004


def _cut(recordings: list[Samples], pause: float, seconds: tuple[float, float]) -> tuple[Samples, ...]:
    """Return the stretches between pauses that are of such a length."""
    shortest, longest = seconds
    return tuple(
        speech[int(start * SAMPLE_RATE) : int(end * SAMPLE_RATE)]
        for speech in recordings
        for start, end in find_speech(speech, max_pause=pause)
        if shortest <= end - start <= longest
    )


def _speaking(speech: Samples) -> Samples:
    """Return the speech without what precedes its first sound."""
    return speech[int(find_speech(speech)[0][0] * SAMPLE_RATE) :]
