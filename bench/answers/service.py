"""The language service, started for a measurement, and what it takes."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.folders import MODELS, PYTHON_PATH, BenchError
from scribe_contracts.language.client import Address

READY_SECONDS = 120.0


class LanguageService:
    """A running language service: its address and the memory of its process."""

    def __init__(self, address: Address, pid: int) -> None:
        self.address = address
        self._pid = pid

    def peak_mebibytes(self) -> float:
        return peak_mebibytes(self._pid)


def peak_mebibytes(pid: int) -> float:
    """Return the most memory that a process has had, mapped weights included."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


@contextmanager
def language_service(pack: str) -> Iterator[LanguageService]:
    """Serve a pack on loopback for a while; raise BenchError without its weights."""
    weights = MODELS.parent / pack / "language" / "model.gguf"
    if not weights.is_file():
        raise BenchError(f"There are no weights: ./manage.sh models fetch {pack}")
    key = secrets.token_hex(16)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app.language", str(weights), "--port", str(port), "--name", pack]
    environment = os.environ | {"SCRIBE_LANGUAGE_KEY": key, "PYTHONPATH": os.pathsep.join(map(str, PYTHON_PATH))}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _await(f"http://127.0.0.1:{port}/health", process)
        yield LanguageService(Address(url=f"http://127.0.0.1:{port}/v1", key=key, model=pack), process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(url, trust_env=False, timeout=2).status_code == httpx.codes.OK:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise BenchError("The language service does not start.")
