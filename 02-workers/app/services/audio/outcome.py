"""The end of a conversion: the error that FFmpeg's status and messages amount to, or the warnings of a good end."""

import signal
from collections.abc import Iterable, Sequence

import structlog

from app.core.errors import JobError
from app.services.audio.ends.file_end import FileEnd
from app.services.audio.listening import Listener, Span, has_time_stamps
from app.services.audio.tracks import Media
from scribe_contracts.events import FailureCode
from scribe_contracts.transcript import RecordingWarning, WarningCode

log = structlog.get_logger()

_NO_SPACE_STATUS, _NO_MEMORY_STATUS = 256 - 28, 256 - 12
"""FFmpeg exits with the negative errno of what stopped it."""

_NO_SPACE_MESSAGES = ("No space left on device", "Disk quota exceeded")
_NO_AUDIO_MESSAGES = ("matches no streams", "does not contain any stream")
_NOT_STARTED_STATUSES = {126, 127}
"""Those of a shell and of the system's loader where a program or its library is missing or may not be read."""

_SIGNAL_STATUS, _SIGNAL_MESSAGE = 255, "received signal"

_MIN_PAUSE_SECONDS = 1.0
"""Shorter gaps are no loss: encoders leave out silence of up to 0.4 s."""

_MAX_START_SECONDS = 0.1
"""Sound that follows a gap after so little starts late, behind an encoder's first packet."""

_MIN_TRUNCATION_SECONDS = 0.5
_MAX_SHORTFALL_SECONDS = 0.15
"""Sound of a whole recording may be as much shorter than announced: encoders fill their last frame."""

_MAX_LAST_PACKET_SECONDS = 0.7
"""A packet of MPEG's streams holds no more."""

_END_LAG_SECONDS = 10.0
"""On a busy machine FFmpeg has read the end of a cut file so long before it has decoded it.

That the file is cut is known where this is used; the listener, which has to find it out, takes less for the end.
"""

_DAMAGE_LAG_SECONDS = 2.0
"""FFmpeg reads as far ahead of what it decodes: a gap so close to damage is the damage's."""

_JOIN_SECONDS = 1.0
"""Losses with less sound than this between them are told as one."""

_MAX_WARNINGS = 100

_NOT_CUT = frozenset({FileEnd.WHOLE, FileEnd.OPEN})


def disk_full() -> JobError:
    """Return the error of a disk without space; it may pass."""
    return JobError(FailureCode.DISK_FULL, "The disk of the worker is full.", retryable=True)


def unreadable() -> JobError:
    """Return the error of a file that is no recording."""
    return JobError(FailureCode.UNREADABLE_MEDIA, "The file is not a recording that can be decoded, or it is damaged.")


def error_from(status: int, said: Sequence[str]) -> JobError:
    """Return the error that an exit status and FFmpeg's messages amount to.

    Raise RuntimeError if FFmpeg could not even be started.
    """
    text = "\n".join(said)
    log.info("recording_not_decoded", status=status, ffmpeg=text[-4096:])
    if "launcher.py" in text or status in _NOT_STARTED_STATUSES:
        raise RuntimeError(f"FFmpeg was not started: {text[-500:]}")
    if status == _NO_SPACE_STATUS or any(sign in text for sign in _NO_SPACE_MESSAGES):
        return disk_full()
    if status == _NO_MEMORY_STATUS:
        return JobError(FailureCode.OUT_OF_MEMORY, "The machine has too little memory for this recording.")
    if status in {-signal.SIGXCPU, -signal.SIGXFSZ}:
        return JobError(FailureCode.UNREADABLE_MEDIA, "The file takes more time or space than a recording can.")
    if status < 0 or (status == _SIGNAL_STATUS and _SIGNAL_MESSAGE in text):
        return JobError(
            FailureCode.CONVERSION_INTERRUPTED, "The conversion of the recording was interrupted.", retryable=True
        )
    if any(sign in text for sign in _NO_AUDIO_MESSAGES):
        return JobError(FailureCode.NO_AUDIO, "The file has no sound track.")
    return unreadable()


