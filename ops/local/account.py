"""The account of the local stack that the command line uses; it is no administrator's."""

import secrets
import subprocess
import sys
from pathlib import Path

from pydantic import BaseModel

from ops.local.state import StackState
from ops.project import GATEWAY, LOCAL_DATA
from servers.files import write_private
from servers.program import ServerError

EMAIL = "demo@example.com"
NAME = "Demo"


class _Account(BaseModel):
    email: str
    password: str


def local_account(data: Path = LOCAL_DATA) -> tuple[str, str]:
    """Return e-mail address and password of the account, which is made the first time.

    The stack must be running. Raises ServerError where the account cannot be made.
    """
    file = data / "account.json"
    if file.exists():
        account = _Account.model_validate_json(file.read_text())
    else:
        account = _Account(email=EMAIL, password=secrets.token_urlsafe(24))
        _create(account, data)
        write_private(file, account.model_dump_json(indent=2))
    return account.email, account.password


def _create(account: _Account, data: Path) -> None:
    command = [sys.executable, "-m", "app.manage", "create-user"]
    done = subprocess.run(
        [*command, "--email", account.email, "--name", NAME, "--role", "user"],
        cwd=GATEWAY,
        env=StackState.load(data).gateway(data).environment(),
        input=account.password,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ServerError(f"The demo's account could not be made: {(done.stderr or done.stdout).strip()}")
