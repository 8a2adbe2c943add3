"""The table of faults and outcomes."""

from itertools import islice

from ops.chaos.plan import faults
from ops.chaos.report import Row, markdown


def test_the_table_has_every_fault_and_counts_losses() -> None:
    first, second, third = islice(faults(1), 3)
    rows = [Row(first, "completed", 3.0, 0), Row(second, "failed: worker_lost", 4.0, 2)]
    rows.append(Row(third, "completed", 5.0, 0, ("a temporary file is left",)))

    table = markdown(rows, "Chaos, seed 1", ["Clocks are not moved: libfaketime is not installed."])

    assert "3 faults; recordings sent with them: 1 completed, 1 failed: worker_lost." in table
    assert "Lost, doubled or left behind: 1." in table
    assert "Clocks are not moved" in table
    for fault in (first, second, third):
        assert f"| {fault.number}. {fault.kind} | {fault.target} | {fault.moment} |" in table
    assert "a temporary file is left" in table
