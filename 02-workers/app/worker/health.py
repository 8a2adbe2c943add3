"""The command `python -m app.worker.health`: exit code 0 if Redis knows the worker of this container to be alive."""

import socket
import sys

from redis import Redis
from redis.exceptions import RedisError

from scribe_contracts.credentials.redis_password import RedisPassword, bare_address
from scribe_contracts.events import worker_key
from scribe_contracts.settings import InfrastructureSettings

_TIMEOUT_SECONDS = 5


def main() -> int:
    settings = InfrastructureSettings()  # type: ignore[call-arg]  # the environment gives the rest
    redis = Redis.from_url(
        bare_address(settings),
        credential_provider=RedisPassword(settings),
        socket_timeout=_TIMEOUT_SECONDS,
        socket_connect_timeout=_TIMEOUT_SECONDS,
    )
    try:
        with redis:
            # A worker's name begins with its host's, which in a container is the container's own.
            alive = any(True for _ in redis.scan_iter(worker_key(f"{socket.gethostname()}-*")))
    except RedisError as error:
        sys.stderr.write(f"Redis does not answer: {error}\n")
        return 1
    if not alive:
        sys.stderr.write("The worker has not renewed its presence.\n")
    return 0 if alive else 1


if __name__ == "__main__":
    sys.exit(main())
