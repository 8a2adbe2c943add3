"""Errors in an imported transcript."""

from app.core.errors import InvalidError

FIELD = "transcript"
_MAX_QUOTE = 60


class MalformedTranscriptError(InvalidError):
    """The transcript cannot be read; the message names the place and what was expected there."""

    code = "transcript_malformed"


class EmptyTranscriptError(InvalidError):
    """The transcript has no words."""

    code = "transcript_empty"


class MissingTranscriptError(InvalidError):
    """The form has no transcript."""

    code = "transcript_missing"


def malformed(message: str) -> InvalidError:
    """Return the error with a full sentence."""
    return MalformedTranscriptError.field(FIELD, message)


def unexpected(place: str, expected: str, found: str = "") -> InvalidError:
    """Return the error for one place: "Line 7: expected a time, found “x”."."""
    quoted = " ".join(found.split())
    shown = quoted if len(quoted) <= _MAX_QUOTE else f"{quoted[:_MAX_QUOTE]}…"
    return malformed(f"{place}: expected {expected}" + (f", found “{shown}”." if shown else "."))
