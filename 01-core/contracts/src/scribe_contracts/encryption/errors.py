"""Faults of sealed objects. Callers of S3 take these for faults of storage."""

from collections.abc import Iterable

from botocore.exceptions import BotoCoreError


class EncryptionError(BotoCoreError):
    """Base of all errors here; none of them passes by itself."""


class KeyMissingError(EncryptionError):
    """Objects are sealed under a key that the settings do not have."""

    fmt = (
        "Objects in storage are encrypted under the key {key_id}. Neither SCRIBE_STORAGE_ENCRYPTION_KEY nor "
        "SCRIBE_STORAGE_ENCRYPTION_PREVIOUS_KEY is that key: {given}. Without it they cannot be read, by anybody."
    )

    def __init__(self, key_id: str, given: Iterable[str]) -> None:
        keys = ", ".join(given)
        super().__init__(key_id=key_id, given=f"the settings hold {keys}" if keys else "neither is set")


class KeyReplacedError(EncryptionError):
    """Services of other machines write under another key than this one, which was not restarted with it."""

    fmt = (
        "This service writes objects under {own}, but storage says that they are written under {present} by now, so it "
        "writes nothing. Give all machines the same SCRIBE_STORAGE_ENCRYPTION_KEY, and restart their services."
    )

    def __init__(self, own: str, present: str) -> None:
        super().__init__(own=own, present=present)


class DamagedError(EncryptionError):
    """An object is not what was stored: changed, cut off, put together from parts of others, or moved."""

    fmt = "The encrypted object {bucket}/{key} is not what was stored there: {what}."

    def __init__(self, bucket: str, key: str, what: str) -> None:
        super().__init__(bucket=bucket, key=key, what=what)


class RecordDamagedError(EncryptionError):
    """The list of keys that lies beside the objects cannot be read."""

    fmt = "The object {bucket}/{key}, which lists the keys that objects are encrypted under, cannot be read."
