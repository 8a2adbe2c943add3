"""Transcription, word by word: faster-whisper on the speech that diarization found."""

import math
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np
import structlog

from app.core.progress import Progress
from app.core.side_by_side import SideBySide
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.transcription.clips import Clip, cover_with_clips, find_skipped
from app.services.transcription.encodings import RememberingModel
from app.services.transcription.speech import Speech
from scribe_contracts.artefacts import SpokenWord
from scribe_contracts.speakers import speaker_id

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment
    from faster_whisper.transcribe import Word as WhisperWord

_MIN_LANGUAGE_PROBABILITY = 0.8
"""A clip in another language with at least this probability makes a meeting one of several languages."""

_BEAM_SIZE = 5
_FIRST_PASS_SHARE = 0.8

# Whisper base gives speech under noise twice as loud a no-speech probability of 0.15 at most, and an average log
# probability of -0.7 or more. Hum, tones and noises have a no-speech probability of 0.5 or more; texts that it invents
# for them have an average log probability of -0.8 or less, or repeat themselves.
_MIN_NO_SPEECH_PROB = 0.5
_MIN_AVG_LOGPROB = -0.75
_MAX_COMPRESSION_RATIO = 2.4
"""Whisper's own limit for texts that repeat themselves."""

_SEEK_TOLERANCE_SECONDS = 0.011
"""Whisper gives a clip's place in frames of 10 ms."""

_EPSILON_SECONDS = 1e-6
"""Keeps a time from being rounded down to the sample before."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Language:
    """Language of the speech, as detected or given."""

    code: str
    """Whisper's code: en, fr, …"""

    probability: float
    mixed: bool = False
    """Some of the speech is in another language."""


class Transcriber(Protocol):
    """Writes down what is said."""

    def detect_language(self, audio: Audio, speech: Speech) -> Language:
        """Return the language of most of the speech."""

    def transcribe(
        self, audio: Audio, speech: Speech, language: Language, hotwords: str | None, on_progress: Progress
    ) -> tuple[SpokenWord, ...]:
        """Return every word of the speech, sorted by start; with several languages, each clip in its own."""


