"""Every secret of the local stack replaced by another while it runs. It may be interrupted anywhere and run again.

Nothing is started anew that people are waiting for: gateway and workers look at the file of secrets whenever they need
one. The state has the new secrets from the first step on, and those before them until the last.
"""

import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from ops.local.secret_files import write_search_keys, write_secrets
from ops.local.services import GATEWAY_SECRETS, WORKER_SECRETS, secrets_file
from ops.local.stack import Stack
from ops.local.state import StackState
from ops.project import GATEWAY
from servers.program import ServerError

SECRETS = {
    "jwt": ("jwt_secret",),
    "database": ("postgres_password",),
    "redis": ("redis_password",),
    "s3": ("s3_access_key", "s3_secret_key"),
    "language": ("language_key",),
    "search": ("embeddings_key", "vectors_key"),
}
"""Fields of the state by the names under which people know them."""

TOKEN_SECONDS = 15 * 60
"""Time for which tokens stay good that the signing key before has signed: as long as an access token lasts."""

GRACE_SECONDS = 5.0
"""Time in which requests end that were signed, and connections that were opened, with an old secret just before."""

_LANGUAGE = "language"
"""Program that knows one key and is started anew."""

_NEXT = ".next"


def rotate(stack: Stack, names: Sequence[str], *, leaked: bool = False, grace_seconds: float = GRACE_SECONDS) -> None:
    """Replace these secrets, after finishing a rotation that was interrupted; ServerError where a step fails.

    With `leaked`, tokens that the present signing key has signed are good no longer.
    """
    with stack.locked():
        if not stack.is_running:
            raise ServerError("The local stack is not running. Start it with: ./manage.sh local")
        if "SCRIBE_SECRETS_FILE" not in stack.supervisor.configuration.read_text():
            raise ServerError("The stack was started by an older version: ./manage.sh stop, then ./manage.sh local")
        unfinished = pending(stack.state)
        if unfinished:
            _say(f"Finishing the rotation of: {', '.join(unfinished)}")
            _Rotation(stack, unfinished, grace_seconds).finish()
        # What has leaked may be what the unfinished rotation has chosen: it is replaced anew.
        wanted = [name for name in SECRETS if name in names and (leaked or name not in unfinished)]
        if wanted:
            _begin(stack, wanted, leaked=leaked)
            _Rotation(stack, wanted, grace_seconds).finish()
    _say(f"Replaced: {', '.join(dict.fromkeys([*unfinished, *wanted]))}.")


def pending(state: StackState) -> list[str]:
    """Return the names of secrets whose rotation has begun and not ended."""
    return [name for name in SECRETS if name in state.rotating]


def _begin(stack: Stack, names: Sequence[str], *, leaked: bool) -> None:
    """Choose new secrets and remember them before anything is done with them."""
    state = stack.state
    if "jwt" in names:
        # Nothing may be sealed under the key before, which is forgotten now.
        _run_step(stack, "settle")
        lasts = timedelta(seconds=0 if leaked else TOKEN_SECONDS)
        state.jwt_previous_until = (datetime.now(UTC) + lasts).isoformat(timespec="seconds")
    for name in names:
        for field in SECRETS[name]:
            old: str = getattr(state, field)
            state.replaced[field] = old
            setattr(state, field, secrets.token_hex(len(old) // 2))
    state.rotating = list(names)
    state.save(stack.data)


class _Rotation:
    """The steps after the beginning. Each does nothing that was done already."""

    def __init__(self, stack: Stack, names: Sequence[str], grace_seconds: float) -> None:
        self._stack = stack
        self._names = names
        self._grace_seconds = grace_seconds

    def finish(self) -> None:
        stack, state = self._stack, self._stack.state
        write_secrets(state, stack.data, stage=_NEXT)
        self._step("Servers accept the new secrets beside the old", self._admit)
        self._step("Gateway and workers take the new ones", self._move)
        self._step("The database has the new password; what it keeps sealed is sealed anew", self._settle)
        if set(self._names) - {"jwt", _LANGUAGE}:
            # Requests that were signed, or connections that were opened, a moment ago end as they began.
            time.sleep(self._grace_seconds)
            self._step("The old secrets are refused", self._close)
        self._forget()

    def _admit(self) -> None:
        stack = self._stack
        # As it would read it, were it to start again before the end.
        stack.state.redis(stack.data).prepare()
        write_search_keys(stack.state, stack.data)
        self._tell_s3(stack.state)
        _run_step(stack, "admit", stage=_NEXT)

    def _move(self) -> None:
        stack = self._stack
        state = stack.state
        if _LANGUAGE in self._names and _LANGUAGE in {program.name for program in stack.programs()}:
            # Nobody asks it with a key that it does not know: it is down while its clients change theirs.
            stack.replace(_LANGUAGE, between=lambda: write_secrets(state, stack.data))
        else:
            write_secrets(state, stack.data)

    def _settle(self) -> None:
        _run_step(self._stack, "settle", *self._names)

    def _close(self) -> None:
        state = self._stack.state
        for field in SECRETS["s3"]:
            state.replaced.pop(field, None)
        self._tell_s3(state)
        _run_step(self._stack, "close")

    def _forget(self) -> None:
        """Remember no old secret but the signing key, whose tokens go on until their end."""
        stack = self._stack
        state = stack.state
        state.replaced = {field: old for field, old in state.replaced.items() if field == "jwt_secret"}
        state.rotating = []
        state.redis(stack.data).prepare()
        write_secrets(state, stack.data)
        write_search_keys(state, stack.data)
        state.save(stack.data)
        for service in (GATEWAY_SECRETS, WORKER_SECRETS):
            secrets_file(stack.data, service, stage=_NEXT).unlink(missing_ok=True)

    def _tell_s3(self, state: StackState) -> None:
        """Have S3 accept the keys of the state; a write that is under way goes on."""
        stack = self._stack
        state.s3(stack.data).write_identities()
        stack.supervisor.signal("s3", signal.SIGHUP)

    def _step(self, what: str, do: Callable[[], None]) -> None:
        began = time.monotonic()
        do()
        _say(f"  {what}: {time.monotonic() - began:.1f} s")


def _run_step(stack: Stack, *words: str, stage: str = "") -> None:
    """Run a step that is the gateway's, with the secrets of a file."""
    environment = stack.state.gateway(stack.data).environment()
    environment |= {"SCRIBE_SECRETS_FILE": str(secrets_file(stack.data, GATEWAY_SECRETS, stage=stage))}
    command = [sys.executable, "-m", "app.rotate", *words]
    done = subprocess.run(command, cwd=GATEWAY, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()
        raise ServerError(f"{said}\nThe rotation is not finished. Run ./manage.sh rotate-secrets again.")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
