"""Values at the borders of what the parts behind the gateway can hold are refused, and break nothing."""

import codecs
import encodings
import json
import pkgutil
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.factories import Factory
from support.object_store import ObjectStore
from support.sounds import tone, wav
from support.transcripts import dialogue

from app.models import Meeting, User
from app.schemas.common import in_utc
from app.services.forms.disposition import read_disposition
from scribe_contracts.events import MeetingStatus
from scribe_contracts.storage import Artefact

API = "/api/v1"
HUGE = [2**31 - 1, 2**31, 2**63 - 1, 2**63, 10**30, -1, -(2**31) - 1, -(10**30)]
TEXTS = ["\x00", "a\x00b", "\ud800", "\udfff a", "\U0010ffff", "\u202e", "'", "\\", "9" * 5000, "NaN", "%00", "\ufeff"]
EDGES = [
    "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "9999-12-31T23:59:59-01:00",
]
CODECS = sorted(
    {module.name for module in pkgutil.iter_modules(encodings.__path__)} | {"idna", "unicode_escape", "rot13"}
)


@pytest.fixture
def api(client: httpx.AsyncClient, headers: dict[str, str]) -> httpx.AsyncClient:
    client.headers.update(headers)
    return client


@pytest.fixture
async def meeting(factory: Factory, user: User, store: ObjectStore) -> Meeting:
    meeting = await factory.meeting(user, status=MeetingStatus.COMPLETED)
    store.put(meeting.id, Artefact.TRANSCRIPT, dialogue())
    return meeting


def as_json(body: object) -> dict[str, Any]:
    """Return the arguments of a request whose JSON may hold half a surrogate pair, which httpx would not send."""
    return {"content": json.dumps(body).encode(), "headers": {"Content-Type": "application/json"}}


def refused(answer: httpx.Response) -> bool:
    return 400 <= answer.status_code < 500


@pytest.mark.parametrize("field", ["since", "before"])
@pytest.mark.parametrize("edge", EDGES)
async def test_dates_at_the_edge_of_the_calendar_with_an_offset(api: httpx.AsyncClient, field: str, edge: str) -> None:
    answer = await api.get(f"{API}/meetings", params={field: edge})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


async def test_dates_at_the_edge_of_the_calendar_without_an_offset(api: httpx.AsyncClient) -> None:
    span = {"since": "0001-01-01T00:00:00Z", "before": "9999-12-31T23:59:59Z"}
    assert (await api.get(f"{API}/meetings", params=span)).status_code == 200


@given(st.datetimes(), st.integers(-24 * 60 + 1, 24 * 60 - 1))
def test_a_moment_isin_utc_or_refused(local: datetime, minutes: int) -> None:
    moment = local.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    with suppress(ValueError):  # an OverflowError would be none
        assert in_utc(moment) == moment


@pytest.mark.parametrize("number", HUGE)
async def test_numbers_beyond_a_column(
    api: httpx.AsyncClient, meeting: Meeting, factory: Factory, user: User, number: int
) -> None:
    voice, upload = await factory.voice(user), await factory.upload(user)
    revisions = f"{API}/meetings/{meeting.id}/revisions"
    edit = {"edit_id": "0" * 32, "base": 0}
    answers = [
        await api.get(f"{revisions}/{number}"),
        await api.post(revisions, json=edit | {"base": number, "operation": {"kind": "adopt"}}),
        await api.post(revisions, json=edit | {"operation": {"kind": "restore", "revision": number}}),
        await api.post(revisions, json=edit | {"operation": {"kind": "revert", "revision": number}}),
        await api.post(revisions, json=edit | {"operation": {"kind": "edit", "segments": [number], "text": "a"}}),
        await api.get(f"{API}/voices/{voice.id}/samples/{number}"),
        await api.delete(f"{API}/voices/{voice.id}/samples/{number}"),
        await api.put(
            f"{API}/uploads/{upload.id}/parts/{number}",
            content=b"RIFF",
            headers={"Content-Digest": f"sha-256=:{'A' * 43}=:"},
        ),
        await api.get(f"{API}/meetings", params={"page": number}),
        await api.get(f"{API}/meetings", params={"size": number}),
    ]
    assert [answer.status_code for answer in answers if not refused(answer)] == []


