"""Errors of the language service."""


class LanguageError(Exception):
    """The language service gave no usable answer; the message is for operators and holds nothing that was said."""


class LanguageUnavailableError(LanguageError):
    """The service is away, starting or overloaded.

    Another try may succeed, after `retry_after` seconds if the server says so.
    """

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class LanguageRefusedError(LanguageError):
    """The service refuses the request: a wrong key, an unknown model, a prompt beyond its context."""


class AnswerInvalidError(LanguageError):
    """The model answered, also when asked again, with something other than what was asked for."""
