"""Free TCP ports on the loopback interface."""

import random
import socket
from collections.abc import Collection

# Below the range from which Linux and macOS draw ports for outgoing connections, so that a port chosen now is
# not taken by a client before its server listens.
CANDIDATES = range(15_000, 32_000)


class NoFreePortError(RuntimeError):
    pass


def is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(preferred: int | None = None, *, taken: Collection[int] = ()) -> int:
    """Return `preferred` when nobody listens there and it is not in `taken`, else any free port."""
    if preferred is not None and preferred not in taken and is_free(preferred):
        return preferred
    for port in random.sample(CANDIDATES, k=500):
        if port not in taken and is_free(port):
            return port
    raise NoFreePortError("No free port on 127.0.0.1 between 15000 and 32000.")
