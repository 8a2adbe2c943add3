"""Comments as exports lay them out: a section before the transcript, each with the words that it is about."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from app.core.errors import InvalidError
from app.core.text import one_line
from app.models import Comment, Meeting
from app.services.comments.quotes import Placed, Quote, find_quote, origin, place
from app.services.exports import ExportFormat, Language
from app.services.exports.document import Document, format_clock
from app.services.exports.language import format_date
from app.services.exports.notes import Note, NoteSection
from scribe_contracts.transcript import Segment

FORMATS = (ExportFormat.DOCX, ExportFormat.PDF, ExportFormat.MD, ExportFormat.TXT)

_TITLES = {Language.ENGLISH: "Comments", Language.FRENCH: "Commentaires"}
_QUOTES = {Language.ENGLISH: "“{}”", Language.FRENCH: "«\N{NO-BREAK SPACE}{}\N{NO-BREAK SPACE}»"}

_MAX_QUOTE_LENGTH = 1000
"""Characters of the words that a comment is about: the transcript follows."""

_SLACK_SECONDS = 1.0
"""More than a quote's own."""


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
    words = _Words(document.transcript.segments)
    page = f"{public_url.rstrip('/')}/meetings/{meeting.id}"
    notes = tuple(
        Note(
            text=_describe(comment, document, words),
            time=format_clock(_second(comment)),
            link=f"{page}?t={_second(comment):g}",
            details=(
                one_line(comment.author.name),
                format_date((comment.edited_at or comment.created_at).astimezone(zone), document.language),
            ),
        )
        for comment in comments
    )
    return (NoteSection(_TITLES[document.language], notes),)


def _second(comment: Comment) -> float:
    return comment.start if comment.second is None else comment.second


class _Words:
    """The words of a transcript; those of each segment are placed once, however many comments are about them."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._placed = {segment.id: place(segment) for segment in segments}
        self._segments = [(segment, origin(segment), *self._extent(segment)) for segment in segments]

    def quote(self, comment: Comment) -> Quote:
        """Return the words that a comment is about."""
        start, end = min(comment.start, comment.end) - _SLACK_SECONDS, max(comment.start, comment.end) + _SLACK_SECONDS
        wanted = set(comment.segments)
        # Segments that are neither named nor heard in this time are no part of the question.
        near = [
            segment
            for segment, whole, begins, ends in self._segments
            if whole in wanted or (begins <= end and ends >= start)
        ]
        return find_quote(near, comment.start, comment.end, comment.segments, self._place)

    def _place(self, segment: Segment) -> Placed:
        return self._placed[segment.id]

    def _extent(self, segment: Segment) -> tuple[float, float]:
        words = [item.word for item in self._place(segment)[1]]
        return (
            min((word.start for word in words), default=segment.start),
            max((word.end for word in words), default=segment.end),
        )


def _describe(comment: Comment, document: Document, words: _Words) -> str:
    quote = words.quote(comment)
    text = one_line(quote.text)
    if len(text) > _MAX_QUOTE_LENGTH:
        text = f"{text[:_MAX_QUOTE_LENGTH].rstrip()}…"
    said = _QUOTES[document.language].format(text) if text else ""
    name = document.names.get(quote.speaker, "") if quote.speaker else ""
    colon = document.wording.colon
    about = f"{name}{colon} {said}" if name and said else said
    return " – ".join(filter(None, (about, one_line(comment.text))))
