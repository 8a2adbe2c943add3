"""The report in Markdown, and the same figures as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.machine import Machine
from bench.reporting import cells, plots
from bench.reporting.summary import TOTAL, Line, by_recording, pooled_cpwer, pooled_der
from bench.scoring.orc import COLLAR

GROWN = ("5min", "60min")


@dataclass(frozen=True)
class Setting:
    """Everything that the figures depend on beside the recordings."""

    machine: Machine
    threads: int
    versions: Mapping[str, Mapping[str, str]]
    """Packages of each arm."""

    left_out: Mapping[str, str]
    """Arms that could not be installed or that failed, with the reason."""


def write(lines: Sequence[Line], setting: Setting, folder: Path) -> Path:
    """Write report.md, results.json and the plots."""
    results = {"setting": asdict(setting), "lines": [{**asdict(line), **_rates(line)} for line in lines]}
    (folder / "results.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    pictures = plots.draw(lines, folder)
    report = folder / "report.md"
    report.write_text("\n".join(markdown(lines, setting, pictures)), encoding="utf-8")
    return report


def markdown(lines: Sequence[Line], setting: Setting, pictures: Sequence[str]) -> Iterator[str]:
    yield "# Benchmark"
    yield ""
    yield from _method(lines, setting)
    for recording, chosen in by_recording(lines).items():
        yield from ("", f"## {recording} ({chosen[0].seconds / 60:.1f} minutes)", "")
        yield from table(cells.SPEED, cells.speed(chosen))
        yield from table(cells.TURNS, cells.turns(chosen))
        yield from table(cells.WORDS, cells.words(chosen))
    yield from ("", "## All recordings together", "")
    yield from table(cells.POOLED, cells.pooled(lines))
    yield from ("## Others beside ours", "", "Times as long as ours, and points more wrong (less, where negative).", "")
    yield from table(cells.AGAINST, cells.against(lines))
    if rows := cells.grown(lines, *GROWN):
        yield from ("## From 5 minutes to 60", "")
        yield from table(cells.GROWTH, rows)
    for picture in pictures:
        yield f"![{Path(picture).stem}]({picture})"
    yield from _versions(setting)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; none where there are no rows."""
    if rows:
        yield f"| {' | '.join(head)} |"
        yield f"|{' --- |' * len(head)}"
        yield from (f"| {' | '.join(row)} |" for row in rows)
        yield ""


def _rates(line: Line) -> dict[str, float | None]:
    return {
        "der": pooled_der([line]),
        "cpwer": pooled_cpwer([line]),
        "rtf": line.times[TOTAL].median / line.seconds,
    }


def _method(lines: Sequence[Line], setting: Setting) -> Iterator[str]:
    machine = setting.machine
    yield (
        f"{machine.processor}, {machine.cores} cores, {machine.memory_gib:g} GiB, {machine.system}, Python "
        f"{machine.python}; every arm with {setting.threads} threads on CPU and the same weights. Load average before "
        f"the run: {machine.load_before:g}."
    )
    yield ""
    sources = sorted({line.words.source for line in lines if line.words is not None and line.words.cp is not None})
    yield (
        "Arms are interleaved, each run in a process of its own that loads its models and warms up before it is "
        "timed. Real-time factors are medians with minimum and maximum. Peak memory is the resident set; above "
        "loaded, what the work takes beside the models. DER and JER by pyannote.metrics, collar 0, overlapped speech "
        f"scored. cpWER, tcpWER and ORC-WER by {' and '.join(sources) or 'nobody'}; the last two with times, collar "
        f"{COLLAR:g} s."
    )
    yield ""
    yield (
        "WhisperX runs without its aligner, whose weights cannot be had offline, so its time is a lower bound; the "
        "words of its segments share out the segment's time by their letters. Senko's voice detection is another one "
        "(Silero), as it offers no other on CPU. Where an arm is called A + B, the words of B were given to the turns "
        "of A by largest overlap, which is WhisperX's rule."
    )
    yield ""
    yield from (f"{arm} is left out: {reason}" for arm, reason in setting.left_out.items())
    unsteady = [f"{line.arm} on {line.recording}" for line in lines if not line.steady]
    if unsteady:
        yield f"Rounds did not all hear the same, and the median is scored: {', '.join(unsteady)}."


def _versions(setting: Setting) -> Iterator[str]:
    yield from ("", "## Versions", "")
    for arm, packages in setting.versions.items():
        yield f"- {arm}: {', '.join(f'{name} {version}' for name, version in packages.items())}"
    yield ""
