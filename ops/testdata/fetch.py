"""Bringing the public files into the data folder, each checked and put in its place in one step."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from ops.testdata.archive import read_members
from ops.testdata.download import Downloader
from ops.testdata.errors import DataError, UnreachableError
from ops.testdata.sources import REFERENCES, Corpus, DataFile, sha256_of

_MIRROR_HINT = (
    "where this machine has no access to it, --mirror ADDRESS takes another server, or a folder, that holds these "
    "files under their host and path (docs/test-data.md)"
)


class Fetcher:
    """A data folder with the means to fetch what it lacks; an interrupted run is continued by the next."""

    def __init__(self, folder: Path, downloader: Downloader, report: Callable[[str], None]) -> None:
        self._folder = folder
        self._staging = folder / ".fetching"
        self._downloader = downloader
        self._report = report

    def fetch(self, corpora: Iterable[Corpus]) -> list[str]:
        """Fetch every file that is missing or has other bytes; return a sentence for each that could not be.

        Raise UnreachableError where no address of a file can be reached, as then others will not be either.
        """
        failures = []
        self._staging.mkdir(parents=True, exist_ok=True)
        for corpus in corpora:
            missing = [file for file in corpus.all_files() if not file.is_intact_in(self._folder)]
            if not missing:
                continue
            self._report(f"{corpus.name} ({corpus.licence}): {_count(missing)} to fetch")
            if corpus.archives:
                failures += _failures(corpus.name, partial(self._fetch_members, corpus, missing))
                continue
            for file in missing:
                failures += _failures(file.path, partial(self._fetch_file, file))
        if not any(self._staging.iterdir()):
            self._staging.rmdir()
        return failures

    def _fetch_file(self, file: DataFile) -> None:
        if file.addresses:
            _try_each(file.addresses, partial(self._download, file))
        else:
            self._place(file, (REFERENCES / file.path).read_bytes())

    def _download(self, file: DataFile, address: str) -> None:
        staged = self._staging / file.sha256
        resumed = staged.exists()
        try:
            self._append(address, staged)
            if resumed and sha256_of(staged) != file.sha256:
                # What an earlier run left was of another address.
                staged.unlink()
                self._append(address, staged)
        except UnreachableError:
            raise
        except DataError:
            staged.unlink()
            raise
        self._move_into_place(staged, file, address)

    def _append(self, address: str, staged: Path) -> None:
        """Append to a staged file what lies at the address after the bytes that the file has."""
        with staged.open("ab") as stream:
            for chunk in self._downloader.read(address, stream.tell()):
                stream.write(chunk)

    def _fetch_members(self, corpus: Corpus, missing: list[DataFile]) -> None:
        _try_each(corpus.archives, partial(self._read_archive, corpus, missing))

    def _read_archive(self, corpus: Corpus, missing: list[DataFile], address: str) -> None:
        self._report(f"Reading {address} ({corpus.archive_size / 1e6:,.0f} MB; only what is wanted is kept)")
        by_member = {file.member: file for file in missing if file.member is not None}
        wanted = {name for name in by_member if not by_member[name].is_intact_in(self._folder)}
        table = corpus.transcripts if corpus.transcripts is not None and corpus.transcripts.file in missing else None
        if table is not None:
            wanted |= set(table.members)
        lines: list[str] = []
        for name, content in read_members(address, self._downloader.read(address), wanted):
            wanted.remove(name)
            if name in by_member:
                self._place(by_member[name], content)
            else:
                lines += content.decode().splitlines()
        if wanted:
            raise DataError(f"{address} lacks {', '.join(sorted(wanted))}")
        if table is not None:
            utterances = {Path(file.path).stem for file in corpus.files}
            self._place(table.file, make_transcripts(lines, utterances).encode())

    def _place(self, file: DataFile, content: bytes) -> None:
        staged = self._staging / file.sha256
        staged.write_bytes(content)
        self._move_into_place(staged, file, file.member or "this repository")

    def _move_into_place(self, staged: Path, file: DataFile, origin: str) -> None:
        """Move a staged file to its place in the data folder; raise DataError and drop it if its bytes are wrong."""
        found = sha256_of(staged)
        if found != file.sha256:
            staged.unlink()
            raise DataError(f"{origin} gave other bytes (sha256 {found[:12]}…, not {file.sha256[:12]}…)")
        place = self._folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(place)
        self._report(f"  {file.path}")


def make_transcripts(lines: Iterable[str], utterances: set[str]) -> str:
    """Return a line "utterance, tab, words in small letters" for each of the utterances, in their order.

    `lines` are those of LibriSpeech's .trans.txt files: an utterance's name, a space, its words in capitals.
    """
    words = dict(line.split(" ", 1) for line in lines)
    return "".join(f"{name}\t{words[name].lower()}\n" for name in sorted(utterances & words.keys()))


def _failures(name: str, fetch: Callable[[], None]) -> list[str]:
    """Call `fetch`; return a sentence if it fails, unless nothing can be reached."""
    try:
        fetch()
    except UnreachableError as error:
        raise UnreachableError(f"{name} could not be fetched: {error}; {_MIRROR_HINT}.") from error
    except DataError as error:
        return [f"{name} could not be fetched: {error}."]
    return []


def _try_each(addresses: Iterable[str], fetch: Callable[[str], None]) -> None:
    """Call `fetch` with one address after the other until one succeeds.

    Raise UnreachableError if none can be reached, DataError if what can be is no help.
    """
    refusals: list[DataError] = []
    for address in addresses:
        try:
            fetch(address)
        except DataError as error:
            refusals.append(error)
        else:
            return
    unreachable = all(isinstance(refusal, UnreachableError) for refusal in refusals)
    raise (UnreachableError if unreachable else DataError)("; ".join(map(str, refusals)))


def _count(files: list[DataFile]) -> str:
    return "1 file" if len(files) == 1 else f"{len(files)} files"
