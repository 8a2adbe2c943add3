"""A network in ONNX Runtime, run on several inputs at once."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


class OnnxNetwork:
    """One input, one output; the first axis of both is the batch.

    On CPU two inputs on one thread each are done sooner than one after the other on two threads, which wait for each
    other in every small layer. So `at_once` inputs run side by side, in a session with one thread a run.
    """

    def __init__(self, session: "InferenceSession", *, at_once: int) -> None:
        self._session: InferenceSession | None = session
        self._input = session.get_inputs()[0].name
        self._at_once = at_once
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="network")
        self.output_shape: tuple[int | str | None, ...] = tuple(session.get_outputs()[0].shape)

    def run(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        (output,) = self._network().run(None, {self._input: batch})
        return np.asarray(output, dtype=np.float32)

    def map(self, batches: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
        """The outputs in the order of `batches`, of which few more than `at_once` are held."""
        self._network()
        pending: deque[Future[NDArray[np.float32]]] = deque()
        for batch in batches:
            pending.append(self._pool.submit(self.run, batch))
            if len(pending) > self._at_once:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()

    def close(self) -> None:
        """Free the weights, once what runs has ended; what only waits is dropped."""
        self._pool.shutdown(cancel_futures=True)
        self._session = None

    def _network(self) -> "InferenceSession":
        if self._session is None:
            raise RuntimeError("the network was released")
        return self._session
