"""A product with fifty meetings of which ten are deleted: nothing of the ten is left anywhere, the forty are whole."""

import time
import wave
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from model_packs import find_pack, how_to_get
from user import User
from waiting import eventually

from ops.erasure.__main__ import main
from ops.local.stack import Stack
from ops.local.state import StackState
from servers.program import Program

MEETINGS = 50
DELETED = range(0, MEETINGS, 5)
HEARD = {number for number in range(MEETINGS) if number % 10 in {0, 1}}
"""Those with a recording, of which half are deleted."""

WAIT_MINUTES = 0.05
"""Minutes after a deletion at which compaction begins here; ten if not set."""

STATED_SECONDS = 5 * 60
"""Time that the manual says beyond that: 15 minutes in all, of which 10 are the wait."""

RATE = 16_000


def mark(number: int) -> str:
    return f"Quokka{number:02d}Zibeline"


def recording(number: int) -> bytes:
    """Return two seconds of sound whose bytes say the mark again and again, as a store would keep them."""
    content = BytesIO()
    with wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        said = mark(number).encode()
        file.writeframes((said * (4 * RATE // len(said) + 1))[: 4 * RATE])
    return content.getvalue()


def transcript(number: int) -> bytes:
    said = mark(number)
    return f"1\n00:00:00,100 --> 00:00:01,900\n{said} Jones: We talk of {said} today.\n".encode()


class Library:
    """The fifty meetings of one person."""

    def __init__(self, user: User, data: Path) -> None:
        self.user = user
        self.data = data
        self.ids = [self._add(number) for number in range(MEETINGS)]

    def _add(self, number: int) -> str:
        said = mark(number)
        files: dict[str, tuple[str, bytes]] = {"transcript": (f"{said}.srt", transcript(number))}
        if number in HEARD:
            files["file"] = (f"{said}.wav", recording(number))
        fields = {"title": f"Board of {said}", "language": "en"}
        return str(self._post("imports", data=fields, files=files)["id"])

    def comment(self, number: int) -> None:
        """Comment on a meeting once it is completed."""
        assert self.user.wait_for_end(self.ids[number])["status"] == "completed"
        body = {"start": 0.1, "end": 1.9, "segments": [0], "text": f"Ask about {mark(number)}"}
        self._post(f"meetings/{self.ids[number]}/comments", json=body)

    def _post(self, path: str, **content: Any) -> dict[str, Any]:
        answer = self.user.http.post(path, **content)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def delete(self, number: int) -> None:
        assert self.user.http.delete(f"meetings/{self.ids[number]}").status_code == 204

    def receipts(self) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = self.user.read("auth/me/erasures")["items"]
        return items

    def scan(self, numbers: Sequence[int]) -> int:
        """Return the exit status of the command that looks everywhere for what is of these meetings."""
        texts = [part for number in numbers for part in ("--text", mark(number))]
        return main(["scan", "--data", str(self.data), *texts])


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    models = find_pack("tiny")
    if models is None:
        pytest.fail(how_to_get("tiny"))
    data = tmp_path_factory.mktemp("product")
    (data / "voice_bank").mkdir()
    state = StackState(answers=False, registration_open=True)
    state.choose_ports(standard=False)
    state.save(data)
    stack = Stack(data, _programs)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SCRIBE_PROFILE", "cpu")
        environment.setenv("SCRIBE_MODELS_DIR", str(models))
        environment.setenv("SCRIBE_VOICE_BANK_DIR", str(data / "voice_bank"))
        environment.setenv("SCRIBE_COMPACTION_MINUTES", str(WAIT_MINUTES))
        try:
            user = User(stack.start().gateway_url, "owner@example.org")
            made = Library(user, data)
            for number in range(MEETINGS):
                made.comment(number)
            yield made
        finally:
            stack.stop()


def _programs(state: StackState, data: Path) -> list[Program]:
    return [*state.servers(data), state.gateway(data), state.worker(data)]


def test_nothing_is_left_of_ten_and_forty_are_whole(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    kept = [number for number in range(MEETINGS) if number not in DELETED]
    assert library.scan([kept[0]]) == 1, "the scan has to find what is there"
    assert f"{mark(kept[0])}: " in capsys.readouterr().out

    began = time.monotonic()
    for number in DELETED:
        library.delete(number)
    done = eventually(
        lambda: len(library.receipts()) == len(DELETED) and all(each["compacted_at"] for each in library.receipts()),
        WAIT_MINUTES * 60 + STATED_SECONDS,
    )
    seconds = time.monotonic() - began
    receipts = library.receipts()
    assert done, receipts
    assert {each["subject_id"] for each in receipts} == {library.ids[number] for number in DELETED}
    assert all(set(each["steps"].values()) == {"done"} for each in receipts), receipts

    capsys.readouterr()
    status = library.scan(list(DELETED))
    assert (status, capsys.readouterr().out) == (0, "")
    print(f"Nothing left {seconds:.0f} s after the deletions.")

    for number in kept:
        meeting = library.ids[number]
        assert mark(number) in library.user.read(f"meetings/{meeting}")["title"]
        said = library.user.read(f"meetings/{meeting}/transcript")
        assert mark(number) in str(said)
        assert mark(number) in str(library.user.read(f"meetings/{meeting}/comments"))
        if number in HEARD:
            assert library.user.http.get(f"meetings/{meeting}/audio").status_code == 200
    for number in DELETED:
        assert library.user.http.get(f"meetings/{library.ids[number]}").status_code == 404
