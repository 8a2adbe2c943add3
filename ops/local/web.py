"""The web application as a local program: built when its sources have changed, then served by Node.js."""

import fcntl
import hashlib
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ops.local.node import Node
from ops.project import FRONTEND
from servers.health import answers

WEB_PORT = 3000
_SERVER = FRONTEND / ".next" / "standalone" / "server.js"
_LOCK_FILE = FRONTEND / "package-lock.json"
_INSTALLED = FRONTEND / "node_modules" / ".installed-for"
_BUILT = FRONTEND / ".next" / "standalone" / ".built-from"
_SOURCES = ("src", "messages", "public", "scripts")


@dataclass(frozen=True)
class WebService:
    port: int
    gateway_url: str

    name = "web"
    directory = FRONTEND
    stop_signal = signal.SIGTERM

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def prepare(self) -> None:
        """Install its packages and build it, unless that was done for these sources."""
        with to_itself():
            build(install())

    def command(self) -> list[str]:
        return [str(Node.find().node), str(_SERVER)]

    def environment(self) -> dict[str, str]:
        return {"HOSTNAME": "127.0.0.1", "PORT": str(self.port), "SCRIBE_GATEWAY_URL": self.gateway_url}

    def is_healthy(self) -> bool:
        return answers(f"http://127.0.0.1:{self.port}/login")


@contextmanager
def to_itself() -> Iterator[None]:
    """Wait until no other process builds or checks the web application, and keep them waiting in the block."""
    folder = os.open(FRONTEND, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def install() -> Node:
    """Install the packages of the lock file unless they are there, and return the Node.js to use."""
    node = Node.find()
    wanted = _digest([_LOCK_FILE])
    if not _INSTALLED.exists() or _INSTALLED.read_text() != wanted:
        began = time.monotonic()
        # Not `npm ci`: it wants an entry for every platform, and not every registry has those of all.
        node.run_npm("install", "--no-save", "--no-audit", "--no-fund", folder=FRONTEND)
        _INSTALLED.write_text(wanted)
        size = sum(file.lstat().st_size for file in _INSTALLED.parent.rglob("*")) / 1e6
        seconds = time.monotonic() - began
        print(f"npm packages: {size:.0f} MB in {_INSTALLED.parent}, {seconds:.0f} s", file=sys.stderr)
    return node


def build(node: Node) -> None:
    """Build the application unless that was done for these sources."""
    wanted = _digest(sorted(sources()))
    if not _BUILT.exists() or _BUILT.read_text() != wanted:
        began = time.monotonic()
        node.run_npm("run", "build", folder=FRONTEND)
        _BUILT.write_text(wanted)
        print(f"Web application: built in {time.monotonic() - began:.0f} s", file=sys.stderr)


def sources() -> Iterator[Path]:
    """Give the files that the application is built from."""
    settings = (path for path in FRONTEND.iterdir() if path.suffix in {".json", ".mjs", ".ts"})
    yield from (path for path in settings if path.name != "next-env.d.ts")
    for folder in _SOURCES:
        yield from (path for path in FRONTEND.joinpath(folder).rglob("*") if path.is_file())


def _digest(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(FRONTEND)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