@pytest.mark.parametrize("text", TEXTS)
async def test_texts_that_postgresql_or_json_cannot_hold(api: httpx.AsyncClient, meeting: Meeting, text: str) -> None:
    encoded = quote(text, errors="surrogatepass")
    edit = {"kind": "rename", "speaker": "SPEAKER_00", "name": text}
    rename_unknown = {"kind": "rename", "speaker": text, "name": "A"}
    account = {"email": "a@example.org", "password": "correct horse battery"}
    start = {"filename": "a.wav", "size_bytes": 4, "head": "UklGRg=="}
    revision = {"base": 0, "edit_id": "0" * 32}
    answers = [
        await api.get(f"{API}/meetings?q={encoded}"),
        await api.get(f"{API}/meetings?speaker={encoded}"),
        await api.get(f"{API}/meetings/{encoded}"),
        await api.get(f"{API}/meetings/{meeting.id}/matches?q={encoded}"),
        await api.get(f"{API}/meetings/{meeting.id}/export/{encoded}"),
        await api.patch(f"{API}/meetings/{meeting.id}", **as_json({"title": text})),
        await api.patch(f"{API}/meetings/{meeting.id}", **as_json({text: "A"})),
        await api.patch(f"{API}/auth/me", **as_json({"name": text})),
        await api.post(f"{API}/auth/register", **as_json(account | {"name": text})),
        await api.post(f"{API}/auth/register", **as_json(account | {"name": "A", "email": text})),
        await api.post(f"{API}/auth/register", **as_json(account | {"name": "A", "password": text * 8})),
        await api.post(f"{API}/auth/refresh", **as_json({"refresh_token": text})),
        await api.post(f"{API}/meetings/{meeting.id}/speakers/{encoded or 'a'}/voice", **as_json({"name": text})),
        await api.post(f"{API}/meetings/{meeting.id}/shares", **as_json({"email": text})),
        await api.post(f"{API}/meetings/{meeting.id}/revisions", **as_json(revision | {"operation": edit})),
        await api.post(f"{API}/meetings/{meeting.id}/revisions", **as_json(revision | {"operation": rename_unknown})),
        await api.post(f"{API}/uploads", **as_json(start | {"title": text})),
        await api.post(f"{API}/uploads", **as_json(start | {"filename": text})),
        await api.post(f"{API}/uploads", **as_json(start | {"content_type": text})),
        await api.post(f"{API}/uploads", **as_json(start | {"hotwords": text})),
        await api.post(f"{API}/uploads", **as_json(start | {"head": text})),
    ]
    assert [str(answer.request.url) for answer in answers if answer.is_server_error] == []


async def test_a_multipart_login_in_any_charset(client: httpx.AsyncClient) -> None:
    """`unicode_escape` makes lone surrogates and NUL of innocent bytes; some codecs are none for text."""
    parts = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in {"username": "\\ud800\\x00a@example.org", "password": "\\ud800\\N{DIGIT"}.items()
    )
    answers = {}
    for charset in CODECS:
        headers = {"Content-Type": f"multipart/form-data; boundary=b; charset={charset}"}
        answer = await client.post(f"{API}/auth/login", content=f"{parts}--b--\r\n".encode(), headers=headers)
        answers[charset] = answer.status_code
    assert {charset for charset, status in answers.items() if not 400 <= status < 500} == set()


@pytest.mark.parametrize("charset", CODECS)
def test_a_filename_in_any_charset(charset: str) -> None:
    for value in ("a.wav", "%FF%FE%00.wav", "xn--%ff.wav", "%5Cud800", "." * 70):
        header = f"form-data; name=\"file\"; filename*={charset}''{value}"
        filename = read_disposition(header.encode()).filename
        assert filename is not None
        codecs.encode(filename, "utf-8")


async def test_an_upload_whose_filename_is_in_idna(api: httpx.AsyncClient) -> None:
    head = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=idna''xn--%ff..wav\r\n\r\n"
    answer = await api.post(
        f"{API}/process",
        content=head + wav(tone(1.0)) + b"\r\n--b--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    assert answer.status_code == 202


@given(
    st.binary(max_size=200) | st.text(alphabet="filename*=;'\"0123456789%FFutf-8\r\n\x00", max_size=200).map(str.encode)
)
def test_any_disposition_can_be_read(header: bytes) -> None:
    disposition = read_disposition(b"form-data; name=a; " + header)
    assert disposition.filename is None or isinstance(disposition.filename, str)


def test_a_section_number_of_thousands_of_digits() -> None:
    assert read_disposition(b"form-data; name=file; filename*" + b"9" * 5000 + b"=a.wav").filename is None
