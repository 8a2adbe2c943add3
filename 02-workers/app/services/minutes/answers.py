"""The answers that a model is held to: lists of entries, each with numbers of turns that were given to it."""

from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from scribe_contracts.base import Contract
from scribe_contracts.minutes.templates import Section, SectionKind

NOBODY = "nobody named"
MAX_TEXT = 240
MAX_CHAPTER_TITLE = 80
MAX_DUE = 40
MAX_CITED = 3
MAX_ENTRIES = 5
MIN_ENTRIES = 1

_TOKENS_PER_ENTRY = 75
"""Room that an entry takes, with its braces: what `max_tokens` is shared out by."""


class Entry(BaseModel):
    """The words of a model for one line of minutes."""

    model_config = ConfigDict(extra="ignore")

    text: str = ""
    turns: list[int] = []
    owner: str = NOBODY
    due: str = ""


class Entries(Contract):
    """The entries of each section, by its key."""

    sections: dict[str, list[Entry]]


def entries_for(max_tokens: int, sections: int) -> int:
    """Return how many entries a section may have so that all of them fit into an answer."""
    return max(MIN_ENTRIES, min(MAX_ENTRIES, max_tokens // (sections * _TOKENS_PER_ENTRY)))


def answer_model(
    sections: Sequence[Section], numbers: Sequence[int], participants: Sequence[str], most: int
) -> type[BaseModel]:
    """Return the model of an answer. Lists and texts are bounded: a small model would otherwise go on to its limit."""
    fields: dict[str, Any] = {
        section.key: (list[_entry_model(section, numbers, participants)], Field(max_length=most))  # type: ignore[misc]
        for section in sections
    }
    return create_model("Answer", **fields)


def read_entries(answer: BaseModel) -> Entries:
    """Return the entries of an answer of any such model."""
    return Entries.model_validate({"sections": answer.model_dump()})


def _entry_model(section: Section, numbers: Sequence[int], participants: Sequence[str]) -> type[BaseModel]:
    length = MAX_CHAPTER_TITLE if section.kind is SectionKind.CHAPTERS else MAX_TEXT
    cited = 1 if section.kind is SectionKind.CHAPTERS else MAX_CITED
    fields: dict[str, Any] = {
        "text": (str, Field(min_length=1, max_length=length)),
        "turns": (list[Literal[tuple(numbers)]], Field(min_length=1, max_length=cited)),  # type: ignore[misc]
    }
    if section.kind is SectionKind.ACTIONS:
        fields["owner"] = (Literal[(*participants, NOBODY)], ...)
        fields["due"] = (str, Field(max_length=MAX_DUE))
    return create_model("Entry", **fields)
