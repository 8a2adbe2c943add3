"""Transcription, word by word: faster-whisper on the speech that diarization found."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
import structlog

from app.core.progress import Progress
from app.services.audio.samples import SAMPLE_RATE, Audio
from app.services.transcription.clips import MIN_LONG_SECONDS, Clip, cover_with_clips, find_skipped, join_turns
from app.services.transcription.encodings import ModelWithBatches
from app.services.transcription.languages import (
    Language,
    LanguageChoice,
    Probabilities,
    Span,
    batches_of,
    decide,
    windows_of,
)
from app.services.transcription.lengths import give_lengths
from app.services.transcription.loader import Whisper
from app.services.transcription.loops import (
    cut_loops,
    find_repetitions,
    is_better,
    says_a_phrase_again,
    split,
)
from app.services.transcription.repair import repair_clip
from app.services.transcription.shares import share_out
from app.services.transcription.speech import Speech
from app.services.transcription.whole_words import join_pieces, limit_lengths
from scribe_contracts.artefacts import SpokenWord, Turn
from scribe_contracts.speakers import speaker_id

if TYPE_CHECKING:
    from faster_whisper.transcribe import Segment
    from faster_whisper.transcribe import Word as WhisperWord

_BEAM_SIZE = 5
_FIRST_PASS_SHARE = 0.8

# Whisper base gives speech under noise twice as loud a no-speech probability of 0.15 at most, and an average log
# probability of -0.7 or more. Hum, tones and noises have a no-speech probability of 0.5 or more; texts that it invents
# for them have an average log probability of -0.8 or less, or repeat themselves.
_MIN_NO_SPEECH_PROB = 0.5
_MIN_AVG_LOGPROB = -0.75
_SILENT_NO_SPEECH_PROB, _MIN_SILENT_AVG_LOGPROB = 0.8, -0.6
"""Of a French sentence repeated for a noise Whisper is surer, with a no-speech probability that no speech has."""

_MAX_PIECE_NO_SPEECH_PROB = 0.7
"""Of pieces of a clip that repeats itself: a synthetic voice that says "oui" again and again has up to 0.64."""

_MAX_COMPRESSION_RATIO = 2.4
"""Whisper's own limit for texts that repeat themselves."""

_SEEK_TOLERANCE_SECONDS = 0.011
"""Whisper gives a clip's place in frames of 10 ms."""

_EPSILON_SECONDS = 1e-6
"""Keeps a time from being rounded down to the sample before."""

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")

log = structlog.get_logger()


class Transcriber(Protocol):
    """Writes down what is said."""

    def detect_language(
        self, audio: Audio, speech: Speech, choice: LanguageChoice, poll: Callable[[], None]
    ) -> Language:
        """Return the language of most of the speech, and where others are spoken. `poll` may raise to stop."""

    def transcribe(
        self, audio: Audio, speech: Speech, language: Language, hotwords: str | None, on_progress: Progress
    ) -> tuple[SpokenWord, ...]:
        """Return every word of the speech, sorted by start, each in the language of its place."""


