"""Inputs in batches of one width each, results in the order of the inputs."""

import random

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


def test_a_rare_width_does_not_make_all_others_wait_in_memory() -> None:
    read = 0
    seen: list[tuple[int, int]] = []

    def inputs() -> list[Given]:
        nonlocal read
        made = [(width, number) for number, width in enumerate(range(64, 64 + 90))]
        read = len(made)
        return made

    assert list(echo(seen, 16).map(inputs())) == inputs()
    # 16 inputs fill a batch, whatever their widths; no more than four of these wait.
    assert read == 90
    assert len(seen) == 90


def test_nothing_gives_nothing() -> None:
    assert list(echo([], 4).map([])) == []
