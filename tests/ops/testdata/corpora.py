"""Corpora that are small enough to be served from a test."""

import hashlib
import io
import tarfile

from ops.testdata.sources import Corpus, DataFile, Transcripts

HOST = "public.example"
SOUND = bytes(range(256)) * 4096
MEMBERS = {
    "Libri/1/1/1-1-0001.flac": b"first utterance " * 5000,
    "Libri/1/1/1-1-0002.flac": b"second utterance " * 5000,
    "Libri/1/1/1-1-0003.flac": b"an utterance that is not wanted " * 5000,
    "Libri/1/1/1-1.trans.txt": b"1-1-0001 ONE\n1-1-0002 TWO WORDS\n1-1-0003 THREE\n",
    "Libri/2/2/2-2-0001.flac": b"another reader " * 5000,
}
TABLE = "1-1-0001\tone\n1-1-0002\ttwo words\n"


def data_file(path: str, content: bytes, *names: str, member: str | None = None) -> DataFile:
    addresses = tuple(f"https://{HOST}/{name}" for name in names)
    return DataFile(path, len(content), hashlib.sha256(content).hexdigest(), addresses, member)


def corpus(*files: DataFile, archives: tuple[str, ...] = (), transcripts: Transcripts | None = None) -> Corpus:
    return Corpus(
        name="Sounds",
        licence="MIT",
        page=f"https://{HOST}",
        archives=tuple(f"https://{HOST}/{name}" for name in archives),
        archive_size=1,
        optional=False,
        files=files,
        transcripts=transcripts,
    )


def readers() -> Corpus:
    """Two utterances and their words, out of an archive of more."""
    files = [
        data_file(f"readers/{name}.flac", MEMBERS[f"Libri/1/1/{name}.flac"], member=f"Libri/1/1/{name}.flac")
        for name in ("1-1-0001", "1-1-0002")
    ]
    table = Transcripts(data_file("readers/transcripts.tsv", TABLE.encode()), ("Libri/1/1/1-1.trans.txt",))
    return corpus(*files, archives=("libri.tar.gz",), transcripts=table)


def pack(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()