class WhisperTranscriber:
    """Transcriber by faster-whisper. Each of its threads decodes up to `batch` clips at a time, which bounds memory."""

    def __init__(self, model: "WhisperModel", *, batch: int, encoding_batch: int) -> None:
        self._model = RememberingModel(model, batch=encoding_batch)
        self._batch = batch
        self._workers = int(model.model.num_workers)

    def detect_language(self, audio: Audio, speech: Speech) -> Language:
        """Return the language of most of the clips that are decoded first; their encodings are kept for decoding."""
        clips = self._clips(audio, speech)
        if not clips:
            return Language("en", 0.0)
        if not self._model.model.is_multilingual:
            return Language("en", 1.0)
        asked = self._batches(clips)[: self._workers]
        with closing(SideBySide(self._workers)) as workers:
            answers = [answer for answers in workers.map(partial(self._languages, audio), asked) for answer in answers]
        scores: dict[str, float] = {}
        certain: set[str] = set()
        for clip, answer in zip(chain.from_iterable(asked), answers, strict=True):
            for token, probability in answer:
                code = token.strip("<|>")
                scores[code] = scores.get(code, 0.0) + probability * clip.duration
                if probability >= _MIN_LANGUAGE_PROBABILITY:
                    certain.add(code)
        best = max(scores, key=lambda code: scores[code])
        total = sum(clip.duration for clip in chain.from_iterable(asked))
        return Language(best, min(1.0, scores[best] / total), mixed=bool(certain - {best}))

    def transcribe(
        self, audio: Audio, speech: Speech, language: Language, hotwords: str | None, on_progress: Progress
    ) -> tuple[SpokenWord, ...]:
        """Decode all speech, then once more the utterances in which the decoder skipped a passage."""
        decode = partial(self._decode_all, audio, language=language, hotwords=hotwords)
        clips = self._clips(audio, speech)
        found = decode(clips, on_progress=lambda share: on_progress(share * _FIRST_PASS_SHARE))
        again = tuple(
            clip
            for channel, turns in speech.items()
            for clip in find_skipped(turns, found.get(channel, []), audio.duration, channel)
        )
        repaired = decode(
            again, on_progress=lambda share: on_progress(_FIRST_PASS_SHARE + share * (1 - _FIRST_PASS_SHARE))
        )
        for clip in again:
            _replace(clip, found.setdefault(clip.channel, []), repaired.get(clip.channel, []))
        log.info("speech_decoded", clips=len(clips), decoded_again=len(again))
        return tuple(sorted((word for words in found.values() for word in words), key=_by_time))

    def _clips(self, audio: Audio, speech: Speech) -> tuple[Clip, ...]:
        """Return all speech in clips: first some spread over the recording, to detect the language, then the others.

        Meetings often open with small talk in another language.
        """
        clips = [clip for channel, turns in speech.items() for clip in cover_with_clips(turns, audio.duration, channel)]
        early = sum(len(batch) for batch in self._batches(clips)[: self._workers])
        first = set(np.linspace(0, len(clips) - 1, early).astype(int).tolist())
        return tuple(clips[index] for index in sorted(range(len(clips)), key=lambda index: (index not in first, index)))

    def _batches(self, clips: Sequence[Clip]) -> list[Sequence[Clip]]:
        """Return the clips in equal batches, in order; as many as keep all threads busy to the end."""
        rounds = math.ceil(len(clips) / (self._batch * self._workers))
        shares = np.array_split(np.arange(len(clips)), max(1, min(len(clips), rounds * self._workers)))
        return [[clips[index] for index in share] for share in shares if len(share)]

    def _languages(self, audio: Audio, clips: Sequence[Clip]) -> list[list[tuple[str, float]]]:
        """Return, for each clip, the languages and their probabilities."""
        from faster_whisper.audio import pad_or_trim

        features = [
            pad_or_trim(self._model.feature_extractor(audio.crop(clip.start, clip.end, clip.channel))[..., :-1])
            for clip in clips
        ]
        answers: list[list[tuple[str, float]]] = self._model.model.detect_language(
            self._model.remember(np.stack(features))
        )
        return answers

    def _decode_all(
        self, audio: Audio, clips: Sequence[Clip], *, language: Language, hotwords: str | None, on_progress: Progress
    ) -> dict[int, list[SpokenWord]]:
        """Return the words of each channel, sorted by start."""
        words: dict[int, list[SpokenWord]] = {}
        batches = self._batches(clips)
        decode = partial(self._decode, audio, language=language, hotwords=hotwords)
        share = 0.0

        def poll() -> None:
            on_progress(share)

        with closing(SideBySide(self._workers)) as workers:
            for done, heard in enumerate(workers.map(decode, batches, poll), 1):
                for channel, word in heard:
                    words.setdefault(channel, []).append(word)
                share = done / len(batches)
                on_progress(share)
        for channel_words in words.values():
            channel_words.sort(key=_by_time)
        return words

    def _decode(
        self, audio: Audio, clips: Sequence[Clip], *, language: Language, hotwords: str | None
    ) -> list[tuple[int, SpokenWord]]:
        """Return the words of the clips, each with its channel."""
        from faster_whisper import BatchedInferencePipeline

        samples = [audio.crop(clip.start, clip.end, clip.channel) for clip in clips]
        # Clips are joined, so that no more than one batch is in memory; `offsets` maps times back to them.
        offsets = [0.0, *(np.cumsum([len(piece) for piece in samples]) / SAMPLE_RATE).tolist()]
        segments, _ = BatchedInferencePipeline(self._model).transcribe(
            np.concatenate(samples),
            language=language.code,
            multilingual=language.mixed,
            beam_size=_BEAM_SIZE,
            batch_size=len(clips),
            clip_timestamps=[
                {"start": a + _EPSILON_SECONDS, "end": b + _EPSILON_SECONDS} for a, b in pairwise(offsets)
            ],
            word_timestamps=True,
            hotwords=hotwords,
        )
        found = []
        for segment in segments:
            if _is_invented(segment):
                log.info("invented_text_dropped", seconds=round(segment.end - segment.start, 1))
                continue
            place = (
                bisect_right(
                    offsets, segment.seek / self._model.frames_per_second + _SEEK_TOLERANCE_SECONDS, hi=len(clips)
                )
                - 1
            )
            for word in segment.words or ():
                moved = _moved(word, clips[place], offsets[place], separate=audio.channels > 1)
                found.append((clips[place].channel, moved))
        return found


def _is_invented(segment: "Segment") -> bool:
    """Return whether the text is Whisper's invention for a sound that diarization took for speech."""
    if segment.no_speech_prob < _MIN_NO_SPEECH_PROB:
        return False
    return bool(segment.avg_logprob < _MIN_AVG_LOGPROB or segment.compression_ratio > _MAX_COMPRESSION_RATIO)


def _moved(word: "WhisperWord", clip: Clip, offset: float, *, separate: bool) -> SpokenWord:
    """Return the word with its times in the recording; with `separate`, its channel is its speaker."""
    start = min(max(clip.start, clip.start + float(word.start) - offset), clip.end)
    end = min(max(start, clip.start + float(word.end) - offset), clip.end)
    return SpokenWord(
        start=round(start, 3),
        end=round(end, 3),
        text=word.word,
        probability=min(1.0, max(0.0, float(word.probability))),
        speaker=speaker_id(clip.channel) if separate else None,
    )


def _replace(clip: Clip, words: list[SpokenWord], repaired: Sequence[SpokenWord]) -> None:
    """Replace the first decoding of `clip` by the second where that has more words."""
    before = [word for word in words if clip.holds(word)]
    after = [word for word in repaired if clip.holds(word)]
    if len(after) > len(before):
        words[:] = sorted([word for word in words if not clip.holds(word)] + after, key=_by_time)


def _by_time(word: SpokenWord) -> tuple[float, float]:
    return word.start, word.end
