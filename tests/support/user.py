"""A user of the API, with an account."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr
from waiting import eventually

from cli.client.session import Account, Session

PASSWORD = "a long enough passphrase"

MAX_JOB_SECONDS = 180
"""Time that a job may take. On an idle machine it takes about ten seconds."""

Json = dict[str, Any]


class User:
    def __init__(self, url: str, email: str) -> None:
        """Register the account."""
        self.url = url
        self.email = email
        base = f"{url}/api/v1/"
        session = Session(Account(email, SecretStr(PASSWORD)), f"{base}auth/login")
        self.http = httpx.Client(base_url=base, auth=session, timeout=60, trust_env=False)
        form = {"email": email, "password": PASSWORD, "name": "Someone"}
        _content(httpx.post(f"{base}auth/register", json=form, timeout=60, trust_env=False), 201)

    def upload(self, recording: Path, *voices: Path, **fields: str) -> str:
        """Upload a recording, with voices for this meeting only, and return the meeting's id."""
        files = [("file", recording), *(("voice", voice) for voice in voices)]
        parts = [(field, (path.name, path.read_bytes())) for field, path in files]
        return str(_content(self.http.post("process", data=fields, files=parts), 202)["id"])

    def enrol(self, name: str, *samples: Path) -> Json:
        parts = [("sample", (path.name, path.read_bytes())) for path in samples]
        return _content(self.http.post("voices", data={"name": name}, files=parts), 201)

    def enrol_speaker(self, meeting_id: str, speaker: str, name: str) -> Json:
        body = {"name": name, "consent": "Asked in the meeting"}
        return _content(self.http.post(f"meetings/{meeting_id}/speakers/{speaker}/voice", json=body), 201)

    def request(self, change: str, meeting_id: str) -> None:
        """Request `cancel` or `retry`."""
        _content(self.http.post(f"meetings/{meeting_id}/{change}"), 202)

    def read(self, path: str) -> Json:
        return _content(self.http.get(path), 200)

    def meetings(self) -> list[str]:
        return [meeting["id"] for meeting in self.read("meetings")["items"]]

    def wait_until(self, meeting_id: str, holds: Callable[[Json], bool]) -> Json:
        """Wait until `holds` is true of the meeting's state, and return that state."""
        states: list[Json] = []

        def look() -> bool:
            states[:] = [self.read(f"meetings/{meeting_id}")]
            return holds(states[0])

        assert eventually(look, MAX_JOB_SECONDS), f"still {states}"
        return states[0]

    def wait_for_stage(self, meeting_id: str, stage: str) -> None:
        """Return when the job is in that stage."""
        state = self.wait_until(meeting_id, lambda state: state["stage"] == stage)
        assert state["status"] == "processing", state

    def wait_for_end(self, meeting_id: str) -> Json:
        """Wait until the job has ended, and return the final state."""
        return self.wait_until(meeting_id, lambda state: state["status"] in {"completed", "failed", "cancelled"})

    def transcript(self, meeting_id: str) -> Json:
        """Wait for the transcript, and return it."""
        final = self.wait_for_end(meeting_id)
        assert final["status"] == "completed", final
        return self.read(f"meetings/{meeting_id}/transcript")

    def reused_stages(self, meeting_id: str) -> set[str]:
        """Return the stages whose artefacts were there already."""
        stages = self.read(f"meetings/{meeting_id}/manifest")["stages"]
        return {stage["stage"] for stage in stages if stage["reused"]}


def _content(answer: httpx.Response, status: int) -> Json:
    assert answer.status_code == status, answer.text
    content: Json = answer.json()
    return content
