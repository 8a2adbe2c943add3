"""The Python environments of the peers, pinned and apart from the product's own; made at first use."""

import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.folders import ENVIRONMENTS, BenchError

_PINS = Path(__file__).parent / "environments"
_LINES_OF_A_FAILURE = 3


@dataclass(frozen=True)
class Environment:
    """A virtual environment; `name` is also that of its constraints file."""

    name: str
    packages: tuple[str, ...]

    @property
    def python(self) -> Path:
        return ENVIRONMENTS / self.name / "bin" / "python"

    def ensure(self, say: Callable[[str], None]) -> Path:
        """Return its interpreter. Packages are installed first where they are missing or the pins have changed."""
        pins = _PINS / f"{self.name}.txt"
        made_of = hashlib.sha256(f"{sys.version}{self.packages}{pins.read_text(encoding='utf-8')}".encode()).hexdigest()
        stamp = ENVIRONMENTS / self.name / "made-of"
        if stamp.exists() and stamp.read_text(encoding="utf-8") == made_of:
            return self.python
        say(f"Installing {', '.join(self.packages)} into {self.python.parents[1]}, once.")
        venv.create(self.python.parents[1], with_pip=True, clear=True)
        command = [str(self.python), "-m", "pip", "install", "--no-compile", "--constraint", str(pins), *_torch_index()]
        done = subprocess.run([*command, *self.packages], check=False, capture_output=True, text=True)
        if done.returncode:
            reason = " / ".join(done.stderr.strip().splitlines()[-_LINES_OF_A_FAILURE:])
            raise BenchError(f"{', '.join(self.packages)} could not be installed: {reason}")
        stamp.write_text(made_of, encoding="utf-8")
        return self.python


WHISPERX = Environment("whisperx", ("whisperx",))
SENKO = Environment("senko", ("senko",))
SCORING = Environment("scoring", ("meeteval",))
"""MeetEval has no wheel: it needs a C++ compiler."""


def _torch_index() -> list[str]:
    """Return the index for PyTorch that manage.sh uses, if any."""
    url = os.environ.get("TORCH_INDEX_URL")
    return ["--extra-index-url", url] if url else []
