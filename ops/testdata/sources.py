"""The public files that the tests use, with their origins, licences and checksums."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).with_name("sources.toml")
REFERENCES = Path(__file__).with_name("references")
"""Small texts of our own, at the paths that they have in the data folder."""


@dataclass(frozen=True)
class DataFile:
    """One file of the data folder."""

    path: str
    """Relative to the data folder."""
    size: int
    sha256: str
    addresses: tuple[str, ...] = ()
    """Addresses of the published file, tried in this order; empty for members of an archive and for references."""
    member: str | None = None
    """Path inside the corpus' archive."""

    def is_intact_in(self, folder: Path) -> bool:
        """Return whether the file lies in the data folder with the right bytes."""
        path = folder / self.path
        return path.is_file() and path.stat().st_size == self.size and sha256_of(path) == self.sha256


@dataclass(frozen=True)
class Transcripts:
    """A table of utterances and their words, made from the transcripts of an archive."""

    file: DataFile
    members: tuple[str, ...]
    """Paths of the transcripts inside the archive: a line for each utterance, its name first."""


@dataclass(frozen=True)
class Corpus:
    """Files of one origin under one licence."""

    name: str
    licence: str
    page: str
    archives: tuple[str, ...]
    """Addresses of one tar.gz that holds every file of the corpus, tried in this order; or none."""
    archive_size: int
    optional: bool
    """True if the files are fetched only where asked for."""
    files: tuple[DataFile, ...]
    transcripts: Transcripts | None

    def all_files(self) -> Iterator[DataFile]:
        """Yield the files with the table of transcripts, where there is one."""
        yield from self.files
        if self.transcripts is not None:
            yield self.transcripts.file


def read_sources(path: Path = SOURCES) -> list[Corpus]:
    """Return what sources.toml lists."""
    listing = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_corpus(entry) for entry in listing["corpus"]]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _corpus(entry: dict[str, Any]) -> Corpus:
    root = entry.get("root", "")
    table = entry.get("transcripts")
    return Corpus(
        name=entry["name"],
        licence=entry["licence"],
        page=entry["page"],
        archives=tuple(entry.get("archives", ())),
        archive_size=entry.get("archive_size", 0),
        optional=entry.get("optional", False),
        files=tuple(_file(each, root) for each in entry["files"]),
        transcripts=Transcripts(_file(table, root), tuple(table["members"])) if table else None,
    )


def _file(entry: dict[str, Any], root: str) -> DataFile:
    addresses = tuple(root + path for path in entry.get("at", ()))
    return DataFile(entry["path"], entry["size"], entry["sha256"], addresses, entry.get("member"))
