"""The plots of the report: speed and errors."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bench.arms.protocol import DIARIZE, TRANSCRIBE
from bench.reporting.summary import Line, by_recording, pooled_cpwer, pooled_der

Value = Callable[[Line], float | None]
PLOTS = ("diarize-rtf", "transcribe-rtf", "der", "cpwer")


def draw(lines: Sequence[Line], folder: Path) -> list[str]:
    """Write one plot for each measure that has figures, and return their file names."""
    measures: list[tuple[str, str, Value]] = [
        (PLOTS[0], "diarization: seconds of work for a second of the recording", lambda line: _factor(line, DIARIZE)),
        (PLOTS[1], "transcription: seconds of work for a second", lambda line: _factor(line, TRANSCRIBE)),
        (PLOTS[2], "DER, %", lambda line: _percent(pooled_der([line]))),
        (PLOTS[3], "cpWER, %", lambda line: _percent(pooled_cpwer([line]))),
    ]
    return [f"{name}.png" for name, title, value in measures if _bars(lines, title, value, folder / f"{name}.png")]


def _bars(lines: Sequence[Line], title: str, value: Value, out: Path) -> bool:
    """Draw bars: a group for each recording, in it a bar for each arm."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    known = [(line, number) for line in lines if (number := value(line)) is not None]
    if not known:
        return False
    recordings = list(by_recording(line for line, _ in known))
    arms = list(dict.fromkeys(line.arm for line, _ in known))
    figure, axes = plt.subplots(figsize=(max(6.0, 1.6 * len(recordings) + 3), 4.0), layout="constrained")
    width = 0.8 / len(arms)
    for place, arm in enumerate(arms):
        own = [(recordings.index(line.recording), number) for line, number in known if line.arm == arm]
        axes.bar([spot + place * width for spot, _ in own], [number for _, number in own], width, label=arm)
    axes.set_xticks([spot + 0.4 - width / 2 for spot in range(len(recordings))], recordings)
    axes.set_title(title, fontsize=10)
    figure.legend(loc="outside lower center", ncols=3, fontsize=7)
    figure.savefig(out, dpi=110)
    plt.close(figure)
    return True


def _factor(line: Line, stage: str) -> float | None:
    return line.times[stage].median / line.seconds if stage in line.times else None


def _percent(share: float | None) -> float | None:
    return None if share is None else share * 100
