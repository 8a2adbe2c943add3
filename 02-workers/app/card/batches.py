"""Batches of inputs that are padded to one of few widths, and results in the order of the inputs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

InputT = TypeVar("InputT")
ResultT = TypeVar("ResultT")

_MAX_WAITING = 4.0
"""Batches of inputs that wait for others of their width, in memory."""


class Batches(Generic[InputT, ResultT]):
    """Groups inputs by width: `run` gets at most `size_of(width)` of one width, and returns a result for each."""

    def __init__(
        self,
        run: Callable[[list[InputT], int], list[ResultT]],
        width_of: Callable[[InputT], int],
        size_of: Callable[[int], int],
    ) -> None:
        self._run = run
        self._width_of = width_of
        self._size_of = size_of

    def map(self, inputs: Iterable[InputT]) -> Iterator[ResultT]:
        """Yield the results in the order of `inputs`."""
        waiting: defaultdict[int, list[tuple[int, InputT]]] = defaultdict(list)
        done: dict[int, ResultT] = {}
        told = 0

        def share(width: int) -> float:
            return len(waiting[width]) / self._size_of(width)

        for number, given in enumerate(inputs):
            width = self._width_of(given)
            waiting[width].append((number, given))
            if share(width) >= 1 or sum(map(share, list(waiting))) >= _MAX_WAITING:
                fullest = max(waiting, key=share)
                self._finish(waiting.pop(fullest), fullest, done)
            while told in done:
                yield done.pop(told)
                told += 1
        for width in sorted(waiting):
            self._finish(waiting[width], width, done)
            while told in done:
                yield done.pop(told)
                told += 1

    def _finish(self, group: list[tuple[int, InputT]], width: int, done: dict[int, ResultT]) -> None:
        results = self._run([given for _, given in group], width)
        done.update((number, result) for (number, _), result in zip(group, results, strict=True))
