"""Exports that people read: plain text and Markdown."""

import re

from app.core.text import one_line
from app.services.exports.document import Document, format_clock
from app.services.exports.language import format_time
from app.services.exports.notes import NoteSection, text_of

_MARKDOWN = re.compile(r"([\\`*_\[\]<>~&])")
_MARKDOWN_BLOCK = re.compile(r"^(\d+(?=[.)])|(?=[-+=#:]))")
"""The beginning of a line that Markdown takes for a list, a heading or the like."""


def render_text(document: Document) -> str:
    """Return a header, then each turn below its time and speaker."""
    head = [one_line(document.title)]
    head += [f"{label}{document.wording.colon} {value}" for label, value in list_facts(document)]
    turns = [f"[{format_clock(turn.start)}] {turn.name}\n{turn.text}" for turn in document.paragraphs()]
    return "\n\n".join(["\n".join(head), *text_of(document.notes), *turns]) + "\n"


def render_markdown(document: Document) -> str:
    """Return the same for a wiki or a repository; the words are escaped, so that they cannot format themselves."""
    colon = document.wording.colon
    facts = [f"- **{label}**{colon} {_escape(value)}" for label, value in list_facts(document)]
    turns = [
        f"**{_escape(turn.name)}** `{format_clock(turn.start)}`\n\n{_escape(turn.text)}"
        for turn in document.paragraphs()
    ]
    if document.notes and turns:
        turns.insert(0, f"## {document.wording.transcript}")
    notes = [_markdown_section(section) for section in document.notes]
    return "\n\n".join([f"# {_escape(document.title)}", "\n".join(facts), *notes, *turns]) + "\n"


def _markdown_section(section: NoteSection) -> str:
    lines = []
    for note in section.notes:
        box = "" if note.done is None else ("[x] " if note.done else "[ ] ")
        time = f"[{note.time}]({note.link}) " if note.link else ""
        lines.append(f"- {box}{time}{_escape(note.text + note.after)}")
    return f"## {_escape(section.title)}\n\n" + "\n".join(lines)


def list_facts(document: Document) -> list[tuple[str, str]]:
    """Return date, duration and participants, each with its label."""
    wording = document.wording
    facts = [
        (wording.date, f"{document.date:%Y-%m-%d} {format_time(document.date)}"),
        (wording.duration, format_clock(document.transcript.duration)),
    ]
    if document.names:
        facts.append((wording.participants, ", ".join(document.names.values())))
    return facts


def _escape(text: str) -> str:
    return _MARKDOWN_BLOCK.sub(r"\1\\", _MARKDOWN.sub(r"\\\1", one_line(text)))
