"""Places that answers rest on, once somebody has cut segments."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from language_server import LanguageServer
from support.asking import Asker, claims, end_of, named
from support.edits import operation
from support.transcripts import make_segment, transcript

from app.core.config import Settings
from app.models import QuestionPassage, TranscriptLine
from app.services.answers.places import Lines
from app.services.answers.views import digest
from app.services.editing import operations
from scribe_contracts.transcript import Segment, Speaker, Transcript

TALK = """[00:00:10] Katie: The budget was cut to 40,000 euros. Nobody was glad of it.
[00:00:20] Steve: Then we keep project Delta until the end of March.
[00:01:10] Katie: I will send the new plan on Friday.
"""
TWO = (Speaker(id="SPEAKER_00", speech_seconds=1), Speaker(id="SPEAKER_01", speech_seconds=1))


async def _edit(ada: Asker, meeting: UUID, base: int, **wanted: Any) -> None:
    body = {"base": base, "edit_id": uuid4().hex, "operation": wanted}
    await ada.send("POST", f"meetings/{meeting}/revisions", body)
    await ada.index()


async def _split(ada: Asker, meeting: UUID, base: int, segment: int, after: str) -> None:
    """Begin a passage after these words of a segment."""
    kept = (await ada.send("GET", f"meetings/{meeting}/transcript"))["segments"]
    text = next(each["text"] for each in kept if each["id"] == segment)
    assert after in text
    lines = text.replace(f"{after} ", f"{after}\n")
    await _edit(ada, meeting, base, kind="edit", segments=[segment], text=lines, passages=True)


async def test_a_split_leaves_kept_answers_as_they_are(ada: Asker, model: LanguageServer) -> None:
    meeting = await ada.add(TALK, "Planning")
    model.replies = [claims(("The budget was cut.", ["budget was"]), ("Steve keeps project Delta.", ["Delta"]))]
    conversation = await ada.begin(meeting_id=str(meeting))
    await ada.ask("What was decided?", conversation)
    before = (await ada.messages(conversation))[0]["claims"]
    assert [claim["reasons"] for claim in before] == [[], []]

    segments = [claim["evidence"][0]["segment_ids"][0] for claim in before]
    await _split(ada, meeting, 0, segments[0], "was cut")
    await _split(ada, meeting, 1, segments[1], "keep project")
    assert (await ada.messages(conversation))[0]["claims"] == before

    await _edit(ada, meeting, 2, kind="edit", segments=[segments[1]], text="Then we end project")
    first, second = (await ada.messages(conversation))[0]["claims"]
    assert (first, second["reasons"]) == (before[0], ["changed"])
    assert second["evidence"][0]["quote"] == "Then we end project Delta until the end of March."


async def test_a_split_leaves_kept_passages_as_they_are(ada: Asker, settings: Settings) -> None:
    meeting = await ada.add(TALK, "Planning")
    settings.language_url = None
    conversation = await ada.begin()
    events = await ada.ask("What was decided about Delta?", conversation)
    assert "project Delta" in named(events, "passages")[0]["items"][0]["text"]

    await _split(ada, meeting, 0, 0, "was cut")

    before, after = end_of(events)["passages"], (await ada.messages(conversation))[0]["passages"]
    assert [passage["text"] for passage in after] == [passage["text"] for passage in before] != []


async def test_what_is_said_by_somebody_else_now_is_not_quoted_as_theirs(ada: Asker, model: LanguageServer) -> None:
    meeting = await ada.add(TALK, "Planning")
    model.replies = [claims(("The plan comes on Friday.", ["new plan"]))]
    conversation = await ada.begin(meeting_id=str(meeting))
    await ada.ask("When is the new plan sent?", conversation)
    (place,) = (await ada.messages(conversation))[0]["claims"][0]["evidence"]

    ids = place["segment_ids"]
    await _edit(ada, meeting, 0, kind="reassign", segments=ids, first_word=6, speaker="SPEAKER_01")

    (claim,) = (await ada.messages(conversation))[0]["claims"]
    assert claim["reasons"] == ["changed"]
    assert (claim["evidence"][0]["speaker"], claim["evidence"][0]["quote"]) == ("Katie", "I will send the new plan")


def _lines(given: Transcript) -> Lines:
    return Lines(
        TranscriptLine(
            meeting_id=given.meeting_id,
            number=number,
            segment_id=segment.id,
            part_of=segment.part_of,
            speaker=None,
            speaker_number=int(segment.speaker[-2:]) + 1,
            text=segment.text,
        )
        for number, segment in enumerate(given.segments)
    )


def _find(now: Transcript, cited: Sequence[Segment]) -> tuple[list[str], bool]:
    row = QuestionPassage(meeting_id=now.meeting_id, segments=[segment.id for segment in cited])
    was = digest([segment.text for segment in cited], "", "")
    found, is_same = _lines(now).find(row, lambda said, _: digest(said, "", "") == was)
    return [line.text for line in found], is_same


def _cut(given: Transcript, segment: int, text: str) -> Transcript:
    return operations.apply(given, operation(kind="edit", segments=[segment], text=text, passages=True))


SAID = transcript(
    (
        make_segment(0, "SPEAKER_00", 0, "one two three four"),
        make_segment(1, "SPEAKER_01", 10, "five six"),
        make_segment(2, "SPEAKER_00", 20, "seven eight nine"),
    ),
    TWO,
)


def test_parts_of_parts_go_with_what_they_were_cut_off() -> None:
    once = _cut(SAID, 0, "one two\nthree four")
    head = _cut(once, 0, "one\ntwo")
    tail = _cut(once, 3, "three\nfour")
    assert _find(head, SAID.segments[:1]) == (["one", "two", "three four"], True)
    assert _find(head, once.segments[:1]) == (["one", "two"], True)
    assert _find(tail, once.segments[:1]) == (["one two"], True)
    assert _find(tail, once.segments[1:2]) == (["three", "four"], True)
    assert _find(_cut(tail, 2, "seven\neight nine"), SAID.segments) == (
        ["one two", "three", "four", "five six", "seven", "eight nine"],
        True,
    )


def test_a_split_that_was_reverted_leaves_what_named_both_parts() -> None:
    once = _cut(SAID, 0, "one two\nthree four")
    assert _find(SAID, once.segments[:2]) == (["one two three four"], True)
    assert _find(SAID, once.segments[1:2]) == ([], False)


def test_of_a_deleted_beginning_the_rest_is_shown_as_changed() -> None:
    once = _cut(SAID, 0, "one two\nthree four")
    left = operations.apply(once, operation(kind="edit", segments=[0, 3], text="three four"))
    assert _find(left, SAID.segments[:1]) == (["three four"], False)


@pytest.mark.parametrize(("joint", "cut"), [("", "你好\n世界"), ("", "l’\néquipe")])
def test_words_without_a_space_between_them_are_the_same_once_cut(joint: str, cut: str) -> None:
    words = cut.replace("\n", " ")
    said = transcript((make_segment(0, "SPEAKER_00", 0, words, join=joint),), TWO[:1])
    now = _cut(said, 0, cut)
    assert len(now.segments) == 2
    assert _find(now, said.segments)[1]