def warnings_of(media: Media, listener: Listener, length: float, file_end: FileEnd) -> list[RecordingWarning]:
    """Return what is missing in a decoded file of `length` seconds, sorted by start."""
    pauses = [gap for gap in listener.gaps if gap.end - gap.start >= _MIN_PAUSE_SECONDS]
    damaged = [gap for gap in pauses if any(_are_close(gap, span, _DAMAGE_LAG_SECONDS) for span in listener.damage)]
    missing = [gap for gap in pauses if gap not in damaged and gap.start > _MAX_START_SECONDS]
    found = [_warning(WarningCode.AUDIO_MISSING, span) for span in _joined(missing)]
    lost = (media.duration or 0.0) - length
    is_cut = _is_cut(media, listener, length, file_end)
    is_last_sample = file_end is FileEnd.OPEN and listener.incomplete_at_end
    end = length - _END_LAG_SECONDS if is_cut or is_last_sample else length
    if is_cut and _ends_in_packet(media, listener, length):
        end = min(end, listener.corrupt_heard_at - _JOIN_SECONDS)
    damage = [Span(span.start, min(span.end, length)) for span in [*listener.damage, *damaged] if span.start < end]
    if not is_cut and file_end not in _NOT_CUT and media.duration is not None and _is_shorter(media, listener, length):
        damage.append(Span(length, media.duration))
    found += [_warning(WarningCode.AUDIO_DAMAGED, span) for span in _joined(damage)]
    found.sort(key=lambda warning: warning.start or 0.0)
    if media.unreadable:
        found.append(RecordingWarning(code=WarningCode.TRACK_UNREADABLE))
    if is_cut:
        end_announced = None if media.duration is None or lost <= _MIN_TRUNCATION_SECONDS else round(media.duration, 3)
        found.append(RecordingWarning(code=WarningCode.TRUNCATED, start=round(length, 3), end=end_announced))
    return found


def _is_cut(media: Media, listener: Listener, length: float, file_end: FileEnd) -> bool:
    """Return whether the file breaks off: it says so, or its last part is incomplete."""
    if file_end in _NOT_CUT:
        return False
    if listener.truncated or file_end is FileEnd.CUT:
        return True
    if _is_shorter(media, listener, length):
        # The last page of a whole Ogg file may be damaged.
        return not (file_end is FileEnd.COMPLETE and "ogg" in media.format)
    if file_end is FileEnd.COMPLETE:
        return False
    if media.is_mpeg_stream:
        # The length of these is that of what is there.
        return _ends_in_packet(media, listener, length)
    is_short = media.duration is None or length < media.duration - _MAX_SHORTFALL_SECONDS
    return listener.incomplete_at_end and is_short


def _ends_in_packet(media: Media, listener: Listener, length: float) -> bool:
    """Return whether the last packet of an MPEG stream is incomplete."""
    at = listener.corrupt_at
    return media.is_mpeg_stream and at is not None and abs(at - media.start - length) < _MAX_LAST_PACKET_SECONDS


def _is_shorter(media: Media, listener: Listener, length: float) -> bool:
    """Return whether sound that is announced is not there."""
    lost = (media.duration or 0.0) - length
    # Where time stamps are made up, damage in the middle makes a recording shorter too.
    announced_more = lost > _MIN_TRUNCATION_SECONDS and not media.has_video
    return announced_more and (has_time_stamps(media.format) or not listener.damage)


def _warning(code: WarningCode, span: Span) -> RecordingWarning:
    return RecordingWarning(code=code, start=round(span.start, 3), end=round(span.end, 3))


def _are_close(one: Span, other: Span, seconds: float) -> bool:
    return one.start - other.end < seconds and other.start - one.end < seconds


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans sorted, those close together as one; the last one stands for all beyond the maximum."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if joined and (span.start - joined[-1].end < _JOIN_SECONDS or len(joined) == _MAX_WARNINGS):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined
