"""The stack under load: servers and one gateway, accounts, meetings, and a stub in place of the worker.

The stub computes nothing: it publishes the progress of the meetings that are followed, as a worker would.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import boto3
import psutil
from redis import Redis
from redis.exceptions import RedisError

from ops.local.stack import Stack
from ops.local.state import StackState
from scribe_contracts import storage
from scribe_contracts.artefacts import Diarization
from scribe_contracts.event_stream import publish_event
from scribe_contracts.events import JobEvent
from scribe_contracts.storage import Artefact, Bucket
from scribe_contracts.transcript import Models, Segment, Speaker, Transcript, Word
from servers.program import Program

MEETINGS_PER_USER = 5
EDITED_WORDS = 3000
_PROGRESS_SECONDS = 0.5
_WORKERS = 4
"""Workers whose events the stub publishes; a worker has one meeting at a time and reports twice a second."""

PASSWORD = "a passphrase of the load test"  # noqa: S105 - of accounts that last as long as the run


@dataclass(frozen=True)
class Person:
    """An account with its meetings."""

    number: int
    email: str
    address: str
    """Address from which the web server says that it was called."""

    followed: UUID
    """A meeting that is being processed."""
    transcribed: UUID
    """A meeting with a transcript."""


class Target(NamedTuple):
    """The gateway, as those see it who attack it from another process."""

    url: str
    port: int


class Site:
    """The running stack with its people."""

    def __init__(self, stack: Stack, people: list[Person]) -> None:
        self.stack = stack
        self.people = people
        self.url = stack.address.gateway_url

    @property
    def target(self) -> Target:
        return Target(self.url, self.port)

    @property
    def port(self) -> int:
        return self.stack.state.gateway_port

    def programs(self) -> dict[str, psutil.Process]:
        """Return the main process of each program of the stack, by its name."""
        return {program.name: psutil.Process(program.pid) for program in self.stack.status()}


@contextmanager
def running_site(data: Path, users: int) -> Iterator[Site]:
    """Start the stack on free ports with so many accounts, yield it, and stop it."""
    state = StackState(answers=False)
    state.choose_ports(standard=False)
    state.save(data)
    bank = data / "voice_bank"
    bank.mkdir()
    os.environ["SCRIBE_VOICE_BANK_DIR"] = str(bank)
    # The stub holds no jobs: what it reports on must not count as lost.
    os.environ["SCRIBE_LOST_JOB_SECONDS"] = "86400"
    stack = Stack(data, _programs)
    try:
        stack.start()
        people = [_person(number) for number in range(users)]
        _fill(stack, people)
        with _stub_worker(stack, people):
            yield Site(stack, people)
    finally:
        stack.stop()


def _programs(state: StackState, data: Path) -> list[Program]:
    return [*state.servers(data), state.gateway(data)]


def _person(number: int) -> Person:
    address = f"10.20.{number // 250}.{number % 250 + 1}"
    return Person(number, f"load-{number}@example.org", address, uuid4(), uuid4())


def _fill(stack: Stack, people: list[Person]) -> None:
    """Write accounts and meetings into the database, and the transcripts into storage."""
    from passlib.hash import bcrypt_sha256

    # Cheap to verify: 200 sign-ins at the product's cost would take a minute. Attackers' attempts have that cost.
    hashed = str(bcrypt_sha256.using(rounds=4).hash(PASSWORD))  # type: ignore[no-untyped-call]
    users = ", ".join(f"('{uuid4()}', '{p.email}', 'User {p.number}', 'user', '{hashed}', now())" for p in people)
    query = stack.state.postgres(stack.data).query
    query(f"INSERT INTO users (id, email, name, role, password_hash, created_at) VALUES {users}")  # noqa: S608
    for person in people:
        ids = [(person.followed, "processing"), (person.transcribed, "completed")]
        ids += [(uuid4(), "completed") for _ in range(MEETINGS_PER_USER - len(ids))]
        rows = ", ".join(_meeting(person, id_, status) for id_, status in ids)
        query(f"INSERT INTO meetings ({_COLUMNS}) VALUES {rows}")  # noqa: S608
    endpoints = stack.state.endpoints(stack.data)
    s3: Any = boto3.client(
        "s3",
        endpoint_url=endpoints.s3_endpoint_url,
        region_name="us-east-1",
        aws_access_key_id=endpoints.s3_access_key,
        aws_secret_access_key=endpoints.s3_secret_key,
    )
    for person in people:
        place = storage.artefact(person.transcribed, Artefact.TRANSCRIPT)
        body = _transcript(person.transcribed).model_dump_json().encode()
        s3.put_object(Bucket=Bucket.PROCESSED, Key=place.key, Body=body)
        diarization = Diarization(fingerprint="stub", model="stub", turns=())
        place = storage.artefact(person.transcribed, Artefact.DIARIZATION)
        s3.put_object(Bucket=Bucket.PROCESSED, Key=place.key, Body=diarization.model_dump_json().encode())


_COLUMNS = (
    "id, owner_id, title, title_folded, filename, content_type, size_bytes, status, attempt_status, fraction, attempt, "
    "result_attempt, options, event_attempt, event_sequence, created_at, updated_at, indexed_attempt"
)


def _meeting(person: Person, id_: UUID, status: str) -> str:
    owner = f"(SELECT id FROM users WHERE email = '{person.email}')"  # noqa: S608
    result = "1" if status == "completed" else "NULL"
    return (
        f"('{id_}', {owner}, 'Weekly', 'weekly', 'weekly.wav', 'audio/wav', 1000, '{status}', '{status}', 0, 1, "
        f"{result}, '{{}}', 1, 1, now(), now(), 1)"
    )


def _transcript(meeting_id: UUID) -> Transcript:
    """Return one long segment, as an edit that costs much is one of a long text."""
    words = tuple(
        Word(start=at * 0.4, end=at * 0.4 + 0.3, text=f"word{at % 97}", probability=0.9, speaker="SPEAKER_00")
        for at in range(EDITED_WORDS)
    )
    text = " ".join(word.text for word in words)
    return Transcript(
        meeting_id=meeting_id,
        language="en",
        language_probability=0.99,
        duration=EDITED_WORDS * 0.4,
        models=Models(diarization="stub", identification="stub", transcription="stub"),
        speakers=(Speaker(id="SPEAKER_00", name=None, voice_id=None, similarity=None, speech_seconds=1.0),),
        segments=(Segment(id=0, speaker="SPEAKER_00", start=0.0, end=words[-1].end, text=text, words=words),),
    )


@contextmanager
def _stub_worker(stack: Stack, people: list[Person]) -> Iterator[None]:
    """Publish progress of followed meetings, of some after the others."""
    stop = threading.Event()

    def publish() -> None:
        sequence = 1
        with Redis.from_url(stack.state.endpoints(stack.data).redis_url, socket_timeout=10) as redis:
            while not stop.wait(_PROGRESS_SECONDS):
                sequence += 1
                first = _WORKERS * sequence % len(people)
                for person in people[first : first + _WORKERS]:
                    try:
                        publish_event(redis, _progress(person, sequence))
                    except RedisError:
                        continue

    thread = threading.Thread(target=publish, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(5)


def _progress(person: Person, sequence: int) -> JobEvent:
    return JobEvent.model_validate(
        {
            "meeting_id": person.followed,
            "attempt": 1,
            "sequence": sequence,
            "at": "2026-01-01T00:00:00Z",
            "status": "processing",
            "stage": "transcribe",
            "fraction": 0.5,
        }
    )
