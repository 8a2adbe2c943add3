"""The unprivileged user PostgreSQL runs as, since it refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from servers.program import ServerError

CANDIDATES = ("postgres", "nobody")
# Nothing, else one capability; containers often lack the first. PostgreSQL asks access(2) for its own binaries, which
# counts capabilities only with this securebit.
_WITH_CAPABILITIES = "--securebits=+no_setuid_fixup"
GRANTS = (
    (),
    (_WITH_CAPABILITIES, "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"),
    (_WITH_CAPABILITIES, "--inh-caps=+dac_override", "--ambient-caps=+dac_override"),
)


@dataclass(frozen=True)
class Owner:
    """A user that root hands a process to; `prefix` goes before the command."""

    uid: int
    gid: int
    prefix: tuple[str, ...]

    def take(self, path: Path) -> None:
        """Own `path` and all that it holds."""
        if path.stat().st_uid == self.uid:
            return
        os.chown(path, self.uid, self.gid)
        for child in path.rglob("*"):
            os.chown(child, self.uid, self.gid, follow_symlinks=False)


def owner_for(*paths: Path) -> Owner | None:
    """Choose the user to run as, able to reach each of `paths`; None when the present one will do.

    Folders such as /root are closed to others. Rather than opening them, the process then gets the one capability
    that lets it pass.
    """
    if os.geteuid() != 0:
        return None
    if shutil.which("setpriv") is None:
        raise ServerError("PostgreSQL does not run as root and `setpriv` is missing: run this as a normal user.")
    account = _unprivileged()
    plain = ("setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups")
    for grant in GRANTS:
        prefix = (*plain, *grant, "--")
        if all(_reaches(prefix, path) for path in paths):
            return Owner(account.pw_uid, account.pw_gid, prefix)
    raise ServerError(
        f"PostgreSQL does not run as root, and the user {account.pw_name} cannot reach {paths[0]}: move the project "
        "to a folder that everybody may enter, or run this as a normal user."
    )


@cache
def _unprivileged() -> pwd.struct_passwd:
    for name in CANDIDATES:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerError("PostgreSQL does not run as root and there is no user postgres or nobody to run it as.")


def _reaches(prefix: tuple[str, ...], path: Path) -> bool:
    return subprocess.run([*prefix, "test", "-x", str(path)], check=False, capture_output=True).returncode == 0
