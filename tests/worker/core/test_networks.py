"""Several inputs of one network at once."""

import threading
from typing import Any

import numpy as np
import pytest

from app.core.networks import OnnxNetwork


class _Port:
    name = "x"
    shape = ("B", 2)


class Doubling:
    """Stands in for a session; lets nobody go before `together` runs have begun."""

    def __init__(self, together: int) -> None:
        self._barrier = threading.Barrier(together, timeout=10)

    def get_inputs(self) -> list[_Port]:
        return [_Port()]

    get_outputs = get_inputs

    def run(self, _: None, feeds: dict[str, Any]) -> list[Any]:
        self._barrier.wait()
        return [feeds["x"] * 2]


def test_outputs_come_in_the_order_of_the_inputs_while_two_run_side_by_side() -> None:
    network = OnnxNetwork(Doubling(together=2), at_once=2)  # type: ignore[arg-type]

    outputs = list(network.map(np.full((1, 2), value, dtype=np.float32) for value in range(6)))

    assert [output[0, 0] for output in outputs] == [0, 2, 4, 6, 8, 10]


def test_a_released_network_says_so() -> None:
    network = OnnxNetwork(Doubling(together=1), at_once=1)  # type: ignore[arg-type]
    network.close()

    with pytest.raises(RuntimeError, match="released"):
        network.run(np.zeros((1, 2), dtype=np.float32))
