"""The product of this folder without Docker, while its data is replaced."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ops.local.stack import Stack
from servers.program import Server

_SERVERS = set(Server)


@contextmanager
def with_servers_alone(stack: Stack) -> Iterator[None]:
    """Run the servers of the local product and nothing else in the block, whose environment has their addresses.

    Nobody else starts or stops any of it meanwhile. All of it runs afterwards; after an error it stays as it is, since
    data may have been replaced in part.
    """
    with stack.alone(_SERVERS):
        before = dict(os.environ)
        os.environ.update(stack.state.gateway(stack.data).environment())
        try:
            yield
        except BaseException:
            print("The product stays stopped. Run the command again, or start it: ./manage.sh local", file=sys.stderr)
            raise
        finally:
            # What starts afterwards would take these addresses for an order of the shell.
            os.environ.clear()
            os.environ.update(before)
