"""The table of what was injected against what came of it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ops.chaos.plan import Fault


@dataclass(frozen=True)
class Row:
    """One fault and its outcome."""

    fault: Fault
    outcome: str
    """The end of the recording that was sent with it, as `completed` or `failed: worker_lost`."""
    seconds: float
    """Time from the fault's end until everything had come to rest."""
    swept: int
    problems: tuple[str, ...] = ()

    def line(self) -> str:
        """Return the row as one line of a terminal."""
        end = "; ".join(self.problems) if self.problems else self.outcome
        return f"{self.fault}: {end} ({self.seconds:.0f} s)"


def markdown(rows: list[Row], heading: str, obstacles: list[str]) -> str:
    """Return the report: a summary by kind, then every fault."""
    lines = [f"# {heading}", "", *summary(rows), *obstacles, ""]
    lines += [
        "| kind | injected | completed | failed, with its reason | lost or twice |",
        "| --- | --- | --- | --- | --- |",
    ]
    for kind in dict.fromkeys(row.fault.kind for row in rows):
        own = [row for row in rows if row.fault.kind is kind]
        ends = Counter(row.outcome for row in own if not row.problems)
        failed = ", ".join(
            f"{count} {end.removeprefix('failed: ')}" for end, count in ends.items() if end != "completed"
        )
        bad = sum(bool(row.problems) for row in own)
        lines.append(f"| {kind} | {len(own)} | {ends['completed']} | {failed or '–'} | {bad} |")
    lines += [
        "",
        "| fault | target | moment | upload | outcome | at rest after |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        fault = row.fault
        end = "; ".join(row.problems) or row.outcome
        lines.append(
            f"| {fault.number}. {fault.kind} | {fault.target} | {fault.moment} | {fault.upload} | {end} "
            f"| {row.seconds:.0f} s |"
        )
    return "\n".join(lines) + "\n"


def summary(rows: list[Row]) -> list[str]:
    """Return the lines that sum the run up."""
    ends = Counter(row.outcome for row in rows if not row.problems)
    listed = ", ".join(f"{count} {end}" for end, count in ends.most_common()) or "none"
    bad = [row for row in rows if row.problems]
    swept = sum(row.swept for row in rows)
    lines = [f"{len(rows)} faults; recordings sent with them: {listed}.", f"Lost, doubled or left behind: {len(bad)}."]
    return [*lines, f"Leftovers of interrupted uploads that the sweeper removed: {swept}."]


def write(path: Path, rows: list[Row], heading: str, obstacles: list[str]) -> None:
    path.write_text(markdown(rows, heading, obstacles), encoding="utf-8")
