"""The studies, on answers made for this."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.services.identification.thresholds import Thresholds
from bench.heard import Word
from bench.studies import assignment, identification
from bench.studies.assignment import Plan
from bench.studies.identification import Prints, summed, trials
from bench.studies.listening import Listened
from bench.studies.misassigned import misassigned
from bench.studies.rules import BASELINE, largest_overlap
from bench.studies.voices import Noise, enrolment, pieces
from bench.truth import Utterance
from scribe_contracts.artefacts import SpokenWord, Turn

THRESHOLDS = Thresholds(accept=0.5, margin=0.1, source="test")
RATE = 16_000


def word(text: str, start: float, end: float) -> SpokenWord:
    return SpokenWord(start=start, end=end, text=text, probability=1.0)


def unit(*direction: float) -> NDArray[np.float32]:
    made = np.array(direction, dtype=np.float32)
    return np.asarray(made / np.linalg.norm(made), dtype=np.float32)


def test_the_price_of_a_rule_is_what_better_labels_would_save() -> None:
    truth = [Utterance("anna", 0, 2, "good morning"), Utterance("bruno", 2, 4, "hello anna")]
    turns = (Turn(speaker="S0", start=0, end=0.9), Turn(speaker="S1", start=0.9, end=4))
    words = (word(" good", 0, 1), word(" mourning", 1, 2), word(" hello", 2, 3), word(" anna", 3, 4))
    heard = Listened(code="", turns=turns, words=words)
    given = {BASELINE: largest_overlap(words, turns), "perfect": ["S0", "S0", "S1", "S1"]}

    simple, perfect = assignment.score("meeting", "clean", truth, heard, given)

    assert (simple.said, simple.fewest_errors, simple.errors, simple.price) == (4, 1, 2, 1)
    assert (perfect.errors, perfect.price) == (1, 0)
    table = assignment.table([simple, perfect], [BASELINE, "perfect"])
    assert table.caption == "as a share of largest overlap's price: perfect: 0.00"


def test_words_at_the_wrong_person_are_named() -> None:
    truth = [Utterance("anna", 0, 2, "good morning"), Utterance("bruno", 2, 4, "hello anna")]
    words = [
        Word("S0", 0, 1, " good"),
        Word("S1", 1, 2, " morning"),
        Word("S1", 2, 3, " hello"),
        Word("S1", 3, 4, " Anna."),
    ]

    assert [str(each).split() for each in misassigned(truth, words)] == [
        ["1.00–2.00", "'morning'", "of", "anna", "given", "to", "bruno"]
    ]


def test_meetings_cover_every_condition_with_every_seed() -> None:
    plan = Plan((BASELINE,), seeds=2, minutes=3.0, threads=1, fresh=False)

    meetings = list(assignment.meetings(plan))

    assert len(meetings) == len({composition.name for _, composition in meetings}) == 12
    assert len({condition for condition, _ in meetings}) == 6
    assert {len(composition.readers) for _, composition in meetings} == {4}


def test_everybody_is_a_stranger_once() -> None:
    enrolled = {
        "anna": (unit(1, 0, 0), frozenset({0})),
        "bruno": (unit(0, 1, 0), frozenset({0})),
    }
    tried = [
        Prints("anna", 0, unit(1, 0, 0)),
        Prints("anna", 1, unit(1, 0.1, 0)),
        Prints("bruno", 1, unit(0.2, 0.3, 1)),
        Prints("stranger 0", 0, unit(0, 1, 0.2)),
        Prints("stranger 1", 0, None),
    ]

    row = summed(list(trials(enrolled, tried, THRESHOLDS)), 10.0, 5.0, None)

    # Anna's first utterance enrolled her and is not tried. Without Anna she is a stranger, without Bruno he is.
    assert (row.known, row.wrong_names, row.rejected) == (2, 0, 1)
    assert (row.strange, row.named) == (6, 1)
    assert row.min_own == pytest.approx(0.282, abs=0.001)
    assert row.max_others == pytest.approx(0.981, abs=0.001)


def test_the_table_of_identification_names_its_thresholds() -> None:
    row = summed([], 10.0, 5.0, 15.0)

    assert identification.table([row], THRESHOLDS).caption == "a name takes a similarity of 0.5 and a lead of 0.1"


def test_enrolment_runs_through_utterances_and_tells_which() -> None:
    utterances = [np.full(4 * RATE, place, dtype=np.float32) for place in range(3)]

    speech, taken = enrolment(utterances, 2, 5.0)

    assert len(speech) == 5 * RATE
    assert taken == {2, 0}
    assert sorted(set(speech.tolist())) == [0.0, 2.0]


def test_utterances_are_cut_into_whole_pieces() -> None:
    cut = list(pieces({"anna": [np.zeros(7 * RATE, dtype=np.float32), np.zeros(RATE, dtype=np.float32)]}, 3.0))

    assert [(piece.utterance, len(piece.samples) / RATE) for piece in cut] == [(0, 3.0), (0, 3.0)]


def test_without_noise_speech_is_left_alone() -> None:
    speech = np.ones(10, dtype=np.float32)

    assert Noise(None).added(speech) is speech
