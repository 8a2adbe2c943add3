"""This product: diarization, transcription of the speech found, words given to speakers."""

from app.services.audio.samples import Audio
from app.services.fusion import attribution
from app.services.fusion.segments import build_segments
from bench.arms.protocol import ASSIGN, DIARIZE, TRANSCRIBE, Heard, Task, main
from bench.heard import Turn, Word
from bench.ours import Worker, diarize, transcribe

LANGUAGE = "en"
"""Language of all meetings that are measured."""


def measure(task: Task) -> Heard:
    """Run the stages with one model in memory at a time, as the product does. Loading is not timed."""
    worker = Worker(task.threads)
    audio, warm = Audio.open(task.wav), Audio.open(task.warm)
    with worker.diarizer() as diarizer:
        warm_turns = diarize(diarizer, warm)
        with task.stage(DIARIZE):
            turns = diarize(diarizer, audio)
    with worker.transcriber() as transcriber:
        warm_words = transcribe(transcriber, warm, warm_turns)
        with task.stage(TRANSCRIBE):
            words = transcribe(transcriber, audio, turns)
    with worker.embedder() as embedder:
        seconds = worker.voice_seconds
        attribution.by_voice(warm_words, warm_turns, warm, embedder, language=LANGUAGE, voice_seconds=seconds)
        with task.stage(ASSIGN):
            speakers = attribution.by_voice(words, turns, audio, embedder, language=LANGUAGE, voice_seconds=seconds)
            segments = build_segments(words, speakers, turns, LANGUAGE)
    return Heard(
        [Turn(turn.speaker, turn.start, turn.end) for turn in turns],
        [Word(word.speaker, word.start, word.end, word.text) for segment in segments for word in segment.words],
    )


if __name__ == "__main__":
    main(measure)
