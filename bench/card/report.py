"""Tables and sentences on a device."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from bench.card.agreement import Agreement
from bench.card.batches import BatchRun
from bench.card.device import Device
from bench.card.meeting import Meeting
from bench.card.verdict import Verdict

_MB = 1e6


def stages(meeting: Meeting) -> Table:
    """Return what each stage of the meeting took."""
    drawn = Table("stage", "model", "load s", "work s", "× real time", "MB before", "peak", "after")
    for stage in meeting.stages:
        memory = stage.use.memory
        drawn.add_row(
            stage.name,
            stage.use.model,
            f"{stage.use.load_seconds:.1f}",
            f"{stage.seconds:.1f}",
            f"{meeting.audio.duration / stage.seconds:.1f}",
            *(f"{value / _MB:.0f}" for value in (memory.before, memory.peak, memory.after)),
        )
    return drawn


def batches(runs: Sequence[BatchRun]) -> Table:
    """Return speed and memory by size of batch."""
    drawn = Table("network", "batch", "load s", "× real time", "MB taken")
    for run in runs:
        speed = "out of memory" if run.times_real_time is None else f"{run.times_real_time:.1f}"
        drawn.add_row(run.model, str(run.batch), f"{run.load_seconds:.1f}", speed, f"{run.taken / _MB:.0f}")
    return drawn


def sentences(device: Device, verdict: Verdict, agreements: Sequence[Agreement], *, left_out: bool) -> Iterator[str]:
    """Yield what an owner wants to know, a sentence each."""
    for each in agreements:
        yield f"{each.of}: turns differ by {each.difference:.2%} DER over {each.seconds:.0f} s."
    yield (
        f"One model at a time: memory came back to {verdict.kept / _MB:+.0f} MB of what the first stage left."
        if verdict.comes_back
        else f"Memory did NOT come back: {verdict.kept / _MB:+.0f} MB between the ends of the first and the last stage."
    )
    if device.is_card:
        if verdict.safe_batch is not None:
            yield f"The card holds batches of {verdict.safe_batch} clips for Whisper, by the growth measured."
        fits = "suffice" if verdict.fits_small_card else "do NOT suffice"
        yield f"The largest stay took {verdict.peak / _MB:.0f} MB: 12 GB {fits} for these weights."
    else:
        yield f"The largest stay took {verdict.peak / _MB:.0f} MB of memory; what a card needs is measured on a card."
    if left_out:
        yield "Time was up before the largest batches: --max-minutes allows more."
