"""faster-whisper, eight windows at a time between the pauses that its own voice detection finds: words only."""

from pathlib import Path

from bench.arms.faster_whisper_sequential import load, words
from bench.arms.protocol import TRANSCRIBE, Heard, Task, main
from bench.heard import Word

_BATCH = 8


def measure(task: Task) -> Heard:
    from faster_whisper import BatchedInferencePipeline

    model = BatchedInferencePipeline(load(task.threads))

    def transcribe(wav: Path) -> list[Word]:
        segments, _ = model.transcribe(str(wav), beam_size=5, batch_size=_BATCH, word_timestamps=True)
        return list(words(segments))

    transcribe(task.warm)
    with task.stage(TRANSCRIBE):
        heard = transcribe(task.wav)
    return Heard(words=heard)


if __name__ == "__main__":
    main(measure)
