"""Comments as exports lay them out: a section before the transcript, each with the words that it is about."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from app.core.errors import InvalidError
from app.core.text import one_line
from app.models import Comment, Meeting
from app.services.comments.quotes import find_quote
from app.services.exports import ExportFormat, Language
from app.services.exports.document import Document, format_clock
from app.services.exports.notes import Note, NoteSection

FORMATS = (ExportFormat.DOCX, ExportFormat.PDF, ExportFormat.MD, ExportFormat.TXT)

_TITLES = {Language.ENGLISH: "Comments", Language.FRENCH: "Commentaires"}
_QUOTES = {Language.ENGLISH: "“{}”", Language.FRENCH: "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»"}


class NotForCommentsError(InvalidError):
    """This format holds a transcript only, and no comments."""

    code = "not_for_comments"


def require_format(export_format: ExportFormat) -> None:
    """Raise NotForCommentsError for a format that has no place for comments."""
    if export_format not in FORMATS:
        raise NotForCommentsError(f"Comments are exported as {', '.join(FORMATS)}.")


def list_comments(
    comments: Sequence[Comment], meeting: Meeting, document: Document, *, zone: ZoneInfo, public_url: str
) -> tuple[NoteSection, ...]:
    """Return the section, or nothing where nobody has commented. Each time leads to that second."""
    if not comments:
        return ()
    page = f"{public_url.rstrip('/')}/meetings/{meeting.id}"
    notes = tuple(
        Note(
            text=_describe(comment, document),
            time=format_clock(comment.start),
            link=f"{page}?t={comment.start:g}",
            details=(one_line(comment.author.name), _date(comment.edited_at or comment.created_at, zone)),
        )
        for comment in comments
    )
    return (NoteSection(_TITLES[document.language], notes),)


def _describe(comment: Comment, document: Document) -> str:
    segments = document.transcript.segments
    quote = find_quote(segments, comment.start, comment.end, comment.segments)
    said = _QUOTES[document.language].format(one_line(quote.text)) if quote.text else ""
    name = document.names.get(quote.speaker, "") if quote.speaker else ""
    colon = document.wording.colon
    about = f"{name}{colon} {said}" if name and said else said
    return " – ".join(filter(None, (about, one_line(comment.text))))


def _date(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
