"""The file of secrets, which a rotation replaces while the product runs.

Whoever needs a secret asks for it each time. The file is looked at then, and read again only if it is another: nobody
has to be told of a rotation, and none is too late for it.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

VARIABLE = "SCRIBE_SECRETS_FILE"
"""Variable of the environment that names the file."""

_NONE: Mapping[str, str] = MappingProxyType({})
_Seen = tuple[int, int, int]
_read: dict[Path, tuple[_Seen, Mapping[str, str]]] = {}


def read_secrets(file: Path | None) -> Mapping[str, str]:
    """Return the present secrets by the names of their variables; none if there is no such file.

    Each line is NAME=VALUE. The file is only ever replaced as a whole, so what is returned belongs together.
    """
    if file is None:
        return _NONE
    try:
        found = os.stat(file)  # noqa: PTH116 - asked for with every request
    except FileNotFoundError:
        return _NONE
    seen = (found.st_ino, found.st_mtime_ns, found.st_size)
    known = _read.get(file)
    if known is not None and known[0] == seen:
        return known[1]
    secrets = MappingProxyType(_parse(file.read_text(encoding="utf-8")))
    _read[file] = (seen, secrets)
    return secrets


def _parse(text: str) -> dict[str, str]:
    lines = (line.strip() for line in text.splitlines())
    return {name: value for name, sign, value in (line.partition("=") for line in lines if line[:1] != "#") if sign}
