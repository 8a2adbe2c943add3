"""Inputs in batches of one width each, results in the order of the inputs."""

import random
from collections.abc import Iterator

from app.card.batches import Batches

Given = tuple[int, int]
"""Width and number."""


def echo(batches: list[tuple[int, int]], limit: int) -> Batches[Given, Given]:
    """Batches of `limit` at most, which note the width and size of each."""

    def run(inputs: list[Given], width: int) -> list[Given]:
        assert {each[0] for each in inputs} == {width}
        batches.append((width, len(inputs)))
        return inputs

    return Batches(run, lambda each: each[0], lambda _: limit)


def test_results_come_in_the_order_of_the_inputs() -> None:
    inputs = [(random.Random(number).choice((64, 96, 128)), number) for number in range(200)]
    seen: list[tuple[int, int]] = []

    assert list(echo(seen, 16).map(inputs)) == inputs
    assert max(size for _, size in seen) == 16
    # Three are left over at most.
    assert sum(size < 16 for _, size in seen) <= 3


def test_rare_widths_do_not_make_all_others_wait_in_memory() -> None:
    """16 inputs fill a batch, whatever their widths; no more than four of these wait."""
    read, done, waiting = 0, 0, [0]

    def inputs() -> Iterator[Given]:
        nonlocal read
        for number, width in enumerate(range(64, 64 + 90)):
            read += 1
            waiting.append(read - done)
            yield width, number

    def run(given: list[Given], _: int) -> list[Given]:
        nonlocal done
        done += len(given)
        return given

    batches = Batches[Given, Given](run, lambda each: each[0], lambda _: 16)
    assert [number for _, number in batches.map(inputs())] == list(range(90))
    assert 16 < max(waiting) <= 4 * 16


def test_nothing_gives_nothing() -> None:
    assert list(echo([], 4).map([])) == []
