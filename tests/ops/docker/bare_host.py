"""A host on which nothing but Docker was installed: no Python, no Node, no Perl, no jq."""

import os
import shutil
from pathlib import Path

# All that `./manage.sh` calls with Docker: git, and what every Linux has.
COMMANDS = (
    *("awk", "bash", "cat", "chmod", "chown", "cp", "cut", "df", "dirname", "du", "find", "git", "grep", "head", "id"),
    *("ls", "mkdir", "mv", "od", "rm", "sed", "sha256sum", "sort", "stat", "tac", "tail", "tr", "xargs"),
)


def bare_host(folder: Path, *more: str) -> Path:
    """A folder that can be the whole PATH: links to these commands and to `more` of this machine's."""
    folder.mkdir()
    for name in (*COMMANDS, *more):
        # The system's own first: another one may be a wrapper that needs more than is here.
        found = shutil.which(name, path=os.defpath) or shutil.which(name)
        assert found, f"this machine has no {name}"
        (folder / name).symlink_to(found)
    return folder
