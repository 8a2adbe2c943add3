"""The gateway's side of the program that hashes passwords: starts it, asks it, and starts it anew where it ends."""

import asyncio
import json
import socket
import subprocess
import sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import structlog

from app.core.errors import UnavailableError
from scribe_contracts.confinement.confinement import ENVIRONMENT

_COMMAND = (sys.executable, "-P", "-m", "app.core.passwords.program")
_CODE = Path(__file__).parents[3]
_UNANSWERED = "Passwords cannot be checked at this moment. Try again in a few seconds."


class HashingProcess:
    """One process, which starts with the first task, and with the first one after it has ended.

    It is no fork of the gateway, and its environment is bare: it holds no key, no connection and no settings.
    """

    max_answer_seconds: ClassVar[float] = 30.0
    """Time in which a task is answered; a process that answers nothing for so long is killed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._listener: asyncio.Task[None] | None = None
        self._starting = asyncio.Lock()
        self._tasks: dict[int, asyncio.Future[str | bool]] = {}
        self._numbers = count()
        self._heard = 0.0

    @property
    def pid(self) -> int | None:
        """Return the process's number, None while there is none."""
        return self._process.pid if self._process is not None else None

    @property
    def waiting(self) -> int:
        """Return how many tasks it has, those included whose askers have given up."""
        return len(self._tasks)

    async def ask(self, verb: str, **task: object) -> str | bool:
        """Return the result of a task; raise UnavailableError where the process ends, or does not answer in time."""
        number = next(self._numbers)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[str | bool] = loop.create_future()
        self._tasks[number] = answer
        asked = loop.time()
        try:
            await self._send(number, {"verb": verb} | task)
            done, _ = await asyncio.wait([answer], timeout=self.max_answer_seconds)
        finally:
            # Without effect on one that is there. One that comes later is for nobody.
            answer.cancel()
        if done:
            return answer.result()
        if self._heard < asked and self._process is not None:
            structlog.get_logger().error("hashing_silent", seconds=self.max_answer_seconds)
            self._process.kill()
        raise UnavailableError(_UNANSWERED)

    def close(self) -> None:
        """End the process."""
        if self._listener is not None:
            self._listener.cancel()
        self._forget()

    async def _send(self, number: int, task: dict[str, object]) -> None:
        try:
            writer = await self._connect()
        except BaseException as error:
            # Not sent, so no answer will take it out.
            self._tasks.pop(number, None)
            if isinstance(error, OSError):
                raise UnavailableError(_UNANSWERED) from error
            raise
        # A process that ended meanwhile took its tasks along.
        if number in self._tasks:
            writer.write(json.dumps({"number": number} | task).encode() + b"\n")

    async def _connect(self) -> asyncio.StreamWriter:
        async with self._starting:
            if self._writer is None:
                self._process, channel = _start()
                reader, self._writer = await asyncio.open_unix_connection(sock=channel)
                self._listener = asyncio.create_task(self._listen(reader))
            return self._writer

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        """Hand out answers until the process ends."""
        try:
            # A line that was cut off is the last one.
            with suppress(OSError, ValueError):
                while line := await reader.readline():
                    self._heard = asyncio.get_running_loop().time()
                    self._hand_out(json.loads(line))
            structlog.get_logger().error("hashing_ended")
        finally:
            self._forget()

    def _hand_out(self, answer: dict[str, Any]) -> None:
        task = self._tasks.pop(answer["number"], None)
        if task is None or task.done():
            return
        if "failed" in answer:
            task.set_exception(RuntimeError(f"hashing failed: {answer['failed']}"))
        else:
            task.set_result(answer["result"])

    def _forget(self) -> None:
        """Let go of the process, and of those who wait for it."""
        if self._writer is not None:
            self._writer.transport.abort()
            self._writer = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        tasks, self._tasks = self._tasks, {}
        for task in tasks.values():
            if not task.done():
                task.set_exception(UnavailableError(_UNANSWERED))


def _start() -> "tuple[subprocess.Popen[bytes], socket.socket]":
    """Return the process and the socket to it."""
    ours, theirs = socket.socketpair()
    with theirs:
        # Not a session of its own: there its niceness might not count against the gateway.
        process = subprocess.Popen(
            _COMMAND,
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            env=ENVIRONMENT | {"PYTHONPATH": str(_CODE)},
        )
    return process, ours
