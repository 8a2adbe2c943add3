"""The program that hashes and judges passwords: `python -P -m app.core.passwords.program`.

It talks over the socket that is its standard input: each line is a task (JSON), each answer a line with the task's
number. It has no settings and no secrets beside the passwords that it is sent, and ends with the socket.
"""

import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

from app.core.passwords.hashes import hash_password, verify_password
from app.core.passwords.strength import is_easily_guessed
from app.core.quotas.priority import step_back_altogether

NICENESS = 10
"""Requests that are being answered get the processor first: on a small machine hashing would take all of it."""

_MAX_THREADS = 2


def main() -> None:
    """Do what comes, a few tasks at a time, until the socket ends."""
    step_back_altogether(NICENESS)
    # Ctrl+C is for the gateway, which ends the socket.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threads = ThreadPoolExecutor(_threads())
    writing = threading.Lock()
    with socket.socket(fileno=sys.stdin.fileno()) as channel, channel.makefile("rb") as tasks:
        for line in tasks:
            threads.submit(_answer, json.loads(line), channel, writing)
    # Whoever asked has gone.
    os._exit(0)


def _answer(task: dict[str, Any], channel: socket.socket, writing: threading.Lock) -> None:
    answer = {"number": task.pop("number")}
    try:
        answer["result"] = _VERBS[task.pop("verb")](**task)
    except Exception as error:  # noqa: BLE001 - its text may hold what was sent
        answer["failed"] = type(error).__name__
    with writing:
        channel.sendall(json.dumps(answer).encode() + b"\n")


def _hash(password: str, rounds: int) -> str:
    return hash_password(password, rounds=rounds)


def _verify(password: str, password_hash: str | None, rounds: int) -> bool:
    """Return whether it is the password of that hash; for no hash, False after the same work."""
    is_right = verify_password(password, password_hash or _placeholder_hash(rounds))
    return is_right and password_hash is not None


def _threads() -> int:
    """Return how many passwords are hashed at once: half of the processors stay free of it."""
    return min(_MAX_THREADS, max(1, (os.cpu_count() or 1) // 2))


@lru_cache
def _placeholder_hash(rounds: int) -> str:
    return hash_password("nobody has this password", rounds=rounds)


_VERBS: dict[str, Callable[..., str | bool]] = {
    "hash": _hash,
    "verify": _verify,
    "judge": is_easily_guessed,
}

if __name__ == "__main__":
    main()
