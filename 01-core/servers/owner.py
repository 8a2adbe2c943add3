"""The unprivileged user that PostgreSQL runs as where everything else runs as root, which it refuses."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from servers.program import ServerError

USERS = ("postgres", "nobody")
# Tried in this order. Containers often do not hand on dac_read_search. PostgreSQL asks access(2) about its own
# binaries, which counts capabilities only with this securebit.
_WITH_CAPABILITIES = "--securebits=+no_setuid_fixup"
GRANTS = (
    (),
    (_WITH_CAPABILITIES, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
    (_WITH_CAPABILITIES, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"),
)


@dataclass(frozen=True)
class Owner:
    """A user that root can start a process as, by putting `prefix` before its command."""

    uid: int
    gid: int
    prefix: tuple[str, ...]

    def chown(self, path: Path) -> None:
        """Make this user the owner of `path` and of everything below it."""
        if path.stat().st_uid == self.uid:
            return
        os.chown(path, self.uid, self.gid)
        for child in path.rglob("*"):
            os.chown(child, self.uid, self.gid, follow_symlinks=False)


def find_owner(*paths: Path) -> Owner | None:
    """Return a user who can reach each of `paths`; None where the present user is not root.

    Folders such as /root are closed to others. Rather than opening them, the process then gets the one capability
    that lets it pass. Raises ServerError where there is no such user.
    """
    if os.geteuid() != 0:
        return None
    if shutil.which("setpriv") is None:
        raise ServerError("PostgreSQL does not run as root and `setpriv` is missing: run this as a normal user.")
    account = _unprivileged()
    plain = ("setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups")
    for grant in GRANTS:
        prefix = (*plain, *grant, "--")
        if all(_can_reach(prefix, path) for path in paths):
            return Owner(account.pw_uid, account.pw_gid, prefix)
    raise ServerError(
        f"PostgreSQL does not run as root, and the user {account.pw_name} cannot reach {paths[0]}: move the project "
        "to a folder that everybody may enter, or run this as a normal user."
    )


@cache
def _unprivileged() -> pwd.struct_passwd:
    for name in USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerError("PostgreSQL does not run as root and there is no user postgres or nobody to run it as.")


def _can_reach(prefix: tuple[str, ...], path: Path) -> bool:
    return subprocess.run([*prefix, "test", "-x", str(path)], check=False, capture_output=True).returncode == 0
