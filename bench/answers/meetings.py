"""Meetings with questions: QMSum's form, and FREDSum's, whose questions are the sentences of its abstracts."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from bench.folders import BenchError
from scribe_contracts.retrieval.passages import Passage, cut_passages
from scribe_contracts.speakers import speaker_id
from scribe_contracts.transcript import Models, Segment, Speaker, Transcript

Picked = TypeVar("Picked")

_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_MIN_WORDS = 8
"""Shorter sentences of an abstract ask for nothing in particular."""


@dataclass(frozen=True)
class Question:
    """A question, and the turns that hold its answer."""

    meeting: int
    text: str
    evidence: frozenset[int]


@dataclass(frozen=True)
class Evidenced:
    """A sentence of a reference, and the turns that hold it."""

    text: str
    evidence: frozenset[int]


@dataclass(frozen=True)
class Summarized:
    """A meeting with the summaries that people wrote of it."""

    number: int
    """Its place in the file, whichever of its meetings are taken: by it, a later run knows the meeting again."""

    transcript: Transcript
    summaries: tuple[str, ...]
    sentences: tuple[Evidenced, ...]
    """Those sentences of the first summary of which the turns are known."""


@dataclass(frozen=True)
class Corpus:
    """The meetings of one file, cut into passages; all in one language."""

    name: str
    language: str
    passages: tuple[tuple[Passage, ...], ...]
    questions: tuple[Question, ...]
    meetings: tuple[Summarized, ...]


def read_corpus(path: Path, most: int = 0) -> Corpus:
    """Return the meetings of a file with one JSON document a line, or `most` of them, evenly picked.

    Raise BenchError for another file.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        meetings = [(number, json.loads(line)) for number, line in evenly(list(enumerate(lines)), most or len(lines))]
        is_asked = "questions" in meetings[0][1]
        asked = _asked if is_asked else _composed
        language = "en" if is_asked else "fr"
        summarized = tuple(_summarized(number, meeting, language) for number, meeting in meetings)
        return Corpus(
            path.stem,
            language,
            tuple(tuple(cut_passages(each.transcript)) for each in summarized),
            tuple(question for place, (_, meeting) in enumerate(meetings) for question in asked(place, meeting)),
            summarized,
        )
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise BenchError(f"{path} is no file of meetings with questions or summaries: {error}") from error


def evenly(items: Sequence[Picked], count: int) -> Sequence[Picked]:
    """Return `count` of the items, at equal distances: neighbors in a file are often of one series."""
    step = max(1, len(items) // max(1, count))
    return items[::step][:count]


def _summarized(number: int, meeting: dict[str, Any], language: str) -> Summarized:
    transcript = _transcript(meeting, language)
    if "summaries" in meeting:
        evidence = _extracted(meeting)
        sentences = tuple(Evidenced(text, evidence) for text in _SENTENCE.split(meeting["summaries"][0]) if evidence)
        return Summarized(number, transcript, tuple(meeting["summaries"]), sentences)
    sentences = tuple(
        Evidenced(each["sentence"], frozenset(each["turns"])) for each in meeting["summary_evidence"] if each["turns"]
    )
    return Summarized(number, transcript, (meeting["summary"],), sentences)


def _transcript(meeting: dict[str, Any], language: str) -> Transcript:
    names = list(dict.fromkeys(turn["speaker"] for turn in meeting["turns"]))
    ids = {name: speaker_id(number) for number, name in enumerate(names)}
    return Transcript(
        meeting_id=UUID(int=0),
        language=language,
        language_probability=1.0,
        duration=float(len(meeting["turns"])),
        models=Models(diarization="", identification="", transcription=""),
        speakers=tuple(Speaker(id=ids[name], name=name, speech_seconds=0.0) for name in names),
        segments=tuple(
            Segment(
                id=at, speaker=ids[turn["speaker"]], start=float(at), end=float(at + 1), text=turn["text"], words=()
            )
            for at, turn in enumerate(meeting["turns"])
        ),
    )


def _asked(number: int, meeting: dict[str, Any]) -> Iterator[Question]:
    for each in meeting["questions"]:
        if each["evidence_turns"]:
            yield Question(number, each["question"], frozenset(each["evidence_turns"]))


def _composed(number: int, meeting: dict[str, Any]) -> Iterator[Question]:
    """Yield the sentences of the first abstract; all turns of the extract count as evidence."""
    evidence = _extracted(meeting)
    for sentence in _SENTENCE.split(meeting["summaries"][0]):
        if evidence and len(sentence.split()) >= _MIN_WORDS:
            yield Question(number, sentence, evidence)


def _extracted(meeting: dict[str, Any]) -> frozenset[int]:
    """Return the turns of which the extract has a sentence."""
    extract = " ".join(meeting["extract"].split())
    turns = [" ".join(turn["text"].split()) for turn in meeting["turns"]]
    return frozenset(
        at
        for at, turn in enumerate(turns)
        if any(part in extract for part in _SENTENCE.split(turn) if len(part) > 20)  # noqa: PLR2004
    )
