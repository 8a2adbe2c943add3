"""The gateway as a process: `python -m app.serve --host 127.0.0.1 --port 5000`."""

import argparse
import sys

import uvicorn

from app.api.request_head import TimedH11Protocol

_STOP_SECONDS = 5
"""Streams of events stay open for ever and must not hold up a stop."""


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m app.serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5000)
    options = parser.parse_args(arguments)
    # It logs requests, and decides which proxies to believe, itself.
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=options.host,
        port=options.port,
        http=TimedH11Protocol,
        access_log=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
