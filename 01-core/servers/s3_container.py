"""The S3 server as the only program of a container: `python -m servers.s3_container`, with its data under /data.

`python -m servers.s3_container reload`, beside it, has it read its keys again.
"""

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from servers.s3 import INNER_PORTS, S3Server

DATA = Path("/data/seaweedfs")
"""Not the mounted folder itself, whose owner may be another user."""

KEYS = Path("/secrets/s3.env")
"""Keys of now, and those before as long as they are accepted: lines NAME=VALUE, which go before the environment's."""

CERTIFICATE = Path("/certificate.pem")
"""Certificate and key for those who come by TLS, where there is such a file."""

PORT, TLS_PORT = 9000, 9443
_FIRST_INNER_PORT = 19001


def main() -> None:
    """Write the server's configuration and become the server."""
    environment = os.environ
    server = _server(environment | _read_keys())
    os.umask(0o077)
    if sys.argv[1:] == ["reload"]:
        server.write_identities()
        os.kill(1, signal.SIGHUP)
        return
    server.prepare()
    os.chdir(server.directory)
    command = server.command()
    # The secrets are in its files now, not in its environment.
    kept = {name: value for name, value in environment.items() if not name.startswith("S3_")}
    os.execve(command[0], command, kept)  # noqa: S606


def _read_keys() -> dict[str, str]:
    if not KEYS.exists():
        return {}
    lines = (line.partition("=") for line in KEYS.read_text(encoding="utf-8").splitlines())
    return {name: value for name, _, value in lines}


def _server(environment: Mapping[str, str]) -> S3Server:
    previous = (environment.get("S3_ACCESS_KEY_PREVIOUS", ""), environment.get("S3_SECRET_KEY_PREVIOUS", ""))
    return S3Server(
        DATA,
        PORT,
        tuple(range(_FIRST_INNER_PORT, _FIRST_INNER_PORT + len(INNER_PORTS))),
        environment["S3_ACCESS_KEY"],
        environment["S3_SECRET_KEY"],
        address="0.0.0.0",  # noqa: S104 - of the container, on its internal network
        buckets=tuple(environment["S3_BUCKETS"].split(",")),
        previous_keys=previous if all(previous) else None,
        https=(TLS_PORT, CERTIFICATE) if CERTIFICATE.exists() else None,
    )


if __name__ == "__main__":
    main()
