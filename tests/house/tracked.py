"""The files of the repository, as git knows them."""

import subprocess
from functools import cache
from pathlib import Path

from ops.project import ROOT


@cache
def tracked_files() -> list[Path]:
    """Return every file that git tracks, or would with the next commit, and that is there."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]
