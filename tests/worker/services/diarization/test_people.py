"""People of a recording: those who say little are found, and counts are kept to."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.services.diarization.people import PeopleSettings, find_people
from scribe_contracts.jobs import SpeakerCount

SETTINGS = PeopleSettings(0.8, 12, 0.45, "test")
CHUNKS, FRAMES = 60, 100
ANYBODY = SpeakerCount()


class Talk:
    """Voices at right angles to each other, each with a little scatter; a chunk has ten seconds."""

    def __init__(self, people: int) -> None:
        self._draw = np.random.default_rng(5)
        self._voices = np.linalg.qr(self._draw.standard_normal((64, people)))[0].T
        self.embeddings = np.full((CHUNKS, 3, 64), np.nan, dtype=np.float32)
        self.alone = np.zeros((CHUNKS, FRAMES, 3), dtype=bool)

    def say(self, person: int, slot: int, first: int, seconds: float, *, scatter: float = 0.02) -> None:
        """Say something from second `first` on; every chunk that holds some of it hears it."""
        for chunk in range(max(0, first - 9), min(CHUNKS, first + int(np.ceil(seconds)))):
            start, end = round((first - chunk) * 10), round((first - chunk + seconds) * 10)
            self.alone[chunk, max(0, start) : max(0, end), slot] = True
            if self.alone[chunk, :, slot].sum() >= 5:
                noise = scatter * self._draw.standard_normal(64)
                self.embeddings[chunk, slot] = self._voices[person] + noise

    def mix(self, one: int, other: int, slot: int, chunk: int) -> None:
        """Let a local speaker be both, as where the segmentation did not tell them apart."""
        self.alone[chunk, :40, slot] = True
        self.embeddings[chunk, slot] = self._voices[one] + self._voices[other]

    def people(self, speakers: SpeakerCount = ANYBODY) -> list[NDArray[np.float32]]:
        return find_people(self.embeddings, self.alone, speakers, SETTINGS)

    def finds(self, person: int, speakers: SpeakerCount = ANYBODY) -> bool:
        return any(float(centre @ self._voices[person]) > 0.8 for centre in self.people(speakers))


def dialogue(people: int = 6) -> Talk:
    talk = Talk(people)
    for second in range(0, CHUNKS, 10):
        talk.say(0, 0, second, 5)
        talk.say(1, 1, second + 5, 4)
    return talk


def test_a_third_who_speaks_for_two_seconds_is_somebody() -> None:
    talk = dialogue()
    assert len(talk.people()) == 2

    talk.say(2, 2, 29, 2.0)

    assert len(talk.people()) == 3
    assert talk.finds(2)


def test_short_answers_of_one_voice_make_a_person() -> None:
    talk = dialogue()

    for second in (9, 29, 49):
        talk.say(2, 2, second, 0.7, scatter=0.06)

    assert len(talk.people()) == 3
    assert talk.finds(2)


def test_one_blink_of_sound_is_nobody() -> None:
    talk = dialogue()

    talk.say(2, 2, 29, 0.6)

    assert len(talk.people()) == 2


def test_who_sounds_like_two_people_is_no_third() -> None:
    talk = dialogue()

    for chunk in (10, 11, 12):
        talk.mix(0, 1, 2, chunk)

    assert len(talk.people()) == 2


@pytest.mark.parametrize(
    ("speakers", "found"),
    [
        (SpeakerCount(exact=1), 1),
        (SpeakerCount(exact=2), 2),
        (SpeakerCount(exact=3), 3),
        (SpeakerCount(maximum=2), 2),
        (SpeakerCount(minimum=3), 3),
        (SpeakerCount(minimum=4), 4),
    ],
)
def test_the_number_of_people_is_kept_to(speakers: SpeakerCount, found: int) -> None:
    talk = dialogue()
    talk.say(2, 2, 29, 2.0)

    assert len(talk.people(speakers)) == found


def test_of_too_many_people_who_says_least_goes() -> None:
    talk = dialogue()
    talk.say(2, 2, 9, 2.0)
    talk.say(3, 2, 39, 4.0)

    assert talk.finds(3, SpeakerCount(exact=3))
    assert not talk.finds(2, SpeakerCount(exact=3))


def test_of_too_few_people_the_one_who_was_too_short_comes_first() -> None:
    talk = dialogue()
    talk.say(2, 2, 29, 0.6)

    assert talk.finds(2, SpeakerCount(exact=3))


def test_one_embedding_is_one_person_whatever_was_asked_for() -> None:
    talk = Talk(1)
    talk.embeddings[0, 0] = 1.0
    talk.alone[0, :30, 0] = True

    assert len(talk.people(SpeakerCount(exact=3))) == 1
