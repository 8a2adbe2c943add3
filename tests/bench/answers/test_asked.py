"""Test the choice of questions and the shares of what came of them."""

from uuid import UUID

import pytest

from bench.answers.asking import Asked, cases, summarize
from bench.answers.meetings import Corpus, Question, Summarized
from bench.folders import BenchError
from scribe_contracts.transcript import Models, Segment, Transcript


def meeting(turns: int) -> Summarized:
    segments = tuple(
        Segment(id=at, speaker="SPEAKER_00", start=at, end=at + 1, text="Words.", words=()) for at in range(turns)
    )
    models = Models(diarization="", identification="", transcription="")
    transcript = Transcript(
        meeting_id=UUID(int=0),
        language="en",
        language_probability=1.0,
        duration=float(turns),
        models=models,
        speakers=(),
        segments=segments,
    )
    return Summarized(transcript, (), ())


def test_each_question_is_asked_of_its_meeting_and_of_one_far_away() -> None:
    pointed = [Question(number, f"Question {number}?", frozenset({1})) for number in range(4)]
    overview = Question(0, "What was it about?", frozenset(range(9)))
    corpus = Corpus("file", "en", (), (overview, *pointed), tuple(meeting(10) for _ in range(4)))

    found = [(case.meeting, case.question.text, case.is_own) for case in cases(corpus, 2)]

    assert found == [
        (0, "Question 0?", True),
        (2, "Question 0?", False),
        (2, "Question 2?", True),
        (0, "Question 2?", False),
    ]


def test_the_same_words_to_two_meetings_are_four_cases() -> None:
    same = tuple(Question(number, "Who sends it?", frozenset({1})) for number in range(2))
    corpus = Corpus("file", "en", (), same, (meeting(10), meeting(10)))

    assert len({case.key for case in cases(corpus, 2)}) == 4


def test_a_file_of_one_meeting_has_no_other_to_ask() -> None:
    corpus = Corpus("file", "en", (), (Question(0, "Who?", frozenset({1})),), (meeting(10),))
    with pytest.raises(BenchError):
        cases(corpus, 1)


def asked(**changes: object) -> Asked:
    row: dict[str, object] = {
        "model": "small",
        "meeting": 0,
        "question": "Who?",
        "is_own": True,
        "outcome": "answered",
        "seconds": 10.0,
        "first_claim": 4.0,
        "claims": 2,
        "checked": 1,
        "cited": 4,
        "cited_existing": 4,
        "meeting_evidence": 1,
        "checked_meeting_evidence": 1,
    }
    return Asked(**(row | changes))  # type: ignore[arg-type]


def test_shares_are_of_what_they_say() -> None:
    nothing = {"claims": 0, "checked": 0, "cited": 0, "cited_existing": 0, "meeting_evidence": 0, "first_claim": None}
    refused = asked(is_own=False, outcome="not_said", seconds=1.0, checked_meeting_evidence=0, **nothing)
    told = asked(is_own=False, cited_existing=3, meeting_evidence=0, checked_meeting_evidence=0, seconds=30.0)

    found = summarize([asked(), refused, told])

    assert (found["own"], found["foreign"], found["own_answered"], found["foreign_refused"]) == (1, 2, 1.0, 0.5)
    assert (found["cited_exist"], found["own_meets"], found["own_checked_meets"]) == (0.875, 0.5, 1.0)
    assert (found["unchecked"], found["seconds"], found["seconds_to_first"]) == (0.5, 10.0, 4.0)


def test_nothing_asked_has_no_shares() -> None:
    assert summarize([])["foreign_refused"] is None
