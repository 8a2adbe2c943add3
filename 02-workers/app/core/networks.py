"""Networks in ONNX Runtime, run on several inputs at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.core.config import ModelSettings
from app.core.side_by_side import SideBySide

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
        self._runs = SideBySide(at_once)
        self.output_shape: tuple[int | str | None, ...] = tuple(session.get_outputs()[0].shape)

    def run(self, batch: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the output for one batch. Raise RuntimeError if the network was released."""
        (output,) = self._network().run(None, {self._input: batch})
        return np.asarray(output, dtype=np.float32)

    def map(self, batches: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
        """Yield the outputs in the order of `batches`; hold some more of them than `at_once`."""
        self._network()
        return self._runs.map(self.run, batches)

    def close(self) -> None:
        """Wait for runs in progress, drop those that have not begun, and free the weights."""
        self._runs.close()
        self._session = None

    def _network(self) -> "InferenceSession":
        if self._session is None:
            raise RuntimeError("the network was released")
        return self._session


def load_network(model: Path | bytes, settings: ModelSettings, *, one_size: bool = False) -> OnnxNetwork:
    """Load an ONNX file, or its content, into a session on the processor; all inputs are of one size if `one_size`."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = settings.threads_per_input
    # The arena keeps the largest of each buffer until the session ends, which inputs of many lengths would add up. Of
    # one size they take a fifth less time with it, as the kernel need not clear the same pages for each input again.
    options.enable_cpu_mem_arena = one_size
    options.enable_mem_pattern = one_size
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return OnnxNetwork(session, at_once=settings.parallel_inputs)
