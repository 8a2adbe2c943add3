from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from support.transcripts import dialogue, document, make_segment, transcript

from app.services.exports import Language
from app.services.exports.language import format_date
from app.services.exports.minutes import Attendee, build_minutes, format_length
from scribe_contracts.transcript import Speaker

SPACE = "\N{NO-BREAK SPACE}"


def test_the_content_of_a_document() -> None:
    said = build_minutes(document(language=Language.FRENCH, title="Bilan\nde l’été"))
    assert said.title == "Bilan de l’été"
    assert said.facts == (("Date", "22 novembre 2026 à 09:30 UTC"), ("Durée", f"1{SPACE}h 01{SPACE}min"))
    assert said.attendees == (
        Attendee("Katie O'Neil <K>", f"4{SPACE}s", f"67{SPACE}%"),
        Attendee("Locuteur 2", f"2{SPACE}s", f"33{SPACE}%"),
    )
    assert [(turn.time, turn.name) for turn in said.turns] == [
        ("00:00:00", "Katie O'Neil <K>"),
        ("00:00:02", "Locuteur 2"),
        ("00:00:05", "Katie O'Neil <K>"),
    ]
    assert said.turns[2].text == "How are you? 1. Fine?"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (59.4, "59 s"),
        (59.5, "1 min 00 s"),
        (725, "12 min 05 s"),
        (3600, "1 h 00 min"),
        (10_860, "3 h 01 min"),
    ],
)
def test_lengths(seconds: float, text: str) -> None:
    assert format_length(seconds).replace(SPACE, " ") == text


def test_dates() -> None:
    first = datetime(2026, 12, 1, 9, 5, tzinfo=UTC)
    assert format_date(first, Language.FRENCH) == "1er décembre 2026 à 09:05 UTC"
    assert format_date(first, Language.ENGLISH) == "1 December 2026, 09:05 UTC"
    there = first.astimezone(ZoneInfo("America/New_York"))
    assert format_date(there, Language.ENGLISH) == "1 December 2026, 04:05 America/New_York"


def test_silence_has_no_shares() -> None:
    said = build_minutes(document(transcript((), (Speaker(id="SPEAKER_00", name="Zoé", speech_seconds=0),))))
    assert said.attendees == (Attendee("Zoé", f"0{SPACE}s", "0%"),)
    assert said.turns == ()


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    said = dialogue().model_copy(update={"segments": (make_segment(0, "SPEAKER_00", 0, "a\ufffeb\uffffc\0d"),)})
    assert build_minutes(document(said, title="x\uffff")).turns[0].text == "abc d"


def test_a_monologue_is_cut_where_a_segment_ends() -> None:
    said = tuple(make_segment(at, "SPEAKER_00", at * 10.0, " ".join([f"{at}x"] * 300)) for at in range(3))
    speakers = (Speaker(id="SPEAKER_00", name="Zoé", speech_seconds=30),)
    turns = build_minutes(document(transcript(said, speakers))).turns
    assert [(turn.time, turn.name) for turn in turns] == [(f"00:00:{at}0", "Zoé") for at in range(3)]
    assert [turn.text for turn in turns] == [segment.text for segment in said]
