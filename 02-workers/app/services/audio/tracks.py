"""The audio tracks of a file, as FFmpeg describes them."""

import re
from dataclasses import dataclass

MAX_CHANNELS = 32
"""Of all tracks together: what a large mixing desk records."""

_STREAM = re.compile(r"Stream #0:(\d+)(?:\[[^\]]*\])?(?:\([^)]*\))?: (Audio|Video): ([^\s,]+)(.*)")
_AUDIO_DETAILS = re.compile(r", (\d+) Hz, ([^,]+)")
_INPUT = re.compile(r"Input #0, (\S+), from")
_DURATION = re.compile(r"Duration: (\d+):(\d\d):(\d\d\.\d+)")
_START = re.compile(r"Duration: \S+ start: (-?\d+\.\d+)")
_COVER = "(attached pic)"
_END_STAMPED = frozenset({"matroska", "ogg", "asf", "nut"})
"""Formats for which FFmpeg gives the last time stamp as the length. A recorder that writes pieces goes on counting."""

_CHANNELS_BY_NAME = {"mono": 1, "stereo": 2, "downmix": 2, "quad": 4, "hexagonal": 6, "octagonal": 8, "cube": 8}
_CHANNELS_BY_NAME["hexadecagonal"] = 16

_CENTRE, _FRONT, _REAR, _BASS = 1.0, 0.707, 0.5, 0.0
_WEIGHTS = {
    "2.1": (_FRONT, _FRONT, _BASS),
    "3.0": (_FRONT, _FRONT, _CENTRE),
    "3.1": (_FRONT, _FRONT, _CENTRE, _BASS),
    "4.0": (_FRONT, _FRONT, _CENTRE, _REAR),
    "4.1": (_FRONT, _FRONT, _CENTRE, _BASS, _REAR),
    "quad": (_FRONT, _FRONT, _REAR, _REAR),
    "5.0": (_FRONT, _FRONT, _CENTRE, _REAR, _REAR),
    "5.1": (_FRONT, _FRONT, _CENTRE, _BASS, _REAR, _REAR),
    "6.1": (_FRONT, _FRONT, _CENTRE, _BASS, _REAR, _REAR, _REAR),
    "7.1": (_FRONT, _FRONT, _CENTRE, _BASS, _REAR, _REAR, _REAR, _REAR),
}
"""Weights of FFmpeg's own downmix to mono, by layout; all channels of other layouts weigh the same."""


@dataclass(frozen=True)
class Track:
    """One audio stream of a file."""

    index: int
    """Number of the stream in the file."""

    codec: str
    channels: int
    layout: str

    @property
    def weights(self) -> tuple[float, ...]:
        """Weight of each channel in a mix; they add up to 1."""
        weights = _WEIGHTS.get(self.layout.partition("(")[0], (1.0,) * self.channels)
        return tuple(weight / sum(weights) for weight in weights)


@dataclass(frozen=True)
class Media:
    """A file as its header describes it."""

    format: str
    """FFmpeg's names of the container, separated by commas."""

    tracks: tuple[Track, ...]
    unreadable: int
    """Number of audio tracks of an unknown kind."""

    duration: float | None
    """Announced length in seconds, if the header has one; damaged files announce what they lost."""

    has_video: bool
    start: float = 0.0
    """Time stamp of the first packet in seconds, as MPEG's streams have it."""

    @property
    def is_mpeg_stream(self) -> bool:
        """Return whether it is a transport or program stream, which announces no length and keeps time over gaps."""
        return "mpeg" in self.format


def describe(lines: list[str]) -> Media | None:
    """Return what FFmpeg says of its input, or None if it could not open it."""
    container, duration, video, unreadable, start = "", None, False, 0, 0.0
    tracks: list[Track] = []
    estimated = any("Estimating duration" in line for line in lines)
    for line in lines:
        if found := _START.search(line):
            start = float(found[1])
        if found := _INPUT.search(line):
            container = found[1].rstrip(",")
        elif (found := _DURATION.search(line)) and not estimated:
            duration = int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3])
        elif (found := _STREAM.search(line)) and container:
            if found[2] == "Video":
                video = video or _COVER not in line
            elif (track := _track(int(found[1]), found[3], found[4])) is not None:
                tracks.append(track)
            else:
                unreadable += 1
    if not container:
        return None
    if duration is not None and _END_STAMPED & set(container.split(",")):
        duration = max(0.0, duration - max(0.0, start))
    return Media(container, tuple(tracks), unreadable, duration, video, start)


def _track(index: int, codec: str, details: str) -> Track | None:
    found = _AUDIO_DETAILS.search(details)
    if codec in {"none", "unknown"} or found is None:
        return None
    layout = found[2].strip()
    channels = _count_channels(layout)
    return Track(index, codec, channels, layout) if channels else None


def _count_channels(layout: str) -> int:
    name = layout.partition("(")[0].strip()
    if counted := re.match(r"(\d+) channels", layout):
        return int(counted[1])
    if re.fullmatch(r"\d+(\.\d+)+", name):
        return sum(int(part) for part in name.split("."))
    if ambisonic := re.match(r"ambisonic (\d+)", layout):
        return (int(ambisonic[1]) + 1) ** 2
    return _CHANNELS_BY_NAME.get(name, 2)
