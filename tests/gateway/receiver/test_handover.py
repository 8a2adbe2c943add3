"""The requests that are handed to the receiver, by their first line."""

import pytest

from app.receiver.handover import is_for_receiver

PART = b"/api/v1/uploads/0190a0b0-0000-7000-8000-000000000000/parts/1"
MEETING = b"/api/v1/meetings/0190a0b0-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    "line",
    [
        b"POST /api/v1/process HTTP/1.1",
        b"POST /api/v1/process?x=1 HTTP/1.1",
        b"POST /api/v1/%70rocess HTTP/1.1",
        b"POST /api/v1/process?x=" + b"a" * 9000,
        b"POST /api/v1/imports HTTP/1.0",
        b"PUT " + PART + b" HTTP/1.1",
        b"POST /api/v1/voices HTTP/1.1",
        b"POST " + MEETING + b"/revisions HTTP/1.1",
        b"GET " + MEETING + b"/export/pdf?time_zone=Europe/Paris HTTP/1.1",
        b"GET " + MEETING + b"/minutes/0190/export/docx HTTP/1.1",
    ],
)
def test_recordings_edits_and_exports_are_for_the_receiver(line: bytes) -> None:
    assert is_for_receiver(line + b"\r\nHost: x\r\n\r\nbody")


@pytest.mark.parametrize(
    "line",
    [
        b"GET /api/v1/voices HTTP/1.1",
        b"GET " + PART + b" HTTP/1.1",
        b"POST /api/v1/uploads HTTP/1.1",
        b"GET " + MEETING + b"/revisions HTTP/1.1",
        b"POST " + MEETING + b"/revisions/passage HTTP/1.1",
        b"GET " + MEETING + b"/transcript HTTP/1.1",
        b"POST /api/v1/auth/login HTTP/1.1",
        b"GET /api/v1/meetings?next=POST%20/api/v1/process HTTP/1.1",
        b"POST /api/v1/%ff%fe HTTP/1.1",
        b"POST /api/v1/process",
        b"\x16\x03\x01",
        b"",
    ],
)
def test_everything_else_is_answered_at_once(line: bytes) -> None:
    assert not is_for_receiver(line + b"\r\nHost: x\r\n\r\n")
