"""Threads that work on several inputs at once."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

_POLL_SECONDS = 0.25

_AHEAD = 8
"""Inputs that are got ready while others are worked on: a long one does not keep the other threads waiting."""


class SideBySide:
    """Threads for work that leaves the interpreter's lock alone, as that of networks does."""

    def __init__(self, at_once: int) -> None:
        self._at_once = at_once
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="network")

    def map(
        self, work: Callable[[ItemT], ResultT], items: Iterable[ItemT], poll: Callable[[], None] = lambda: None
    ) -> Generator[ResultT, None, None]:
        """Yield the results in the order of `items`; hold some more of them than `at_once`.

        `poll` is called for each result, and several times a second while one is waited for; what it raises ends the
        work: nothing more is begun, and what has begun is not waited for. Close the generator to end it before its last
        result.
        """
        pending: deque[Future[ResultT]] = deque()
        try:
            for item in items:
                pending.append(self._pool.submit(work, item))
                if len(pending) >= self._at_once + _AHEAD:
                    yield _await(pending.popleft(), poll)
            while pending:
                yield _await(pending.popleft(), poll)
        finally:
            for future in pending:
                future.cancel()

    def close(self) -> None:
        """Wait for work in progress; drop what has not begun."""
        self._pool.shutdown(cancel_futures=True)


def _await(future: Future[ResultT], poll: Callable[[], None]) -> ResultT:
    poll()
    while not wait([future], timeout=_POLL_SECONDS).done:
        poll()
    return future.result()
