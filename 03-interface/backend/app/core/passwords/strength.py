"""The passwords that guessers try first are refused, by lists that come with the product."""

from collections.abc import Sequence

from app.core.errors import FieldError, InvalidError

_MIN_GUESSES = 1e6
"""Guesses that a password must withstand. The limit of attempts allows about 9,000 a day at one account."""

_MAX_JUDGED_LENGTH = 32
"""Characters. A longer password is on no list, and judging it would take long."""

_OURS = (
    "scribe", "smart", "meeting", "smartmeetingscribe", "admin", "administrateur", "administrator",
    "motdepasse", "azerty", "azertyuiop", "bienvenue", "bonjour", "bonsoir", "reunion", "réunion", "entreprise",
    "bureau", "secret", "changeme", "changezmoi", "welcome", "letmein", "passe", "soleil", "chouchou", "doudou",
    "jetaime", "marseille", "france", "paris",
)  # fmt: skip
"""Words of this product and of French offices, which the lists of zxcvbn lack or take for seldom."""


class WeakPasswordError(InvalidError):
    """The password is among those that are guessed first."""

    code = "weak_password"


def is_easily_guessed(password: str, about: Sequence[str] = ()) -> bool:
    """Return whether a password is among those that are guessed first; `about` is what is known of its owner.

    It takes up to 0.1 s, and memory for the lists: the process that hashes does it.
    """
    from zxcvbn import zxcvbn

    if len(password) > _MAX_JUDGED_LENGTH:
        return False
    known = [part for text in about for part in (text, *text.replace("@", " ").replace(".", " ").split())]
    return bool(zxcvbn(password, user_inputs=[*known, *_OURS])["guesses"] < _MIN_GUESSES)


def weak_password(field: str) -> WeakPasswordError:
    """Return the error for a password that is easily guessed, in this field of a request."""
    message = "This password is easily guessed. Take a longer one, such as four words that do not belong together."
    return WeakPasswordError(message, errors=(FieldError(field, message),))
