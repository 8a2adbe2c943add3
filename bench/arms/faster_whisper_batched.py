"""faster-whisper, eight windows at a time between the pauses that its own voice detection finds: words only."""

from bench.arms.faster_whisper_sequential import load, measure_with
from bench.arms.protocol import Heard, Task, main

_BATCH = 8


def measure(task: Task) -> Heard:
    from faster_whisper import BatchedInferencePipeline

    model = BatchedInferencePipeline(load(task.threads))
    options = {"beam_size": 5, "word_timestamps": True, "batch_size": _BATCH}
    return measure_with(task, lambda wav: model.transcribe(wav, **options)[0])


if __name__ == "__main__":
    main(measure)
