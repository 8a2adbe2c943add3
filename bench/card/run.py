"""All measurements of a device, within some minutes."""

import json
import logging
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import structlog
from rich.console import Console

from app.core.memory import is_out_of_memory
from app.core.profiles import ProfileName
from app.services.audio.samples import Audio
from bench import machine
from bench.card import agreement, batches, meeting, report, verdict
from bench.card.batches import BatchRun
from bench.card.device import Device, find_device, find_weights, settings_for
from bench.folders import BenchError

BATCHES = {ProfileName.CPU: (1, 2, 4), ProfileName.GPU: (1, 4, 16, 32, 64)}
_COMPARED_SECONDS = 60.0


@dataclass(frozen=True)
class Wanted:
    """Choice of what is measured, and for how long."""

    recording: Path
    pack: str | None
    """Model pack; that of the profile where it is None."""

    threads: int
    minutes: float
    """Minutes after which nothing further is begun."""


def run(wanted: Wanted, out: Path, console: Console) -> None:
    """Measure, print the tables and write card.json; raise BenchError without weights or with an unfit recording."""
    # What the worker logs of its models is in the tables.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    device = find_device()
    began = time.monotonic()
    pack = find_weights(wanted.pack or device.profile.value)
    settings = settings_for(device.profile, pack, wanted.threads)
    try:
        audio = Audio.open(wanted.recording)
    except (OSError, ValueError) as error:
        raise BenchError(f"{wanted.recording}: a WAV file at 16 kHz is needed: {error}") from error
    console.print(f"{device.name}, {device.memory / 2**30:.1f} GiB, pack {pack.name}, {audio.duration:.0f} s of sound")

    try:
        whole = meeting.run(audio, settings)
    except Exception as error:
        if not is_out_of_memory(error):
            raise
        raise BenchError(
            f"{device.name} ran out of memory with the batches of its profile: these weights do not suit it."
        ) from error
    console.print(report.stages(whole))
    if not whole.turns:
        raise BenchError(f"{wanted.recording}: nobody speaks in it")
    uses = [stage.use for stage in whole.stages]

    def in_time(sizes: Iterable[int]) -> Iterable[int]:
        return (size for size in sizes if time.monotonic() - began < 60 * wanted.minutes)

    sizes = BATCHES[device.profile]
    segmentation = list(batches.segmentation(whole, settings, in_time(sizes)))
    voices = list(batches.embedding(whole, settings, in_time(sizes)))
    whisper = list(batches.transcription(whole, settings, in_time(sizes)))
    runs = [*segmentation, *voices, *whisper]
    console.print(report.batches(runs))
    agreements = [agreement.with_single_inputs(audio, settings, _COMPARED_SECONDS)]
    if device.is_card:
        processor = settings_for(ProfileName.CPU, pack, wanted.threads)
        agreements.append(agreement.with_processor(audio, settings, processor, _COMPARED_SECONDS))
    judged = verdict.judge(uses, whisper, device.memory)
    for line in report.sentences(device, judged, agreements, left_out=_left_out(sizes, segmentation, voices, whisper)):
        console.print(line)
    out.mkdir(parents=True, exist_ok=True)
    report_file = out / "card.json"
    report_file.write_text(
        json.dumps(_results(device, whole, runs, agreements, judged), indent=2, default=str) + "\n",
        encoding="utf-8",
    )
    console.print(f"Written to {report_file}, after {time.monotonic() - began:.0f} s")


def _left_out(sizes: tuple[int, ...], *measured: list[BatchRun]) -> bool:
    """Return whether time ended it; where memory ran out, larger batches are not left out but impossible."""
    return any(len(runs) < len(sizes) and all(run.times_real_time for run in runs) for runs in measured)


def _results(
    device: Device,
    whole: meeting.Meeting,
    runs: list[BatchRun],
    agreements: list[agreement.Agreement],
    judged: verdict.Verdict,
) -> dict[str, Any]:
    return {
        "device": asdict(device),
        "machine": asdict(machine.describe()),
        "sound_seconds": whole.audio.duration,
        "stages": [
            {"stage": each.name, "seconds": each.seconds, **each.use.model_dump(mode="json")} for each in whole.stages
        ],
        "batches": [{**asdict(each), "memory": each.memory.model_dump()} for each in runs],
        "agreement": [asdict(each) for each in agreements],
        "verdict": asdict(judged),
    }
