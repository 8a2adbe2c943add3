"""Conversion of uploads with FFmpeg: 16 kHz WAV for the models and M4A for browsers, with one clock."""

import errno
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import structlog

from app.core.errors import JobError
from app.services.audio.clock_steps import Repair, repairs_of
from app.services.audio.containers.fragments import mend_fragments
from app.services.audio.containers.splitting import split_recordings
from app.services.audio.ends.recognition import end_of
from app.services.audio.ffmpeg import Ffmpeg, Limits, input_from_descriptor
from app.services.audio.listening import Listener, Span, clock_filter, has_time_stamps
from app.services.audio.mixing import (
    SAMPLE_BYTES,
    SAMPLE_RATE,
    DecodedTrack,
    count_channels,
    count_frames,
    write_channels,
    write_mix,
)
from app.services.audio.outcome import disk_full, error_from, unreadable, warnings_of
from app.services.audio.stalls import MAX_STALL_SECONDS
from app.services.audio.tracks import MAX_CHANNELS, Media, describe
from scribe_contracts.events import FailureCode
from scribe_contracts.jobs import Channels
from scribe_contracts.transcript import RecordingWarning

log = structlog.get_logger()

_ONE_CLOCK = "aresample=async=1:first_pts=0:min_hard_comp=0.03"
"""Samples at their time stamps: silence before a late start and where something is missing."""

_LONGEST_GAP_SECONDS = 3600
"""In MPEG's transport and program streams a longer jump of the clock is taken for a new clock instead of a gap."""

_STEREO = 2
_MAX_WAV_BYTES = (1 << 32) - 4096
_SPARE_BYTES = 64 << 20
_M4A = ["-c:a", "aac", "-movflags", "+faststart"]
_FULL = ["-aac_coder", "fast", "-b:a", "64k"]
"""FFmpeg's other coder takes five times as long, and with so many bits speech is no better for it (ADR 46)."""

_LEAN_BITS = 4_000
_MIN_LEAN_SECONDS = 3600
"""A long recording with fewer bits a second is silence almost throughout: encoding it for browsers with few bits and
the width of speech takes half the time. A few bits alone do not tell: a short one may be a file that was cut off."""

_LEAN_CHANNEL_BITS = 24_000
_WHOLE_SHARE = 1.0


@dataclass(frozen=True)
class Converted:
    """Files that a conversion leaves, and what it found out."""

    wav: Path
    """16 kHz, 16 bit; mono, or one channel for each speaker."""

    m4a: Path
    warnings: tuple[RecordingWarning, ...] = ()
    joins: tuple[float, ...] = ()
    """Times at which one recording ends and another begins, in seconds."""


@dataclass(frozen=True)
class _Part:
    """One decoded file, or one link of a chained file."""

    tracks: tuple[DecodedTrack, ...]
    warnings: tuple[RecordingWarning, ...]
    m4a: bool
    """FFmpeg has written the M4A as well."""

    joins: tuple[float, ...] = ()
    """Times at which one recording ends and another begins in the file."""

    @property
    def length(self) -> float:
        return count_frames(self.tracks) / SAMPLE_RATE


class Converter:
    """Runs FFmpeg on recordings of at most `max_seconds`, and ends it once it has stalled for `max_stall_seconds`."""

    def __init__(
        self, ffmpeg: Path | None = None, *, max_seconds: float, max_stall_seconds: float = MAX_STALL_SECONDS
    ) -> None:
        self._ffmpeg = Ffmpeg(ffmpeg, max_stall_seconds=max_stall_seconds)
        self._max_seconds = max_seconds

    def convert(
        self, source: Path, folder: Path, channels: Channels, on_progress: Callable[[float], None] = lambda _: None
    ) -> Converted:
        """Decode `source` into `folder`.

        `on_progress` gets the share that is done, 0 as long as the length is unknown; it is called several times a
        second and may raise to stop.

        Raise JobError if the file holds no audio, cannot be decoded, is too long or has too many channels, and a
        retryable one if FFmpeg was killed or has stalled, or the disk is full.
        """
        try:
            return _Conversion(self._ffmpeg, self._max_seconds, folder, channels, on_progress).run(source)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise disk_full() from error
            raise


