"""The writer's process: start and orderly stop."""

import logging

from app.core.config import QueueSettings
from app.services.storage.storage import Storage
from app.worker.minutes.execution import MinutesExecution
from app.worker.minutes.turns import turns_of
from app.worker.serving import JobServer, Queue
from scribe_contracts import logs, s3
from scribe_contracts.language.client import Address
from scribe_contracts.minutes.events import writer_key
from scribe_contracts.minutes.jobs import MINUTES_STREAM, WRITE_MINUTES, WRITERS_GROUP

MINUTES = Queue(WRITE_MINUTES, MINUTES_STREAM, WRITERS_GROUP, writer_key)


def run_writer(settings: QueueSettings, address: Address) -> None:
    """Write minutes until SIGTERM or SIGINT, one job at a time."""
    logs.configure(settings, service="writer")
    # A line for each request, and there is one for each turn of a meeting.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    storage = Storage(s3.connect(settings))
    turns = turns_of(settings)
    server = JobServer(settings, MINUTES, lambda redis: MinutesExecution(storage, redis, address, turns=turns))
    server.run()
    server.close()
