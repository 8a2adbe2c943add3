"""The common result of all parsers."""

from dataclasses import dataclass, replace

MAX_SECONDS = 100 * 3600.0
"""Latest time in a transcript; anything later is a mistake in the file."""


@dataclass(frozen=True)
class SaidWord:
    """One word; without times where the file gives none."""

    text: str
    start: float | None = None
    end: float | None = None
    probability: float = 1.0


@dataclass(frozen=True)
class Said:
    """Speech of one person without interruption; times in seconds, None where the file gives none."""

    text: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    words: tuple[SaidWord, ...] = ()

    def by(self, speaker: str | None, text: str) -> "Said":
        """Return the same time with this speaker and text."""
        return replace(self, speaker=speaker, text=text)


@dataclass(frozen=True)
class Parsed:
    """A transcript in the order of its file."""

    said: tuple[Said, ...]
    language: str | None = None
