"""Conversations of people who say little, and their figures."""

import numpy as np
from tests_data import recording

from app.core.progress import Progress
from app.services.audio.samples import Audio
from bench.heard import Turn
from bench.studies.scenes import Scene, scenes
from bench.studies.small_voices import Measured, measure, table
from scribe_contracts import artefacts
from scribe_contracts.jobs import SpeakerCount


class OneVoice:
    """A diarizer to whom everything is one person."""

    def diarize(self, audio: Audio, speakers: SpeakerCount, on_progress: Progress) -> tuple[artefacts.Turn, ...]:
        on_progress(1.0)
        self.told = speakers.exact
        return (artefacts.Turn(speaker="SPEAKER_00", start=0.0, end=audio.duration),)


def test_each_kind_has_its_people_and_is_the_same_each_time() -> None:
    recording("libri-dev")

    made = {scene.kind: scene for scene in scenes(range(1, 2))}

    people = {kind: len({turn.speaker for turn in scene.turns}) for kind, scene in made.items()}
    assert people["few_seconds"] == people["short_then_long"] == 3
    assert people["answers"] == 2
    assert people["three_sentences"] == 10
    assert people["guests"] == 6
    again = next(iter(scenes(range(1, 2))))
    assert np.array_equal(again.samples, made[again.kind].samples)
    third = [turn for turn in again.turns if turn.speaker not in {each.speaker for each in again.turns[:2]}]
    assert sum(turn.end - turn.start for turn in third) <= 2.0


def test_pieces_are_of_thirty_seconds_with_the_turns_in_them() -> None:
    scene = Scene(
        "kind", "name", np.zeros(16_000 * 75, dtype=np.float32), (Turn("anna", 25, 35), Turn("bruno", 70, 74))
    )

    first, second = scene.pieces()

    assert first.turns == (Turn("anna", 25, 30),)
    assert second.turns == (Turn("anna", 0, 5),)
    assert len(first.samples) == 16_000 * 30


def test_figures_are_pooled() -> None:
    scene = Scene("kind", "name", np.zeros(160_000, dtype=np.float32), (Turn("anna", 0, 6), Turn("bruno", 6, 8)))
    diarizer = OneVoice()

    errors = measure(diarizer, scene, told=True)
    drawn = table([Measured("kind", "name", errors)] * 2)

    assert diarizer.told == 2
    cells = [next(iter(column.cells)) for column in drawn.columns]
    assert cells == ["kind", "50.00%", "25.00%", "0.00%", "25.00%", "4", "2", "0 of 2"]
