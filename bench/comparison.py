"""The comparison: run what is missing, score everything in the results folder, print and write the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import catalogue, machine, roster, running
from bench.arms.protocol import Result
from bench.folders import BenchError
from bench.reporting import cells, report
from bench.reporting.summary import Line, by_recording, lines
from bench.scoring.words import choose
from bench.truth import Recording

RUNS = "runs"


@dataclass
class Comparison:
    recordings: Sequence[str]
    arms: Sequence[str]
    rounds: int
    threads: int
    out: Path
    console: Console
    left_out: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        setting = machine.describe()
        arms, missing = running.usable(roster.chosen(tuple(self.arms)), self._say)
        self.left_out.update(missing)
        recordings = {name: catalogue.recording(name) for name in self.recordings}
        self._run_all({arm.name: arm for arm in arms}, recordings)
        results = running.stored(self.out / RUNS)
        recordings |= {run.recording: catalogue.recording(run.recording) for run in results}
        found = lines(results, recordings, choose(self._say))
        for line in _tables(found):
            self.console.print(line)
        versions = {run.arm: result.versions for run, result in results.items()}
        written = report.write(found, report.Setting(setting, self.threads, versions, self.left_out), self.out)
        self._say(f"Written to {written}")

    def _run_all(self, arms: Mapping[str, roster.Arm], recordings: Mapping[str, Recording]) -> None:
        folder = self.out / RUNS
        done = running.stored(folder)
        if any(result.threads != self.threads for result in done.values()):
            raise BenchError(f"{self.out} holds runs with another number of threads; choose another folder.")
        plan = list(running.schedule(self.rounds, list(recordings), list(arms)))
        for place, run in enumerate(plan, start=1):
            told = f"{place} of {len(plan)}: {run.arm} on {run.recording}, round {run.number}"
            if run in done:
                self._say(f"{told}: was run already")
                continue
            try:
                result = running.execute(run, arms[run.arm], recordings[run.recording], self.threads, folder)
            except BenchError as error:
                self.left_out[f"{run.arm} on {run.recording}"] = str(error)
                self._say(str(error))
            else:
                self._say(f"{told}: {_seconds(result)}")

    def _say(self, text: str) -> None:
        self.console.print(text, highlight=False, markup=False, soft_wrap=True)


def _seconds(result: Result) -> str:
    total = sum(stage.seconds for stage in result.stages.values())
    stages = ", ".join(f"{name} {stage.seconds:.1f} s" for name, stage in result.stages.items())
    return f"{total:.1f} s ({stages})"


def _tables(found: Sequence[Line]) -> list[Table]:
    drawn = []
    for recording, chosen in by_recording(found).items():
        drawn.append(_table(f"{recording}: speed and memory", cells.SPEED, cells.speed(chosen)))
        drawn.append(_table(f"{recording}: who spoke when", cells.TURNS, cells.turns(chosen)))
        drawn.append(_table(f"{recording}: who said what", cells.WORDS, cells.words(chosen)))
    drawn.append(_table("all recordings together", cells.POOLED, cells.pooled(found)))
    drawn.append(_table("others beside ours: times as long, points more wrong", cells.AGAINST, cells.against(found)))
    drawn.append(_table("from 5 minutes to 60", cells.GROWTH, cells.grown(found, *report.GROWN)))
    return [table for table in drawn if table.row_count]


def _table(title: str, head: Sequence[str], rows: cells.Rows) -> Table:
    table = Table(title=title, title_justify="left")
    for name in head:
        table.add_column(name, justify="left" if name in {"arm", "recording"} else "right")
    for row in rows:
        table.add_row(*row)
    return table
