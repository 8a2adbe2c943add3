"""The sequence of faults."""

from itertools import islice

from ops.chaos.plan import MOMENTS, TARGETS, Upload, faults

PAIRS = {(kind, target) for kind, targets in TARGETS.items() for target in targets}


def test_a_seed_always_gives_the_same_sequence() -> None:
    assert list(islice(faults(7), 100)) == list(islice(faults(7), 100))
    assert list(islice(faults(7), 100)) != list(islice(faults(8), 100))


def test_every_fault_comes_once_before_any_comes_again() -> None:
    found = [(fault.kind, fault.target) for fault in islice(faults(1), 2 * len(PAIRS))]

    assert set(found[: len(PAIRS)]) == PAIRS
    assert set(found[len(PAIRS) :]) == PAIRS


def test_faults_strike_at_every_moment_of_both_uploads() -> None:
    found = {(fault.moment, fault.upload) for fault in islice(faults(3), 500)}

    assert found == {(moment, upload) for moment in MOMENTS for upload in Upload}
