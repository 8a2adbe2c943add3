"""All objects as files, and back: `python -m app.archive save | load FOLDER`.

Each object lies at <bucket>/<key>; index.jsonl has one line for each, and is written last, so that a folder with an
index is complete. Loading compares every checksum before anything is changed, and removes objects that the folder
does not hold.
"""

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel

from scribe_contracts import s3 as storage
from scribe_contracts.settings import InfrastructureSettings
from scribe_contracts.storage import Bucket

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_INDEX = "index.jsonl"
_PIECE = 1 << 20


class ArchiveError(Exception):
    """The folder or an object is not what it should be; the message is for the operator."""


class Entry(BaseModel):
    """One object in the archive, as a line of the index."""

    bucket: Bucket
    key: str
    size: int
    sha256: str
    content_type: str
    metadata: dict[str, str]

    def path(self, folder: Path) -> Path:
        """Return the file of the object in the folder; raise ArchiveError for a key that leads out of it."""
        path = (folder / self.bucket / self.key).resolve()
        if not path.is_relative_to(folder.resolve() / self.bucket):
            raise ArchiveError(f"The key {self.key} leads out of the folder.")
        return path


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m app.archive")
    parser.add_argument("verb", choices=["save", "load"])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    s3 = storage.connect_as_stored(InfrastructureSettings())  # type: ignore[call-arg]  # the environment gives the rest
    try:
        entries = (save if options.verb == "save" else load)(s3, options.folder)
    except (ArchiveError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    size = sum(entry.size for entry in entries) / 1e6
    sys.stdout.write(f"{len(entries)} objects, {size:.1f} MB\n")
    return 0


def save(s3: "S3Client", folder: Path) -> list[Entry]:
    """Write every object of every bucket into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = [_download(s3, bucket, key, folder) for bucket in Bucket for key in _keys(s3, bucket)]
    lines = (entry.model_dump_json() + "\n" for entry in entries)
    (folder / _INDEX).write_text("".join(lines), encoding="utf-8")
    return entries


def load(s3: "S3Client", folder: Path) -> list[Entry]:
    """Make the buckets hold what `folder` holds and nothing else.

    Raise ArchiveError, before any change, for a damaged file.
    """
    lines = (folder / _INDEX).read_text(encoding="utf-8").splitlines()
    entries = [Entry.model_validate_json(line) for line in lines]
    for entry in entries:
        with entry.path(folder).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != entry.sha256:
                raise ArchiveError(f"{entry.path(folder)} is damaged.")
    storage.ensure_buckets(s3)
    for entry in entries:
        described = {"ContentType": entry.content_type, "Metadata": entry.metadata}
        s3.upload_file(str(entry.path(folder)), entry.bucket, entry.key, ExtraArgs=described)
    wanted = {(entry.bucket, entry.key) for entry in entries}
    for bucket in Bucket:
        for key in list(_keys(s3, bucket)):
            if (bucket, key) not in wanted:
                s3.delete_object(Bucket=bucket, Key=key)
    return entries


def _keys(s3: "S3Client", bucket: Bucket) -> Iterator[str]:
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        yield from (item["Key"] for item in page.get("Contents", []))


def _download(s3: "S3Client", bucket: Bucket, key: str, folder: Path) -> Entry:
    answer = s3.get_object(Bucket=bucket, Key=key)
    checksum = hashlib.sha256()
    entry = Entry(
        bucket=bucket,
        key=key,
        size=answer["ContentLength"],
        sha256="",
        content_type=answer["ContentType"],
        metadata=answer["Metadata"],
    )
    path = entry.path(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file, answer["Body"] as body:
        while piece := body.read(_PIECE):
            checksum.update(piece)
            file.write(piece)
    if path.stat().st_size != entry.size:
        raise ArchiveError(f"{bucket}/{key} arrived incomplete.")
    return entry.model_copy(update={"sha256": checksum.hexdigest()})


if __name__ == "__main__":
    sys.exit(main())
