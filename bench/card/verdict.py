"""Judgement of the figures, for the owner of the card."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.card.batches import BatchRun
from scribe_contracts.artefacts import ModelUse

SMALL_CARD = 12 * 2**30
"""Bytes of the card that the product is made for."""

_MAX_SHARE = 0.9
"""Share of the memory that a batch may fill: a desktop and the driver have theirs, and clips differ."""

_KEPT = 256 * 2**20
"""Bytes that may stay after a model has left: libraries, and CUDA's own at the first use."""


@dataclass(frozen=True)
class Verdict:
    """Answers to what an owner asks."""

    peak: int
    """Bytes that the largest stay took, beside what was in use before."""

    fits_small_card: bool
    safe_batch: int | None
    """Clips that Whisper may decode at once; None where too little was measured to say."""

    kept: int
    """Bytes by which the memory in use grew from the end of the first stay to that of the last."""

    comes_back: bool
    """So the models were not in memory together."""


def judge(uses: Sequence[ModelUse], whisper: Sequence[BatchRun], memory: int) -> Verdict:
    """Judge the stays of a meeting, and Whisper's by the size of batches, on a device with so many bytes."""
    peak = max(use.memory.peak - use.memory.before for use in uses)
    ordered = sorted(uses, key=lambda use: use.loaded_at)
    kept = ordered[-1].memory.after - ordered[0].memory.after
    return Verdict(
        peak=peak,
        fits_small_card=peak <= SMALL_CARD * _MAX_SHARE,
        safe_batch=safe_batch(whisper, memory),
        kept=kept,
        comes_back=kept <= _KEPT,
    )


def safe_batch(runs: Sequence[BatchRun], memory: int) -> int | None:
    """Return the largest batch, a power of two, that fits by the growth from the smallest to the largest measured.

    A batch that ran out of memory bounds it; None where fewer than two batches were done.
    """
    done = [run for run in runs if run.times_real_time is not None]
    if len(done) < 2:  # noqa: PLR2004
        return None
    first, last = done[0], done[-1]
    # At least a little, or a flat measurement would promise any batch.
    growth = max((last.taken - first.taken) / (last.batch - first.batch), 2**20)
    room = memory * _MAX_SHARE - first.memory.before - first.taken
    failed = [run.batch for run in runs if run.times_real_time is None]
    batch = 1
    while (batch * 2 - first.batch) * growth <= room and all(batch * 2 < limit for limit in failed):
        batch *= 2
    return batch
