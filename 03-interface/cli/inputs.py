"""Checks of the arguments, before anything is started or sent."""

import os
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from cli.errors import UsageError
from scribe_contracts.jobs import Channels, ProcessingOptions, SpeakerCount

AUDIO = {".wav", ".flac", ".mp3", ".m4a", ".aac", ".ogg", ".opus", ".webm", ".mp4", ".wma", ".aiff", ".aif"}


def read_meeting_id(text: str) -> UUID:
    """Return the ID that is given as such, or as the address of the meeting's page; raise BadParameter for another."""
    try:
        return UUID(text.rstrip("/").rpartition("/")[2])
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no ID of a meeting: it is the end of its page's address.") from None


def make_options(
    *,
    language: str | None,
    speakers: int | None,
    min_speakers: int | None,
    max_speakers: int | None,
    hotwords: str | None,
    channels: Channels,
    identify: bool | None = None,
) -> ProcessingOptions:
    """Return the options of the job; raise UsageError where they contradict each other or are unknown."""
    try:
        count = SpeakerCount(exact=speakers, minimum=min_speakers, maximum=max_speakers)
        return ProcessingOptions(
            language=language, speakers=count, hotwords=hotwords, channels=channels, identify=identify
        )
    except ValidationError as error:
        raise UsageError("; ".join(_sentence(problem) for problem in error.errors())) from error


def _sentence(problem: ErrorDetails) -> str:
    where = ".".join(str(part) for part in problem["loc"])
    message = problem["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def find_voices(folder: Path | None) -> Sequence[Path]:
    """Return the recordings in `folder`, each named after the person who speaks in it.

    Raises UsageError where there is none.
    """
    if folder is None:
        return ()
    if not folder.is_dir():
        raise UsageError(f"{folder} is not a folder")
    voices = sorted(path for path in folder.iterdir() if path.suffix.lower() in AUDIO and path.is_file())
    if not voices:
        raise UsageError(f"{folder} holds no recording named after a person, such as Katie.wav")
    for voice in voices:
        check_readable(voice)
    return voices


def check_readable(path: Path) -> None:
    """Raise UsageError unless `path` is a file that this user may read."""
    if not path.is_file():
        raise UsageError(f"{path} is not a file" if path.exists() else f"There is no file {path}")
    if not os.access(path, os.R_OK):
        raise UsageError(f"{path} may not be read by this user")


def check_writable(path: Path | None) -> None:
    """Raise UsageError unless `path` can be written, so that it does not fail after the work is done."""
    if path is None:
        return
    if path.is_dir():
        raise UsageError(f"{path} is a folder, not a file to write")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent} to write {path.name} in")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise UsageError(f"{path} may not be written by this user")


def make_folder(path: Path | None) -> None:
    """Make the folder if it is not there; raise UsageError where it cannot be written in."""
    if path is None:
        return
    if path.exists() and not path.is_dir():
        raise UsageError(f"{path} is a file, not a folder to write in")
    path.mkdir(parents=True, exist_ok=True)
    if not os.access(path, os.W_OK):
        raise UsageError(f"{path} may not be written by this user")
