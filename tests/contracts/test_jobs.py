"""The payload of a job."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from scribe_contracts.jobs import ProcessMeeting, SpeakerCount


def test_a_payload_survives_its_journey() -> None:
    job = ProcessMeeting(meeting_id=uuid4(), attempt=1, request_id="r")

    assert ProcessMeeting.model_validate(job.model_dump(mode="json")) == job


def test_unknown_fields_are_refused() -> None:
    with pytest.raises(ValidationError, match="extra"):
        ProcessMeeting.model_validate({"meeting_id": str(uuid4()), "attempt": 1, "request_id": "r", "priority": 1})


@pytest.mark.parametrize(
    "count", [{"exact": 2, "maximum": 3}, {"minimum": 4, "maximum": 3}, {"exact": 0}, {"maximum": 51}]
)
def test_speaker_counts_that_make_no_sense_are_refused(count: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        SpeakerCount.model_validate(count)


@pytest.mark.parametrize(
    ("count", "allowed"),
    [
        (SpeakerCount(), {0, 1, 2, 3, 4}),
        (SpeakerCount(exact=2), {2}),
        (SpeakerCount(minimum=3), {3, 4}),
        (SpeakerCount(maximum=2), {0, 1, 2}),
        (SpeakerCount(minimum=1, maximum=3), {1, 2, 3}),
    ],
)
def test_a_count_says_what_it_allows(count: SpeakerCount, allowed: set[int]) -> None:
    assert {found for found in range(5) if count.allows(found)} == allowed
