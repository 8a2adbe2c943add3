"""pyannote.audio's pipeline with the same weights and threads: who speaks when, no words."""

from bench.arms.protocol import DIARIZE, Heard, Task, main
from bench.arms.pyannote_pipeline import load, pipeline
from bench.heard import Turn


def measure(task: Task) -> Heard:
    return measured(task, onnx_threads=task.threads)


def measured(task: Task, onnx_threads: int) -> Heard:
    with pipeline(task.threads, onnx_threads) as diarize:
        diarize(load(task.warm))
        with task.stage(DIARIZE):
            annotation = diarize(load(task.wav))
    tracks = annotation.itertracks(yield_label=True)
    return Heard([Turn(str(label), float(segment.start), float(segment.end)) for segment, _, label in tracks])


if __name__ == "__main__":
    main(measure)
