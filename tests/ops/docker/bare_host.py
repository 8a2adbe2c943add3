"""A host on which nothing but Docker was installed: no Python, no Node, no Perl, no jq."""

import os
import shutil
from pathlib import Path

# All that `./manage.sh` calls with Docker: git, and what every Linux has.
_COREUTILS = (
    "cat chmod chown cp cut df dirname du head id ls mkdir mktemp mv od rm sha256sum sleep sort stat tac tail tr"
)
_OTHERS = "awk bash find flock git grep sed xargs"
COMMANDS = f"{_COREUTILS} {_OTHERS}".split()


def make_bare_host(folder: Path, *more: str) -> Path:
    """Make a folder that can be the whole PATH, with links to COMMANDS and `more`, and return it."""
    folder.mkdir()
    for name in (*COMMANDS, *more):
        # The system's own first: another one may be a wrapper that needs more than is here.
        found = shutil.which(name, path=os.defpath) or shutil.which(name)
        assert found, f"this machine has no {name}"
        (folder / name).symlink_to(found)
    return folder
