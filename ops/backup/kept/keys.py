"""Keys of encrypted backups: age's (X25519). Whoever backs up needs the public one only."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pyrage

from ops.backup.errors import BackupError

Recipient = pyrage.x25519.Recipient
PrivateKey: TypeAlias = Any
"""pyrage's `Identity`, which has no types."""

_STANDARD_INPUT = Path("-")
_MARK = "AGE-SECRET-KEY-"


def make(file: Path) -> str:
    """Write a fresh private key to a new file, as `age-keygen` does, and return its public key."""
    key = pyrage.x25519.Identity.generate()
    public = str(key.to_public())
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600)
    except FileExistsError:
        raise BackupError(f"{file} exists already.") from None
    with os.fdopen(descriptor, "w", encoding="ascii") as opened:
        opened.write(f"# public key: {public}\n{key}\n")
    return public


def check(recipient: str) -> str:
    """Return a public key; BackupError for anything else."""
    try:
        return str(Recipient.from_str(recipient))
    except pyrage.RecipientError:
        hint = " It is a private key: never give that to this machine." if recipient.startswith(_MARK) else ""
        raise BackupError(f"The recipient is no public key of age, as age1… is.{hint}") from None


def read(file: Path | None, recipients: Sequence[str]) -> list[PrivateKey]:
    """Return the private keys of the file, one of which must open what is encrypted to these; BackupError if not."""
    if not recipients:
        return []
    if file is None:
        raise BackupError(
            f"The backups are encrypted to {' '.join(recipients)}: give the private key by --identity FILE."
        )
    try:
        text = sys.stdin.read() if file == _STANDARD_INPUT else file.read_text(encoding="utf-8")
        lines = [line.strip() for line in text.splitlines()]
        keys = [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith(_MARK)]
    except (OSError, UnicodeDecodeError, pyrage.IdentityError) as error:
        raise BackupError(f"{file} holds no private key of age: {error}") from None
    if not {str(key.to_public()) for key in keys} & set(recipients):
        raise BackupError(
            f"The key in {file} does not open these backups: they are encrypted to {' '.join(recipients)}."
        )
    return keys
