"""Steps of `./manage.sh rotate-secrets` that only the gateway's settings allow: `python -m app.rotate VERB`."""

import argparse
import asyncio
import sys

import asyncpg
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from app.core.config import get_settings
from app.core.database_errors import describe
from app.services.rotation import rotation
from scribe_contracts.logs import configure

_FAILED = 1


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m app.rotate")
    parser.add_argument("verb", choices=("admit", "settle", "close"))
    parser.add_argument("names", nargs="*", help="of the secrets, for the audit log")
    options = parser.parse_args(arguments)
    settings = get_settings()
    configure(settings, service="gateway")
    try:
        if options.verb == "admit":
            asyncio.run(rotation.admit(settings))
        elif options.verb == "settle":
            sealed = asyncio.run(rotation.settle(settings, options.names))
            sys.stderr.write(f"{sealed} secrets in the database were sealed anew.\n" if sealed else "")
        elif accepting := asyncio.run(rotation.close(settings)):
            sys.stderr.write(f"The old secret is still accepted by: {', '.join(accepting)}\n")
            return _FAILED
    except (asyncpg.PostgresError, SQLAlchemyError, RedisError, OSError) as error:
        sys.stderr.write(f"The step {options.verb} has failed: {describe(error)}\n")
        return _FAILED
    return 0


if __name__ == "__main__":
    sys.exit(main())
