"""People who read and write, and a recording that arrives slowly: whatever is answered wrongly is counted."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx

READERS = 3
PATHS = ("meetings", "auth/me", "tags", "search?q=budget")
_BLOCK = 256 * 1024
_BOUNDARY = "rotation"
_HEAD = (
    f"--{_BOUNDARY}\r\n".encode()
    + b'Content-Disposition: form-data; name="file"; filename="long.wav"\r\n\r\n'
    + b"RIFF\xff\xff\xff\x7fWAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80>\x00\x00\x00}\x00\x00\x02\x00\x10\x00data"
)
_FOOT = f"\r\n--{_BOUNDARY}--\r\n".encode()


class Load:
    """Requests with one access token, each on a connection of its own and never repeated."""

    def __init__(self, url: str, token: str, followed: str) -> None:
        self.answers: Counter[str] = Counter()
        self.sent_bytes = 0
        self._base = f"{url}/api/v1/"
        self._headers = {"Authorization": f"Bearer {token}"}
        self._followed = followed
        self._stopped = threading.Event()

    @contextmanager
    def running(self) -> Iterator[None]:
        work = [self._read] * READERS + [self._write, self._upload, self._follow]
        threads = [threading.Thread(target=each) for each in work]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stopped.set()
            for thread in threads:
                thread.join(120)

    def _read(self) -> None:
        while not self._stopped.is_set():
            for path in PATHS:
                self._count(path, lambda http, path=path: http.get(path))  # type: ignore[misc]

    def _write(self) -> None:
        number = 0
        while not self._stopped.wait(0.3):
            number += 1
            body = {"name": f"Tag {number}"}
            self._count("new tag", lambda http, body=body: http.post("tags", json=body))  # type: ignore[misc]

    def _upload(self) -> None:
        kind = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        self._count("upload", lambda http: http.post("process", content=self._recording(), headers=kind))

    def _recording(self) -> Iterator[bytes]:
        """Send one part of S3's after the other until the load ends."""
        yield _HEAD
        while not self._stopped.wait(0.05):
            self.sent_bytes += _BLOCK
            yield bytes(_BLOCK)
        yield _FOOT

    def _follow(self) -> None:
        """Follow the meeting's events; the stream ends with the job."""

        def follow(http: httpx.Client) -> httpx.Response:
            with http.stream("GET", f"meetings/{self._followed}/events") as answer:
                for _ in answer.iter_lines():
                    pass
                return answer

        self._count("events", follow)

    def _count(self, what: str, ask: Callable[[httpx.Client], httpx.Response]) -> None:
        try:
            with httpx.Client(base_url=self._base, headers=self._headers, timeout=60, trust_env=False) as http:
                self.answers[f"{what} {ask(http).status_code}"] += 1
        except httpx.HTTPError as error:
            self.answers[f"{what} {type(error).__name__}"] += 1
