"""Several inputs at once."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.core.errors import JobCancelledError
from app.core.side_by_side import SideBySide


def test_results_come_in_order_while_two_are_at_work() -> None:
    together = threading.Barrier(2, timeout=10)

    def double(value: int) -> int:
        together.wait()
        return value * 2

    with closing(SideBySide(2)) as workers:
        assert list(workers.map(double, range(6))) == [0, 2, 4, 6, 8, 10]


def test_items_are_made_as_they_are_needed() -> None:
    made = []

    def items() -> Iterator[int]:
        for value in range(100):
            made.append(value)
            yield value

    with closing(SideBySide(2)) as workers:
        next(workers.map(abs, items()))

    assert len(made) <= 11


def test_a_long_item_keeps_no_thread_waiting() -> None:
    last = threading.Event()

    def work(value: int) -> int:
        if value == 0:
            assert last.wait(10)
        if value == 7:
            last.set()
        return value

    with closing(SideBySide(2)) as workers:
        assert list(workers.map(work, range(8))) == list(range(8))


def test_nothing_is_begun_after_a_failure() -> None:
    begun = []

    def fail(value: int) -> None:
        begun.append(value)
        raise ValueError(value)

    with closing(SideBySide(1)) as workers, pytest.raises(ValueError, match="0"):
        list(workers.map(fail, range(100)))

    assert len(begun) <= 10


def test_the_wait_for_a_result_can_be_ended() -> None:
    ended, begun = threading.Event(), threading.Event()

    def work(_: int) -> None:
        begun.set()
        ended.wait(10)

    def poll() -> None:
        if begun.is_set():
            ended.set()
            raise JobCancelledError

    with closing(SideBySide(1)) as workers, pytest.raises(JobCancelledError):
        list(workers.map(work, range(5), poll))
    assert ended.is_set()
