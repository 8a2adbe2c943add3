"""Minutes as exports lay them out, before the transcript or alone."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """One item. `time` and `link` are None where it rests on no second of the recording."""

    text: str
    time: str | None = None
    link: str | None = None
    details: tuple[str, ...] = ()
    """Owner, due date and marks, each ready to be read."""

    done: bool | None = None
    """None for what cannot be done."""

    @property
    def mark(self) -> str:
        """Return a box that is ticked or not, where there is something to do."""
        return "" if self.done is None else ("☑ " if self.done else "☐ ")

    @property
    def after(self) -> str:
        """Return the details in brackets, with the space before them."""
        return f" ({'; '.join(self.details)})" if self.details else ""


@dataclass(frozen=True)
class NoteSection:
    title: str
    notes: tuple[Note, ...]


def text_of(sections: tuple[NoteSection, ...]) -> Iterator[str]:
    """Yield each section as plain text; times stand before items, links after them."""
    for section in sections:
        lines = [section.title, ""]
        for note in section.notes:
            time = f"[{note.time}] " if note.time else ""
            link = f" <{note.link}>" if note.link else ""
            lines.append(f"- {note.mark}{time}{note.text}{note.after}{link}")
        yield "\n".join(lines)
