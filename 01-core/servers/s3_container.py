"""The S3 server as the only program of a container: `python -m servers.s3_container`, with its data under /data."""

import os
from pathlib import Path

from servers.s3 import INNER_PORTS, S3Server

DATA = Path("/data/seaweedfs")
"""Not the mounted folder itself, whose owner may be another user."""

PORT = 9000
_FIRST_INNER_PORT = 19001


def main() -> None:
    """Write the server's configuration and become the server."""
    environment = os.environ
    server = S3Server(
        DATA,
        PORT,
        tuple(range(_FIRST_INNER_PORT, _FIRST_INNER_PORT + len(INNER_PORTS))),
        environment["S3_ACCESS_KEY"],
        environment["S3_SECRET_KEY"],
        address="0.0.0.0",  # noqa: S104 - of the container, on its internal network
        buckets=tuple(environment["S3_BUCKETS"].split(",")),
    )
    os.umask(0o077)
    server.prepare()
    os.chdir(server.directory)
    command = server.command()
    # The secrets are in its files now, not in its environment.
    kept = {name: value for name, value in environment.items() if not name.startswith("S3_")}
    os.execve(command[0], command, kept)  # noqa: S606


if __name__ == "__main__":
    main()
