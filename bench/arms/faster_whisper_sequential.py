"""faster-whisper, one window after another: words without speakers."""

from collections.abc import Iterable, Iterator
from pathlib import Path
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


def measure(task: Task) -> Heard:
    model = load(task.threads)

    def transcribe(wav: Path) -> list[Word]:
        # On long recordings, text carried over from window to window sends it into loops.
        segments, _ = model.transcribe(str(wav), beam_size=5, word_timestamps=True, condition_on_previous_text=False)
        return list(words(segments))

    transcribe(task.warm)
    with task.stage(TRANSCRIBE):
        heard = transcribe(task.wav)
    return Heard(words=heard)


if __name__ == "__main__":
    main(measure)
