"""Metrics for Prometheus. The registry belongs to the process: several gateways in one process add to the same one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from prometheus_client import Counter, Gauge, Histogram

REQUESTS = Counter("scribe_requests", "Requests answered", ["route", "method", "status"])
LATENCY = Histogram(
    "scribe_request_seconds",
    "Seconds from request to the end of the answer",
    ["route", "method"],
    buckets=(0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600),
)
UPLOADED_BYTES = Counter("scribe_uploaded_bytes", "Bytes of recordings stored")
MEETINGS = Gauge("scribe_meetings", "Meetings by status", ["status"])
QUEUE_LENGTH = Gauge("scribe_queue_length", "Jobs that wait for a worker or are at work")
QUEUE_WAITING = Gauge("scribe_queue_waiting", "Jobs that no worker has taken yet")
OUTBOX_UNSENT = Gauge("scribe_outbox_unsent", "Jobs that the queue has not been told of")

_FACTORS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
JOBS = Counter("scribe_jobs", "Jobs that ended", ["status"])
AUDIO_SECONDS = Counter("scribe_audio_seconds", "Seconds of recordings transcribed", ["profile"])
STAGE_SECONDS = Histogram(
    "scribe_stage_seconds",
    "Seconds that a stage of a job took",
    ["stage", "profile"],
    buckets=(0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 150, 300, 600, 1800, 3600, 10800),
)
STAGE_FACTOR = Histogram(
    "scribe_stage_real_time_factor",
    "Seconds that a stage took for each second of the recording",
    ["stage", "profile"],
    buckets=_FACTORS,
)
JOB_FACTOR = Histogram(
    "scribe_job_real_time_factor",
    "Seconds from the first stage to the last for each second of the recording",
    ["profile"],
    buckets=_FACTORS,
)
MODEL_LOAD_SECONDS = Histogram(
    "scribe_model_load_seconds",
    "Seconds until a model was loaded",
    ["model", "profile"],
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)
MODEL_PEAK_BYTES = Histogram(
    "scribe_model_memory_peak_bytes",
    "Most memory in use while a model worked: of the card with CUDA, of the process on CPU",
    ["model", "profile"],
    buckets=[gibibytes * 2**30 for gibibytes in (0.5, 1, 1.5, 2, 3, 4, 6, 8, 10, 11, 12, 16, 24)],
)


class Request(NamedTuple):
    """An answered request, as it is counted."""

    route: str
    method: str
    status: int
    seconds: float


def _count_request_here(request: Request) -> None:
    REQUESTS.labels(request.route, request.method, request.status).inc()
    LATENCY.labels(request.route, request.method).observe(request.seconds)


def _count_upload_here(size: int) -> None:
    UPLOADED_BYTES.inc(size)


class _Counting:
    """The functions that count, which are others in a process that nobody asks for metrics."""

    request: Callable[[Request], None] = staticmethod(_count_request_here)
    upload: Callable[[int], None] = staticmethod(_count_upload_here)


def count_request(request: Request) -> None:
    """Count an answered request."""
    _Counting.request(request)


def count_upload(size: int) -> None:
    """Count the bytes of a stored recording."""
    _Counting.upload(size)


@contextmanager
def counted_elsewhere(request: Callable[[Request], None], upload: Callable[[int], None]) -> Iterator[None]:
    """Have these functions count while the block runs."""
    before = _Counting.request, _Counting.upload
    _Counting.request, _Counting.upload = staticmethod(request), staticmethod(upload)
    try:
        yield
    finally:
        _Counting.request, _Counting.upload = staticmethod(before[0]), staticmethod(before[1])
