"""Recordings in a folder: `<person>.wav`, or several of one person in `<person>/`."""

from pathlib import Path

from app.voices.errors import VoicesError

_SUFFIXES = frozenset({".aac", ".aiff", ".flac", ".m4a", ".mp3", ".mp4", ".ogg", ".opus", ".wav", ".webm", ".wma"})


def recordings_by_person(folder: Path) -> dict[str, list[Path]]:
    """Return the files of each person, sorted by name; a person may have both a file and a folder.

    Raise VoicesError if there is no such folder.
    """
    if not folder.is_dir():
        raise VoicesError(f"There is no folder {folder}.")
    found: dict[str, list[Path]] = {}
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            inside = [file for file in sorted(entry.iterdir()) if _is_recording(file)]
            if inside:
                found.setdefault(entry.name, []).extend(inside)
        elif _is_recording(entry):
            found.setdefault(entry.stem, []).append(entry)
    return dict(sorted(found.items()))


def _is_recording(file: Path) -> bool:
    return file.is_file() and file.suffix.lower() in _SUFFIXES
