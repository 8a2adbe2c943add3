"""What a system heard in a recording. Standard library only: the peers' own environments import it too."""

from dataclasses import dataclass
from typing import Protocol


class Said(Protocol):
    """What a word that was heard and an utterance of the reference have in common."""

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
    """`text` as the system wrote it, with or without a space before it."""

    speaker: str
    start: float
    end: float
    text: str
