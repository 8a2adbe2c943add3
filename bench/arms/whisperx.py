"""WhisperX with the same weights: its transcription, the stock pipeline's turns, its own giving of words to speakers.

Without its aligner, whose weights cannot be had offline: its time is a lower bound, and the words of a segment share
out the segment's time by their letters. WhisperX alone would give each segment of up to 30 s to one speaker.
"""

from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

from bench.arms.protocol import ASSIGN, DIARIZE, TRANSCRIBE, Heard, Task, main
from bench.arms.pyannote_pipeline import load, pipeline
from bench.folders import MODELS
from bench.heard import Turn, Word

_BATCH = 8


class _Answer:
    """The stock pipeline with the interface that WhisperX expects."""

    def __init__(self, annotation: Any) -> None:
        self.speaker_diarization = annotation
        self.speaker_embeddings = None


def measure(task: Task) -> Heard:
    import whisperx
    from whisperx.diarize import DiarizationPipeline, assign_word_speakers

    model = whisperx.load_model(
        str(MODELS / "whisper"),
        device="cpu",
        compute_type="int8",
        threads=task.threads,
        local_files_only=True,
        vad_method="pyannote",
    )
    with pipeline(task.threads, task.threads) as stock:
        # Its constructor only knows pipelines of the hub.
        diarization = DiarizationPipeline.__new__(DiarizationPipeline)
        diarization.model = lambda audio, **_: _Answer(stock(audio))

        def transcribe(wav: Path) -> Any:
            return model.transcribe(_samples(wav), batch_size=_BATCH)

        transcribe(task.warm)
        diarization(_samples(task.warm))
        with task.stage(TRANSCRIBE):
            transcript = transcribe(task.wav)
        with task.stage(DIARIZE):
            turns = diarization(_samples(task.wav))
    with task.stage(ASSIGN):
        for segment in transcript["segments"]:
            segment["words"] = list(_shared_out(segment))
        transcript = assign_word_speakers(turns, transcript, fill_nearest=True)
    found = [
        Word(word.get("speaker", ""), word["start"], word["end"], word["word"])
        for segment in transcript["segments"]
        for word in segment["words"]
    ]
    rows = zip(turns["speaker"], turns["start"], turns["end"], strict=True)
    return Heard([Turn(str(speaker), float(start), float(end)) for speaker, start, end in rows], found)


def _samples(wav: Path) -> Any:
    return load(wav)["waveform"][0].numpy()


def _shared_out(segment: dict[str, Any]) -> Iterator[dict[str, Any]]:
    texts = segment["text"].split()
    edges = [0, *accumulate(len(text) for text in texts)]
    pace = (segment["end"] - segment["start"]) / max(1, edges[-1])
    for place, text in enumerate(texts):
        start, end = (segment["start"] + pace * edge for edge in edges[place : place + 2])
        yield {"word": f" {text}", "start": start, "end": end}


if __name__ == "__main__":
    main(measure)
