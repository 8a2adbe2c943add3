"""Export of minutes, alone or before the transcript; each time is a link to that second."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from app.core.errors import InvalidError
from app.core.text import one_line
from app.models import Meeting, Minutes, MinutesItem
from app.services.exports import Document, ExportFormat, Language, render
from app.services.exports.document import format_clock
from app.services.exports.notes import Note, NoteSection
from app.services.minutes.staleness import Present
from scribe_contracts.minutes.templates import SectionKind
from scribe_contracts.transcript import Transcript

FORMATS = (ExportFormat.DOCX, ExportFormat.PDF, ExportFormat.MD, ExportFormat.TXT)


class NotForMinutesError(InvalidError):
    """This format holds a transcript only, and no minutes."""

    code = "not_for_minutes"


class _Words:
    """Words that an export adds, in the reader's language."""

    def __init__(self, language: Language) -> None:
        french = language is Language.FRENCH
        self.unchecked = "à vérifier" if french else "to check"
        self.stale = "la transcription a changé depuis" if french else "the transcript has changed since"
        self.due = "échéance\N{NO-BREAK SPACE}: " if french else "due: "
        self.owner = "par " if french else "by "


def make_document(
    minutes: Minutes,
    items: Iterable[MinutesItem],
    meeting: Meeting,
    transcript: Transcript,
    *,
    language: Language,
    time_zone: ZoneInfo,
    public_url: str,
    with_transcript: bool,
) -> Document:
    """Return the document to render: minutes by section, with what is not checked or out of date marked as such."""
    page = f"{public_url.rstrip('/')}/meetings/{meeting.id}"
    words, present, items = _Words(language), Present(transcript, language), list(items)
    sections = [
        NoteSection(
            title=one_line(section.title),
            notes=tuple(
                _note(item, words, present, page, is_action=section.kind is SectionKind.ACTIONS)
                for item in items
                if item.section == section.key
            ),
        )
        for section in minutes.template.sections
    ]
    return Document(
        title=meeting.title,
        date=meeting.held_at.astimezone(time_zone),
        transcript=transcript,
        language=language,
        notes=tuple(section for section in sections if section.notes),
        has_transcript=with_transcript,
    )


def render_minutes(document: Document, export_format: ExportFormat) -> str | bytes:
    """Return the content of the file. Raise NotForMinutesError for subtitles and the like."""
    if export_format not in FORMATS:
        raise NotForMinutesError("Minutes are exported as docx, pdf, md or txt.")
    return render(document, export_format)


def _note(item: MinutesItem, words: _Words, present: Present, page: str, *, is_action: bool) -> Note:
    state, grounds = item.state, item.grounds
    start = grounds.evidence[0].start if grounds.evidence else None
    details = [words.owner + one_line(present.display(state.owner))] if state.owner else []
    if state.due or state.due_date:
        details.append(words.due + _due(state.due, state.due_date))
    if grounds.doubts:
        details.append(words.unchecked)
    if present.is_stale(grounds.evidence, state.text, state.owner):
        details.append(words.stale)
    return Note(
        text=one_line(present.display(state.text)),
        time=None if start is None else format_clock(start),
        link=None if start is None else f"{page}?t={start:.1f}",
        details=tuple(details),
        done=state.done if is_action else None,
    )


def _due(said: str | None, day: date | None) -> str:
    parts = [one_line(said)] if said else []
    if day is not None:
        parts.append(day.isoformat())
    return ", ".join(parts)