class WhisperTranscriber:
    """Transcriber by faster-whisper. Each of its threads decodes up to `batch` clips at a time, which bounds memory.

    It is left at once where a job is cancelled, and is of no use after that: its threads end with the call of the model
    that they are in, for which the owner of the model waits.
    """

    def __init__(
        self, whisper: Whisper, *, batch: int, encoding_batch: int, padding_seconds: float | None = None
    ) -> None:
        self._model = ModelWithBatches(whisper.model, batch=encoding_batch)
        self._padding = padding_seconds
        self._runs = whisper.runs
        self._batch = batch
        self._workers = int(whisper.model.model.num_workers)

    def detect_language(
        self, audio: Audio, speech: Speech, choice: LanguageChoice, poll: Callable[[], None] = lambda: None
    ) -> Language:
        """Listen to the first seconds of each turn, and every few seconds in long ones."""
        if not self._model.model.is_multilingual:
            return Language("en", 1.0)
        windows = [
            window
            for channel, turns in sorted(speech.items())
            for window in sorted(windows_of(join_turns(turns, channel)), key=lambda window: window.start)
        ]
        batches = list(batches_of(windows, self._batch))
        with self._side_by_side(partial(self._languages, audio), batches, poll) as found:
            heard = dict(zip(chain.from_iterable(batches), chain.from_iterable(found), strict=True))
        return decide(windows, [heard[window] for window in windows], audio, choice)

    def transcribe(
        self, audio: Audio, speech: Speech, language: Language, hotwords: str | None, on_progress: Progress
    ) -> tuple[SpokenWord, ...]:
        """Decode all speech, then once more the utterances in which the decoder skipped a passage."""
        decode = partial(self._decode_all, audio, hotwords=hotwords)
        clips = [
            clip
            for channel, turns in speech.items()
            for span in language.in_channel(channel)
            for clip in _within(span, cover_with_clips(_crop(turns, span), audio.duration, channel))
        ]
        found = decode(clips, on_progress=lambda share: on_progress(share * _FIRST_PASS_SHARE))
        again = tuple(
            clip
            for channel, turns in speech.items()
            for span in language.in_channel(channel)
            for clip in _within(span, find_skipped(_crop(turns, span), found.get(channel, []), audio.duration, channel))
        )
        repaired = decode(
            again, on_progress=lambda share: on_progress(_FIRST_PASS_SHARE + share * (1 - _FIRST_PASS_SHARE))
        )
        for clip in again:
            second = [word for word in repaired.get(clip.channel, ()) if clip.start <= word.start <= clip.end]
            found[clip.channel] = repair_clip(clip, found.get(clip.channel, ()), second)
        log.info("speech_decoded", clips=len(clips), decoded_again=len(again))
        return tuple(sorted((word for words in found.values() for word in give_lengths(words)), key=_by_time))

    @contextmanager
    def _side_by_side(
        self, work: Callable[[ItemT], ResultT], items: Iterable[ItemT], poll: Callable[[], None]
    ) -> Iterator[Iterator[ResultT]]:
        """Give the results of the model's threads in order; where the block raises, let them begin nothing more."""
        with closing(self._runs.map(work, items, poll)) as results:
            try:
                yield results
            except BaseException:
                self._model.stop()
                raise

    def _languages(self, audio: Audio, windows: Sequence[Clip]) -> list[Probabilities]:
        """Return the probabilities of the languages in each window; none is padded to 30 s, as all are as long."""
        features = [
            self._model.feature_extractor(audio.crop(window.start, window.end, window.channel)) for window in windows
        ]
        frames = max(2, min(each.shape[-1] for each in features) // 2 * 2)
        encoded = self._model.encode(np.stack([each[:, :frames] for each in features]))
        answers = self._model.model.detect_language(encoded)
        return [{token.strip("<|>"): probability for token, probability in answer} for answer in answers]

    def _decode_all(
        self, audio: Audio, clips: Sequence[Clip], *, hotwords: str | None, on_progress: Progress
    ) -> dict[int, list[SpokenWord]]:
        """Return the words of each channel, sorted by start."""
        words: dict[int, list[SpokenWord]] = {}
        batches = share_out(clips, size=self._batch, workers=self._workers)

        decode = partial(self._decode, audio, hotwords=hotwords)
        share = 0.0

        def poll() -> None:
            on_progress(share)

        with self._side_by_side(decode, batches, poll) as results:
            for done, heard in enumerate(results, 1):
                for channel, word in heard:
                    words.setdefault(channel, []).append(word)
                share = done / len(batches)
                on_progress(share)
        for channel_words in words.values():
            channel_words.sort(key=_by_time)
        return words

    def _decode(self, audio: Audio, clips: Sequence[Clip], *, hotwords: str | None) -> list[tuple[int, SpokenWord]]:
        """Return the words of the clips, which are in one language, each with its channel.

        A clip whose text repeats itself is decoded once more, in pieces: the decoder goes round in circles where a clip
        is long. The better text is kept, without the repetitions that the sound cannot hold.
        """
        found = self._decode_in_window(audio, clips, hotwords=hotwords)
        words: list[tuple[int, SpokenWord]] = []
        for clip, heard in zip(clips, found, strict=True):
            chosen = heard.words
            if heard.repetitive or next(find_repetitions(chosen), None) is not None:
                pieces = self._decode_once(audio, split(clip, audio), hotwords=hotwords, strict=heard.repetitive)
                again = [word for piece in pieces for word in piece.words]
                better = is_better(again, chosen, clip, audio)
                chosen = again if better else chosen
                log.info("repetition_decoded_again", seconds=round(clip.duration, 1), taken=better)
            words += [(clip.channel, word) for word in cut_loops(chosen, clip, audio)]
        return words

    def _decode_in_window(self, audio: Audio, clips: Sequence[Clip], *, hotwords: str | None) -> list["_Heard"]:
        """Return what is heard in each clip, a long one encoded with little silence after it.

        With so little, Whisper now and then writes the same again and again. A clip where it may have done so is
        decoded once more, padded as Whisper was trained; short ones are padded so at once, for they suffer most.
        """
        heard: dict[Clip, _Heard] = {}
        long = [clip for clip in clips if clip.duration >= MIN_LONG_SECONDS and self._padding is not None]
        if long:
            heard |= zip(long, self._decode_once(audio, long, hotwords=hotwords, padding=self._padding), strict=True)
        others = [
            clip
            for clip in clips
            if clip not in heard or heard[clip].repetitive or says_a_phrase_again(heard[clip].words)
        ]
        if others:
            heard |= zip(others, self._decode_once(audio, others, hotwords=hotwords), strict=True)
        return [heard[clip] for clip in clips]

    def _decode_once(
        self,
        audio: Audio,
        clips: Sequence[Clip],
        *,
        hotwords: str | None,
        padding: float | None = None,
        strict: bool = False,
    ) -> list["_Heard"]:
        """Return what is heard in each clip; with `strict`, nothing where Whisper thinks that nobody speaks."""
        from faster_whisper import BatchedInferencePipeline

        samples = [audio.crop(clip.start, clip.end, clip.channel) for clip in clips]
        # Clips are joined, so that no more than one batch is in memory; `offsets` maps times back to them.
        offsets = [0.0, *(np.cumsum([len(piece) for piece in samples]) / SAMPLE_RATE).tolist()]
        window = None if padding is None else max(clip.duration for clip in clips) + padding
        segments, _ = BatchedInferencePipeline(self._model.with_window(window)).transcribe(
            np.concatenate(samples),
            language=clips[0].language,
            beam_size=_BEAM_SIZE,
            batch_size=len(clips),
            clip_timestamps=[
                {"start": a + _EPSILON_SECONDS, "end": b + _EPSILON_SECONDS} for a, b in pairwise(offsets)
            ],
            word_timestamps=True,
            hotwords=hotwords,
        )
        found: list[list[SpokenWord]] = [[] for _ in clips]
        repetitive: set[int] = set()
        for segment in segments:
            place = (
                bisect_right(
                    offsets, segment.seek / self._model.frames_per_second + _SEEK_TOLERANCE_SECONDS, hi=len(clips)
                )
                - 1
            )
            if _is_invented(segment) or (strict and segment.no_speech_prob > _MAX_PIECE_NO_SPEECH_PROB):
                log.info("invented_text_dropped", seconds=round(segment.end - segment.start, 1))
                if segment.avg_logprob >= _MIN_AVG_LOGPROB:
                    repetitive.add(place)
                continue
            found[place] += [
                _moved(word, clips[place], offsets[place], separate=audio.channels > 1) for word in segment.words or ()
            ]
        return [_Heard(limit_lengths(join_pieces(pieces)), place in repetitive) for place, pieces in enumerate(found)]


@dataclass(frozen=True)
class _Heard:
    words: list[SpokenWord]
    """Those of one clip, in order."""

    repetitive: bool
    """Text was dropped for its repetitions alone, of which the decoder was sure."""


def _crop(turns: Sequence[Turn], span: Span) -> list[Turn]:
    """Return the parts of the turns that lie in the span."""
    return [
        turn.model_copy(update={"start": max(turn.start, span.start), "end": min(turn.end, span.end)})
        for turn in turns
        if turn.start < span.end and turn.end > span.start
    ]


def _within(span: Span, clips: Sequence[Clip]) -> list[Clip]:
    """Return the clips in the span's language, without what a margin takes of the next span."""
    return [
        replace(clip, start=max(clip.start, span.start), end=min(clip.end, span.end), language=span.code)
        for clip in clips
    ]


def _is_invented(segment: "Segment") -> bool:
    """Return whether the text is Whisper's invention for a sound that diarization took for speech."""
    if segment.no_speech_prob < _MIN_NO_SPEECH_PROB:
        return False
    silent = segment.no_speech_prob >= _SILENT_NO_SPEECH_PROB
    min_logprob = _MIN_SILENT_AVG_LOGPROB if silent else _MIN_AVG_LOGPROB
    return bool(segment.avg_logprob < min_logprob or segment.compression_ratio > _MAX_COMPRESSION_RATIO)


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
        language=clip.language,
    )


def _by_time(word: SpokenWord) -> tuple[float, float]:
    return word.start, word.end
