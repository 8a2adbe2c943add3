"""faster-whisper, one window after another: words without speakers."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from bench.arms.protocol import TRANSCRIBE, Heard, Task, main
from bench.folders import MODELS
from bench.heard import Word

NOBODY = ""


def load(threads: int) -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(
        str(MODELS / "whisper"),
        device="cpu",
        compute_type="int8",
        cpu_threads=threads,
        num_workers=1,
        local_files_only=True,
    )


def words(segments: Iterable[Any]) -> Iterator[Word]:
    for segment in segments:
        for word in segment.words or ():
            yield Word(NOBODY, float(word.start), float(word.end), word.word)


def measure_with(task: Task, transcribe: Callable[[str], Iterable[Any]]) -> Heard:
    """Measure a function that returns the segments of a WAV file, which are decoded as they are read."""
    list(words(transcribe(str(task.warm))))
    with task.stage(TRANSCRIBE):
        heard = list(words(transcribe(str(task.wav))))
    return Heard(words=heard)


def measure(task: Task) -> Heard:
    model = load(task.threads)
    # On long recordings, text carried over from window to window sends it into loops.
    options = {"beam_size": 5, "word_timestamps": True, "condition_on_previous_text": False}
    return measure_with(task, lambda wav: model.transcribe(wav, **options)[0])


if __name__ == "__main__":
    main(measure)