class _Conversion:
    """One call of `Converter.convert`."""

    def __init__(
        self, ffmpeg: Ffmpeg, max_seconds: float, folder: Path, channels: Channels, on_progress: Callable[[float], None]
    ) -> None:
        self._ffmpeg = ffmpeg
        self._max_seconds = max_seconds
        self._folder = folder
        self._channels = channels
        self._on_progress = on_progress
        self._share = 0.0
        self._wav, self._m4a = folder / "audio.wav", folder / "audio.m4a"

    def run(self, source: Path) -> Converted:
        parts: list[_Part] = []
        links = split_recordings(source, self._folder, self._poll)
        for number, link in enumerate(links):
            mended = mend_fragments(link, self._folder, self._poll)
            length = sum(part.length for part in parts)
            parts.append(self._decode(mended or link, number, length, alone=len(links) == 1))
            if mended is not None:
                mended.unlink()
            if link != source:
                link.unlink()
        warnings: list[RecordingWarning] = []
        joins: list[float] = []
        start = 0.0
        for part in parts:
            warnings += [_shifted(warning, start) for warning in part.warnings]
            joins += [start + join for join in part.joins]
            start += part.length
            joins.append(start)
        self._write(parts)
        for part in parts:
            for track in part.tracks:
                track.path.unlink()
        return Converted(self._wav, self._m4a, tuple(warnings), tuple(joins[:-1]))

    def _decode(self, source: Path, number: int, offset: float, *, alone: bool) -> _Part:
        media = self._examine(source)
        self._reject_channels(media)
        paths = [self._folder / f"track-{number}-{track.index}.raw" for track in media.tracks]
        with_m4a = alone and self._is_plain(media)
        status, listener = self._listen(source, media, paths, offset, with_m4a=with_m4a)
        repairs = self._repairs(source, media, listener, offset)
        if repairs is not None:
            status, listener = self._listen(source, media, paths, offset, repairs, with_m4a=with_m4a)
        if status != 0:
            raise error_from(status, listener.said)
        joins = () if repairs is None else tuple(sorted({join for repair in repairs for join in repair.joins}))
        if listener.reconfigured:
            # Filters that begin anew count anew, and so do the time stamps of the M4A.
            with_m4a = False
        if listener.reconfigured and has_time_stamps(media.format):
            keep_gaps = not listener.restarts and repairs is None
            self._decode_changing(source, media, paths, keep_gaps=keep_gaps)
            joins = tuple(sorted([*joins, *accumulate(listener.restarts)]))
        tracks = tuple(
            DecodedTrack(path, track.weights)
            for path, track in zip(paths, media.tracks, strict=True)
            if path.exists() and path.stat().st_size > 0
        )
        if not tracks:
            raise error_from(status, listener.said)
        length = count_frames(tracks) / SAMPLE_RATE
        if offset + length > self._max_seconds:
            raise self._too_long()
        warnings = warnings_of(media, listener, length, end_of(source, self._poll))
        return _Part(tracks, tuple(warnings), with_m4a, joins)

    def _listen(
        self,
        source: Path,
        media: Media,
        paths: list[Path],
        offset: float,
        repairs: Sequence[Repair] = (),
        *,
        with_m4a: bool,
    ) -> tuple[int, Listener]:
        """Decode the file and return FFmpeg's status with what it said."""
        listener = Listener()

        def hear(line: str) -> None:
            listener.hear(line)
            # Where a damaged time stamp makes the clock leap, it goes back again.
            if offset + listener.decoded - listener.leapt > self._max_seconds:
                raise self._too_long()

        def poll() -> None:
            if media.duration:
                self._share = min(_WHOLE_SHARE, listener.decoded / media.duration)
            self._on_progress(self._share)

        arguments = self._decoding(media, paths, repairs, with_m4a=with_m4a, lean=_is_lean(source, media))
        total = sum(track.channels for track in media.tracks)
        status = self._ffmpeg.run(arguments, source, self._limits(total), hear, poll)
        listener.finish()
        for repair in repairs:
            listener.damage += [Span(*span) for span in repair.misplaced]
        return status, listener

    def _repairs(self, source: Path, media: Media, listener: Listener, offset: float) -> list[Repair] | None:
        """Return how the clocks of a file are mended, of which some go back; None if none does."""
        if offset + listener.decoded > self._max_seconds:
            # The sound was cut where a clock had leapt.
            listener = self._scan(source, media, offset)
        return repairs_of([listener.steps.get(number, []) for number in range(len(media.tracks))])

    def _scan(self, source: Path, media: Media, offset: float) -> Listener:
        """Decode the file for its clocks alone."""
        listener = Listener()

        def hear(line: str) -> None:
            listener.hear(line)
            if offset + listener.decoded - listener.leapt > self._max_seconds:
                raise self._too_long()

        arguments = ["-loglevel", "level+info", "-max_error_rate", "1", *_gaps(media), *input_from_descriptor()]
        for number, track in enumerate(media.tracks):
            arguments += ["-map", f"0:{track.index}", "-af", clock_filter(number, media.format), "-f", "null", "-"]
        self._ffmpeg.run(arguments, source, self._limits(1), hear, self._poll)
        return listener

    def _decode_changing(self, source: Path, media: Media, paths: list[Path], *, keep_gaps: bool) -> None:
        """Write each track's samples where the rate or the channels change, at which FFmpeg begins its filters anew.

        To keep gaps, a file in between keeps the time stamps, by which the second run fills what is missing. None can
        where the clock goes back: there sound follows sound.
        """
        for track, path in zip(media.tracks, paths, strict=True):
            steady, said = path.with_suffix(".nut"), list[str]()
            raw = ["-c:a", "pcm_s16le", "-f", "s16le", "-y", str(path)]
            arguments = ["-loglevel", "level+error", "-max_error_rate", "1", *_gaps(media), *input_from_descriptor()]
            arguments += ["-map", f"0:{track.index}", "-t", str(self._max_seconds + 1), "-ar", str(SAMPLE_RATE)]
            arguments += ["-ac", str(track.channels)]
            arguments += ["-c:a", "pcm_s16le", "-y", str(steady)] if keep_gaps else raw
            arguments += self._reading_pictures(media)
            limits = self._limits(track.channels)
            status = self._ffmpeg.run(arguments, source, limits, said.append, self._poll)
            if status == 0 and keep_gaps:
                arguments = ["-loglevel", "level+error", "-copyts", *input_from_descriptor(), "-af", _ONE_CLOCK, *raw]
                status = self._ffmpeg.run(arguments, steady, limits, said.append, self._poll)
            if status != 0:
                raise error_from(status, said)
            steady.unlink(missing_ok=True)

    def _examine(self, source: Path) -> Media:
        lines: list[str] = []
        arguments = ["-loglevel", "level+info", *input_from_descriptor()]
        status = self._ffmpeg.run(
            arguments, source, self._limits(1), lines.append, lambda: self._on_progress(self._share)
        )
        media = describe(lines)
        if media is None:
            raise error_from(status, lines)
        if not media.tracks:
            if media.unreadable:
                raise unreadable()
            raise JobError(FailureCode.NO_AUDIO, "The file has no sound track.")
        return media

    def _reject_channels(self, media: Media) -> None:
        total = sum(track.channels for track in media.tracks)
        if total > MAX_CHANNELS:
            raise JobError(
                FailureCode.TOO_MANY_CHANNELS,
                f"The recording has {total} channels; at most {MAX_CHANNELS} can be processed.",
            )

    def _is_plain(self, media: Media) -> bool:
        """Return whether FFmpeg alone can make what browsers play: one track of a usual layout."""
        if len(media.tracks) > 1:
            return False
        [track] = media.tracks
        return track.channels <= _STEREO or (self._channels is Channels.MIX and track.layout.startswith(("5.1", "7.1")))

    def _decoding(
        self, media: Media, paths: list[Path], repairs: Sequence[Repair], *, with_m4a: bool, lean: bool
    ) -> list[str]:
        """Return the arguments that write each track's samples, and the M4A if `with_m4a`; few bits of it if `lean`."""
        mended = [f"{repair.filter}," for repair in repairs] or [""] * len(media.tracks)
        arguments = ["-loglevel", "level+info", "-max_error_rate", "1", *_gaps(media)]
        arguments += ["-err_detect", "crccheck"]
        arguments += input_from_descriptor()
        length = ["-t", str(self._max_seconds + 1)]
        for number, (track, path) in enumerate(zip(media.tracks, paths, strict=True)):
            chain = f"{mended[number]}{clock_filter(number, media.format)},{_ONE_CLOCK}"
            arguments += ["-map", f"0:{track.index}", *length, "-af", chain, "-ar", str(SAMPLE_RATE)]
            arguments += ["-ac", str(track.channels)] if track.channels <= _STEREO else []
            arguments += ["-c:a", "pcm_s16le", "-f", "s16le", "-y", str(path)]
        if with_m4a:
            [track] = media.tracks
            mono = ["-ac", "1"] if self._channels is Channels.MIX else []
            stamps = "asetpts=N/SR/TB," if "asetpts=N/SR/TB" in arguments[arguments.index("-af") + 1] else ""
            quality = _lean(1 if mono else track.channels) if lean else _FULL
            arguments += [
                "-map",
                f"0:{track.index}",
                *length,
                "-af",
                f"{stamps}{mended[0]}{_ONE_CLOCK}",
                *mono,
                *_M4A,
                *quality,
            ]
            arguments += ["-y", str(self._m4a)]
        return [*arguments, *self._reading_pictures(media)]

    def _reading_pictures(self, media: Media) -> list[str]:
        """Return the arguments for MPEG's streams: FFmpeg counts their time from the first packet that is used."""
        if not (media.is_mpeg_stream and media.has_video):
            return []
        return ["-map", "0:v:0", "-t", str(self._max_seconds + 1), "-c", "copy", "-f", "null", "-"]

    def _write(self, parts: list[_Part]) -> None:
        """Write the WAV, and the M4A from it unless FFmpeg's own is right."""
        tracks = [part.tracks for part in parts]
        heard = self._wav
        inverted = False
        if self._channels is Channels.MIX:
            inverted = write_mix(tracks, self._wav, self._poll)
        else:
            width = max(count_channels(part) for part in tracks)
            seconds = sum(part.length for part in parts)
            if seconds * SAMPLE_RATE * SAMPLE_BYTES * width > _MAX_WAV_BYTES:
                raise JobError(FailureCode.TOO_LONG, f"The recording is too long for {width} separate channels.")
            write_channels(tracks, self._wav, self._poll)
            if width > _STEREO:
                heard = self._folder / "mix.wav"
                write_mix(tracks, heard, self._poll)
        if inverted or not all(part.m4a for part in parts):
            self._encode(heard)
        if heard != self._wav:
            heard.unlink()

    def _encode(self, wav: Path) -> None:
        said: list[str] = []
        arguments = ["-loglevel", "level+error", *input_from_descriptor(), *_M4A, *_FULL, "-y", str(self._m4a)]
        status = self._ffmpeg.run(arguments, wav, self._limits(_STEREO), said.append, self._poll)
        if status != 0:
            raise error_from(status, said)

    def _poll(self) -> None:
        self._on_progress(self._share)

    def _limits(self, channels: int) -> Limits:
        seconds = self._max_seconds + 2
        return Limits(seconds, round(seconds * SAMPLE_RATE * SAMPLE_BYTES * channels) + _SPARE_BYTES, self._folder)

    def _too_long(self) -> JobError:
        return JobError(FailureCode.TOO_LONG, f"The recording is longer than {self._max_seconds / 3600:g} hours.")


def _gaps(media: Media) -> list[str]:
    """Return the arguments that keep long gaps of MPEG's streams."""
    return ["-dts_delta_threshold", str(_LONGEST_GAP_SECONDS)] if media.is_mpeg_stream else []


def _is_lean(source: Path, media: Media) -> bool:
    """Return whether the recording is hours of silence with little else."""
    seconds = media.duration or 0.0
    return seconds >= _MIN_LEAN_SECONDS and source.stat().st_size * 8 < _LEAN_BITS * seconds


def _lean(channels: int) -> list[str]:
    """Return the arguments of an encoding with few bits."""
    return ["-ar", str(SAMPLE_RATE), "-b:a", str(_LEAN_CHANNEL_BITS * channels)]


def _shifted(warning: RecordingWarning, seconds: float) -> RecordingWarning:
    """Return the warning of a later link, in the time of the whole recording."""
    times = {"start": warning.start, "end": warning.end}
    later = {name: round(time + seconds, 3) for name, time in times.items() if time is not None}
    return warning.model_copy(update=later)
