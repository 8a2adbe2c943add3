"""The gateway as processes: `python -m app.serve --host 127.0.0.1 --port 5000`.

One answers everything; the other, the receiver, takes recordings, at a lower priority. There is one port: the first
process hands a connection over as soon as a recording comes on it.
"""

import argparse
import os
import resource
import signal
import sys
from collections.abc import Callable
from typing import Any

import uvicorn
from fastapi import FastAPI
from sqlalchemy.orm import configure_mappers

from app.api.request_head import TimedH11Protocol
from app.core.config import Settings, get_settings
from app.core.quotas.heaps import bound_heaps
from app.main import create_app, receive_only
from app.receiver import process
from app.receiver.channel import Channel
from app.receiver.handover import handing_over
from app.receiver.server import FrontServer, ReceiverServer
from app.services.maintenance.trust import refused_servers
from scribe_contracts import s3
from scribe_contracts.encryption.errors import EncryptionError
from scribe_contracts.settings import read_or_exit

_STOP_SECONDS = 5
"""Streams of events stay open for ever and must not hold up a stop."""

_SWITCH_SECONDS = 0.0005
"""A thread that computes gives way to the event loop after so long. With Python's own 5 ms, a read, which waits for the
database and its client about ten times, would take 50 ms longer for one such thread."""

_FAILED, _TERMINATED = 3, 143


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m app.serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=5000)
    options = parser.parse_args(arguments)
    bound_heaps()
    _allow_connections()
    sys.setswitchinterval(_SWITCH_SECONDS)
    settings, receiver_settings = _share_connections(read_or_exit(get_settings))
    _require_trust(settings)
    _require_storage_keys(settings)
    ours, theirs = Channel.pair()
    app = create_app(settings, ours)
    _warm_up(settings)
    receiver = process.start(ours, theirs, lambda: _receive(app, receiver_settings, theirs))
    # uvicorn ends as the signal would have ended the process, and the receiver would not be waited for.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    server = FrontServer(_config(app, handing_over(ours), host=options.host, port=options.port), ours)
    try:
        server.run()
    finally:
        receiver.stop()
    if not server.started:
        sys.exit(_FAILED)


def _require_trust(settings: Settings) -> None:
    """Exit and say so if the certificate of a server is refused, which does not pass by itself."""
    if refused := refused_servers(settings):
        sys.stderr.write("".join(f"{line}\n" for line in refused))
        sys.stderr.write("SCRIBE_CA_FILE names the authorities that are believed; the system's are without it.\n")
        sys.exit(os.EX_CONFIG)


def _require_storage_keys(settings: Settings) -> None:
    """Exit and say so if objects are encrypted under a key that is not there; warn of losing the one that is."""
    try:
        s3.require_keys_at_start(settings)
    except EncryptionError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(os.EX_CONFIG)
    if settings.storage_encryption_key is not None:
        sys.stderr.write(
            "Objects are encrypted by SCRIBE_STORAGE_ENCRYPTION_KEY. Keep a copy of it away from this machine and from "
            "its backups: whoever loses it loses every recording, transcript and voice, and nobody can help.\n"
        )


def _receive(app: FastAPI, settings: Settings, channel: Channel) -> None:
    receive_only(app, settings, channel)
    # The connection ends with the answer: what comes next on it would be for the other process.
    ReceiverServer(_config(app, TimedH11Protocol, headers=[("Connection", "close")]), channel).run()


def _config(app: FastAPI, protocol: Callable[..., Any], **options: Any) -> uvicorn.Config:
    # The application logs requests, and decides which proxies to believe, itself.
    return uvicorn.Config(
        app,
        http=protocol,  # type: ignore[arg-type]  # whatever makes a protocol
        loop="uvloop",
        access_log=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_STOP_SECONDS,
        **options,
    )


def _allow_connections() -> None:
    """Raise the number of open files, of which each connection is one, to what the system allows this process."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _warm_up(settings: Settings) -> None:
    """Have what both processes would make, each for itself, made in the memory that they share."""
    configure_mappers()
    s3.connect(settings).close()  # its session keeps the description of the service


def _share_connections(settings: Settings) -> tuple[Settings, Settings]:
    """Return the settings of both processes, which share the connections to PostgreSQL."""
    few = settings.database_connections // 2
    rest = settings.database_connections - few
    return (
        settings.model_copy(update={"database_connections": rest}),
        settings.model_copy(update={"database_connections": few}),
    )


if __name__ == "__main__":
    main(sys.argv[1:])
