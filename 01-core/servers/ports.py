"""Free TCP ports on the loopback interface."""

import random
import socket
from collections.abc import Collection

# Below the range from which Linux and macOS draw ports for outgoing connections, so that a port chosen now is
# not taken by a client before its server listens.
PORTS = range(15_000, 32_000)


class NoFreePortError(RuntimeError):
    """Every port that was tried is taken."""


def is_free(port: int) -> bool:
    """Return whether nobody listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(preferred: int | None = None, *, taken: Collection[int] = ()) -> int:
    """Return `preferred` if it is free and not in `taken`, else any free port; NoFreePortError where there is none."""
    if preferred is not None and preferred not in taken and is_free(preferred):
        return preferred
    for port in random.sample(PORTS, k=500):
        if port not in taken and is_free(port):
            return port
    raise NoFreePortError("No free port on 127.0.0.1 between 15000 and 32000.")
