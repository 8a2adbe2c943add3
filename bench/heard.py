"""Words and turns as a system heard them. Standard library only: the peers' own environments import it too."""

from dataclasses import dataclass
from typing import Protocol


class Said(Protocol):
    """The common part of a heard word and an utterance of the reference: a text with times and a speaker."""

    @property
    def speaker(self) -> str: ...
    @property
    def start(self) -> float: ...
    @property
    def end(self) -> float: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True)
class Turn:
    """An uninterrupted stretch of one speaker; times are seconds from the start of the recording."""

    speaker: str
    start: float
    end: float


@dataclass(frozen=True)
class Word:
    """A heard word; `text` is as the system wrote it, with or without a space before it."""

    speaker: str
    start: float
    end: float
    text: str
