"""What was said, word by word: faster-whisper on the speech that diarization found."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
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
from app.services.transcription.clips import Clip, pack, skipped
from app.services.transcription.encodings import RememberingModel
from scribe_contracts.artefacts import SpokenWord, Turn

if TYPE_CHECKING:
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment
    from faster_whisper.transcribe import Word as WhisperWord

Speech = Mapping[int, Sequence[Turn]]
"""Who speaks when, for each channel that is listened to."""

_OTHER_LANGUAGE = 0.8
"""A clip that is so surely in another language makes a meeting one of several languages."""

_BEAM = 5
_FIRST_PASS_SHARE = 0.8

# Whisper base takes speech under noise twice as loud for no speech by 0.15 at most, and writes it with a mean log
# probability of -0.7 or more. Hum, tones and noises by themselves are no speech by 0.5 or more; what it makes of them
# has -0.8 or less, or goes round in circles.
_NO_SPEECH = 0.5
_DOUBTFUL = -0.75
_CIRCULAR = 2.4
"""Whisper's own limit for the ratio to which a text is compressed."""

_ROUNDING = 0.011
"""Whisper gives a clip's place in frames of 10 ms."""

_HAIR = 1e-6
"""Keeps a time from being cut to the sample before."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Language:
    code: str
    """As Whisper names it: en, fr, …"""

    probability: float
    mixed: bool = False
    """Some of the speech is in another language."""


class Transcriber(Protocol):
    def detect_language(self, audio: Audio, speech: Speech) -> Language:
        """The language that most of the speech is in."""

    def transcribe(
        self, audio: Audio, speech: Speech, language: Language, hotwords: str | None, on_progress: Progress
    ) -> tuple[SpokenWord, ...]:
        """Every word of the speech, sorted by start; where languages are mixed, each clip in its own."""


class WhisperTranscriber:
    """Each of the model's workers decodes up to `batch` clips at a time, which bounds memory for any recording."""

    def __init__(self, model: "WhisperModel", *, batch: int, encoding_batch: int) -> None:
        self._model = RememberingModel(model, batch=encoding_batch)
        self._batch = batch
        self._workers = int(model.model.num_workers)

    def detect_language(self, audio: Audio, speech: Speech) -> Language:
        """The clips that are decoded first are asked, and are encoded once for both."""
        clips = self._clips(audio, speech)
        if not clips:
            return Language("en", 0.0)
        if not self._model.model.is_multilingual:
            return Language("en", 1.0)
        asked = self._batches(clips)[: self._workers]
        with closing(SideBySide(self._workers)) as workers:
            answers = [answer for answers in workers.map(partial(self._languages, audio), asked) for answer in answers]
        scores: dict[str, float] = {}
        sure: set[str] = set()
        for clip, answer in zip(chain.from_iterable(asked), answers, strict=True):
            for token, probability in answer:
                code = token.strip("<|>")
                scores[code] = scores.get(code, 0.0) + probability * clip.duration
                sure |= {code} if probability >= _OTHER_LANGUAGE else set()
        best = max(scores, key=lambda code: scores[code])
        total = sum(clip.duration for clip in chain.from_iterable(asked))
        return Language(best, min(1.0, scores[best] / total), mixed=bool(sure - {best}))

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
            for clip in skipped(turns, found.get(channel, []), audio.duration, channel)
        )
        repaired = decode(
            again, on_progress=lambda share: on_progress(_FIRST_PASS_SHARE + share * (1 - _FIRST_PASS_SHARE))
        )
        for clip in again:
            _replace(clip, found.setdefault(clip.channel, []), repaired.get(clip.channel, []))
        log.info("speech decoded", clips=len(clips), decoded_again=len(again))
        return tuple(sorted((word for words in found.values() for word in words), key=_by_time))

    def _clips(self, audio: Audio, speech: Speech) -> tuple[Clip, ...]:
        """All speech: first clips spread over the recording, which tell the language, then the others in order.

        Meetings open with small talk in other languages.
        """
        clips = [clip for channel, turns in speech.items() for clip in pack(turns, audio.duration, channel)]
        early = sum(len(batch) for batch in self._batches(clips)[: self._workers])
        first = set(np.linspace(0, len(clips) - 1, early).astype(int).tolist())
        return tuple(clips[index] for index in sorted(range(len(clips)), key=lambda index: (index not in first, index)))

    def _batches(self, clips: Sequence[Clip]) -> list[Sequence[Clip]]:
        """Equal shares in order, as many as keep all workers busy to the end."""
        rounds = -(-len(clips) // (self._batch * self._workers))
        shares = np.array_split(np.arange(len(clips)), max(1, min(len(clips), rounds * self._workers)))
        return [[clips[index] for index in share] for share in shares if len(share)]

    def _languages(self, audio: Audio, clips: Sequence[Clip]) -> list[list[tuple[str, float]]]:
        """For each clip the languages and their probabilities."""
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
        """The words of each channel, sorted by start."""
        words: dict[int, list[SpokenWord]] = {}
        batches = self._batches(clips)
        decode = partial(self._decode, audio, language=language, hotwords=hotwords)
        with closing(SideBySide(self._workers)) as workers:
            for done, heard in enumerate(workers.map(decode, batches), 1):
                for channel, word in heard:
                    words.setdefault(channel, []).append(word)
                on_progress(done / len(batches))
        for channel_words in words.values():
            channel_words.sort(key=_by_time)
        return words

    def _decode(
        self, audio: Audio, clips: Sequence[Clip], *, language: Language, hotwords: str | None
    ) -> list[tuple[int, SpokenWord]]:
        """Words and their channels."""
        from faster_whisper import BatchedInferencePipeline

        samples = [audio.crop(clip.start, clip.end, clip.channel) for clip in clips]
        # The clips are laid end to end, so that no more than one batch is in memory; `offsets` leads back.
        offsets = [0.0, *(np.cumsum([len(piece) for piece in samples]) / SAMPLE_RATE).tolist()]
        segments, _ = BatchedInferencePipeline(self._model).transcribe(
            np.concatenate(samples),
            language=language.code,
            multilingual=language.mixed,
            beam_size=_BEAM,
            batch_size=len(clips),
            clip_timestamps=[{"start": a + _HAIR, "end": b + _HAIR} for a, b in pairwise(offsets)],
            word_timestamps=True,
            hotwords=hotwords,
        )
        found = []
        for segment in segments:
            if _is_made_up(segment):
                log.info("no speech", seconds=round(segment.end - segment.start, 1))
                continue
            place = bisect_right(offsets, segment.seek / self._model.frames_per_second + _ROUNDING, hi=len(clips)) - 1
            for word in segment.words or ():
                moved = _moved(word, clips[place], offsets[place], separate=audio.channels > 1)
                found.append((clips[place].channel, moved))
        return found


def _is_made_up(segment: "Segment") -> bool:
    """Whether Whisper wrote a text for what it hardly takes for speech, which diarization may have been deceived by."""
    if segment.no_speech_prob < _NO_SPEECH:
        return False
    return bool(segment.avg_logprob < _DOUBTFUL or segment.compression_ratio > _CIRCULAR)


def _moved(word: "WhisperWord", clip: Clip, offset: float, *, separate: bool) -> SpokenWord:
    """The word at its place in the recording."""
    start = min(max(clip.start, clip.start + float(word.start) - offset), clip.end)
    end = min(max(start, clip.start + float(word.end) - offset), clip.end)
    return SpokenWord(
        start=round(start, 3),
        end=round(end, 3),
        text=word.word,
        probability=min(1.0, max(0.0, float(word.probability))),
        speaker=f"SPEAKER_{clip.channel:02d}" if separate else None,
    )


def _replace(clip: Clip, words: list[SpokenWord], repaired: Sequence[SpokenWord]) -> None:
    """Put the second decoding of `clip` in place of the first where it has more to say."""
    before = [word for word in words if clip.holds(word)]
    after = [word for word in repaired if clip.holds(word)]
    if len(after) > len(before):
        words[:] = sorted([word for word in words if not clip.holds(word)] + after, key=_by_time)


def _by_time(word: SpokenWord) -> tuple[float, float]:
    return word.start, word.end
