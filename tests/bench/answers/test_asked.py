"""Test the choice of questions and the shares of what came of them."""

from pathlib import Path
from uuid import UUID

from rich.console import Console

from bench.answers.asking import Asked, Budget, cases, measure, summarize
from bench.answers.meetings import Corpus, Question, Summarized
from cli.client.schemas import AnswerEvent
from scribe_contracts.transcript import Models, Segment, Transcript

PLACE = {"meeting_title": "File", "segment_ids": [1], "start": 1.0, "end": 2.0, "speaker": "Bob", "quote": "Words."}


def meeting(turns: int, number: int = 0) -> Summarized:
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
    return Summarized(number, transcript, (), ())


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
    corpus = Corpus("file", "en", (), same, (meeting(10, 0), meeting(10, 1)))

    assert len({case.key(corpus) for case in cases(corpus, 2)}) == 4


def test_a_file_of_one_meeting_has_no_other_to_ask() -> None:
    corpus = Corpus("file", "en", (), (Question(0, "Who?", frozenset({1})),), (meeting(10),))

    assert [case.is_own for case in cases(corpus, 1)] == [True]


def test_a_question_is_known_again_where_other_meetings_of_its_file_are_taken() -> None:
    question = Question(1, "Who sends it?", frozenset({1}))
    few = Corpus("file", "en", (), (question,), (meeting(10, 3), meeting(10, 6)))

    assert {case.key(few) for case in cases(few, 1)} == {(6, question.text, True), (3, question.text, False)}


class Told:
    """A product that answers every question with one sentence, and knows how often it was asked."""

    def __init__(self, transcript: Transcript, model: str) -> None:
        self.asked: list[str] = []
        self.model, self._transcript = model, transcript

    @property
    def api(self) -> "Told":
        return self

    def meeting(self, name: str, transcript: Transcript) -> UUID:
        del name, transcript
        return UUID(int=0)

    def transcript(self, meeting_id: UUID) -> Transcript:
        del meeting_id
        return self._transcript

    def begin_conversation(self, scope: dict[str, object]) -> UUID:
        del scope
        return UUID(int=1)

    def ask(self, conversation_id: UUID, question: str, language: str | None) -> list[AnswerEvent]:
        del conversation_id, language
        self.asked.append(question)
        claim = {"text": "Bob.", "checked": True, "evidence": [PLACE]}
        return [
            AnswerEvent.model_validate({"event": "claim", **claim}),
            AnswerEvent.model_validate({"event": "done", "message": {"outcome": "answered", "claims": [claim]}}),
        ]

    def language_peak_mebibytes(self) -> float:
        return 900.0


def test_each_model_is_asked_once_and_an_interrupted_run_goes_on(tmp_path: Path) -> None:
    questions = tuple(Question(number, f"Question {number}?", frozenset({1})) for number in range(2))
    corpus = Corpus("file", "en", (), questions, (meeting(10, 0), meeting(10, 1)))
    kept, console = tmp_path / "asked-file.jsonl", Console(quiet=True)

    def run(model: str, *, minutes: float = 5.0) -> tuple[dict[str, object], int]:
        product = Told(corpus.meetings[0].transcript, model)
        return measure(corpus, Budget(2, minutes), product, kept, console), len(product.asked)  # type: ignore[arg-type]

    assert run("small", minutes=-1.0)[1] == 0
    found, asked_now = run("small")
    assert (found["model"], found["own"], found["foreign"], found["own_meets"], found["peak_mib"]) == (
        "small", 2, 2, 1.0, 900,
    )  # fmt: skip
    assert asked_now == 4
    assert run("small")[1] == 0
    kept.write_text("\n".join(kept.read_text().splitlines()[:3]) + "\n")
    assert run("small")[1] == 1
    assert run("large")[1] == 4


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
