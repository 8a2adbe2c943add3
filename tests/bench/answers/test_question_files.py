"""Test the reading of files with questions, summaries and their turns."""

import json
from pathlib import Path

import pytest

from bench.answers.meetings import read_corpus
from bench.folders import BenchError

TURNS = [
    {"speaker": "Ada", "text": "We keep the contract until the end of March."},
    {"speaker": "Bob", "text": "Then I write to the supplier on Friday."},
]


def written(folder: Path, meeting: dict[str, object]) -> Path:
    path = folder / "meetings.jsonl"
    path.write_text(json.dumps(meeting) + "\n", encoding="utf-8")
    return path


def test_questions_and_the_evidence_of_summaries_are_read(tmp_path: Path) -> None:
    meeting = {
        "turns": TURNS,
        "questions": [
            {"question": "Until when?", "answer": "March", "evidence_turns": [0]},
            {"question": "Who sings?", "answer": "Nobody", "evidence_turns": []},
        ],
        "summary": "The contract is kept. Bob writes.",
        "summary_evidence": [{"sentence": "Bob writes.", "turns": [1]}, {"sentence": "The end.", "turns": []}],
    }
    corpus = read_corpus(written(tmp_path, meeting))
    assert corpus.language == "en"
    assert [(question.text, question.evidence) for question in corpus.questions] == [("Until when?", {0})]
    (summarized,) = corpus.meetings
    assert summarized.summaries == ("The contract is kept. Bob writes.",)
    assert [(each.text, each.evidence) for each in summarized.sentences] == [("Bob writes.", {1})]
    assert [speaker.name for speaker in summarized.transcript.speakers] == ["Ada", "Bob"]


def test_the_turns_of_an_extract_are_evidence_of_its_abstract(tmp_path: Path) -> None:
    meeting = {
        "turns": TURNS,
        "summaries": ["Bob promises to write to the supplier before the week ends. Short."],
        "extract": "Bob: Then I write to the supplier on Friday.",
    }
    corpus = read_corpus(written(tmp_path, meeting))
    assert corpus.language == "fr"
    assert [question.evidence for question in corpus.questions] == [{1}]
    assert {each.evidence for each in corpus.meetings[0].sentences} == {frozenset({1})}


def test_meetings_are_picked_evenly_and_keep_their_places(tmp_path: Path) -> None:
    path = tmp_path / "meetings.jsonl"
    lines = [
        {
            "turns": TURNS,
            "summaries": [f"Bob promises letter {number} to the supplier this week."],
            "extract": TURNS[1]["text"],
        }
        for number in range(7)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    corpus = read_corpus(path, 3)
    assert [each.number for each in corpus.meetings] == [0, 2, 4]
    assert [(question.meeting, question.text[13:21]) for question in corpus.questions] == [
        (0, "letter 0"),
        (1, "letter 2"),
        (2, "letter 4"),
    ]
    assert len(corpus.passages) == 3
    assert len(read_corpus(path).meetings) == len(read_corpus(path, 9).meetings) == 7


def test_another_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"meetings\.jsonl is no file of meetings"):
        read_corpus(written(tmp_path, {"turns": []}))
