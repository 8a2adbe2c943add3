"""The tools for assistants of other programs, over standard input and output."""

import os
import sys
from pathlib import Path

from cli.client.session import Account
from cli.settings import CliSettings
from cli.target import local_target, remote_target

_BACKEND = Path(__file__).parents[1] / "backend"


def serve(url: str | None, settings: CliSettings) -> None:
    """Become the program that speaks the protocol. Raise UsageError where no account or token is named."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(_BACKEND), os.environ.get("PYTHONPATH", "")])}
    address, account = local_target() if url is None else remote_target(url, settings)
    if isinstance(account, Account):
        environment.pop("SCRIBE_CLI_TOKEN", None)
        environment |= {
            "SCRIBE_CLI_EMAIL": account.email,
            "SCRIBE_CLI_PASSWORD": account.password.get_secret_value(),
        }
    sys.stdout.flush()
    os.execve(sys.executable, [sys.executable, "-P", "-m", "app.mcp", address], environment)  # noqa: S606
