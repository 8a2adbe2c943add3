"""A client that sends recordings and does not give up before each was accepted."""

import base64
import hashlib
import math
import threading
import time
from collections.abc import Iterator
from http import HTTPStatus
from itertools import cycle
from typing import Any
from uuid import uuid4

import httpx

from ops.chaos.plan import Moment, Upload
from ops.chaos.recordings import PART_BYTES

PATIENCE_SECONDS = 120.0
_PAUSE_SECONDS = 0.3
_HEAD_BYTES = 4096
_TIMEOUT = httpx.Timeout(20, connect=5)


class NotAcceptedError(RuntimeError):
    """A recording was not accepted in time, or was refused; the message has the last answer."""


class Gate:
    """Holds a sender at one moment until the fault has been injected."""

    def __init__(self, moment: str) -> None:
        self._moment = moment
        self.reached = threading.Event()
        self.opened = threading.Event()

    def pass_by(self, moment: str) -> None:
        """Stop here if this is the moment, the first time."""
        if moment == self._moment and not self.reached.is_set():
            self.reached.set()
            self.opened.wait(30)


class Sender:
    """Sends recordings of one account to both gateways in turn, each with a key of its own."""

    def __init__(self, gateways: tuple[str, ...], password: str) -> None:
        self._gateways = cycle(gateways)
        self._password = password
        self._email = f"chaos-{uuid4().hex[:8]}@example.org"
        self._token = ""
        self._lock = threading.Lock()

    def register(self) -> None:
        """Create the account and sign in."""
        account = {"email": self._email, "password": self._password, "name": "Chaos"}
        self._insist("POST", "auth/register", json=account, signed=False)
        form = {"username": self._email, "password": self._password}
        self._token = self._insist("POST", "auth/login", data=form, signed=False).json()["access_token"]

    def send(self, recording: bytes, title: str, upload: Upload, gate: Gate) -> str:
        """Send a recording and return the id of its meeting; raise NotAcceptedError."""
        gate.pass_by(Moment.BEFORE)
        if upload is Upload.ONE_SHOT:
            return self._send_whole(recording, title, gate)
        return self._send_parts(recording, title, gate)

    def meeting(self, meeting_id: str) -> dict[str, Any]:
        """Return the meeting as the API shows it."""
        found: dict[str, Any] = self._insist("GET", f"meetings/{meeting_id}").json()
        return found

    def delete(self, meeting_id: str) -> None:
        """Delete the meeting; where it is gone already, do nothing."""
        self._insist("DELETE", f"meetings/{meeting_id}", accept={HTTPStatus.NOT_FOUND})

    def meeting_ids(self) -> set[str]:
        """Return the ids of all meetings of the account."""
        found: set[str] = set()
        page = 1
        while True:
            items = self._insist("GET", f"meetings?size=100&page={page}").json()["items"]
            found |= {item["id"] for item in items}
            if len(items) < 100:  # noqa: PLR2004 - as asked for
                return found
            page += 1

    def _send_whole(self, recording: bytes, title: str, gate: Gate) -> str:
        boundary = uuid4().hex
        lines = [f'--{boundary}\r\nContent-Disposition: form-data; name="title"\r\n\r\n{title}\r\n']
        lines += [f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{title}.wav"\r\n\r\n']
        body = "".join(lines).encode() + recording + f"\r\n--{boundary}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Content-Length": str(len(body)),
            "Idempotency-Key": title,
        }

        def stream() -> Iterator[bytes]:
            for place in range(0, len(body), 2**20):
                yield body[place : place + 2**20]
                if place >= PART_BYTES:
                    # The gateway has begun a multipart upload by now.
                    gate.pass_by(Moment.MIDDLE)
            gate.pass_by(Moment.END)

        return str(self._insist("POST", "process", content=stream, headers=headers).json()["id"])

    def _send_parts(self, recording: bytes, title: str, gate: Gate) -> str:
        start = {
            "filename": f"{title}.wav",
            "title": title,
            "size_bytes": len(recording),
            "head": base64.b64encode(recording[:_HEAD_BYTES]).decode(),
        }
        deadline = time.monotonic() + PATIENCE_SECONDS
        attempt = 0
        while True:
            attempt += 1
            key = {"Idempotency-Key": f"{title}-{attempt}"}
            upload = self._insist("POST", "uploads", json=start, headers=key).json()
            try:
                parts = math.ceil(len(recording) / upload["part_bytes"])
                for number in range(1, parts + 1):
                    self._send_part(upload, recording, number)
                    gate.pass_by(Moment.MIDDLE)
                gate.pass_by(Moment.END)
                return str(self._insist("POST", f"uploads/{upload['id']}/complete").json()["id"])
            except NotAcceptedError:
                # Storage has lost the upload (410), and it was told: begin another.
                if time.monotonic() > deadline:
                    raise

    def _send_part(self, upload: dict[str, Any], recording: bytes, number: int) -> None:
        first = (number - 1) * upload["part_bytes"]
        part = recording[first : first + upload["part_bytes"]]
        checksum = base64.b64encode(hashlib.sha256(part).digest()).decode()
        headers = {"Content-Digest": f"sha-256=:{checksum}:", "Content-Type": "application/octet-stream"}
        self._insist("PUT", f"uploads/{upload['id']}/parts/{number}", content=lambda: part, headers=headers)

    def _insist(
        self,
        method: str,
        path: str,
        *,
        content: Any = None,
        signed: bool = True,
        headers: dict[str, str] | None = None,
        accept: set[HTTPStatus] | None = None,
        **request: Any,
    ) -> httpx.Response:
        """Repeat the request until it succeeds; raise NotAcceptedError for a refusal, or at the end of patience."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        last = "no answer"
        while time.monotonic() < deadline:
            with self._lock:
                base = next(self._gateways)
            try:
                answer = httpx.request(
                    method,
                    f"{base}/api/v1/{path}",
                    content=content() if content is not None else None,
                    headers=(headers or {}) | ({"Authorization": f"Bearer {self._token}"} if signed else {}),
                    timeout=_TIMEOUT,
                    trust_env=False,
                    **request,
                )
            except httpx.HTTPError as error:
                last = repr(error)
            else:
                if answer.is_success or answer.status_code in (accept or ()):
                    return answer
                last = f"{answer.status_code} {answer.text[:300]}"
                if not _may_pass(answer):
                    raise NotAcceptedError(f"{method} {path.partition('/')[0]}: {last}")
            time.sleep(_PAUSE_SECONDS)
        raise NotAcceptedError(f"{method} {path.partition('/')[0]} after {PATIENCE_SECONDS:.0f} s: {last}")


def _may_pass(answer: httpx.Response) -> bool:
    """Return whether a client would try again: outages, limits, a body that was cut off, a clock that is wrong."""
    passing = {HTTPStatus.UNAUTHORIZED, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS}
    outages = {HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT}
    return answer.status_code in passing | outages or answer.json().get("code") == "upload_incomplete"
