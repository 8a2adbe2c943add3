"""What Prometheus may ask for. The registry is the process's; every gateway in one process adds to it."""

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
OUTBOX_UNSENT = Gauge("scribe_outbox_unsent", "Jobs that the queue has not been told of")
