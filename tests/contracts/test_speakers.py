"""The ids of speakers, and the numbers in them."""

import pytest
from pydantic import TypeAdapter, ValidationError

from scribe_contracts.speakers import SpeakerId, display_number, speaker_id, speaker_number


@pytest.mark.parametrize(("number", "speaker"), [(0, "SPEAKER_00"), (7, "SPEAKER_07"), (123, "SPEAKER_123")])
def test_an_id_and_its_number_name_the_same_speaker(number: int, speaker: str) -> None:
    assert speaker_id(number) == speaker
    assert speaker_number(speaker) == number
    assert TypeAdapter(SpeakerId).validate_python(speaker) == speaker


@pytest.mark.parametrize("other", ["Katie", "SPEAKER_", "SPEAKER_1", "SPEAKER_00 ", "speaker_00", "SPEAKER_00000"])
def test_what_is_not_an_id_has_no_number(other: str) -> None:
    assert speaker_number(other) is None
    with pytest.raises(ValidationError):
        TypeAdapter(SpeakerId).validate_python(other)


def test_people_see_the_number_of_the_id_wherever_it_stands() -> None:
    assert [display_number("SPEAKER_01", position) for position in (1, 2)] == [2, 2]
    assert display_number("A", 3) == 3
