"""Job events as entries of a Redis stream."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from pydantic import ValidationError

from scribe_contracts.event_stream import EVENTS_STREAM, MAX_EVENTS, decode_event, encode_event, publish_event
from scribe_contracts.events import JobEvent, MeetingStatus


class RecordingClient:
    """Keeps what is appended, as a Redis client that answers with the entry's id."""

    def __init__(self) -> None:
        self.appended: list[tuple[str, dict[Any, Any], int, bool]] = []

    def xadd(self, name: str, fields: dict[Any, Any], *, maxlen: int, approximate: bool) -> bytes:
        self.appended.append((name, fields, maxlen, approximate))
        return b"1-0"


def make_event() -> JobEvent:
    return JobEvent(
        meeting_id=uuid4(), attempt=1, sequence=1, at=datetime.now(UTC), status=MeetingStatus.PROCESSING, fraction=0.5
    )


def test_an_event_is_read_as_it_was_published() -> None:
    client, event = RecordingClient(), make_event()

    assert publish_event(client, event) == b"1-0"

    [(stream, fields, maxlen, approximate)] = client.appended
    assert (stream, maxlen, approximate) == (EVENTS_STREAM, MAX_EVENTS, True)
    assert decode_event({name.encode(): text.encode() for name, text in fields.items()}) == event


@pytest.mark.parametrize("fields", [None, {}, {b"other": b"field"}, {b"event": b"{not json"}])
def test_an_entry_without_an_event_is_refused(fields: dict[bytes, bytes] | None) -> None:
    with pytest.raises(ValidationError):
        decode_event(fields)


def test_an_encoded_event_is_one_json_document() -> None:
    event = make_event()

    assert JobEvent.model_validate_json(encode_event(event)["event"]) == event
