"""Names of files in an archive: safe on every file system, and no two alike."""

from datetime import datetime

from app.core.text import name_key
from app.services.exports import ExportFormat
from app.services.exports.formats import file_stem

_MAX_BYTES = 200
"""Bytes of a name without its ending; file systems take 255."""


class FileNames:
    """Hands out names; those that differ in capitals or accents' form alone are the same to some file systems."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, title: str, date: datetime, export_format: ExportFormat) -> str:
        """Return a new name of a file, from the day and the title of a meeting."""
        return f"{self.take_folder(title, date)}.{export_format}"

    def take_folder(self, title: str, date: datetime) -> str:
        """Return a new name without an ending."""
        stem = _cut(f"{date:%Y-%m-%d} {file_stem(title)}")
        name, number = stem, 1
        while (key := name_key(name)) in self._taken:
            number += 1
            name = f"{stem} ({number})"
        self._taken.add(key)
        return name


def _cut(text: str) -> str:
    """Return the text up to the last whole character that fits."""
    return text.encode()[:_MAX_BYTES].decode(errors="ignore").strip(" .")
